"""What one thing of several costs: the amount of a row, a contract, divided by how many things it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.computing.measure import computed, quantity
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.rank import named_in
from qa.evidence.rows import Tables
from qa.evidence.workbench import Workbench

_EACH = Pattern(r"(?:平均)?每(?P<counter>个?月|[台股人个套例辆件张户])(?:平均)?(?:值|数)?")
_UNITS = {"股": "share", "人": "person", "月": "month", "个月": "month"}
_MEAN = Pattern("平均(?:值|数)?(?:下来|算下来)?")
SURE = 0.75  # of a division of two figures of one row


def average(bench: Workbench) -> Found | None:
    """Divide the amount that the question gives by the number of things that its row or its sentence says."""
    question, scope = bench.question, bench.scope
    match = _EACH.search(question.folded)
    if match is None:
        return None
    counter = match["counter"]
    wanted = _UNITS.get(counter, counter)
    if not question.figures:
        return _beside(bench, match, wanted)
    outcomes: dict[tuple[object, object], tuple[Cell, Cell]] = {}
    given = {q.value for _, _, q in find_quantities(question.folded) if q.unit == "CNY"}
    for cells in _together([c for c in bench.cells if scope.allows(c)]):
        amounts = [c for c in cells if c.range == "Money" and quantity(c) in given]
        counts = {quantity(c): c for c in _counts(cells, wanted)} if amounts else {}
        if amounts and len(counts) == 1:
            (count,) = counts.values()
            outcomes.setdefault((quantity(amounts[0]), quantity(count)), (amounts[0], count))
    if not outcomes:
        outcomes = _of_party(bench, given, wanted)
    if len(outcomes) != 1:
        return None
    ((amount, count),) = outcomes.values()
    if not quantity(count):
        return None
    return computed("average", (amount, count), quantity(amount) / quantity(count), f"{amount.unit}/{counter}", SURE)


def _beside(bench: Workbench, each: re.Match[str], unit: str) -> Found | None:
    """Divide the amount that answers the question without its 平均每台 by the number that its row or sentence says."""
    said = bench.question.text
    text = _MEAN.sub("", said[: each.start()] + said[each.end() :])
    amount = bench.operand(text) if bench.another else None
    cell = amount.cells[0] if amount else None
    near = next((cells for cells in _together(bench.cells) if cell and any(c.key == cell.key for c in cells)), ())
    counts = {quantity(c): c for c in _counts(near, unit) if quantity(c)}
    if amount is None or cell is None or len(counts) != 1 or not cell.unit.startswith("CNY"):
        return None
    (count,) = counts.values()
    value = quantity(cell) / quantity(count)
    return computed("average", (cell, count), value, f"{cell.unit}/{each['counter']}", amount.confidence)


def _of_party(bench: Workbench, given: set[Decimal], unit: str) -> dict[tuple[object, object], tuple[Cell, Cell]]:
    """Return the amount given and the numbers of things that are said of the same party elsewhere."""
    own = [c for c in bench.cells if bench.scope.allows(c) and named_in(c, bench.scope)]
    amounts = [c for c in own if c.range == "Money" and quantity(c) in given]
    return {(quantity(amounts[0]), quantity(c)): (amounts[0], c) for c in own if c.unit == unit} if amounts else {}


def _together(cells: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """Yield the cells of each row, and those of each sentence."""
    yield from (row.cells for row in Tables().rows(cells))
    said: dict[tuple[str, int], list[Cell]] = {}
    for cell in cells:
        if cell.said:
            said.setdefault((cell.doc, cell.evidence.main.start), []).append(cell)
    yield from said.values()


def _counts(cells: Sequence[Cell], unit: str) -> Iterator[Cell]:
    """Yield the numbers of things that cells hold, or say among other words."""
    for cell in cells:
        if isinstance(cell.value, Quantity):
            if cell.unit == unit or (not cell.unit and "数量" in cell.column):
                yield cell
        elif isinstance(cell.value, str):
            for start, end, found in find_quantities(cell.text):
                if found.unit == unit:
                    yield replace(cell, value=found, text=cell.text[start:end])
