"""Glyphs to lines of text: grouped by baseline, in reading order, blanks put where the gaps are."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.pdf.glyphs import Glyph

SAME_LINE = 0.55  # of the smaller height; how far the middles of two glyphs of one line may lie apart
WORD_GAP = 0.22  # of the height; a wider gap is a blank
ROWS_BACK = 4  # rows that a glyph may still belong to: they are begun by their highest
TURNED = 0.75  # of the steps from glyph to glyph; others begin a line
COLUMN_GAP = 1.6  # of the height; a wider gap parts columns, and is written as two blanks


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page with its box; `size` is the usual height of its glyphs."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    parts: tuple[tuple[str, float, float], ...]  # text, left and right of what stands between wide gaps


def text_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page in reading order, top to bottom, then left to right."""
    rows: list[list[Glyph]] = []
    tallest: list[Glyph] = []  # of each row: small marks hang low or high, so the tall ones decide
    for glyph in sorted(glyphs, key=lambda g: (round(g.mid_y, 1), g.x0)):
        number = len(rows) - 1
        last = max(number - ROWS_BACK, -1)
        while number > last and not _level(tallest[number], glyph):
            number -= 1
        if number == last:
            rows.append([glyph])
            tallest.append(glyph)
            continue
        rows[number].append(glyph)
        if glyph.y1 - glyph.y0 > tallest[number].y1 - tallest[number].y0:
            tallest[number] = glyph
    if len(rows) > 1:
        rows.sort(key=lambda row: sum(g.mid_y for g in row) / len(row))
    return [_line(row) for row in rows]


def joined(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a cell: its lines joined, a blank only between two Latin words.

    Glyphs that are drawn one above the other, as in a head that is turned on its side, are in the order of drawing.
    """
    if _is_turned(glyphs):
        return "".join(glyph.char for glyph in glyphs)
    text = ""
    for line in text_lines(glyphs):
        part = " ".join(line.text.split())
        latin = text and part and text[-1].isascii() and text[-1].isalpha() and part[0].isascii() and part[0].isalpha()
        text += (" " if latin else "") + part
    return text


def _is_turned(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether nearly each glyph is drawn right above or below the one before it."""
    mids = [(g.x0 + g.x1, g.y0 + g.y1) for g in glyphs]
    steps = [abs(d - b) > 2 * abs(c - a) for (a, b), (c, d) in itertools.pairwise(mids)]
    return len(steps) > 1 and sum(steps) >= TURNED * len(steps)


def _level(tallest: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph stands on the line of a row, by the tallest glyph in it."""
    high, low = tallest.y1 - tallest.y0, glyph.y1 - glyph.y0
    overlap = min(tallest.y1, glyph.y1) - max(tallest.y0, glyph.y0)
    if overlap >= 0.5 * min(high, low):
        return True
    return abs(tallest.y0 + tallest.y1 - glyph.y0 - glyph.y1) / 2 <= SAME_LINE * max(high, low, 1.0)


def _line(row: list[Glyph]) -> Line:
    row.sort(key=lambda g: g.x0)
    heights = sorted(g.y1 - g.y0 for g in row)
    size = max(heights[len(heights) * 3 // 4], 1.0)
    parts: list[tuple[str, float, float]] = []
    text, start = row[0].char, row[0].x0
    for before, glyph in itertools.pairwise(row):
        gap = glyph.x0 - before.x1
        if gap > COLUMN_GAP * size:
            parts.append((text, start, before.x1))
            text, start = "", glyph.x0
        elif gap > WORD_GAP * size and (before.char.isascii() or glyph.char.isascii()):
            text += " "
        text += glyph.char
    parts.append((text, start, row[-1].x1))
    whole = "  ".join(part[0] for part in parts)
    right, top, bottom = max(g.x1 for g in row), min(g.y0 for g in row), max(g.y1 for g in row)
    return Line(whole, row[0].x0, top, right, bottom, size, tuple(parts))
