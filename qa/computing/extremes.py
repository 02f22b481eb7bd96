"""The most and the least of the periods of a series."""

from dataclasses import replace

from kg.answer import Status
from kg.model import Quantity
from qa.computing.measure import LEAST, measured, quantity
from qa.evidence.found import Found
from qa.evidence.lookup import Scored
from qa.evidence.values import item_of, period_words, said, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.question import Ask, Kind, Operator, Question

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
MET = frozenset({"extreme", "growth"})


def extreme(bench: Workbench) -> Found | None:
    """Give the period that has the most or the least of what the question measures."""
    question = bench.question
    if question.kind in (Kind.WHY, Kind.WHEN) or not (
        len(bench.scope.periods) > 1 or bench.scope.since or asks_period(question)
    ):
        return None
    least = question.smaller or (question.has(Operator.MINIMUM) and not question.has(Operator.MAXIMUM))
    return _of_periods(bench, measured(question), least=least)


def asks_period(question: Question) -> bool:
    """Tell whether the most or the least is sought among periods: 哪一年最高."""
    return any(w in question.folded for w in _PERIODS)


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
    if len({o.cell.period for o in series}) < 2:
        return None  # of one time nothing is the most
    best = (min if least else max)(series, key=lambda o: (quantity(o.cell), o.total))
    assert best.cell.period is not None
    label = period_words(best.cell.period, bench.question.told)
    item = replace(item_of(best.cell), label=label, text=with_figure(label, said(best.cell), bench.question.told))
    sure = round(0.2 + 0.6 * best.score.words, 3)
    return Found(Status.ANSWERED, (item,), (best.cell,), sure, kind="list", met=MET)


def _same_series(one: Scored, first: Scored) -> bool:
    """Tell whether two cells measure the same thing at different times: words as good, unit the same."""
    return one.cell.unit == first.cell.unit and one.score.words >= first.score.words - 0.06
