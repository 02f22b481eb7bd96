"""The sentence itself as the answer, where no value could be taken out of it and it is probable that it says it."""

from kg.answer import Status
from qa.found import Found
from qa.gloss import glossed
from qa.match import squeezed
from qa.prose import Sentence
from qa.question import Kind, Operator
from qa.reading.hole import Want
from qa.reading.holes import holes_of
from qa.reading.signs import LOOKED_AT, probable
from qa.shown import SHOWN, shown
from qa.workbench import Workbench

LEAST = 0.65  # how probable the best sentence must be
SHORTEST = 16  # squeezed characters of a sentence that says something
_WORKED_OUT = frozenset(Operator)  # what is computed or counted stands in no sentence
_FIGURES = (Want.FIGURE, Want.RANK)


def likely(bench: Workbench) -> Found | None:
    """Answer with the most probable sentence; never where a figure, a yes or no, or something worked out is asked."""
    question = bench.question
    if question.kind is Kind.YESNO or question.operators & _WORKED_OUT:
        return None
    wants = [hole.want for hole in holes_of(question)]
    if any(want in _FIGURES for want in wants):
        return None
    options = [(probable(bench, n), -n, s) for n, s in enumerate(bench.sentences[:LOOKED_AT]) if _fits(bench, wants, s)]
    if not options:
        return None
    sure, _, best = max(options, key=lambda option: option[:2])
    bench.notes.append(f"probable {sure:.2f} | {best.text[:60]}")
    if sure < LEAST:
        return None
    text = glossed(shown(best.text)) if question.told == "en" else shown(best.text)
    return Found(Status.ANSWERED, text=text, confidence=round(0.3 + 0.5 * sure, 3), kind="text", prose=(best,))


def _fits(bench: Workbench, wants: list[Want], sentence: Sentence) -> bool:
    """Tell whether a sentence is one to show: it has all Latin words that nobody could read, and names somebody whom
    the question does not where it asks for one."""
    said = squeezed(sentence.text)
    unread = (t.forms[0] for t in bench.question.terms if not t.meaning and t.text.isascii() and t.text.isalpha())
    if not SHORTEST <= len(said) <= SHOWN or any(word not in said for word in unread):
        return False
    asked = bench.scope.issuers.union(*bench.scope.parties)
    return Want.PARTY not in wants or bool(bench.names.ids_in("".join(sentence.text.split())) - asked)
