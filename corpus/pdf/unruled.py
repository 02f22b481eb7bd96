"""Tables without rules: lines whose parts stand under each other in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.pdf.lines import Line
from kg.pattern import Pattern

LEAST_LINES = 3
LEADERS = Pattern(r"[.…·．]{4,}\s*\d*\s*\Z")  # of a table of contents
MOST_COLUMNS = 60
ROOM = 3.0  # points between two columns


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line between two wide gaps."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Unruled:
    """Rows of cells read from alignment alone; an empty cell is None."""

    top: float
    rows: tuple[tuple[Part | None, ...], ...]


def unruled_tables(lines: Sequence[Line]) -> list[Line | Unruled]:
    """Return the lines with runs of aligned ones put together as tables."""
    items: list[Line | Unruled] = []
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and len(line.parts) > 1:
            run.append(line)
            continue
        table = _table(run)
        items += [table] if table else run
        run = []
        if line is not None:
            items.append(line)
    return items


def _table(run: Sequence[Line]) -> Unruled | None:
    """Return the run as a table if its parts fall into columns that no part bridges."""
    if len(run) < LEAST_LINES or sum(bool(LEADERS.search(line.text)) for line in run) * 2 > len(run):
        return None
    parts = [[Part(text, x0, x1, line.y0, line.y1) for text, x0, x1 in line.parts] for line in run]
    columns: list[list[float]] = []
    for part in sorted((p for row in parts for p in row), key=lambda p: p.x0):
        if columns and part.x0 <= columns[-1][1] - ROOM:
            columns[-1][1] = max(columns[-1][1], part.x1)
        else:
            columns.append([part.x0, part.x1])
    if not 1 < len(columns) <= MOST_COLUMNS or any(len({_column(columns, p) for p in row}) < len(row) for row in parts):
        return None
    rows = []
    for row in parts:
        cells: list[Part | None] = [None] * len(columns)
        for part in row:
            cells[_column(columns, part)] = part
        rows.append(tuple(cells))
    return Unruled(run[0].y0, tuple(rows))


def _column(columns: Sequence[Sequence[float]], part: Part) -> int:
    middle = (part.x0 + part.x1) / 2
    return next(i for i, (start, end) in enumerate(columns) if start <= middle <= end)
