"""The atoms of a flattened table: runs without blanks, and what parts each from the one before.

A text dump of a PDF keeps some geometry, and everything here is made of it. Cells on one base line stand on one
physical line, parted by blanks. A line of a cell that wraps ends without a blank; the last line of a paragraph or
cell ends with one. Two line ends in a row mean a full line of distance, one alone means less: cells are centred in
their row, so from a cell of one line to a cell of two it is half a line. A blank before a line means a new page.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from corpus.tables.cells import FORMULA
from corpus.tables.lines import Line
from kg.pattern import Pattern

BLANKS = Pattern(r"\S+")


class Gap(IntEnum):
    """What stands between an atom and the one before."""

    BLANK = 0  # one blank on the same line
    WIDE = 1  # several blanks
    HALF = 2  # less than a line of distance
    FULL = 3  # a line of distance or more
    PAGE = 4  # a page break
    RUN_ON = 5  # one blank in a text without lines


@dataclass(frozen=True, slots=True)
class Atom:
    """A run without blanks, `[start, end)` of the text."""

    start: int
    end: int
    text: str
    gap: Gap
    blanks: int  # how many blanks stand before it: on its line, or at the end of the line before
    open: bool  # the line before ended without a blank: its cell goes on
    line: int  # number of the line in the list of lines
    width: float  # of the whole line, in full-width characters
    resumes: bool = False  # the header stands again right before it, so the table goes on here

    @property
    def starts_line(self) -> bool:
        return self.gap >= Gap.HALF


def width_of(text: str) -> float:
    """Return how wide a text is set, in full-width characters.

    >>> width_of("甲 1,234")
    4.0
    """
    bare = text.strip()
    if bare.isascii():
        return len(bare) / 2
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in bare)


def cells_run_on(lines: Sequence[Line], first: int, after: int) -> list[Atom]:
    """Return an atom for each cell of a line that runs on, letters that say how columns are computed left out."""
    cells = [(number, cell) for number, cell in enumerate(lines[first:after], first)]
    letters = _formulas([cell.bare for _, cell in cells])
    return [
        Atom(cell.start, cell.start + len(cell.bare), cell.bare, Gap.RUN_ON, 1, False, number, width_of(cell.bare))
        for place, (number, cell) in enumerate(cells)
        if place not in letters
    ]


def _formulas(words: Sequence[str]) -> set[int]:
    """Return the places of words in a row that are letters and formulas of these: A, B, C=B-A."""
    found: set[int] = set()
    for is_one, places in groupby(range(len(words)), key=lambda place: FORMULA.fullmatch(words[place]) is not None):
        run = list(places)
        if is_one and len(run) > 1 and any("=" in words[place] for place in run):
            found.update(run)
    return found


def atoms_of(lines: Sequence[Line], first: int, after: int) -> list[Atom]:
    """Return the atoms of the lines `[first, after)`, in order."""
    atoms: list[Atom] = []
    opened = page = False
    trail = 0
    for number in range(first, after):
        line = lines[number]
        if not line.bare:
            continue
        if is_page_number(lines, number):
            page = True
            continue
        page = page or (line.gap == 0 and line.text[0] == " ")
        gap = Gap.PAGE if page else Gap.FULL if line.gap else Gap.HALF
        width = width_of(line.text)
        end = None
        for match in BLANKS.finditer(line.text):
            blanks = match.start() - end if end is not None else trail
            here = gap if end is None else Gap.WIDE if blanks > 1 else Gap.BLANK
            start = line.start + match.start()
            atoms.append(Atom(start, start + len(match[0]), match[0], here, blanks, opened, number, width))
            end, opened = match.end(), False
        opened = not line.text[-1].isspace()
        trail = len(line.text) - len(line.text.rstrip())
        page = False
    return atoms


def is_page_number(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the number of a page: alone between blank lines wider than a line's distance."""
    line = lines[number]
    if not line.bare.isdigit() or len(line.bare) > 3 or line.gap < 3:
        return False
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and (below.gap >= 1)


def lines_of(atoms: Sequence[Atom], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the places in the text of the lines that the atoms `[first, after)` stand on."""
    first, after = span
    pieces: list[tuple[int, int]] = []
    start = atoms[first].start
    for number in range(first + 1, after):
        if atoms[number].starts_line:
            pieces.append((start, atoms[number - 1].end))
            start = atoms[number].start
    pieces.append((start, atoms[after - 1].end))
    return pieces
