"""What speaks for a run of atoms as one cell of a column, measured once for all columns of a sort.

This is asked for each atom, column and reading of a table, so what is worthless is left out at once.
"""

from corpus.tables.columns import SUITS, Holds
from corpus.tables.fit import Run, Runs, Sort, Worth
from corpus.tables.kinds import Kind

UNSUITED = -3.0
TOTAL = 2.5  # evidence for a row that begins as totals do: they leave cells empty
SLACK = 2.0  # characters by which a cell may be wider than its column
TOO_WIDE = 3.0  # evidence against a cell much wider than its column
LONG_HEAD = 30  # a first cell is not wider, in characters per line
LONGEST_LABEL = 6  # characters that stand where rows are numbered: 合计, 小计
LONGEST_NAME = 40  # characters of what names a row
CLAUSE = 1.0  # evidence against a longer one
WORTHLESS = -13.0  # a cell with so much against it is not read: none was ever part of the best rows


def worths(runs: Runs, sort: Sort, atom: int) -> list[Worth]:
    """Return what speaks for each run that begins at an atom, in a column of a sort; runs worth nothing left out."""
    known = runs.worths.setdefault(sort, {})
    return known.get(atom) or _worths(runs, sort, atom, known)


def _worths(runs: Runs, sort: Sort, atom: int, known: dict[int, list[Worth]]) -> list[Worth]:
    holds, first, width = sort
    starting = runs.starting(atom)
    if width:  # columns without a width differ in nothing else
        found = [
            _narrowed(worth, starting[worth[0] - 1].widest - width) for worth in worths(runs, (holds, first, 0.0), atom)
        ]
    elif first or holds is Holds.INDEX:
        scores = [run.keep + _suit(run, holds, first=first) for run in starting]
        found = [(n, starting[n - 1].rows, score) for n, score in enumerate(scores, 1) if score > WORTHLESS]
    else:
        suits = SUITS[holds]
        scored = [(n, run.rows, run.keep + suits.get(run.kind, UNSUITED)) for n, run in enumerate(starting, 1)]
        found = [worth for worth in scored if worth[2] > WORTHLESS]
    known[atom] = found
    return found


def _narrowed(worth: Worth, excess: float) -> Worth:
    """Return a worth less what speaks against a cell that is so much wider than its column."""
    length, lines, score = worth
    return (length, lines, score - min(TOO_WIDE, 0.8 * excess)) if excess > SLACK else worth


def _suit(run: Run, holds: Holds, *, first: bool) -> float:
    suit = TOTAL if run.total and first else SUITS[holds].get(run.kind, UNSUITED)
    return suit - _too_long(run, holds, first=first) if first or holds is Holds.INDEX else suit


def _too_long(run: Run, holds: Holds, *, first: bool) -> float:
    numbered = holds is Holds.INDEX and run.kind is Kind.WORDS and run.length > LONGEST_LABEL
    if numbered or (first and run.widest > LONG_HEAD):
        return 4.0
    return CLAUSE if first and run.length > LONGEST_NAME else 0.0
