"""Values computed from looked-up ones: differences, sums, growth, ratios, the most and the least."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from qa.cells import Cell
from qa.found import Computation, Found, Item
from qa.lookup import Scored
from qa.match import BY_RANGE
from qa.question import Ask, Kind, Operator, Question
from qa.rows import Row, name_of
from qa.scope import Scope
from qa.tables import Selected, asked_terms, select
from qa.values import item_of, plain, said
from qa.workbench import Workbench

LEAST = 0.6
_MOST = frozenset({"word:最高", "word:最低"})


def compute(bench: Workbench) -> Found | None:
    """Try the operators that the question's words call for; None where none applies or its operands are not there."""
    for operator, way in _WAYS:
        if bench.question.has(operator) and (found := way(bench)):
            bench.notes.append(f"computed: {operator.value}")
            return found
    return None


def _quantity(cell: Cell) -> Decimal:
    assert isinstance(cell.value, Quantity)
    return cell.value.value


def _ask(question: Question) -> Ask:
    """The thing measured: what is asked, else the concepts that the question names."""
    ask = next((a for a in question.asks if a.terms and not a.kind.is_name), question.asks[0])
    if ask.terms and any(question.terms[i].meaning not in BY_RANGE for i in ask.terms) and not ask.kind.is_name:
        return ask
    measured = tuple(
        i for i, t in enumerate(question.terms) if t.kind and t.kind != "Text" and t.meaning not in (*_MOST, *BY_RANGE)
    )
    if not measured:
        return ask
    return replace(ask, kind=Kind.NUMBER, terms=measured[-1:])


def _good(options: Sequence[Scored], least: float = LEAST) -> Scored | None:
    best = next((o for o in options if isinstance(o.cell.value, Quantity)), None)
    return best if best and best.score.words >= least else None


def difference(bench: Workbench) -> Found | None:
    """Subtract: between two periods, or between two lines that the question joins."""
    question, scope = bench.question, bench.scope
    ask = _ask(question)
    plainly = replace(ask, unit="ratio" if ask.unit == "pp" else ask.unit, kind=Kind.NUMBER)
    pairs: list[Scored | None] = []
    if len(scope.periods) >= 2:
        pairs = [_good(bench.ranked(plainly, [p])) for p in scope.periods[:2]]
    elif (sides := _two_sides(bench, plainly)) is not None:
        pairs = list(sides)
    if len(pairs) != 2 or pairs[0] is None or pairs[1] is None:
        return None
    first, second = pairs[0].cell, pairs[1].cell
    if first.unit != second.unit or first.key == second.key:
        return None
    value = abs(_quantity(first) - _quantity(second))
    unit = first.unit
    if unit == "ratio":
        value, unit = value * 100, "pp"
    return _computed("difference", (first, second), value, unit, min(pairs[0].score.words, pairs[1].score.words))


def _two_sides(bench: Workbench, ask: Ask) -> tuple[Scored | None, Scored | None] | None:
    """Find the two lines of 甲与平均值差多少: the same measure, once with the mean and once without."""
    question = bench.question
    mean = next((i for i, t in enumerate(question.terms) if t.meaning == "word:平均值"), None)
    if mean is None:
        return None
    drop = {mean} | {i for i, t in enumerate(question.terms) if t.meaning == "word:可比公司"}
    kept = [i for i in range(len(question.terms)) if i not in drop]
    own = _without(question, drop)
    moved = replace(ask, terms=tuple(kept.index(i) for i in ask.terms if i in kept))
    from qa.lookup import ranked

    plain_cells = [c for c in bench.cells if "平均" not in c.label and "均值" not in c.label]
    means = [c for c in bench.cells if "平均" in c.label or "均值" in c.label]
    free = replace(bench.scope, parties=(), issuers=frozenset())
    first = _good(ranked(own, moved, plain_cells, bench.scope))
    second = _good(ranked(own, moved, means, free))
    return first, second


def _without(question: Question, drop: set[int]) -> Question:
    kept = tuple(t for i, t in enumerate(question.terms) if i not in drop)
    return replace(question, terms=kept)


def growth(bench: Workbench) -> Found | None:
    """Divide the change between two periods by the first; a growth that a filing states is looked up instead."""
    question, scope = bench.question, bench.scope
    ask = _ask(question)
    if len(scope.periods) == 1:
        period = scope.periods[0]
        before = replace(period, start=period.start.replace(year=period.start.year - 1), end=_year_before(period.end))
        periods = [period, before]
    elif len(scope.periods) == 2:
        periods = sorted(scope.periods, reverse=True)
    else:
        return None
    pairs = [_good(bench.ranked(replace(ask, unit="", kind=Kind.NUMBER), [p])) for p in periods]
    if pairs[0] is None or pairs[1] is None or pairs[0].cell.unit != pairs[1].cell.unit or not _quantity(pairs[1].cell):
        return None
    now, then = pairs[0].cell, pairs[1].cell
    value = (_quantity(now) - _quantity(then)) / abs(_quantity(then))
    return _computed("growth", (now, then), value, "ratio", min(pairs[0].score.words, pairs[1].score.words))


def _year_before(day: object) -> object:
    from datetime import date, timedelta

    assert isinstance(day, date)
    nextday = day + timedelta(days=1)
    return nextday.replace(year=nextday.year - 1) - timedelta(days=1)


