"""One string for a whole document: blocks as lines of prose, table cells one by one, each with its way back."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.model import BlockKind, Cell, Document
from kg.values.units import narrow
from kg.view import Piece, View, join

_SKIPPED = {BlockKind.FURNITURE, BlockKind.FRONT_MATTER}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the reading: a block, or one cell with the header words over it."""

    start: int
    end: int
    heads: tuple[str, ...] = ()
    is_cell: bool = False


@dataclass(frozen=True)
class Reading:
    """The joined text, narrowed, with a line break after each segment. `offsets[i]` is -1 at those breaks."""

    text: str
    offsets: list[int]
    segments: tuple[Segment, ...]

    def span(self, start: int, end: int) -> Piece:
        """Map `[start, end)` to the canonical text; both ends must be characters of it."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def cells(self) -> Iterator[tuple[Segment, str]]:
        """Yield each table cell with its words."""
        return ((part, self.text[part.start : part.end]) for part in self.segments if part.is_cell)

    def segment_at(self, at: int) -> Segment:
        """Return the segment that holds a place of the reading."""
        return self.segments[bisect_right(self._starts, at) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.segments]


def read_through(document: Document) -> Reading:
    """Join a document's blocks and cells; page furniture and front matter are left out.

    A table block that no `Table` covers is read line by line, so that no name in it is lost.
    """
    parts: list[str] = []
    offsets: list[int] = []
    segments: list[Segment] = []

    def add(view: View, heads: tuple[str, ...] = (), *, is_cell: bool = False) -> None:
        if not view.text:
            return
        start = len(offsets)
        parts.append(view.text)
        offsets.extend(view.offsets)
        segments.append(Segment(start, len(offsets), heads, is_cell))
        parts.append("\n")
        offsets.append(-1)

    covered = [(table.start, table.end) for table in document.tables]
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        if block.kind is not BlockKind.TABLE:
            add(block.view(document.text))
        elif not any(start <= block.start < end for start, end in covered):
            for piece in block.pieces:
                add(join(document.text, [piece]))
    for table in document.tables:
        for row in table.header:
            for cell in _own(row):
                add(join(document.text, cell.pieces))
        for row in table.rows:
            for column, cell in enumerate(row):
                if not cell.filled and cell.pieces:
                    add(join(document.text, cell.pieces), table.heads(column), is_cell=True)
    return Reading(narrow("".join(parts)), offsets, tuple(segments))


def _own(row: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in row if cell.pieces and not cell.filled)
