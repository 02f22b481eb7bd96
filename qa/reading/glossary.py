"""What a list of terms (释义) says that something means: 预案释义里的“内藏门”是什么意思.

Nothing else is asked then: the question is the term, whose filing it is, and words for asking what it means.
"""

from collections.abc import Iterator
from functools import cache

from kg.answer import Status
from kg.pattern import Pattern
from nlp.aliases_glossary import MEANS, terms_in
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind
from qa.parsing.words import fold, unspaced, word_file

SURE = 0.85
HITS = 40  # statements of the index
LONGEST = 24  # characters of a term
_SAYS = Pattern(rf"[|\t\s]{MEANS}[|\t\s]")
_KINDS = (Kind.DEFINE, Kind.WHAT, Kind.WHO, Kind.WHICH)


@cache
def _beside() -> Pattern:
    return Pattern(unspaced(word_file("glossary")["beside"]))


def of_terms(bench: Workbench) -> Found | None:
    """Answer with what a list of terms defines; None where none does, or where filings define it differently."""
    if bench.question.kind not in _KINDS or bench.question.operators or bench.question.periods:
        return None
    told = {unspaced(cell.text): cell for cell in _defining(bench)}
    if len(told) != 1:
        return None
    cell = next(iter(told.values()))
    return Found(Status.ANSWERED, (), (cell,), SURE, text=cell.text, kind="text")


def _defining(bench: Workbench) -> Iterator[Cell]:
    """Yield the meanings that lists of terms give for the very thing that is asked about."""
    question = bench.question
    rest = question.folded
    for mention in sorted(question.mentions, key=lambda each: -len(each.text)):
        if set(mention.ids) & bench.scope.all_issuers:
            rest = rest.replace(mention.text, " ")
    thing = _beside().sub("", rest)
    if not thing or len(thing) > LONGEST:
        return
    hits = bench.index.search(thing, HITS, kind="statement", docs=sorted(bench.scope.home or bench.scope.docs))
    for fact in bench.library.facts([hit.id for hit in hits]):
        if fact.type != "Entry" or not _SAYS.search(fact.evidence[0].main.quote):
            continue
        for cell in cells_of(fact, bench.names):
            if isinstance(cell.value, str) and any(_asks_for(rest, term) for _, term in terms_in(cell.label)):
                yield cell


def _asks_for(rest: str, term: str) -> bool:
    """Tell whether a question asks what a term means and says nothing else."""
    said = fold(term)
    return said in rest and not _beside().sub("", rest.replace(said, " "))
