"""The sentence itself as the answer, where no value could be taken out of it and it is probable that it says it."""

from collections.abc import Sequence
from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from kg.values.dates import find_periods
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.effects import goes_against, is_note
from qa.parsing.gloss import glossed
from qa.parsing.hole import Hole, Want
from qa.parsing.holes import holes_of
from qa.parsing.match import SURE, explained, squeezed
from qa.parsing.question import Kind, Operator
from qa.parsing.words import unspaced
from qa.reading.reader import dated
from qa.reading.shown import SHOWN, does_so, shown
from qa.reading.signs import LOOKED_AT, probable
from qa.reading.time import without_titles

LEAST = 0.65  # how probable the best sentence must be
MONTH, YEAR = 31, 366  # days
SHORTEST = 16  # squeezed characters of a sentence that says something
_WORKED_OUT = frozenset(Operator)  # what is computed or counted stands in no sentence
_WHICH_YEAR = Pattern("哪一?年")
_TITLE = Pattern(r"(?:公告|意见|报告|说明|回复|函件?)[》”）)]*$")  # a line that ends so states nothing
_FIGURES = (Want.FIGURE, Want.RANK)


def likely(bench: Workbench) -> Found | None:
    """Answer with the most probable sentence; never where a figure, a yes or no, or something worked out is asked."""
    question = bench.question
    worked_out = question.operators & _WORKED_OUT
    if question.kind is Kind.YESNO or (worked_out and question.kind is not Kind.WHY):
        return None
    holes = holes_of(question)
    if any(hole.want in _FIGURES for hole in holes):
        return None
    options = [(probable(bench, n), -n, s) for n, s in enumerate(bench.sentences[:LOOKED_AT]) if _fits(bench, holes, s)]
    if not options:
        return None
    sure, _, best = max(options, key=lambda option: option[:2])
    bench.notes.append(f"probable {sure:.2f} | {best.text[:60]}")
    if sure < LEAST:
        return None
    if day := dated(bench, best):
        return replace(day, confidence=min(day.confidence, round(0.3 + 0.5 * sure, 3)))
    text = glossed(shown(best.text)) if question.told == "en" else shown(best.text)
    return Found(Status.ANSWERED, text=text, confidence=round(0.3 + 0.5 * sure, 3), kind="text", prose=(best,))


def _fits(bench: Workbench, holes: Sequence[Hole], sentence: Sentence) -> bool:
    """Tell whether a sentence is one to show: it has all Latin words that nobody could read, names somebody whom the
    question does not where it asks for one, and a day or month where it asks on which."""
    said = squeezed(sentence.text)
    if bench.question.kind is Kind.WHY and (is_note(sentence.text) or goes_against(bench.question, sentence.text)):
        return False
    unread = (t.forms[0] for t in bench.question.terms if not t.meaning and t.text.isascii() and t.text.isalpha())
    if (
        not SHORTEST <= len(said) <= SHOWN
        or _TITLE.search(unspaced(sentence.text))
        or any(word not in said for word in unread)
    ):
        return False
    if any(hole.exact and not _dates(bench, hole, sentence) for hole in holes):
        return False
    if not does_so(bench.question, sentence):
        return False
    asked = bench.scope.issuers.union(*bench.scope.parties)
    return all(hole.want is not Want.PARTY for hole in holes) or bool(
        bench.names.ids_in(unspaced(sentence.text)) - asked
    )


def _dates(bench: Workbench, hole: Hole, sentence: Sentence) -> bool:
    """Tell whether a sentence states a day or month, and outside of titles what is asked to have happened then."""
    said = unspaced(sentence.text)
    event = next((t for t in bench.question.terms if hole.behind.startswith(t.text)), None)
    if event and explained(event, squeezed(without_titles(said))) < SURE:
        return False
    longest = YEAR if _WHICH_YEAR.search(bench.question.folded) else MONTH
    return any((p.end - p.start).days <= longest for *_, p in find_periods(said))
