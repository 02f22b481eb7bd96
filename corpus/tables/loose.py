"""Heads that a text dump wrote outside the frame of their table, in loose lines right above its first row."""

from collections.abc import Sequence

from corpus.tables.cells import cell_of, squeezed
from corpus.tables.context import Surroundings
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.units import unit_line
from corpus.tables.words import names_a_column
from kg.model import Cell
from kg.pattern import Pattern

LONGEST_HEAD = 16
SENTENCE = Pattern(r"[，。；！？：:|\t]")
PART = Pattern(r"\S+(?: \S+)*")  # what wide blanks keep apart


def loose_header(around: Surroundings, first: int, width: int) -> tuple[int, tuple[Cell, ...]] | None:
    """Return the line that heads above line `first` begin on, and the heads; None unless there are as many as columns.

    They stand one a line, or all on one line; the first of them must be a word that names a first column, for a title
    in the place of a head would shift all others.
    """
    for number in (first - 1, first - width):
        if number >= 0:
            cells = [cell for line in range(number, first) for cell in _cells(around, line)]
            if len(cells) == width and _are_heads(cells):
                return number, tuple(cells)
    return None


def _cells(around: Surroundings, number: int) -> list[Cell]:
    line = around.lines[number]
    pieces = [(line.start + m.start(), line.start + m.end()) for m in PART.finditer(line.text)]
    return [cell_of(around.text, [piece]) for piece in pieces]


def _are_heads(cells: Sequence[Cell]) -> bool:
    words = [squeezed(cell) for cell in cells]
    return (
        names_a_column(words[0])
        and len(set(words)) == len(words)
        and all(len(word) <= LONGEST_HEAD and not SENTENCE.search(word) for word in words)
        and all(kind_of(word) in (Kind.WORDS, Kind.PERIOD, Kind.DATE) for word in words)
        and not any(unit_line(word, 0, len(word)) for word in words)
    )
