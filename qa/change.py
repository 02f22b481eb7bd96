"""What something changed by over one period: a balance from the day before it to its end, a flow from a year before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.period import Period
from qa.lookup import Scored, ranked
from qa.question import Ask
from qa.spare import asks_change
from qa.workbench import Workbench


def over_one_period(bench: Workbench, ask: Ask) -> tuple[list[Scored], list[Scored]] | None:
    """Return the options for the two figures between which a change lies; None where no change over one is asked."""
    question, scope = bench.question, bench.scope
    if len(scope.periods) != 1 or scope.since or not asks_change(question):
        return None
    period = scope.periods[0]
    now = bench.ranked(ask, [period])[:8]
    if not now or now[0].cell.period is None:
        return None
    before = _day_before(period) if now[0].cell.period.is_instant and not period.is_instant else year_before(period)
    wider = replace(scope, periods=(before, period))
    cells = bench.gatherer.cells(question, wider)
    return now, ranked(question, ask, cells, wider, [before])[:8]


def ends(periods: Sequence[Period]) -> tuple[Period, Period]:
    """Return the two between which a change over several periods lies: the first and the last named."""
    return periods[0], periods[-1]


def _day_before(period: Period) -> Period:
    return Period.at(period.start - timedelta(days=1))


def year_before(period: Period) -> Period:
    """Return the same stretch of the year before, or the same day."""
    following = period.end + timedelta(days=1)
    end = date(following.year - 1, following.month, following.day) - timedelta(days=1)
    return Period(end if period.is_instant else date(period.start.year - 1, period.start.month, 1), end)
