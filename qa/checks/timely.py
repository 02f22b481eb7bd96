"""Whether what was found is of the time asked for: of no other year, of no longer stretch, of no title's year."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.parsing.periods import find_spans, is_part_of_year, touch
from qa.parsing.question import Kind
from qa.parsing.words import unspaced
from qa.reading.time import without_titles

LONGEST_QUARTER = 92  # days
UNDATED = 0.5  # how well what states no period must serve a part of a year: its words name no other time
BEFORE = 240  # characters before a figure that may say of which day it is
_UP_TO = Pattern("截[至止]")


def at_another_time(bench: Workbench, found: Found) -> str:
    """Return the time of a figure that rows give, where it is of a year that the question does not speak of."""
    periods = bench.scope.periods
    if found.computation or found.kind == "boolean" or len(periods) != 1 or periods[0].is_instant or bench.scope.since:
        return ""
    years = range(periods[0].start.year, periods[0].end.year + 1)
    stated = [(c, c.period) for item in found.items for c in item.cells if c.unit and c.period]
    other = [p for _, p in stated if not {p.start.year, p.end.year} & set(years) or _is_longer(p, periods[0])]
    said = [(squeezed(c.said) + c.column, p) for c, p in stated]
    if not stated and any(isinstance(item.value, Decimal) for item in found.items):
        said = [(s.text, p) for s in found.prose[:1] for *_, p in find_periods(s.text)][-1:]
    undated = [c for item in found.items for c in item.cells if c.unit and not c.period and is_part_of_year(periods[0])]
    if any(bench.scope.timely(c) < UNDATED for c in undated):
        return periods[0].code
    other += [p for text, p in said if _is_amid(p, periods[0]) and _UP_TO.search(text)]
    return next((p.code for p in other), "")


def of_no_such_day(bench: Workbench, found: Found) -> str:
    """Return the day of the calendar that a question names where neither the row or sentence of a figure, nor what
    stands before it, speaks of any time that holds that day: 9月11日那一笔."""
    asked = bench.scope.periods
    cells = [cell for item in found.items for cell in item.cells]
    if found.computation or len(asked) != 1 or not cells or not _is_plain_day(asked[0]) or bench.scope.assumed:
        return ""
    if any(touch(asked[0], p) for cell in cells for p in (cell.period, cell.day) if p):
        return ""
    said = (text for cell in cells for text in _around(bench, cell))
    told = any(touch(asked[0], p) for text in said for *_, p in find_periods(unspaced(text)))
    return "" if told else asked[0].code


def _is_plain_day(period: Period) -> bool:
    """Tell whether a period is a day on which no month ends: figures of those are often told without their day."""
    return period.is_instant and (period.end + timedelta(days=1)).day != 1


def _around(bench: Workbench, cell: Cell) -> Iterator[str]:
    """Yield the words of a cell, the heads over it and those that stand before it."""
    main = cell.evidence.main
    yield from (cell.row, cell.column, cell.about, cell.far, *cell.evidence.section)
    yield bench.library.text(cell.doc, max(0, main.start - BEFORE), main.end)


def known_at_another_time(bench: Workbench, found: Found) -> str:
    """Return the year whose figures show somebody whom a question asks about in a quarter of it."""
    asked = bench.scope.periods
    if not found.guesses or len(asked) != 1 or (asked[0].end - asked[0].start).days > LONGEST_QUARTER:
        return ""
    parties = frozenset().union(*bench.scope.parties)
    stated = [c.period for c in bench.cells if c.period and c.parties & parties]
    longer = next((p for p in stated if _is_longer(p, asked[0])), None)
    return longer.code if longer and not any(asked[0].contains(p) for p in stated) else ""


def _is_longer(stated: Period, asked: Period) -> bool:
    """Tell whether a figure is of a stretch of which only a part is asked: the half year's is none of its quarter."""
    return not stated.is_instant and stated != asked and stated.contains(asked)


def _is_amid(day: Period, asked: Period) -> bool:
    """Tell whether a day lies amid a quarter or month asked for: what there is up to it is none of the whole."""
    return day.is_instant and asked.start < day.end < asked.end and (asked.end - asked.start).days <= LONGEST_QUARTER


def not_of_each_time(bench: Workbench, found: Found) -> str:
    """Return a time of several asked for that the sentences do not speak of, where they state times at all."""
    asked = bench.scope.periods
    if len(asked) < 2 or bench.scope.since or found.cells or not found.prose or not found.items:
        return ""
    said = (t for s in found.prose for t in (s.text, s.head, *s.evidence.section))
    bare = [unspaced(text) for text in said]
    stated = [p for text in bare for *_, p in find_periods(text)]
    stated += [
        p for text in bare for span in find_spans(text, asked[0].start.year) for p in span.periods
    ]  # 2020-2023年
    left_out = (a for a in asked if not any(touch(a, p) for p in stated))
    return next((a.code for a in left_out), "") if stated else ""


def in_a_title(bench: Workbench, found: Found) -> str:
    """Return a time that stands only within a title 《…》: it is the title's."""
    if bench.question.kind is not Kind.WHEN or not found.prose or found.text:
        return ""
    outside = squeezed("".join(without_titles(s.text) for s in found.prose))
    return next((i.text for i in found.items if i.text and squeezed(i.text) not in outside), "")
