"""HTML filings and news pages: main text without navigation, tables with their spans, charset from meta or bytes.

lxml is used for its bound on depth: lexbor takes minutes for 200,000 nested elements. The canonical text is what
`write` puts down: a line a paragraph, a line a table row.
"""

from pathlib import Path

from corpus.assemble import build, measured
from corpus.builder import TextBuilder
from corpus.drawn import tables_of
from corpus.html.bounds import refuse_endless
from corpus.html.charset import decode_html
from corpus.html.main import body_of, main_content
from corpus.html.page import page_head
from corpus.html.prune import prune
from corpus.html.walk import write
from corpus.metadata import read_metadata
from kg.errors import EmptyFileError, TooLargeError
from kg.model import Document


def read_html(path: Path, data: bytes) -> Document:
    """Read an HTML file.

    Raises EmptyFileError for a page without words, NotTextError for bytes that are no text, TooLargeError for
    elements nested or spanned without measure.
    """
    import lxml.etree as etree

    source = decode_html(path, data).replace("\x00", "")
    refuse_endless(path, source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    if any(error.message.startswith("Excessive depth") for error in parser.error_log):
        raise TooLargeError(path, "elements are nested too deeply", hint="save the page anew from a browser")
    if root is None:
        raise EmptyFileError(path)
    head, builder = page_head(root), TextBuilder()
    body = body_of(root)
    prune(body, filing="hint" in head)
    write(path, main_content(body), builder)
    text = measured(path, builder.text)
    return build(path, data, text, tables_of(text, builder.tables), read_metadata(text, head), builder.heads)
