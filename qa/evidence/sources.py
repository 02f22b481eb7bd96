"""What several statements of one value say together: the most exact is shown, those that agree and those that differ.

Statements agree when their rounding intervals meet (-0.38亿元 and -3,763.88万元). Two filings that state different
values of the very same thing are in conflict; the weightier speaker wins, then the later filing.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity, Speaker
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench

NEAR = 0.08  # how far below the best a statement of the same thing may score
SAME = 0.95  # how well words and asked must be explained by both sides of a conflict
TOLD = 0.7  # of the question's words that a more exact statement must explain
MOST = 3  # further statements shown
_SPEAKERS = [s.value for s in Speaker]


def with_sources(bench: Workbench, found: Found, options: Sequence[Scored]) -> Found:
    """Return the outcome of one look-up with the most exact of the statements that agree, and with the others."""
    first = found.cells[0]
    if not isinstance(first.value, Quantity) or not first.value.value:
        return found
    best = next(o for o in options if o.cell == first)
    alike = [o for o in options[:24] if o.total >= best.total - NEAR and _of_one_thing(o, best)]
    agreeing = [o.cell for o in alike if meets(o.cell, first)]
    exact = max(agreeing, key=lambda c: (digits(c), c == first), default=first)
    against = [o.cell for o in alike if _contradicts(o, best)]
    if against:
        return _conflict(bench, found, [exact, *against])
    others = tuple({c.text: c for c in agreeing if c.key != exact.key and c.doc != exact.doc}.values())[:MOST]
    if exact == first:
        return replace(found, agreeing=others)
    item = item_of(exact, label=found.items[0].label, unit=_unit(bench))
    return replace(found, items=(item,), cells=(exact, first), agreeing=others)


def exactly(bench: Workbench, found: Found) -> Found:
    """Return a figure to compute with as the most exact statement that it meets: 20,045.16万元, not 2.00亿元."""
    first = found.cells[0]
    options = [o for o in bench.ranked(bench.question.asks[0])[:24] if _is_told_so(o, first)]
    exact = max((o.cell for o in options), key=digits, default=first)
    if digits(exact) <= digits(first):
        return found
    return replace(found, items=(item_of(exact, unit=_unit(bench)),), cells=(exact, *found.cells))


def _is_told_so(option: Scored, first: Cell) -> bool:
    """Tell whether a cell is of the time of another, says nearly as much of the question, and meets it."""
    cell = option.cell
    return option.score.words >= TOLD and cell.period == first.period and cell.unit == first.unit and meets(cell, first)


def _unit(bench: Workbench) -> str:
    return bench.question.asks[0].unit


def _of_one_thing(one: Scored, best: Scored) -> bool:
    a, b = one.cell, best.cell
    same = a.unit == b.unit and a.period == b.period and a.subjects == b.subjects and a.modality == b.modality
    return same and one.score.asked >= best.score.asked - 0.06 and one.score.words >= best.score.words - 0.06


def _contradicts(one: Scored, best: Scored) -> bool:
    """Tell whether another filing gives another value for the very words of the question."""
    told = min(one.score.words, one.score.asked, best.score.words, best.score.asked)
    return (
        one.cell.doc != best.cell.doc
        and told > SAME
        and one.score.time == best.score.time == 1.0
        and one.score.spare == best.score.spare == 0.0
        and (one.cell.label, one.cell.heads) == (best.cell.label, best.cell.heads)
        and not meets(one.cell, best.cell)
    )


def _conflict(bench: Workbench, found: Found, sides: Sequence[Cell]) -> Found:
    days = {f.id: f.day.toordinal() for f in bench.filings}
    ordered = sorted(sides, key=lambda c: (_weight(c), -days.get(c.doc, 0), c.key))
    item = item_of(ordered[0], label=found.items[0].label, unit=_unit(bench))
    return replace(
        found, status=Status.CONFLICT, items=(item,), cells=tuple(ordered[:1]), against=tuple(ordered[1 : MOST + 1])
    )


def _weight(cell: Cell) -> int:
    speaker = cell.evidence.speaker.value
    return _SPEAKERS.index(speaker) if speaker in _SPEAKERS else len(_SPEAKERS)


def digits(cell: Cell) -> int:
    """Return how many digits a value is written with."""
    return sum(c.isdigit() for c in cell.text)


def meets(a: Cell, b: Cell) -> bool:
    """Tell whether two values agree within half a unit of the last place of the coarser one."""
    x, y = a.value, b.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or x.unit != y.unit:
        return False
    if x.value == y.value:
        return True
    coarse = max(step(a), step(b))
    return abs(x.value - y.value) <= coarse / 2


def step(cell: Cell) -> Decimal:
    """Return the worth of the last place that a value is written with."""
    value = cell.value
    assert isinstance(value, Quantity)
    text = "".join(ch for ch in cell.text if ch.isdigit() or ch == ".").strip(".")
    written = Decimal(text) if text and text.count(".") <= 1 else Decimal(0)
    if not written:
        return Decimal(0)
    places = len(text.split(".")[1]) if "." in text else 0
    return abs(value.value / written) * Decimal(1).scaleb(-places)
