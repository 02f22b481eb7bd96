"""A question outside a title that it names: what stands within the title names nobody, limits nothing, narrows nothing.

第五建筑公司 is no party of 某某炼化项目第五标段的合同金额, and nothing is left out of 某某住房项目（除桩基）的总价.
"""

from dataclasses import replace
from difflib import SequenceMatcher

from kg.pattern import Pattern
from qa.evidence.scope import Scope
from qa.evidence.workbench import Workbench
from qa.parsing.question import Question
from qa.parsing.words import fold

HIDDEN = "□"  # stands for a character of the title, so that places stay the same
_ADDED = Pattern("(?:项目|工程|活动|招标)+")
SHORTEST = 3  # characters side by side that a question and a title share


def outside(bench: Workbench, titles: tuple[str, ...]) -> Workbench:
    """Return a bench with the question, and whom and when it is about, as they are outside the titles."""
    hidden = {at for title in titles for at in _shared(bench.question.folded, fold(title))}
    if not hidden:
        return bench
    question = _without(bench.question, hidden)
    return replace(bench, question=question, scope=_about(bench.scope, question))


def _shared(said: str, title: str) -> set[int]:
    """Return the places of a question whose characters are the title's, in its order, or 项目 or 工程 behind them."""
    blocks = SequenceMatcher(None, said, title, autojunk=False).get_matching_blocks()
    spans = [(block.a, block.a + block.size) for block in blocks if block.size >= SHORTEST]
    added = (_ADDED.match(said, end) for _, end in spans)
    return {at for start, end in (*spans, *(match.span() for match in added if match)) for at in range(start, end)}


def _without(question: Question, hidden: set[int]) -> Question:
    """Return a question without the words, parties, times and figures that lie within hidden places."""

    def left(start: int, end: int) -> bool:
        return not hidden.issuperset(range(start, end))

    kept = [number for number, term in enumerate(question.terms) if left(term.start, term.end)]
    place = {number: at for at, number in enumerate(kept)}
    return replace(
        question,
        asks=tuple(replace(ask, terms=tuple(place[n] for n in ask.terms if n in place)) for ask in question.asks),
        folded="".join(HIDDEN if at in hidden else ch for at, ch in enumerate(question.folded)),
        terms=tuple(question.terms[number] for number in kept),
        mentions=tuple(m for m in question.mentions if left(m.start, m.end)),
        periods=tuple(s for s in question.periods if left(s.start, s.end)),
        figures=tuple(f for f in question.figures if left(f.start, f.end)),
    )


def _about(scope: Scope, question: Question) -> Scope:
    """Return a scope with only the parties and times that a question names."""
    named = {i for mention in question.mentions for i in mention.ids}
    told = [p for span in question.periods for p in span.periods]
    return replace(
        scope,
        parties=tuple(ids for ids in scope.parties if ids & named),
        unknown=tuple(m for m in scope.unknown if m in question.mentions),
        periods=tuple(p for p in scope.periods if p in told or scope.assumed),
    )
