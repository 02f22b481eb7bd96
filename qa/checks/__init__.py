"""What every outcome must pass before it is an answer: named checks, each of which returns what is amiss, or nothing.

The ways of `qa.solve` find what explains the question best. Whether that is what was asked is judged here alone, by
what the question says beyond the words that found it, and by what the evidence says beyond the question.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from kg.answer import Status
from kg.model import Evidence
from qa.checks.among import (
    beyond_all,
    called_another,
    given_back,
    given_twice,
    half_said_of,
    no_figure,
    not_each_called,
    of_another_number,
    of_another_than_named,
    of_both,
    of_the_other_side,
    reckoned_with_others,
)
from qa.checks.claims import unsaid
from qa.checks.compared import by_another
from qa.checks.outside import outside
from qa.checks.suits import unsuited
from qa.checks.timely import at_another_time, in_a_title, known_at_another_time, not_of_each_time, of_no_such_day
from qa.english.lexicon import grammar
from qa.evidence.duties import unmet
from qa.evidence.footnotes import above, untold
from qa.evidence.found import STEPS, WORD_FOR_WORD, Found
from qa.evidence.given import writes
from qa.evidence.qualified import unqualified
from qa.evidence.spare import of_a_part, of_another_thing, of_some_parties
from qa.evidence.workbench import Workbench
from qa.parsing.attributed import own_words
from qa.parsing.demands import demands_of
from qa.parsing.match import squeezed
from qa.parsing.question import Kind, Operator
from qa.parsing.words import unspaced

BEFORE = 240  # characters before a sentence that may say whom it is about
_CHOOSING = {Operator.COMPARE, Operator.MAXIMUM, Operator.MINIMUM}


def amiss(bench: Workbench, found: Found) -> str:
    """Return why an outcome is no answer: the name of the check that it fails, and on what; empty where it is one."""
    if found.status is not Status.ANSWERED:
        return ""
    if found.met & {STEPS, WORD_FOR_WORD}:
        return _unread(bench, found)
    bench = outside(bench, found.titles)
    return next((f"{name}: {what}" for name, check in CHECKS if (what := check(bench, found))), "")


def _of_nobody_named(bench: Workbench, found: Found) -> str:
    """A value is of others where neither its words nor those before them name any party that the question names."""
    if found.text or found.kind == "boolean" or found.guesses:
        return ""
    if any(not _names(bench, found, teller) for teller in bench.scope.told_by):
        return "who tells it"
    if bench.question.operators & _CHOOSING:
        return ""
    parties = [p for p in bench.scope.parties if not p & bench.scope.all_issuers]
    if not parties or ("left out" in found.met and len(parties) == 1):
        return ""
    around = squeezed(" ".join(_around(bench, found)))
    said = any(squeezed(m.text) in around for m in bench.question.mentions)
    return "" if said or any(_names(bench, found, party) for party in parties) else "party"


def _names(bench: Workbench, found: Found, party: frozenset[str]) -> bool:
    """Tell whether what an outcome rests on, or the words before that, name a party."""
    cells = (*found.cells, *(c for item in found.items for c in item.cells))
    if any(party & (c.parties | c.subjects | c.own) for c in cells):
        return True
    return bool(party & bench.names.ids_in(squeezed(" ".join(_around(bench, found)))))


def _around(bench: Workbench, found: Found) -> Iterator[str]:
    """Yield the words that the evidence of an outcome is, stands under and follows."""
    cells = (*found.cells, *(c for item in found.items for c in item.cells))
    for evidence in (*(c.evidence for c in cells), *(s.evidence for s in found.prose), *found.evidence):
        yield bench.library.text(evidence.doc, max(0, evidence.main.start - BEFORE), evidence.main.end)
        yield from evidence.section
        yield evidence.cell.caption + evidence.cell.row if evidence.cell else ""


def _figure_unsaid(bench: Workbench, found: Found) -> str:
    """What sentences say must rest on the figures that the question gives: a yes or no, the day or the name of 那份
    54万元的合同."""
    if found.cells or not found.prose or not (found.kind == "boolean" or _tells_which(bench)):
        return ""
    texts = [text for s in found.prose for text in (s.text, above(bench, s))]
    if found.kind != "boolean":
        texts += [bench.library.text(s.doc, max(0, s.start - BEFORE), s.start) for s in found.prose]
    said = unspaced("；".join(texts))
    of_rows = {digits for s in found.prose for digits in s.given}
    figures = (f for f in bench.question.figures if f.digits not in of_rows)
    return next((f.digits for f in figures if not (writes(said, f) or _ends_in(said, f.digits))), "")


def _ends_in(text: str, digits: str) -> bool:
    """Tell whether digits are the end of a number that a question has cut at its comma: 046.97 of 11,046.97."""
    return re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d,.]*\d)", text) is not None


def _tells_which(bench: Workbench) -> bool:
    """Tell whether the figures of a question tell which thing is meant: no limits, and none to be explained."""
    return bench.question.kind is not Kind.WHY and not demands_of(bench.question).bounds


def _unread(bench: Workbench, _: Found) -> str:
    """An English word that denies or leaves out, and that nobody could put into Chinese, makes it another question."""
    if bench.question.told != "en":
        return ""
    return next((t.text for t in bench.question.terms if t.text in grammar()["unread"]), "")


def _of_another_thing(bench: Workbench, found: Found) -> str:
    """A figure is of the thing that its own words name, not of one that a title or heading names beside it."""
    figures = [i for i in found.items if isinstance(i.value, Decimal)] if not found.computation else []
    evidence = [c.evidence for i in figures for c in i.cells[:1]] or [s.evidence for s in found.prose if figures]
    return next((other for e in evidence if (other := of_another_thing(bench.question, *_own_and_above(e)))), "")


def _own_and_above(evidence: Evidence) -> tuple[str, str]:
    """Return what a row, its head or a sentence say themselves, and what stands above them or in titles, squeezed."""
    place, quote = evidence.cell, evidence.main.quote
    own = own_words(quote) if place is None else f"{place.row} {place.column}"
    title = quote if own != quote and place is None else ""
    above = (title, place.caption if place else "", *evidence.section[-2:])
    return squeezed(own), squeezed(" ".join(above))


def _first_of_some(bench: Workbench, found: Found) -> str:
    """Who is first or third of all is not who is so among those of one business that the caption of a table names."""
    demands = demands_of(bench.question)
    if demands.extreme < 0 and demands.rank < 2:
        return ""
    cells = (c for item in found.items[:1] for c in item.cells[:1])
    return next((business for c in cells if (business := of_some_parties(bench.question, c))), "")


def _of_a_part(bench: Workbench, found: Found) -> str:
    """One figure asked for is not that of a row which names a thing that the question does not."""
    if found.computation or len(found.items) != 1 or not isinstance(found.items[0].value, Decimal):
        return ""
    return next((c.label for c in found.items[0].cells if of_a_part(bench.question, c)), "")


CHECKS: tuple[tuple[str, Callable[[Workbench, Found], str]], ...] = (
    ("not done, and not said", lambda bench, found: unmet(bench.question, found)),
    ("not of the kind asked for", lambda bench, found: unsuited(bench.question, found)),
    ("another figure", lambda bench, found: unqualified(bench.question, found)),
    ("not said", unsaid),
    ("not told of that", untold),
    ("of nobody named", _of_nobody_named),
    ("not resting on the figure", _figure_unsaid),
    ("at another time", at_another_time),
    ("of no such day", of_no_such_day),
    ("known at another time", known_at_another_time),
    ("not of each time", not_of_each_time),
    ("not read whole", _unread),
    ("within a title", in_a_title),
    ("of a part", _of_a_part),
    ("of another thing", _of_another_thing),
    ("first of some", _first_of_some),
    ("of both", of_both),
    ("beyond all", beyond_all),
    ("given twice", given_twice),
    ("given back", given_back),
    ("called another", called_another),
    ("not each called so", not_each_called),
    ("reckoned with others", reckoned_with_others),
    ("of another than the one named", of_another_than_named),
    ("of another number", of_another_number),
    ("of the other side", of_the_other_side),
    ("compared by another", by_another),
    ("nothing to compute with", no_figure),
    ("of something else", half_said_of),
)
