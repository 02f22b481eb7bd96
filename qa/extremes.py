"""The most and the least: of the rows of a table, of the periods of a series, of two parties compared."""

from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from kg.period import Period
from qa.cells import Cell
from qa.found import Found, Item
from qa.lookup import Scored
from qa.match import BY_RANGE, explained
from qa.measure import LEAST, measured, quantity
from qa.question import Ask, Kind, Operator, Question
from qa.rank import range_of
from qa.rows import Row, name_of
from qa.tables import Selected, asked_terms, select
from qa.values import item_of, period_words, said, with_figure
from qa.whose import PLACEHOLDER
from qa.workbench import Workbench

_PERIODS = (
    "哪一年",
    "哪一期",
    "哪年",
    "哪期",
    "which year",
    "which period",
    "哪个年度",
    "哪一年度",
    "哪个季度",
    "what year",
)
_EARLIEST, _LATEST = ("最早", "earliest"), ("最晚", "最新", "latest", "most recent")
MET = frozenset({"extreme", "growth"})
NEAR = 0.03  # tables that explain nearly as much are compared by their largest figure


def extreme(bench: Workbench) -> Found | None:
    """Give the row, or the period, that has the most or the least of what the question measures."""
    question, scope = bench.question, bench.scope
    if question.kind in (Kind.WHY, Kind.WHEN):
        return None
    ask = measured(question)
    least = question.smaller or (question.has(Operator.MINIMUM) and not question.has(Operator.MAXIMUM))
    if len(scope.periods) > 1 or scope.since or asks_period(question):
        return _of_periods(bench, ask, least=least)
    dated = any(w in question.folded for w in (*_EARLIEST, *_LATEST))
    ask = replace(ask, kind=Kind.WHEN, unit="") if dated else ask
    skip = asked_terms(question) | set(ask.terms)
    best: tuple[float, Selected, Row, Cell] | None = None
    for table in select(question, bench.cells, scope, frozenset(skip)):
        if table.words < LEAST or (best and table.words < best[1].words - NEAR):
            break
        pairs = [(c, row) for row in table.rows if (c := _measure(table, question, ask, row, bench))]
        if len(pairs) < 2:
            continue
        cell, row = (min if least or _first(question) else max)(pairs, key=lambda p: _order(p[0]))
        rank = 0.0 if isinstance(cell.value, Period) else float(quantity(cell))
        if best is None or (question.kind is Kind.WHO and not least and rank > best[0]):
            best = rank, table, row, cell
    return _row_answer(bench, best[1], best[2], best[3]) if best else None


def asks_period(question: Question) -> bool:
    """Tell whether the most or the least is sought among periods: 哪一年最高."""
    return any(w in question.folded for w in _PERIODS)


def _first(question: Question) -> bool:
    return any(w in question.folded for w in _EARLIEST)


def _measure(table: Selected, question: Question, ask: Ask, row: Row, bench: Workbench) -> Cell | None:
    if ask.kind is not Kind.WHEN:
        return table.measure(question, ask, row, bench.scope)
    terms = [question.terms[i] for i in ask.terms] or list(question.terms)
    dates = [c for c in row.cells if isinstance(c.value, Period)]
    return max(dates, key=lambda c: sum(explained(t, c.column) for t in (*terms, *question.terms)), default=None)


def _order(cell: Cell) -> Decimal:
    return Decimal(cell.value.start.toordinal()) if isinstance(cell.value, Period) else quantity(cell)


def _of_periods(bench: Workbench, ask: Ask, *, least: bool) -> Found | None:
    options = [
        o for o in bench.ranked(ask) if isinstance(o.cell.value, Quantity) and o.cell.period and o.score.words >= LEAST
    ]
    if not options:
        return None
    first = options[0]
    periods = dict.fromkeys(o.cell.period for o in options) if bench.scope.since else bench.scope.periods
    if not periods:
        periods = dict.fromkeys(o.cell.period for o in options)
    near = [next((o for o in options if o.cell.period == p and _same_series(o, first)), None) for p in periods]
    series = [o for o in near if o]
    if not series or (bench.scope.periods and not bench.scope.since and len(series) < len(bench.scope.periods)):
        return None
    best = (min if least else max)(series, key=lambda o: (quantity(o.cell), o.total))
    assert best.cell.period is not None
    label = period_words(best.cell.period, bench.question.lang)
    item = replace(item_of(best.cell), label=label, text=with_figure(label, said(best.cell), bench.question.lang))
    sure = round(0.2 + 0.6 * best.score.words, 3)
    return Found(Status.ANSWERED, (item,), (best.cell,), sure, kind="list", met=MET)


def _same_series(one: Scored, first: Scored) -> bool:
    """Tell whether two cells measure the same thing at different times: words as good, unit the same."""
    return one.cell.unit == first.cell.unit and one.score.words >= first.score.words - 0.06


def _row_answer(bench: Workbench, table: Selected, row: Row, cell: Cell) -> Found:
    question = bench.question
    name = name_of(row, bench.scope, bench.names)
    if question.kind.is_name and (not name or PLACEHOLDER.fullmatch(name)):
        return Found(Status.NOT_FOUND, cells=(cell,), reason="undisclosed")
    items: list[Item] = []
    if question.kind.is_name:
        shown = said(cell) if isinstance(cell.value, Quantity) else cell.text
        items.append(Item(name, "", with_figure(name, shown, question.lang), name, (cell,)))
    for ask in question.asks:
        if not ask.kind.is_name:
            other = _asked_cell(table, question, ask, row, cell, bench)
            items.append(item_of(other, label=name))
    cells = tuple(dict.fromkeys(c for item in items for c in item.cells))
    kind = "list" if len(items) > 1 else ("string" if question.kind.is_name else "number")
    return Found(Status.ANSWERED, tuple(items), cells, round(0.15 + 0.6 * table.words, 3), kind=kind, met=MET)


def _asked_cell(table: Selected, question: Question, ask: Ask, row: Row, cell: Cell, bench: Workbench) -> Cell:
    """Return the cell of the chosen row that a further ask means; a wide word means the one that was compared."""
    terms = [question.terms[i] for i in ask.terms]
    if not terms or all(BY_RANGE.get(t.meaning) == range_of(cell) for t in terms):
        return cell
    if all(t.meaning in BY_RANGE for t in terms):
        return table.measure(question, ask, row, bench.scope) or cell
    fit = [(max(explained(t, c.column) for t in terms), -n, c) for n, c in enumerate(row.cells)]
    best = max(fit, key=lambda f: f[:2])
    return best[2] if best[0] >= 0.5 else cell
