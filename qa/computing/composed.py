"""Values computed from the answers of other questions: each operand is looked up on the whole road, then computed with.

It serves where operands stand in different tables, sentences or documents. Each must be answered surely enough, by one
number of its own cell; all of one unit.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kg.pattern import Pattern
from kg.period import Period
from qa.computing.change import earlier, parts_of, stated
from qa.computing.measure import computed
from qa.computing.operands import Operands, operands
from qa.computing.operands.kindred import in_its_line, of_one_kind, side_by_side, stand_together
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.near import near
from qa.evidence.qualified import KEPT, carried
from qa.evidence.scope import with_issuer
from qa.evidence.sources import meets, step
from qa.evidence.values import period_words, rounded
from qa.evidence.workbench import Workbench
from qa.parsing.demands import demands_of
from qa.parsing.periods import touch
from qa.parsing.question import Kind, Operator, Question
from qa.parsing.words import fold

ROUGH, EXACT = 100, Decimal("0.01")  # when a figure is told roughly, and how much of a difference may hang on that
WHOLE = Decimal("0.9995")  # a part is less than the whole, and than what rounding makes of it
DIGITS = Decimal("0.001")  # of its worth: what the last digit of a rough figure tells
YI, _IN_YI = Decimal(10) ** 8, Pattern("(?:多少|几)个?亿")
_HEADS = {"person": "人", "share": "股"}
_APART, BESIDE = Pattern("差额|差异|相差"), 6  # what says that a figure is a difference, within so many characters
_OF_ONE = frozenset({"difference", "growth", "change", "average"})  # of operands of one measure
_OF_TWO = frozenset({"multiple", "share", "ratio"})  # of two measures at one time
_OF_TWO_TIMES = frozenset({"difference", "growth", "change"})
_OF_ANY = frozenset({"sum", "average"})  # of any number of operands; all else is of two
_NEGATIVE = ("亏损", "净流出", "净亏")


def composed(bench: Workbench) -> Found | None:
    """Compute with what other questions find; None where the question computes nothing or an operand is not found."""
    wanted = operands(bench.question) if bench.another else None
    if wanted is None or bench.question.has(Operator.COMPARE) or not _carries_extreme(bench.question, wanted):
        return None
    if wanted.operation == "left":
        return None  # a filing may state what is left
    if wanted.again:
        return stated(bench) or _at_two_times(bench, wanted)
    return _together(bench, wanted)


def left_over(bench: Workbench) -> Found | None:
    """Compute what is left to be done of a whole, where no filing states it: 采购金额还有多少没付."""
    wanted = operands(bench.question) if bench.another else None
    return _together(bench, wanted) if wanted and wanted.operation == "left" else None


def _together(bench: Workbench, wanted: Operands) -> Found | None:
    parts = bench.operands(wanted.texts[:-1])
    if parts is None:
        return None
    for text in (wanted.texts[-1], _of_its_company(bench, wanted.instead)):
        last = bench.operand(text) if text else None
        apart = last and wanted.operation in _OF_TWO_TIMES and not stand_together([*parts, last])
        if apart and (found := _at_its_times(bench, wanted, parts[0])):
            return found
        if last and all(_place(last) != _place(f) for f in parts):
            given = [last, *parts] if wanted.operation == "left" else [*parts, last]
            operation = "rest" if wanted.operation == "left" else wanted.operation
            found = _computed(bench, operation, given, undated=wanted.undated) if _timely(wanted, given) else None
            if found and not (wanted.operation == "share" and found.items[0].value >= WHOLE):  # type: ignore[operator]
                kept = frozenset({KEPT} if carried(bench.question, wanted.texts) else ())
                taken = frozenset({"rest": {"difference"}, "ratio": {"average"}}.get(operation, ()))
                return replace(found, met=kept.union(taken, found.met, *(f.met for f in (*parts, last))))
    return _at_its_times(bench, wanted, parts[0]) if wanted.operation in _OF_TWO_TIMES else None


def _at_its_times(bench: Workbench, wanted: Operands, one: Found) -> Found | None:
    """Compute with a figure of one of the two times asked for and what its line has at the other."""
    times = dict.fromkeys(p for s in bench.question.periods for p in s.periods)
    other = [p for p in times if p != one.cells[0].period]
    return _of_one_line(bench, wanted, one, other[0]) if len(times) == 2 and len(other) == 1 else None


def _of_one_line(bench: Workbench, wanted: Operands, one: Found, other: Period | None) -> Found | None:
    """Compute with the one figure found and what the line of a table that says it again has at the other time: of a
    table whose line is but called 合计."""
    pair = in_its_line(bench, one, other) if other else None
    found = _computed(bench, wanted.operation, list(pair)) if pair else None
    return found and replace(found, cells=tuple(dict.fromkeys((*found.cells, *one.cells))))


def _of_its_company(bench: Workbench, text: str) -> str:
    """Return a question about a whole with the company that is asked about, where it names nobody: of a filing's own
    issuer, a part and the whole are of one company."""
    issuers = bench.scope.issuers
    named = [m for m in bench.question.mentions if text and issuers & set(with_issuer(m, bench.filings).ids)]
    if not named or any(m.text in fold(text) for m in bench.question.mentions):
        return text
    return f"{bench.question.text[named[0].start : named[0].end]}{text}"


def _carries_extreme(question: Question, wanted: Operands) -> bool:
    """Tell whether one of the operands asks for the most or the least that a question speaks of, if it does."""
    at = demands_of(question).extreme
    return at < 0 or any(question.folded[at : at + 2] in fold(text) for text in wanted.texts)


def remainder(bench: Workbench) -> Found | None:
    """Compute what a part of a year holds that no filing states: the second half is the year without the first."""
    question = bench.question
    spans = [s for s in question.periods if s.periods]
    if (
        not bench.another
        or len(spans) != 1
        or len(spans[0].periods) != 1
        or question.operators
        or len(question.asks) > 1
    ):
        return None
    wholes = parts_of(spans[0].periods[0])
    if wholes is None or question.kind not in (Kind.NUMBER, Kind.WHAT):
        return None
    span = spans[0]
    texts = (question.text[: span.start] + period_words(p, "zh") + question.text[span.end :] for p in wholes)
    found = bench.operands(texts)
    if found is None or any(f.cells[0].period != p for f, p in zip(found, wholes, strict=True)):
        return None
    found = side_by_side(found)
    alike = found[0].items[0].unit != "ratio" and of_one_kind(found)
    return _computed(bench, "rest", found) if alike else None


def _at_two_times(bench: Workbench, wanted: Operands) -> Found | None:
    """Compute with one figure at the time that the question names, or the newest, and at the time it is set against."""
    now = bench.operand(wanted.texts[0])
    at = now.cells[0].period if now else None
    asked = next((p for s in bench.question.periods for p in s.periods), None)
    before = earlier(at, wanted.base, asked) if at else None
    then = bench.operand(wanted.again.format(period_words(before, "zh"))) if before else None
    if now and not (then and stand_together([now, then])) and (found := _of_one_line(bench, wanted, now, before)):
        return found
    if now is None or then is None or then.cells[0].period == at or not _alike(now.cells[0], then.cells[0]):
        return None
    return _computed(bench, wanted.operation, [now, then])


def difference_of(bench: Workbench, parts: list[Found]) -> Found | None:
    """Return by how much two figures are apart."""
    return _computed(bench, "difference", parts)


def _timely(wanted: Operands, parts: list[Found]) -> bool:
    """Tell whether each figure is of the time that it was asked of, where several times are."""
    return not wanted.times or all(f.cells[0].period == p for f, p in zip(parts, wanted.times, strict=True))


def _alike(now: Cell, then: Cell) -> bool:
    """Tell whether two figures are of one line, where tables say them."""
    return now.line_number < 0 or then.line_number < 0 or now.row == then.row


def _computed(bench: Workbench, operation: str, found: list[Found], *, undated: bool = False) -> Found | None:
    if len(found) != 2 and operation not in _OF_ANY:
        return None
    parts = side_by_side(found) if operation in _OF_ONE else found
    if operation in _OF_ONE and not of_one_kind(parts):
        return None
    if operation in _OF_TWO_TIMES and _is_another_kind(bench.question, parts[0]):
        return None
    if operation in _OF_TWO and not undated and len(bench.question.periods) < 2 and not _at_one_time(parts):
        return None
    values = [Decimal(str(f.items[0].value)) for f in parts]
    unit = parts[0].items[0].unit
    other = next((f.items[0].unit for f in parts if f.items[0].unit != unit), "")
    if (other and operation != "ratio") or len({_place(f) for f in parts}) < len(parts):
        return None
    if any(w in bench.question.folded for w in _NEGATIVE):
        values = [abs(v) for v in values]  # a loss is said with and without its sign
    cells = tuple(dict.fromkeys(c for f in parts for c in (f.cells if f.computation else f.cells[:1])))
    if operation in ("difference", "growth") and len({_as_stated(f) for f in parts}) > 1:
        return None  # a figure that a filing states is not set against one that is computed
    if operation == "sum" and len(set(values)) < len(values):
        return None  # one figure found twice
    if operation == "difference" and any(_APART.search(near(f.cells[0], BESIDE)) for f in parts):
        return None  # what two are apart is neither of them
    if operation in ("difference", "rest") and _too_coarse(parts, abs(values[0] - values[1])):
        return None
    if operation == "difference" and meets(parts[0].cells[0], parts[1].cells[0]):
        return None  # one figure, more and less exact
    sure = min(f.confidence for f in parts)
    if operation == "change":
        operation = "difference" if unit == "ratio" else "growth"
        return _met(_computed(bench, operation, parts))
    if other:  # yuan a head
        outcome = (values[0] / values[1], f"{unit}/{_HEADS.get(other, other)}") if values[1] else None
    else:
        outcome = _WAYS[operation](values, unit)
    if outcome and operation == "multiple" and any(_is_rough(f) for f in parts):
        outcome = rounded(outcome[0], 2), outcome[1]
    made = computed(operation, cells, *outcome, sure) if outcome else None
    return _in_hundred_millions(parts, made) if made and _IN_YI.search(bench.question.text) else made


def _is_rough(found: Found) -> bool:
    """Tell whether a figure is told in so few digits that a multiple of it is no more exact than its places: 5.36亿."""
    value = Decimal(str(found.items[0].value))
    return not found.computation and step(found.cells[0]) > DIGITS * abs(value)


def _in_hundred_millions(parts: list[Found], found: Found) -> Found:
    """Return what figures are apart in the 亿元 that are asked for, where one is told so: as exactly as that one."""
    item, made, coarse = found.items[0], found.computation, max(step(f.cells[0]) for f in parts)
    if made is None or made.operation != "difference" or item.unit != "CNY" or coarse < YI / 100:
        return found
    value = rounded(made.value / coarse, 0) * coarse
    item = replace(item, value=value, text=f"{rounded(value / YI, 2)}亿元")
    return replace(found, items=(item,), computation=replace(made, value=value))


def _place(found: Found) -> tuple[object, bool]:
    """Return where a figure stands; a sum is another figure than the first that it is of."""
    return found.cells[0].key, found.computation is not None


def _is_another_kind(question: Question, one: Found) -> bool:
    """Tell whether a share stands where a question asks what a measure in money or heads has changed by: the share of a
    cost is not the cost."""
    kinds = {t.kind for t in question.terms} - {"", "Text"}
    asked = any(ask.unit in ("pp", "ratio") for ask in question.asks)
    return one.items[0].unit == "ratio" and bool(kinds) and not asked and not kinds & {"Ratio", "Points"}


def _at_one_time(parts: list[Found]) -> bool:
    """Tell whether the times of two figures meet, as far as they have any."""
    one, other = (f.cells[0].period for f in parts)
    return one is None or other is None or touch(one, other) or touch(other, one)


def _too_coarse(parts: list[Found], apart: Decimal) -> bool:
    """Tell whether one of two figures is told far more roughly than the other, too roughly for what they are apart."""
    fine, coarse = sorted(step(f.cells[0]) for f in parts)
    return coarse >= ROUGH * fine and coarse / 2 > apart * EXACT


def _as_stated(found: Found) -> bool:
    """Tell whether a figure is as good as one that a filing states: it states it, or its question asks to reckon it."""
    return found.computation is None or found.computation.operation in ("sum", "average")


def _met(found: Found | None) -> Found | None:
    return found and replace(found, met=found.met | {"difference", "growth"})


Outcome = tuple[Decimal, str] | None


def _difference(values: list[Decimal], unit: str) -> Outcome:
    value = abs(values[0] - values[1])
    return (rounded(value * 100, 2), "pp") if unit == "ratio" else (value, unit)


def _rest(values: list[Decimal], unit: str) -> Outcome:
    return (values[0] - values[1], unit) if abs(values[1]) <= abs(values[0]) else None


def _growth(values: list[Decimal], unit: str) -> Outcome:
    if unit == "ratio" or not values[1]:
        return None
    return rounded((values[0] - values[1]) / abs(values[1]), 4), "ratio"  # as filings tell it: two places of percent


def _sum(values: list[Decimal], unit: str) -> Outcome:
    return sum(values, Decimal(0)), unit


def _mean(values: list[Decimal], unit: str) -> Outcome:
    return sum(values, Decimal(0)) / len(values), unit


def _quotient(unit: str) -> Callable[[list[Decimal], str], Outcome]:
    return lambda values, _: (values[0] / values[1], unit) if values[1] else None


_WAYS: dict[str, Callable[[list[Decimal], str], Outcome]] = {
    "difference": _difference,
    "rest": _rest,
    "growth": _growth,
    "sum": _sum,
    "average": _mean,
    "share": _quotient("ratio"),
    "multiple": _quotient("倍"),
    "ratio": _quotient(""),
}
