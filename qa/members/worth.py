"""What a row of a family is worth under a test: its figure, what that has changed by, or the rate of the change."""

from dataclasses import dataclass, replace
from decimal import Decimal

from kg.pattern import Pattern
from kg.period import Period
from qa.computing.change import earlier
from qa.computing.measure import measured, quantity
from qa.evidence.cells import Cell
from qa.evidence.rows import Row, numbers
from qa.evidence.scope import Scope
from qa.evidence.values import plain, rounded, said
from qa.evidence.workbench import Workbench
from qa.parsing.match import BY_RANGE, explained, meanings_of
from qa.parsing.question import Ask, Kind
from qa.parsing.wanted import Of, Wanted, Way
from qa.parsing.words import meanings
from qa.rows.projection import measure
from qa.rows.records import CHANGED

_TIMES = Pattern(r"(?:19|20)\d\d|[\d年月日度末初]|上期|本期|期")
_COUNTED = frozenset({"Persons", "Count"})
SAID = 0.75  # how well head, row or caption must name the measure


@dataclass(frozen=True, slots=True)
class Worth:
    """A figure to rank by, the cells that it is computed from or that state it, and how it is said."""

    value: Decimal
    unit: str
    cells: tuple[Cell, ...]
    operation: str = ""  # how it was computed; empty where a cell states it

    @property
    def text(self) -> str:
        """The figure for people."""
        return plain(self.value, self.unit) if self.operation else said(self.cells[0])


def worth(bench: Workbench, wanted: Wanted, row: Row, of: Of) -> Worth | None:
    """Return what a row is worth; None where it has no such figure."""
    times = times_of(bench)
    if wanted.way in (Way.NEW, Way.GONE):
        return _turned_up(bench, wanted, row, times)
    if of is Of.VALUE:
        cell = figure(bench, wanted, row, times) if len(times) < 2 else None
        return Worth(quantity(cell), cell.unit, (cell,)) if cell else None
    return _stated(bench, wanted, row, times, of) or _computed(bench, wanted, row, times, of)


def _turned_up(bench: Workbench, wanted: Wanted, row: Row, times: tuple[Period, ...]) -> Worth | None:
    """Return what a row has at the one time; nothing where it has something at the other too."""
    there, gone = times if wanted.way is Way.NEW else times[::-1]
    now, then = figure(bench, wanted, row, (there,)), figure(bench, wanted, row, (gone,))
    if now is None or now.period is None or now.period.end != there.end:
        return None
    before = then is not None and then.period is not None and then.period.end == gone.end and quantity(then) != 0
    return Worth(Decimal(0) if before else quantity(now), now.unit, (now,))


def times_of(bench: Workbench) -> tuple[Period, ...]:
    """Return the times of a question, the latest first."""
    return tuple(sorted(dict.fromkeys(bench.scope.periods), key=lambda p: p.end, reverse=True))


def figure(bench: Workbench, wanted: Wanted, row: Row, times: tuple[Period, ...]) -> Cell | None:
    """Return the cell that holds what the question measures, of a time."""
    scope, ask = replace(bench.scope, periods=times), _measure(bench, wanted)
    plainly = replace(row, cells=tuple(c for c in row.cells if not CHANGED.search(c.column)))
    if not plainly.cells:
        return None
    if not ask.terms:
        return _only(bench, plainly, times, {t.kind for t in wanted.listed} - {""})
    cell = measure(bench.question, ask, plainly, scope)
    if cell is None or _told(bench, ask, cell) < SAID:
        return _of_caption(bench, ask, plainly, times)
    return None if _is_rivalled(bench, ask, plainly, cell, scope) else cell


def _told(bench: Workbench, ask: Ask, cell: Cell) -> float:
    return max(explained(bench.question.terms[i], cell.column + cell.row) for i in ask.terms)


def _is_rivalled(bench: Workbench, ask: Ask, row: Row, cell: Cell, scope: Scope) -> bool:
    """Tell whether another head of a row is called what is looked at as well, and is of the time: PE TTM, 2023PE."""
    fit = [c for c in numbers(row) if c.unit == cell.unit and scope.timely(c) >= scope.timely(cell)]
    return any(c.column != cell.column and _told(bench, ask, c) >= _told(bench, ask, cell) for c in fit)


