"""What the computing ways share: what a question measures, a good operand, a computed outcome."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from qa.evidence.cells import Cell
from qa.evidence.found import Computation, Found, Item
from qa.evidence.lookup import Scored
from qa.evidence.rows import begun
from qa.evidence.values import plain
from qa.parsing.match import BY_RANGE
from qa.parsing.question import Ask, Kind, Question

LEAST = 0.6  # of a question's words that an operand must explain


def quantity(cell: Cell) -> Decimal:
    """Return the number of a cell that holds one, or begins with one."""
    found = begun(cell)
    assert found is not None
    return found.value


def measured(question: Question) -> Ask:
    """Return the thing measured: what is asked, else the last concept that the question names.

    A wide word (金额, 占比) stands for the concept beside it.
    """
    ask = next((a for a in question.asks if a.terms and not a.kind.is_name), question.asks[0])
    own = [i for i in ask.terms if question.terms[i].kind and question.terms[i].meaning not in BY_RANGE]
    if own and not ask.kind.is_name:
        return ask
    named = [
        i
        for i, t in enumerate(question.terms)
        if t.kind and t.kind not in ("Text", "Code") and t.meaning not in BY_RANGE
    ]
    return replace(ask, kind=Kind.NUMBER, terms=tuple(named[-1:])) if named else ask


def good(options: Sequence[Scored], least: float = LEAST) -> Scored | None:
    """Return the best number among scored cells, if it explains enough."""
    best = next((o for o in options if isinstance(o.cell.value, Quantity)), None)
    return best if best and best.score.words >= least else None


def computed(operation: str, operands: tuple[Cell, ...], value: Decimal, unit: str, words: float) -> Found:
    """Return a computed value with its operands."""
    item = Item(value, unit, plain(value, unit), "", operands)
    sure = round(max(0.1, 0.15 + 0.65 * words), 3)
    computation = Computation(operation, operands, value, unit)
    met = frozenset({operation, "limits", "left out"})
    return Found(Status.ANSWERED, (item,), operands, sure, computation=computation, kind="number", met=met)