def total(bench: Workbench) -> Found | None:
    """Give the total that a table states, else add the rows that meet the conditions."""
    question, scope = bench.question, bench.scope
    ask = _ask(question)
    stated = [o for o in bench.ranked(ask) if o.cell.total or "合计" in o.cell.label or "合计" in o.cell.said]
    best = _good(stated, 0.75)
    tables = [s for s in select(question, bench.cells, scope, asked_terms(question)) if s.words >= LEAST]
    narrowed = bool(tables and (tables[0].conditions or tables[0].shortened))
    if best and not narrowed:
        return _one(question, best, bench)
    for table in tables[:2]:
        cells = [c for row in table.rows if (c := table.measure(question, ask, row, scope))]
        if len(cells) >= 2 and len({c.unit for c in cells}) == 1:
            return _computed(
                "sum", tuple(cells), sum(map(_quantity, cells), Decimal(0)), cells[0].unit, table.words - 0.1
            )
    return None


def _one(question: Question, best: Scored, bench: Workbench) -> Found | None:
    if len(question.asks) > 1:
        return None
    sure = 0.2 + 0.6 * best.score.words
    return Found(Status.ANSWERED, (item_of(best.cell, unit=question.asks[0].unit),), (best.cell,), sure, kind="number")


def extreme(bench: Workbench) -> Found | None:
    """Give the row that has the most or the least of what the question measures, with its value."""
    question, scope = bench.question, bench.scope
    if question.kind in (Kind.WHY, Kind.WHEN):
        return None
    ask = _ask(question)
    least = (question.has(Operator.MINIMUM) and not question.has(Operator.MAXIMUM)) or question.smaller
    skip = asked_terms(question) | set(ask.terms) | {i for i, t in enumerate(question.terms) if t.meaning in _MOST}
    if len(scope.periods) > 1 or scope.since or (question.kind is Kind.WHICH and _asks_period(question)):
        return _extreme_period(bench, ask, least=least)
    for table in select(question, bench.cells, scope, frozenset(skip)):
        if table.words < LEAST:
            break
        pairs = [(c, row) for row in table.rows if (c := table.measure(question, ask, row, scope))]
        if len(pairs) < 2:
            continue
        cell, row = (min if least else max)(pairs, key=lambda p: _quantity(p[0]))
        return _row_answer(bench, table, row, cell)
    return None


def _asks_period(question: Question) -> bool:
    return any(
        w in question.folded
        for w in ("哪一年", "哪一期", "哪年", "哪期", "which year", "which period", "哪个年度", "哪一年度")
    )


def _extreme_period(bench: Workbench, ask: Ask, *, least: bool) -> Found | None:
    options = [
        o for o in bench.ranked(ask) if isinstance(o.cell.value, Quantity) and o.cell.period and o.score.words >= LEAST
    ]
    if not options:
        return None
    top = options[0].total
    near = [o for o in options if o.total >= top - 0.1 and o.cell.unit == options[0].cell.unit]
    best = (min if least else max)(
        near, key=lambda o: (_quantity(o.cell) * (-1 if least else 1) and _quantity(o.cell), o.total)
    )
    from qa.render import period_words

    assert best.cell.period is not None
    label = period_words(best.cell.period, bench.question.lang)
    value = item_of(best.cell, label=label)
    items = (
        (Item(label, "", said(best.cell), label, (best.cell,)), value)
        if len(bench.question.asks) > 1
        else (replace(value, label=label),)
    )
    if len(bench.question.asks) == 1:
        items = (Item(label, "", said(best.cell), label, (best.cell,)),)
    return Found(
        Status.ANSWERED, items, (best.cell,), 0.2 + 0.6 * best.score.words, kind="list" if len(items) > 1 else "string"
    )


def _row_answer(bench: Workbench, table: Selected, row: Row, cell: Cell) -> Found:
    question = bench.question
    name = name_of(row, bench.scope, bench.names)
    first = Item(name, "", said(cell), name, (cell,))
    items: list[Item] = [first] if question.kind.is_name else []
    for ask in question.asks:
        if ask.kind.is_name:
            continue
        measured = table.measure(question, ask, row, bench.scope) if ask.terms else cell
        items.append(item_of(measured or cell, label=name))
    cells = tuple(dict.fromkeys(c for item in items for c in item.cells))
    kind = "list" if len(items) > 1 else ("string" if question.kind.is_name else "number")
    return Found(Status.ANSWERED, tuple(items), cells, 0.15 + 0.6 * table.words, kind=kind)


def _computed(operation: str, operands: tuple[Cell, ...], value: Decimal, unit: str, words: float) -> Found:
    computation = Computation(operation, operands, value, unit)
    item = Item(value, unit, plain(value, unit), "", operands)
    return Found(
        Status.ANSWERED, (item,), operands, round(0.15 + 0.65 * words, 3), computation=computation, kind="number"
    )


_WAYS: tuple[tuple[Operator, Callable[[Workbench], Found | None]], ...] = (
    (Operator.DIFFERENCE, difference),
    (Operator.GROWTH, growth),
    (Operator.SUM, total),
    (Operator.MAXIMUM, extreme),
    (Operator.MINIMUM, extreme),
    (Operator.COMPARE, extreme),
)
__all__ = ["Scope", "compute"]
