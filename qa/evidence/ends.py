"""The end of a stretch that a question asks the day of: 有效期到哪一天 of 2021.3.1-2024.2.29 is its last day."""

from dataclasses import replace

from kg.pattern import Pattern
from kg.values.dates import find_periods
from qa.evidence.found import Found, Item
from qa.parsing.question import Kind, Question
from qa.parsing.words import unspaced

_LAST = Pattern("到(?=哪|什么时|何时|几)|至(?=哪|什么时|何时|几)|到期|届满|期满|截[至止]|终止|结束|失效|为止")
_FIRST = Pattern("从(?=哪|什么时|何时|几)|自(?=哪|什么时|何时|几)|开始|起始|起(?=算|租|息|[，,？?]|$)|生效")


def at_one_end(question: Question, found: Found) -> Found:
    """Return an outcome whose stretches of days are put down to the day at the end that is asked for."""
    last, first = _LAST.search(question.folded), _FIRST.search(question.folded)
    if question.kind is not Kind.WHEN or bool(last) == bool(first) or not found.items:
        return found
    return replace(found, items=tuple(_at_end(item, bool(last)) for item in found.items))


def _at_end(item: Item, last: bool) -> Item:
    said = unspaced(item.cells[0].text if item.cells else "")
    periods = list(find_periods(said))
    if len(periods) != 1 or (periods[0][0], periods[0][1]) != (0, len(said)) or periods[0][2].is_instant:
        return item
    return replace(item, value=(periods[0][2].end if last else periods[0][2].start).isoformat())
