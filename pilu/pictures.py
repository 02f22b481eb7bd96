"""Evidence pictures: the page of a PDF with the cited words marked, drawn from the source file by PDFium and Pillow."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import CorpusError, MissingFileError, PiluError
from kg.model import Document, Run

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2  # pixels a point: 144 dots an inch
MARK = (255, 214, 0, 110)  # a transparent yellow
EDGE = (214, 120, 0, 255)
ROOM = 1.5  # points around the words


def evidence_picture(document: Document, source: Path, start: int, end: int) -> "Image":
    """Return the page on which the words of `[start, end)` begin, with all of them that stand on it marked.

    Raises PiluError where the document has no pages or no words are drawn there, MissingFileError where the source
    is gone, CorpusError where it is not the file that was read.
    """
    if not document.runs:
        raise PiluError(
            f"{document.name} has no pages to draw", hint="only PDFs have; leave --png out to see the words"
        )
    wanted = [run for run in document.runs if run.start < end and run.end > start]
    if not wanted:
        raise PiluError(f"no words are drawn at {start}:{end}", hint="name the place of words, as answers cite them")
    return _drawn(_checked(document, source), wanted[0].page, [_cut(run, start, end) for run in wanted])


def _checked(document: Document, source: Path) -> bytes:
    if not source.is_file():
        raise MissingFileError(source)
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.id:
        raise CorpusError(source, "is not the file that was ingested", hint="ingest it again, or put the old one back")
    return data


def _cut(run: Run, start: int, end: int) -> Run:
    """Return the part of a run that holds the words, by their share of its characters where it is one line."""
    first, after = max(run.start, start), min(run.end, end)
    if (first, after) == (run.start, run.end) or run.y1 - run.y0 > run.x1 - run.x0:
        return run
    width = (run.x1 - run.x0) / (run.end - run.start)
    left = run.x0 + width * (first - run.start)
    return Run(first, after, run.page, left, run.y0, left + width * (after - first), run.y1)


def _drawn(data: bytes, number: int, runs: Sequence[Run]) -> "Image":
    import pypdfium2 as pdfium
    from PIL import Image, ImageDraw

    pdf = pdfium.PdfDocument(data)
    try:
        page = pdf[number - 1].render(scale=SCALE).to_pil().convert("RGBA")
    finally:
        pdf.close()
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for run in runs:
        if run.page == number:
            low = [(value - ROOM) * SCALE for value in (run.x0, run.y0)]
            high = [(value + ROOM) * SCALE for value in (run.x1, run.y1)]
            pen.rectangle([*low, *high], fill=MARK, outline=EDGE)
    return Image.alpha_composite(page, layer).convert("RGB")
