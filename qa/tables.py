"""Questions over the rows of a table: which rows meet the conditions, which has the most, what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Quantity
from kg.period import Period
from kg.values.quantity import find_quantities
from qa.cells import Cell
from qa.match import explained, squeezed
from qa.question import Ask, Kind, Question
from qa.rank import fits_kind
from qa.rows import Block, Row, blocks_of
from qa.scope import Scope

SURE = 0.75  # a word is met by a row when it is explained at least so well


@dataclass(frozen=True, slots=True)
class Selected:
    """A table, the rows of it that meet the question's conditions, and how much of the question it explains."""

    block: Block
    rows: tuple[Row, ...]
    words: float
    conditions: tuple[int, ...]  # terms that only some rows meet
    periods: tuple[Period, ...]
    shortened: bool = False  # rows of another time were left out

    def measure(self, question: Question, ask: Ask, row: Row, scope: Scope) -> Cell | None:
        """Return the cell of a row that holds what one thing asked measures."""
        return measure(question, ask, row, scope, self.periods)


def measure(
    question: Question, ask: Ask, row: Row, scope: Scope, periods: Sequence[Period] | None = None
) -> Cell | None:
    """Return the cell of a row that holds what one thing asked measures."""
    options = [
        (fit, -n, cell)
        for n, cell in enumerate(row.cells)
        if _holds(question, ask, cell)
        if scope.timely(cell, periods) > 0 and ((fit := _fit(question, ask, cell)) > 0 or not ask.terms)
    ]
    return max(options, default=(0, 0, None), key=lambda o: o[:2])[2]


def _holds(question: Question, ask: Ask, cell: Cell) -> bool:
    if ask.kind is Kind.WHEN:
        return isinstance(cell.value, Period)
    if cell.fact.type == "Entry" and isinstance(cell.value, str):
        return begun(cell) is not None
    return isinstance(cell.value, Quantity) and fits_kind(question, ask, cell)


def begun(cell: Cell) -> Quantity | None:
    """Return the quantity of a cell, also where a text begins with it: 500万人民币，存续."""
    if isinstance(cell.value, Quantity):
        return cell.value
    found = next(iter(find_quantities(cell.text)), None) if isinstance(cell.value, str) else None
    return found[2] if found and found[0] == 0 else None


def _fit(question: Question, ask: Ask, cell: Cell) -> float:
    terms = [question.terms[i] for i in ask.terms] or list(question.terms)
    return sum(max(explained(t, cell.column), 0.6 * explained(t, cell.row)) * t.weight for t in terms)


def select(
    question: Question, cells: Sequence[Cell], scope: Scope, skip: frozenset[int] = frozenset(), most: int = 6
) -> list[Selected]:
    """Return the tables that explain most of the question, best first, each with the rows that meet its conditions.

    `skip` are terms that name what is asked for, not what a row must meet.
    """
    found = [s for block in blocks_of(cells) if (s := _select(question, block, scope, skip))]
    tabled = [s for s in found if not s.rows[0].table.startswith("type:")]
    if any(s.words >= SURE for s in tabled):
        found = tabled
    found.sort(key=lambda s: (-s.words, s.rows[0].doc, s.rows[0].cells[0].evidence.main.start))
    return found[:most]


def _select(question: Question, block: Block, scope: Scope, skip: frozenset[int]) -> Selected | None:
    rows = [row for row in block.rows if _allowed(row, scope)]
    if not rows:
        return None
    weight = found = 0.0
    conditions: list[int] = []
    kept = [row for row in rows if not row.total]
    for i, term in enumerate(question.terms):
        here = max(explained(term, squeezed(block.about)), 0.0)
        meets = [explained(term, row.words) for row in kept]
        top = max(meets, default=0.0)
        share = 0.4 if i in skip and not term.kind else 1.0  # what names the line itself stands over no number
        weight += term.weight * share
        found += term.weight * share * max(here, top)
        if (
            i not in skip
            and not term.counted
            and top >= SURE
            and (here < SURE or len([m for m in meets if m >= SURE]) < len(kept))
            and here < SURE
        ):
            conditions.append(i)
            kept = [row for row, value in zip(kept, meets, strict=True) if value >= SURE]
    if not kept:
        return None
    for figure in question.figures:
        said = [row for row in kept if any(figure.digits in c.text for c in row.cells)]
        weight += 1.0
        if said:
            found, kept = found + 1.0, said
    words = found / weight if weight else 0.4
    out = [row for row in block.rows if not row.total and not any(scope.timely(c) > 0 for c in row.cells)]
    return Selected(block, tuple(kept), words, tuple(conditions), scope.periods, bool(out))


def _allowed(row: Row, scope: Scope) -> bool:
    """Tell whether a row is about the right party and, as far as it says, the right time."""
    if not scope.covers(row.doc, lambda: row.parties):
        return False
    if scope.parties and not (any if scope.either else all)(group & row.parties for group in scope.parties):
        return False
    return any(scope.timely(cell) > 0 for cell in row.cells)


def asked_terms(question: Question) -> frozenset[int]:
    """Return the terms that say what is asked for."""
    return frozenset(i for ask in question.asks for i in ask.terms)
