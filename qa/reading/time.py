"""When a sentence speaks: the periods that it states, read with the filing's own date, or those stated before it."""

import re
from collections.abc import Sequence
from datetime import timedelta

from kg.period import Period
from kg.values.dates import DocumentClock, find_periods
from qa.evidence.prose import Sentence
from qa.evidence.sentences import BEFORE
from qa.evidence.workbench import Workbench
from qa.parsing.periods import fits, is_span, touch
from qa.parsing.question import Question
from qa.parsing.words import unspaced


def clock_of(bench: Workbench, doc: str) -> DocumentClock:
    """Return what days without a year are measured from in a filing."""
    meta = next((f.meta for f in bench.filings if f.id == doc), None)
    return DocumentClock(meta.published, meta.period) if meta else DocumentClock()


def speaks_of(bench: Workbench, sentence: Sentence, *, strict: bool) -> bool:
    """Tell whether a sentence speaks of the time asked for; one that names none only where the words before it do.

    Not strict, it may also say nothing of the time. A row keeps its time in its heads, which were read with it.
    """
    asked = bench.scope.periods
    if not asked or sentence.evidence.cell is not None:
        return True
    clock = clock_of(bench, sentence.doc)
    stated = [p for _, _, p in find_periods(unspaced(sentence.text), clock)]
    meets = _is_of if strict else touch
    if stated:
        return any(meets(a, p) for a in asked for p in stated) or spans(asked, stated)
    before = bench.library.text(sentence.doc, max(0, sentence.start - BEFORE), sentence.start)
    last = [p for _, _, p in find_periods(before, clock)][-1:]
    return any(meets(a, p) for a in asked for p in last) if last else not strict


def spans(asked: Sequence[Period], stated: Sequence[Period]) -> bool:
    """Tell whether one period that is stated is all those asked together: 2020-2023年."""
    whole = (min(p.start for p in asked), max(p.end for p in asked))
    return len(asked) > 1 and any((p.start, p.end) == whole for p in stated)


def speaks_of_each(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a sentence itself states each of several times asked, or the span of them."""
    stated = [p for _, _, p in find_periods(unspaced(sentence.text), clock_of(bench, sentence.doc))]
    asked = bench.scope.periods
    return all(any(touch(a, p) for p in stated) for a in asked) or spans(asked, stated)


def _is_of(asked: Period, stated: Period) -> bool:
    """Tell whether a figure of the stated time is of the time asked: no balance is of a year, no quarter the year."""
    if asked.is_instant:
        return fits(asked, stated) > 0 or stated.end == asked.end
    if stated.is_instant:
        return asked.contains(stated) and stated.end != asked.end and _is_of_calendar(asked)
    return fits(asked, stated) > 0 or (asked.contains(stated) and not is_span(stated))


def _is_of_calendar(period: Period) -> bool:
    """Tell whether a period is of whole months: what was on one day is none of some days told together, 5日至12日."""
    return period.start.day == 1 and (period.end + timedelta(days=1)).day == 1


def then(question: Question, before: str) -> bool:
    """Tell whether the year that stands last in the words before a figure is another than those asked for."""
    asked = {str(y) for s in question.periods for p in s.periods for y in range(p.start.year, p.end.year + 1)}
    years = re.findall(r"(?:19|20)\d\d(?=年(?!以来|起|至今)|Q|H|/|-)", before)
    return bool(asked and years) and years[-1] not in asked


def without_titles(text: str) -> str:
    """Return a text without what stands in 《》."""
    kept, depth = [], 0
    for ch in text:
        depth += (ch == "《") - (ch == "》")
        kept.append(ch if depth <= 0 else "")
    return "".join(kept)
