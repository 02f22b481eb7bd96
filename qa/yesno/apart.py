"""Yes or no where two words shut each other out: a 控股子公司 is no 全资子公司."""

from collections.abc import Iterator
from functools import cache

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.words import unspaced, word_file

LOOKED_AT = 24  # sentences
SURE = 0.8
_CLAUSE = Pattern(r"[^，,；;。：:]+")


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in word_file("questions")["apart"])


def apart(bench: Workbench) -> Found | None:
    """Answer by the clause that calls the party by the word asked for, or by one that shuts it out.

    Where a question asks for such a word of a party and no clause says either, that is `not_found`; None for other
    questions.
    """
    asked = bench.question.folded
    group = next((g for g in _groups() if sum(word in asked for word in g) == 1), None)
    if group is None or len(bench.scope.parties) != 1:
        return None
    wanted = next(word for word in group if word in asked)
    for sentence in bench.sentences[:LOOKED_AT]:
        for clause in _about(bench, sentence):
            said = next((word for word in group if word in clause), None)
            if said:
                item = Item(said == wanted, "", "是" if said == wanted else "否")
                return Found(Status.ANSWERED, (item,), (), SURE, kind="boolean", prose=(sentence,))
    return Found(Status.NOT_FOUND, reason="undisclosed")


def _about(bench: Workbench, sentence: Sentence) -> Iterator[str]:
    """Yield the clauses of a sentence that name the one party asked about, and nobody else but the company."""
    party, own = bench.scope.parties[0], bench.scope.all_issuers
    for match in _CLAUSE.finditer(unspaced(sentence.text)):
        named = [set(m.ids) for m in bench.names.find(match[0]) if m.ids]
        if any(ids & party for ids in named) and all(ids & (party | own) for ids in named):
            yield match[0]
