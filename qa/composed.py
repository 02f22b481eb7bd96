"""Values computed from the answers of other questions: each operand is looked up on the whole road, then computed with.

It serves where operands stand in different tables, sentences or documents. Each must be answered surely enough, by one
number of its own cell; all of one unit.
"""

from decimal import Decimal

from kg.answer import Status
from qa.demands import demands_of
from qa.found import Found
from qa.measure import computed
from qa.operands import Operands, operands
from qa.workbench import Workbench

LEAST = 0.5  # how sure each operand must be
WHOLE = 1  # a part is less than the whole
_NEGATIVE = ("亏损", "净流出", "净亏")


def composed(bench: Workbench) -> Found | None:
    """Compute with what other questions find; None where the question computes nothing or an operand is not found."""
    wanted = operands(bench.question) if bench.another else None
    if wanted is None or demands_of(bench.question).extreme >= 0:
        return None
    parts = [f for text in wanted.texts[:-1] if (f := _operand(bench, text))]
    if len(parts) < len(wanted.texts) - 1:
        return None
    for text in (wanted.texts[-1], wanted.instead):
        last = _operand(bench, text) if text else None
        if last and all(last.cells[0].key != f.cells[0].key for f in parts):
            found = _computed(bench, wanted, [*parts, last])
            if found and found.computation and not (wanted.operation == "share" and found.computation.value >= WHOLE):
                return found
    return None


def _operand(bench: Workbench, text: str) -> Found | None:
    found = bench.asked(text, "operand")
    good = found.status in (Status.ANSWERED, Status.CONFLICT) and found.confidence >= LEAST
    return (
        found if good and len(found.items) == 1 and found.cells and isinstance(found.items[0].value, Decimal) else None
    )


def _computed(bench: Workbench, wanted: Operands, parts: list[Found]) -> Found | None:
    values = [Decimal(str(f.items[0].value)) for f in parts]
    unit = parts[0].items[0].unit
    if any(f.items[0].unit != unit for f in parts) or len({f.cells[0].key for f in parts}) < len(parts):
        return None
    if any(w in bench.question.folded for w in _NEGATIVE):
        values = [abs(v) for v in values]  # a loss is said with and without its sign
    cells = tuple(dict.fromkeys(c for f in parts for c in f.cells))
    sure = min(f.confidence for f in parts)
    if wanted.operation == "difference":
        value = abs(values[0] - values[1])
        value, unit = (value * 100, "pp") if unit == "ratio" else (value, unit)
    elif wanted.operation == "sum":
        value = sum(values, Decimal(0))
    elif not values[1]:
        return None
    else:
        value = values[0] / values[1]
        unit = {"share": "ratio", "multiple": "倍"}.get(wanted.operation, "")
    return computed(wanted.operation, cells, value, unit, sure)
