"""What every outcome must pass before it is an answer: named checks, each of which returns what is amiss, or nothing.

The ways of `qa.solve` find what explains the question best. Whether that is what was asked is judged here alone, by
what the question says beyond the words that found it, and by what the evidence says beyond the question.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from kg.answer import Status
from kg.period import Period
from kg.values.dates import find_periods
from qa.claims import unsaid
from qa.duties import unmet
from qa.english.lexicon import grammar
from qa.footnotes import above, untold
from qa.found import Found
from qa.match import squeezed
from qa.operands.kindred import half_said
from qa.outside import outside
from qa.periods import find_spans, touch
from qa.qualified import unqualified
from qa.question import Kind, Operator
from qa.reading.time import without_titles
from qa.spare import of_a_part
from qa.suits import unsuited
from qa.workbench import Workbench, is_figure

QUARTER = 92  # days
BEFORE = 240  # characters before a sentence that may say whom it is about
_CHOOSING = {Operator.COMPARE, Operator.MAXIMUM, Operator.MINIMUM}


def amiss(bench: Workbench, found: Found) -> str:
    """Return why an outcome is no answer: the name of the check that it fails, and on what; empty where it is one."""
    if found.status is not Status.ANSWERED:
        return ""
    bench = outside(bench, found.titles)
    return next((f"{name}: {what}" for name, check in CHECKS if (what := check(bench, found))), "")


def _of_nobody_named(bench: Workbench, found: Found) -> str:
    """A value is of others where neither its words nor those before them name any party that the question names."""
    if found.text or found.kind == "boolean" or bench.question.operators & _CHOOSING or found.guesses:
        return ""
    parties = [p for p in bench.scope.parties if not p & bench.scope.all_issuers]
    if not parties or ("left out" in found.met and len(parties) == 1):
        return ""
    cells = (*found.cells, *(c for item in found.items for c in item.cells))
    named = frozenset().union(*(c.parties | c.subjects | c.own for c in cells))
    if any(p & named for p in parties):
        return ""
    around = squeezed(" ".join(_around(bench, found)))
    said = [m.text for m in bench.question.mentions if squeezed(m.text) in around]
    return "" if said or any(p & bench.names.ids_in(around) for p in parties) else "party"


def _around(bench: Workbench, found: Found) -> Iterator[str]:
    """Yield the words that the evidence of an outcome is, stands under and follows."""
    cells = (*found.cells, *(c for item in found.items for c in item.cells))
    for evidence in (*(c.evidence for c in cells), *(s.evidence for s in found.prose), *found.evidence):
        yield bench.library.text(evidence.doc, max(0, evidence.main.start - BEFORE), evidence.main.end)
        yield from evidence.section
        yield evidence.cell.caption + evidence.cell.row if evidence.cell else ""


def _figure_unsaid(bench: Workbench, found: Found) -> str:
    """A yes or no out of sentences must rest on the figures that the question gives."""
    if found.kind != "boolean" or found.cells or not found.prose:
        return ""
    said = "".join("".join(text.split()).replace(",", "") for s in found.prose for text in (s.text, above(bench, s)))
    of_rows = {digits for s in found.prose for digits in s.given}
    figures = (f.digits for f in bench.question.figures if f.digits not in of_rows)
    return next((digits for digits in figures if digits.replace(",", "") not in said), "")


def _at_another_time(bench: Workbench, found: Found) -> str:
    """A figure that rows give is not of a year that the question does not speak of."""
    periods = bench.scope.periods
    if found.computation or found.kind == "boolean" or len(periods) != 1 or periods[0].is_instant or bench.scope.since:
        return ""
    years = range(periods[0].start.year, periods[0].end.year + 1)
    stated = [c.period for item in found.items for c in item.cells if c.unit and c.period]
    other = next((p for p in stated if not {p.start.year, p.end.year} & set(years) or _is_longer(p, periods[0])), None)
    return other.code if other else ""


def _known_at_another_time(bench: Workbench, found: Found) -> str:
    """Figures of a year show nobody whom a question asks about in a quarter of it."""
    asked = bench.scope.periods
    if not found.guesses or len(asked) != 1 or (asked[0].end - asked[0].start).days > QUARTER:
        return ""
    parties = frozenset().union(*bench.scope.parties)
    stated = [c.period for c in bench.cells if c.period and c.parties & parties]
    longer = next((p for p in stated if _is_longer(p, asked[0])), None)
    return longer.code if longer and not any(asked[0].contains(p) for p in stated) else ""


def _is_longer(stated: Period, asked: Period) -> bool:
    """Tell whether a figure is of a stretch of which only a part is asked: the half year's is none of its quarter."""
    return not stated.is_instant and stated != asked and stated.contains(asked)


