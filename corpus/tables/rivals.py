"""Whether a row could be cut elsewhere as well: where cells of words stand side by side, each of several paragraphs,
nothing but their widths tells which paragraph is whose.
"""

from collections.abc import Iterator, Sequence

from corpus.tables.atoms import Gap
from corpus.tables.fit import Runs
from corpus.tables.lattice import GEOMETRY
from corpus.tables.rows import WORDY, Columns, RowSpans, Span
from corpus.tables.worths import worths

CLOSE = 2.0  # evidence by which the reading must be better than another


def undecided(runs: Runs, columns: Columns, rows: Sequence[RowSpans]) -> set[int]:
    """Return the rows, those that go on after a page break not counted, that another cut fits about as well."""
    found: set[int] = set()
    number = -1
    for row in rows:
        number += not row.rest
        if not row.rest and any(rival < CLOSE for rival in _rivals(runs, columns, row)):
            found.add(number)
    return found


def _rivals(runs: Runs, columns: Columns, row: RowSpans) -> Iterator[float]:
    """Yield how much better two cells of words are parted where they are than between other paragraphs of theirs."""
    for column, ((first, at), (start, after)) in enumerate(zip(row.cells, row.cells[1:], strict=False)):
        wordy = columns.holds[column] in WORDY and columns.holds[column + 1] in WORDY
        if not wordy or at != start or first == at or start == after:
            continue
        own = _parted(runs, columns, column, (first, after), at)
        for other in range(first + 1, after):
            atom = runs.atoms[other]
            if other != at and atom.gap is Gap.FULL and not atom.open:
                yield own - _parted(runs, columns, column, (first, after), other)


def _parted(runs: Runs, columns: Columns, column: int, span: Span, at: int) -> float:
    """Return the evidence for two neighbouring cells parted at an atom."""
    first, after = span
    left, right = _worth(runs, columns, (first, at), column), _worth(runs, columns, (at, after), column + 1)
    if not left or not right:
        return float("-inf")
    (above, one), (below, two) = left, right
    return one + two + runs.seams[at].part + GEOMETRY[runs.atoms[at].gap][above][below]


def _worth(runs: Runs, columns: Columns, span: Span, column: int) -> tuple[int, float] | None:
    """Return the lines of some atoms read as one cell, and what speaks for it; nothing where it is not worth it."""
    found = worths(runs, columns.sort(column), span[0])
    return next(((lines, worth) for length, lines, worth in found if length == span[1] - span[0]), None)
