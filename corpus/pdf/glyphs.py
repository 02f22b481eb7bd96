"""The characters of a page with their boxes, and the straight lines drawn on it, from PDFium.

Coordinates are points, y growing downwards from the top of the page as it is shown (rotation applied by PDFium's page
size; the text page reports unrotated user space, which `Frame` turns).
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from corpus.pdf.objects import bounds
from kg.pattern import Pattern

HAIR = 2.5  # points; a filled rectangle thinner than this is a drawn line
SAME_PLACE = 1.2  # points
STRIDE = 1 << 20  # between columns of places; no page is so many places high
LEAST_RULE = 4.0  # points; shorter strokes are marks, not rules
MOST_GLYPHS = 100_000  # of one page; the fullest page of a filing has some 6,000
HYPHENS = "\ufffe\x02"  # what PDFium gives for a hyphen at the end of a line, be it a minus
NOTHING = "\x00\uffff"
SIGNS = Pattern("[‐-➿、-〿！-￥]")  # punctuation and symbols among Chinese
UNKNOWN = "\ufffd"  # a character of which the PDF does not say what it is


# Glyphs and rules are made by the hundred thousand: frozen, each would take four times as long.


@dataclass(slots=True)
class Glyph:
    """One character with its box."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def mid_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def mid_y(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Rule:
    """A straight drawn line, horizontal or vertical: `at` is where it lies, `start` and `end` where it runs."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDF user space (y up, unrotated) into the page as shown (y down)."""

    width: float  # of the page as shown
    height: float
    rotation: int  # 0, 90, 180, 270 degrees clockwise
    left: float = 0.0  # of what is shown, in user space: a page may be cropped
    bottom: float = 0.0

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return `(x0, y0, x1, y1)` of a user-space box on the shown page."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.bottom, top - self.bottom
        if self.rotation == 0:
            return left, self.height - top, right, self.height - bottom
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.width - right, bottom, self.width - left, top
        return self.width - top, self.height - right, self.width - bottom, self.height - left


def frame(page: pdfium.PdfPage) -> Frame:
    """Return the frame of a page."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    return Frame(width, height, page.get_rotation(), left, bottom)


def glyphs(page: pdfium.PdfPage, view: Frame) -> list[Glyph]:
    """Return the visible characters of a page in PDFium's reading order, doubled glyphs of fake bold left out.

    Where the PDF does not say which character one is, PDFium gives the number that its font has for it. In the layer of
    OCR that number is the character; in others it is any sign, and most often a Latin one: that is `UNKNOWN`.
    """
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MOST_GLYPHS)
    text = text_page.get_text_range(0, count) if count else ""
    rect = c.FS_RECTF()
    ref = ctypes.byref(rect)
    get_box, get_char, is_number = c.FPDFText_GetLooseCharBox, c.FPDFText_GetUnicode, c.FPDFText_HasUnicodeMapError
    handle = text_page.raw
    aligned = len(text) == count
    found: list[Glyph] = []
    seen: defaultdict[str, dict[int, Glyph]] = defaultdict(dict)
    for index in range(count):
        char = text[index] if aligned else chr(get_char(handle, index) or 0xFFFD)
        if char.isspace() or not get_box(handle, index, ref):
            continue
        if char in HYPHENS:
            char = "-"
        elif char in NOTHING or (not "一" <= char <= "鿿" and is_number(handle, index) and not SIGNS.match(char)):
            char = UNKNOWN
        box = view.box(rect.left, rect.bottom, rect.right, rect.top)
        glyph = Glyph(char, *box)
        if not _is_doubled(glyph, seen[char]):
            found.append(glyph)
    return found


def _is_doubled(glyph: Glyph, seen: dict[int, Glyph]) -> bool:
    """Tell whether the same character was drawn at the same place before; if not, remember it among those `seen`.

    Bold is made by drawing twice, character by character or line by line; and some pages are drawn twice as a whole.
    """
    x, y = glyph.x0 / SAME_PLACE, glyph.y0 / SAME_PLACE
    column, row = int(x), int(y)
    here = column * STRIDE + row
    aside, level = STRIDE if x - column >= 0.5 else -STRIDE, 1 if y - row >= 0.5 else -1
    for key in (here, here + aside, here + level, here + aside + level):
        other = seen.get(key)
        if other is not None and abs(other.x0 - glyph.x0) < SAME_PLACE and abs(other.y0 - glyph.y0) < SAME_PLACE:
            return True
    seen[here] = glyph
    return False


def rules(paths: Sequence[Any], view: Frame) -> list[Rule]:
    """Return the straight lines among drawn paths: strokes, thin filled rectangles, and the sides of drawn boxes."""
    return [side for path in paths for x0, y0, x1, y1 in _strokes(path, view) for side in _sides(x0, y0, x1, y1)]


def _sides(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    width, height = x1 - x0, y1 - y0
    if height <= HAIR and width >= LEAST_RULE:
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif width <= HAIR and height >= LEAST_RULE:
        yield Rule(False, (x0 + x1) / 2, y0, y1)
    elif width >= LEAST_RULE and height >= LEAST_RULE:
        yield Rule(True, y0, x0, x1)
        yield Rule(True, y1, x0, x1)
        yield Rule(False, x0, y0, y1)
        yield Rule(False, x1, y0, y1)


def _strokes(path: Any, view: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of a path: one for a line or rectangle, one a segment for a longer path."""
    segments = c.FPDFPath_CountSegments(path)
    if segments <= 5:
        left, bottom, right, top = bounds(path)
        if not (segments == 5 and right - left > HAIR and top - bottom > HAIR and not _stroked(path)):
            yield view.box(left, bottom, right, top)
        return
    raw = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(path, ctypes.byref(raw))
    matrix = pdfium.PdfMatrix.from_raw(raw)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(min(segments, 2000)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_LINETO and last is not None:
            xs, ys = sorted((last[0], point[0])), sorted((last[1], point[1]))
            if xs[1] - xs[0] <= HAIR or ys[1] - ys[0] <= HAIR:
                yield view.box(xs[0], ys[0], xs[1], ys[1])
        last = point


def _stroked(path: Any) -> bool:
    """Tell whether a path is drawn as an outline, not only filled (a shaded cell is no box of rules)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)
