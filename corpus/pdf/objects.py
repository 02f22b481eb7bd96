"""The objects that a page is made of, those in forms of it too: its texts, made sure to be read, and its drawn paths.

PDFium leaves out of a page's text whatever would leave no ink from side to side: a lone character of a font that is
neither in the PDF nor on the machine, a line of it turned on its side, the words of the blank font that OCR lays over
a scan. An outline gives such text ink; only then is the text of the page asked for.
"""

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

DEPTH = 12  # nesting of form objects followed
MOST_OBJECTS = 100_000  # objects of one page; more is a drawing, or a bomb
NO_INK = 0.02  # points; PDFium leaves out what is under 0.01 wide
_SIDES = [ctypes.c_float() for _ in range(4)]  # PDFium serves one thread at a time
_BOX = [ctypes.byref(side) for side in _SIDES]


@dataclass(slots=True)
class Objects:
    """Handles of PDFium: thousands a page, so they are not wrapped. They live as long as their page."""

    texts: list[Any] = field(default_factory=list)
    paths: list[Any] = field(default_factory=list)


def objects(page: pdfium.PdfPage) -> Objects:
    """Return the texts and drawn paths of a page."""
    found = Objects()
    _collect(found, page.raw, c.FPDFPage_CountObjects, c.FPDFPage_GetObject, DEPTH)
    return found


def _collect(
    found: Objects, holder: Any, count: Callable[[Any], int], member: Callable[[Any, int], Any], depth: int
) -> None:
    """Put the texts and paths of a page or form to those found."""
    kind_of = c.FPDFPageObj_GetType
    for index in range(min(count(holder), MOST_OBJECTS - len(found.texts) - len(found.paths))):
        handle = member(holder, index)
        kind = kind_of(handle)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            found.texts.append(handle)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            found.paths.append(handle)
        elif kind == c.FPDF_PAGEOBJ_FORM and depth > 1:
            _collect(found, handle, c.FPDFFormObj_CountObjects, c.FPDFFormObj_GetObject, depth - 1)


def bounds(handle: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of an object in the space of the page or form that it stands in."""
    c.FPDFPageObj_GetBounds(handle, *_BOX)
    left, bottom, right, top = _SIDES
    return left.value, bottom.value, right.value, top.value


def give_ink(texts: Iterable[Any]) -> None:
    """Draw as outlines the texts that would leave no ink; to be called before the text of their page is asked for."""
    matrix = c.FS_MATRIX()
    at = ctypes.byref(matrix)
    for text in texts:
        left, _, right, _ = bounds(text)
        if abs(right - left) < NO_INK:
            c.FPDFTextObj_SetTextRenderMode(text, c.FPDF_TEXTRENDERMODE_STROKE)
            c.FPDFPageObj_SetStrokeWidth(text, 1.0)
            c.FPDFPageObj_GetMatrix(text, at)
            c.FPDFPageObj_SetMatrix(text, at)  # its bounds are worked out anew
