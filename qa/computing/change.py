"""What a filing states itself of a change: the rate of a column 同比变动, the amount of a column 期间变动."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from qa.computing.measure import good
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.lookup import ranked
from qa.evidence.near import near
from qa.evidence.rank import best
from qa.evidence.solved import found_values
from qa.evidence.spare import things
from qa.evidence.workbench import Workbench
from qa.parsing.changes import Asked, Base, Change, change_in, says_change
from qa.parsing.match import BY_RANGE, is_weak
from qa.parsing.question import Ask, Kind, Question, Term
from qa.parsing.words import meanings, squeeze

RATED, AMOUNTED = 0.8, 0.8  # how much of a question's words a stated change must explain
TOLD, TELLING = 0.7, 1.0  # how well each telling word must be met, and from which weight on a word tells
EACH = Pattern(r"分别|各自|各(?=[是为]?多少)")
BEFORE = 24  # squeezed characters before a figure that say what it is set against
_AGAINST = Pattern(r"[较比]((?:19|20)\d\d)年?[^，。；较比]*$")
_SHARE = Pattern("占|比重")
_SHARES = Pattern("占比(?:变动|增减)")
AHEAD = 60  # squeezed characters before a change in which a share may be told
_TOLD_SHARE = Pattern(r"占(?!用)[^占%]{2,30}?\d[\d.]*%(?:(?!收入|成本|利润|费用|毛利).)*$")
_AMOUNT = Pattern(r"变动|增减|变化|净?[增减][加少长]额?|[增减]额")
_WIDE = {*BY_RANGE} - {"share_of"}
_UNTOLD = {*BY_RANGE, "yoy"}
_BEGUN = (Base.BEGINNING, None)  # what a change over the period itself is set against


def stated(bench: Workbench) -> Found | None:
    """Return the change that a filing states of the very thing asked; None where it states none."""
    change = change_in(bench.question.folded)
    if change is None or change.compared:
        return None
    if change.asked is Asked.AMOUNT:
        return stated_amount(bench, change)
    if len(bench.scope.periods) > 1 and change.base is None and change.asked is Asked.OPEN:
        return None  # between times that the question names an amount is meant
    rate = stated_rate(bench)
    return rate or (stated_amount(bench, change) if change.asked is Asked.OPEN else None)


def stated_rate(bench: Workbench) -> Found | None:
    """Look up the rate itself, among the figures whose heads or whose words before them speak of a change."""
    question, times = _of_measures(bench.question), _one_change(bench.scope.periods)
    if times is None or EACH.search(question.folded):
        return None
    yoy = meanings()["yoy"]
    term = Term("同比", len(question.folded), len(question.folded), tuple(map(squeeze, yoy.zh)), 1.5, "yoy", "Ratio")
    ask, units = Ask(Kind.NUMBER, (len(question.terms),)), _units(question)
    asked = replace(question, terms=(*question.terms, term), asks=(ask,))
    options = [o for o in ranked(asked, ask, bench.cells, bench.scope, times) if o.cell.unit in units]
    options = [o for o in options if says_change(o.cell.column) or says_change(o.cell.row)]
    options = [o for o in options if _of_base(question, o.cell)]
    found = good(options, RATED)
    return found_values(asked, [found], [options], [ask]) if found and _tells(question, found.cell) else None


def _of_base(question: Question, cell: Cell) -> bool:
    """Tell whether the year that words set a change against (较2021年度下降) is the one before, or one asked for."""
    said = _AGAINST.search(near(cell, BEFORE)) if cell.line_number < 0 else None
    if said is None or cell.period is None:
        return True
    asked = {p.start.year for s in question.periods for p in s.periods}
    return int(said[1]) == cell.period.end.year - 1 or int(said[1]) in asked


def _of_measures(question: Question) -> Question:
    """Return a question without its wide words (amount, number) where it names a measure beside them."""
    kept = tuple(t for t in question.terms if t.meaning not in _WIDE)
    return replace(question, terms=kept) if any(t.kind for t in kept) else question


def _units(question: Question) -> tuple[str, ...]:
    """Return what a change of the thing measured is told in: points only of a ratio, alone where asked so."""
    change = change_in(question.folded)
    if change and change.asked is Asked.POINTS:
        return ("pp",)
    of_ratio = any(t.kind == "Ratio" and t.meaning != "yoy" for t in question.terms)
    return ("ratio", "pp") if of_ratio else ("ratio",)


def _one_change(periods: Sequence[Period]) -> Sequence[Period] | None:
    """Return the time whose change is asked; None where the two times named are not those that filings compare."""
    if len(periods) < 2:
        return periods
    then, now = sorted(ends(periods), key=lambda p: p.end)
    return (now,) if then in (year_before(now), earlier(now, None)) else None


def stated_amount(bench: Workbench, change: Change) -> Found | None:
    """Look up the amount of a change that a column gives: 期间变动, 增减额."""
    question = bench.question
    if change.base not in _BEGUN or len({p.end.year for p in bench.scope.periods}) > 2:
        return None
    ask = replace(question.asks[0], kind=Kind.NUMBER, terms=())
    options = [o for o in bench.ranked(ask) if _is_amount(o.cell) and _tells(question, o.cell)]
    found = good(options, AMOUNTED)
    return found_values(question, [found], [options], [ask]) if found else None


def _is_amount(cell: Cell) -> bool:
    named = bool(_AMOUNT.search(cell.column)) and cell.line_number >= 0
    return named and isinstance(cell.value, Quantity) and cell.unit not in ("ratio", "pp")


def _tells(question: Question, cell: Cell) -> bool:
    """Tell whether each telling word of a question is met: a change of another line is none of this one."""
    if cell.line_number < 0 and things(cell.row + cell.column) - {t.meaning for t in question.terms}:
        return False  # a sentence tells of several
    if any(t.meaning == "share_of" for t in question.terms) and not _SHARE.search(cell.row + cell.column):
        return False
    if not any(t.kind == "Ratio" and t.meaning != "yoy" for t in question.terms) and _of_share(cell):
        return False  # 占收入48.81%，较上年提升13.72%: the share has risen
    telling = [t for t in question.terms if t.weight >= TELLING and not is_weak(t) and t.meaning not in _UNTOLD]
    return all(best(t, cell) >= TOLD for t in telling)


def _of_share(cell: Cell) -> bool:
    """Tell whether a change is of a share: its head says so, or the share is the last figure told before it."""
    return bool(_SHARES.search(cell.row + cell.column) or _TOLD_SHARE.search(near(cell, AHEAD)))


def ends(periods: Sequence[Period]) -> tuple[Period, Period]:
    """Return the two between which a change over several periods lies: the first and the last named."""
    return periods[0], periods[-1]


def earlier(stated: Period, base: Base | None, asked: Period | None = None) -> Period | None:
    """Return the time that a figure of a period is set against: a flow's is the same stretch of the year before, a
    balance's the day before the stretch that is asked, else the end of the year before; 环比 the stretch before."""
    if base is Base.BEFORE:
        return None if stated.is_instant else _stretch_before(stated)
    if not stated.is_instant or base is Base.YEAR:
        return year_before(stated)
    if asked and not asked.is_instant:
        return Period.at(asked.start - timedelta(days=1))
    return Period.at(date(stated.start.year - 1, 12, 31))


def year_before(period: Period) -> Period:
    """Return the same stretch of the year before, or the same day."""
    following = period.end + timedelta(days=1)
    end = date(following.year - 1, following.month, following.day) - timedelta(days=1)
    return Period(end if period.is_instant else date(period.start.year - 1, period.start.month, 1), end)


def parts_of(period: Period) -> tuple[Period, Period] | None:
    """Return the stretches of its year up to the end and the beginning of a part; None where it begins the year."""
    if period.is_instant or period.start.month == 1 or period.start.year != period.end.year:
        return None
    year = period.start.year
    return Period.months(year, 1, period.end.month), Period.months(year, 1, period.start.month - 1)


def _stretch_before(period: Period) -> Period | None:
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    first = period.start.year * 12 + period.start.month - 1 - months
    start = date(first // 12, first % 12 + 1, 1)
    return Period(start, period.start - timedelta(days=1))
