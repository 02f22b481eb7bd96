"""Word documents (.docx): paragraphs with their numbering, tables with merged cells, text boxes, notes, final text.

Tracked changes are taken as accepted: what was deleted is left out, what was inserted is in. A note stands after what
refers to it. The old binary .doc is refused with a hint.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from corpus.archive import BAD_PARTS, OLE, ZIP, check_zip
from corpus.assemble import assemble, measured
from corpus.builder import TextBuilder
from corpus.drawn import tables_of
from corpus.headings import BOLD
from corpus.signature import refuse_others
from corpus.word_final import finish
from corpus.word_numbers import Numbering, W, heading_levels, read_numbering
from corpus.word_tables import arranged, grid_of
from kg.errors import CorpusError, TooLargeError
from kg.model import Document

MOST_ELEMENTS = 8_000_000  # tags; two million take some ten seconds
LONGEST_BOLD = 40  # characters of a bold paragraph that is a heading
NOTES = ("footnote", "endnote")
SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F0A3": "□", "F06F": "□", "F0FC": "√", "F050": "√"}  # of Wingdings


def read_word(path: Path, data: bytes) -> Document:
    """Read a .docx; raise CorpusError for an old .doc, a broken file, or one that unpacks without measure."""
    if data.startswith(OLE):
        raise CorpusError(path, "an old Word file", hint="save it as .docx, e.g. soffice --convert-to docx")
    refuse_others(path, data, "docx", ZIP)
    check_zip(path, data)
    _refuse_endless(path, data)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    builder = TextBuilder()
    try:
        document = docx.Document(BytesIO(data))
        levels, default = heading_levels(document), _default_style(document)
        source = Source(read_numbering(document), levels, default, _notes(document))
        finish(document.element.body)
        _write(document.element.body, builder, source)
    except (PackageNotFoundError, *BAD_PARTS) as error:
        raise CorpusError(path, "not a Word document, or parts of it are missing", hint="save it again") from error
    text = measured(path, builder.text)
    return assemble(path, data, text, tables=tables_of(text, builder.tables), heads=builder.heads)


def _refuse_endless(path: Path, data: bytes) -> None:
    """Raise TooLargeError for a document of too many elements, before a tree is made of them."""
    with ZipFile(BytesIO(data)) as archive:
        count = sum(archive.read(name).count(b"<") for name in archive.namelist() if name.endswith(".xml"))
    if count > MOST_ELEMENTS:
        raise TooLargeError(path, f"{count:,} elements, the limit is {MOST_ELEMENTS:,}", hint="split the file")


@dataclass(frozen=True, slots=True)
class Source:
    """What the parts around the body say: how lists count, and which styles are headings of which level."""

    numbering: Numbering
    levels: Mapping[str, int]
    default: str  # the style of paragraphs that name none
    notes: Mapping[tuple[str, str], Any]  # by kind and id


def _write(body: Any, builder: TextBuilder, source: Source) -> None:
    for element in body.iterchildren(f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}p":
            _paragraph(element, builder, source)
            for box in element.iter(f"{W}txbxContent"):
                _write(box, builder, source)
        elif (cells := arranged(element)) is not None:
            for cell in cells:
                _write(cell, builder, source)
            continue
        else:
            builder.table(*grid_of(element, _text))
        for note in _referred(element, source.notes):
            _write(note, builder, source)


def _paragraph(element: Any, builder: TextBuilder, source: Source) -> None:
    """Write a paragraph with its number; what has an outline level, or is short and bold throughout, is a heading."""
    text = _text(element)
    if not text.strip():
        return
    named = element.find(f"{W}pPr/{W}pStyle")
    style = source.default if named is None else named.get(f"{W}val", "")
    number = source.numbering.shown(element, style)
    own = element.find(f"{W}pPr/{W}outlineLvl")
    level = source.levels.get(style, 0) if own is None else (int(own.get(f"{W}val", "9")) + 1) % 10
    bold = not level and len(text) <= LONGEST_BOLD and text.strip()[-1] not in "。；：，、" and _is_bold(element)
    builder.line(number + text.strip(), BOLD if bold else level)


def _default_style(document: Any) -> str:
    styles = document.styles.element.findall(f"{W}style")
    found = (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true"))
    return next((style.get(f"{W}styleId", "") for style in found), "")


def _is_bold(paragraph: Any) -> bool:
    """Tell whether all words of a paragraph are set bold by their runs."""
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val", "1") not in ("0", "false") for mark in marks)


def _text(paragraph: Any) -> str:
    """Return the words of a paragraph, those of text boxes in it left out."""
    return "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    for node in element.iterchildren():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"
        elif node.tag == f"{W}sym":
            yield SYMBOLS.get(node.get(f"{W}char", "").upper(), "")
        elif node.tag not in (f"{W}txbxContent", f"{W}pPr", f"{W}rPr"):
            yield from _words(node)


def _notes(document: Any) -> dict[tuple[str, str], Any]:
    """Return the foot and end notes of a document, in their final reading."""
    from docx.oxml import parse_xml

    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind in NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            finish(root)
            found |= {(kind, note.get(f"{W}id", "")): note for note in root.iterchildren(f"{W}{kind}")}
    return found


def _referred(element: Any, notes: Mapping[tuple[str, str], Any]) -> Iterator[Any]:
    """Yield the notes that a paragraph or table refers to, in order."""
    for mark in element.iter(*(f"{W}{kind}Reference" for kind in NOTES)):
        kind = mark.tag.removeprefix(W).removesuffix("Reference")
        if (kind, mark.get(f"{W}id")) in notes:
            yield notes[kind, mark.get(f"{W}id")]
