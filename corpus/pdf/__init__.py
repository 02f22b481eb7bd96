"""PDF with a text layer: text in reading order with page and box of every run, tables ruled and unruled.

PDFium (through pypdfium2) gives characters, boxes and drawn lines; what they make is our own inference. A PDF of
pictures is refused with a hint: Pilu does no OCR.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from corpus.assemble import assemble, measured
from corpus.drawn import tables_of
from corpus.pdf.beside import layouts
from corpus.pdf.bounds import is_endless
from corpus.pdf.glyphs import UNKNOWN
from corpus.pdf.layout import Layout, without_furniture
from corpus.pdf.writing import Writer
from corpus.signature import refuse_others
from kg.errors import CorpusError, NoTextLayerError, TooLargeError
from kg.model import Document
from kg.unread import Unread

MOST_PAGES = 6000
FEW_WORDS = 60  # glyphs that a scanned page may have been stamped with
LEAST_GLYPHS = 8  # a page on average; fewer means pictures


def read_pdf(path: Path, data: bytes) -> Document:
    """Read a PDF.

    Raises CorpusError: encrypted, broken, without pages; NoTextLayerError; TooLargeError over 6,000 pages.
    """
    layouts = without_furniture(_layouts(path, data))
    if sum(layout.glyph_count for layout in layouts) < LEAST_GLYPHS * len(layouts):
        raise NoTextLayerError(path)
    writer = Writer()
    for layout in layouts:
        writer.write(layout)
    writer.finish()
    text = measured(path, writer.text)
    tables = tables_of(text, writer.tables)
    document = assemble(path, data, text, tables=tables, pages=tuple(writer.pages))
    return replace(document, runs=tuple(writer.runs), unread=(*document.unread, *_unread(layouts)))


def _unread(layouts: Sequence[Layout]) -> Iterator[Unread]:
    """Say which pages are pictures without a text layer, and on which the source does not say what characters are."""
    pictures = [layout.number for layout in layouts if layout.pictured and layout.glyph_count < FEW_WORDS]
    if pictures:
        hint = "run OCR on them first, e.g. ocrmypdf --skip-text -l chi_sim"
        yield Unread(f"pages without text, only pictures: {_ranges(pictures)}", hint)
    count = sum(layout.unknown for layout in layouts)
    if count:
        pages = _ranges([layout.number for layout in layouts if layout.unknown])
        hint = "the source's font does not say what they are: take another copy, or run OCR with --force-ocr"
        yield Unread(f"{count} characters are unknown and stand as {UNKNOWN}, on pages: {pages}", hint)


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers in order with runs drawn together: 3-5, 9."""
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _layouts(path: Path, data: bytes) -> list[Layout]:
    if is_endless(data):
        raise TooLargeError(path, "drawings nested in drawings without measure", hint="print it anew as a PDF")
    refuse_others(path, data, "PDF", b"%PDF-")
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "the PDF is encrypted" if locked else "the PDF is broken or cut short"
        hint = "remove the password first, e.g. qpdf --decrypt" if locked else "download it again"
        raise CorpusError(path, why, hint=hint) from error
    try:
        if len(pdf) == 0:
            raise CorpusError(path, "the PDF has no pages", hint="download it again")
        if len(pdf) > MOST_PAGES:
            raise TooLargeError(path, f"{len(pdf):,} pages, the limit is {MOST_PAGES:,}", hint="split the file")
        return layouts(pdf, data)
    except pdfium.PdfiumError as error:
        raise CorpusError(path, "a page of the PDF cannot be read", hint="download it again") from error
    finally:
        pdf.close()