def _measure(bench: Workbench, wanted: Wanted) -> Ask:
    """Return what is looked at: what stands right before the test, else the last measure that the question names."""
    ask = Ask(Kind.NUMBER, wanted.measure) if wanted.measure else measured(bench.question)
    named = {t.meaning for t in wanted.listed}
    return ask if not any(bench.question.terms[i].meaning in named for i in ask.terms) else replace(ask, terms=())


def _only(bench: Workbench, row: Row, times: tuple[Period, ...], kinds: set[str]) -> Cell | None:
    """Return the one figure of a row at a time, or the one whose head words of the question explain."""
    scope = replace(bench.scope, periods=times)
    fit = [c for c in numbers(row) if scope.timely(c) > 0 and (not kinds or c.range in kinds)]
    best = [c for c in fit if scope.timely(c) == max(map(scope.timely, fit))]
    told = [c for c in best if any(explained(t, c.column) >= SAID for t in bench.question.terms)] or best
    return told[0] if len(told) == 1 else None


def _of_caption(bench: Workbench, ask: Ask, row: Row, times: tuple[Period, ...]) -> Cell | None:
    """Return the one figure of a row whose head names no measure, of a table whose caption names the one asked."""
    scope = replace(bench.scope, periods=times)
    terms = [bench.question.terms[i] for i in ask.terms]
    kinds = {t.kind for t in terms}
    fit = [c for c in numbers(row) if (c.range in kinds or _counts(c, kinds)) and scope.timely(c) > 0]
    best = [c for c in fit if scope.timely(c) == max(map(scope.timely, fit)) and not _names_a_measure(c)]
    others = [t for i, t in enumerate(bench.question.terms) if i not in ask.terms]
    told = [c for c in best if any(explained(t, c.column) >= SAID for t in others)] or best
    named = told and any(explained(t, told[0].about) >= SAID for t in terms)
    return told[0] if named and len({c.column for c in told}) == 1 else None


def _names_a_measure(cell: Cell) -> bool:
    """Tell whether a head says itself what stands under it: 采购金额, not 2023年度金额."""
    return any(meanings()[m].kind and m not in BY_RANGE for m in meanings_of(cell.column))


def _counts(cell: Cell, kinds: set[str]) -> bool:
    """Tell whether a number without a unit may count what is asked: persons, things."""
    return not cell.unit and bool(kinds & _COUNTED)


def _stated(bench: Workbench, wanted: Wanted, row: Row, times: tuple[Period, ...], of: Of) -> Worth | None:
    """Return the change that a row states itself, where it is of the time asked and of the measure asked."""
    if len(times) > 1 or not times:
        return None
    rates = of is Of.RATE
    fit = [c for c in numbers(row) if CHANGED.search(c.column) and (c.unit in ("ratio", "pp")) == rates]
    best = [c for c in fit if bench.scope.timely(c) >= 0.9 and _of_measure(bench, wanted, row, c)]
    return Worth(quantity(best[0]), best[0].unit, (best[0],)) if len(best) == 1 else None


def _of_measure(bench: Workbench, wanted: Wanted, row: Row, cell: Cell) -> bool:
    """Tell whether a change is of the measure: its head names it, or it follows the figure that is."""
    base = figure(bench, wanted, row, times_of(bench))
    if base is None:
        return False
    between = [c for c in numbers(row) if base.column_number < c.column_number < cell.column_number]
    apart = [c for c in between if c.unit == base.unit and _timeless(c) != _timeless(base)]
    return not apart


def _computed(bench: Workbench, wanted: Wanted, row: Row, times: tuple[Period, ...], of: Of) -> Worth | None:
    now = figure(bench, wanted, row, times[:1])
    if now is None or now.period is None:
        return None
    before = times[-1] if len(times) > 1 else earlier(now.period, wanted.base)
    then = figure(bench, wanted, row, (before,)) if before else None
    if then is None or then.unit != now.unit or _timeless(then) != _timeless(now) or then.key == now.key:
        return None
    if before and then.period is not None and then.period.end != before.end:
        return None
    value = quantity(now) - quantity(then)
    if now.unit == "ratio":
        return Worth(value * 100, "pp", (now, then), "difference")
    if of is Of.CHANGE:
        return Worth(value, now.unit, (now, then), "difference")
    return Worth(rounded(value / abs(quantity(then)), 4), "ratio", (now, then), "growth") if quantity(then) else None


def _timeless(cell: Cell) -> str:
    return _TIMES.sub("", cell.column)