def _unread(bench: Workbench, _: Found) -> str:
    """An English word that denies or leaves out, and that nobody could put into Chinese, makes it another question."""
    if bench.question.told != "en":
        return ""
    return next((t.text for t in bench.question.terms if t.text in grammar()["unread"]), "")


def _not_of_each_time(bench: Workbench, found: Found) -> str:
    """What sentences say of several times speaks of each of them, where it states times at all."""
    asked = bench.scope.periods
    if len(asked) < 2 or bench.scope.since or found.cells or not found.prose or not found.items:
        return ""
    said = (t for s in found.prose for t in (s.text, s.head, *s.evidence.section))
    bare = ["".join(text.split()) for text in said]
    stated = [p for text in bare for *_, p in find_periods(text)]
    stated += [
        p for text in bare for span in find_spans(text, asked[0].start.year) for p in span.periods
    ]  # 2020-2023年
    left_out = (a for a in asked if not any(touch(a, p) for p in stated))
    return next((a.code for a in left_out), "") if stated else ""


def _in_a_title(bench: Workbench, found: Found) -> str:
    """A time that stands only within a title 《…》 is the title's."""
    if bench.question.kind is not Kind.WHEN or not found.prose or found.text:
        return ""
    outside = squeezed("".join(without_titles(s.text) for s in found.prose))
    return next((i.text for i in found.items if i.text and squeezed(i.text) not in outside), "")


def _of_a_part(bench: Workbench, found: Found) -> str:
    """One figure asked for is not that of a row which names a thing that the question does not."""
    if found.computation or len(found.items) != 1 or not isinstance(found.items[0].value, Decimal):
        return ""
    return next((c.label for c in found.items[0].cells if of_a_part(bench.question, c)), "")


def _given_twice(_: Workbench, found: Found) -> str:
    """Several things asked are not one figure of one place given for each."""
    figures = [i for i in found.items if isinstance(i.value, Decimal) and i.cells]
    places = {(i.value, i.unit, i.cells[0].doc, i.cells[0].evidence.focus or i.cells[0].key) for i in figures}
    return "figure" if len(places) < len(figures) and not found.computation else ""


def _reckoned_with_others(bench: Workbench, found: Found) -> str:
    """Figures of different companies are computed with only where the question names both."""
    operands = found.computation.operands if found.computation else ()
    stated = [c for c in operands if c.subjects]
    apart = any(a.doc != b.doc and not a.subjects & b.subjects for a, b in pairwise(stated))
    asked = bench.scope.issuers.union(*bench.scope.parties, *(m.ids for m in bench.question.mentions))
    others = (c for c in operands if asked and apart and not (c.subjects | c.parties | c.own) & asked)
    return next((c.text for c in others), "")


def _no_figure(bench: Workbench, found: Found) -> str:
    """What is to be computed with is one figure."""
    return "" if not bench.figure or is_figure(found) else "figure"


def _half_said(bench: Workbench, found: Found) -> str:
    """What is to be computed with says each telling word of what it was asked for."""
    looked_up = bench.figure and found.cells and not found.computation
    return half_said(bench.question, found.cells) if looked_up else ""


CHECKS: tuple[tuple[str, Callable[[Workbench, Found], str]], ...] = (
    ("not done, and not said", lambda bench, found: unmet(bench.question, found)),
    ("not of the kind asked for", lambda bench, found: unsuited(bench.question, found)),
    ("another figure", lambda bench, found: unqualified(bench.question, found)),
    ("not said", unsaid),
    ("not told of that", untold),
    ("of nobody named", _of_nobody_named),
    ("not resting on the figure", _figure_unsaid),
    ("at another time", _at_another_time),
    ("known at another time", _known_at_another_time),
    ("not of each time", _not_of_each_time),
    ("not read whole", _unread),
    ("within a title", _in_a_title),
    ("of a part", _of_a_part),
    ("given twice", _given_twice),
    ("reckoned with others", _reckoned_with_others),
    ("nothing to compute with", _no_figure),
    ("of something else", _half_said),
)
