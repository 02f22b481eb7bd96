"""What a sentence explains: the effects that it ties to a cause, apart from the causes themselves.

收入下降，主要系甲业务毛利减少所致 explains the fall of the revenue, and not that of the gross profit.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.pattern import Pattern
from qa.parsing.changes import falls
from qa.parsing.match import BY_RANGE, explained, meanings_of, squeezed
from qa.parsing.question import Question, Term
from qa.parsing.words import masked, meanings, unspaced, word_file

SILENT = 0.95  # what an effect counts that goes no way at all, where one is asked about
TURNED = 0.6  # what an effect counts that is of another measure, or goes the other way, than the one asked about
IMPLIED = 0.8  # of a sentence that only says it beside its cause
HALF = 0.5  # of the words of the clause that asks why
HEARD = 0.5  # how well an effect must explain the measure asked about
REASON, SHORT_REASON = 25, 12  # characters of a cause that make a reason: of what follows 主要系, and of a clause
SAID = 0.75  # of the pairs of characters of what the question says is so that a clause must have
LEAST_PAIRS, LEAST_CLAUSE = 4, 4
ENOUGH = 3.0  # what the words of a clause weigh together that tell what is asked about
_FIGURES = Pattern(r"\d[\d,.]*\s*(?:%|[万亿]?元|个百分点)|(?:19|20)\d\d年")
_MAY = Pattern("可能|如果|若|一旦|会|将")
_CLAUSE = Pattern(r"[，；。：]|,(?!\d)")
_RISES = "增加|大增|激增|猛增|多了|增长|上升|上涨|提高|提升|扩大|增多|攀升|走高|[较更变偏][高大多]|为正|转正"
_FALLS = "[较更变偏][低小少]|为负|负数|转负|(?<![多减不至])少(?![数量许])|掉[了得]|腰斩|缩水"


@cache
def _why() -> Pattern:
    """Return the words that ask for a reason, longest first."""
    words = sorted(word_file("questions")["ask"]["why"], key=len, reverse=True)
    return Pattern("(?:" + "|".join(map(re.escape, words)) + "|怎么)会?")


@cache
def _pattern(name: str) -> Pattern:
    return Pattern(word_file("causes")[name])


def leans(text: str) -> bool:
    """Tell whether a sentence says that its reason was told right before it: 在此情况下，…."""
    return _pattern("leans").match(unspaced(text)) is not None


def leads_back(question: Question, text: str) -> bool:
    """Tell whether a sentence that follows another tells the reason of what that says: 主要系…, 这是由于…, or says it
    again with its cause."""
    said = unspaced(text)
    return bool(_pattern("leads_back").match(said)) or _said(_effect_terms(question), squeezed(said)) > 0


def is_procedure(text: str) -> bool:
    """Tell whether a sentence only says what was done to check something: （1）查阅…，了解…的原因."""
    return _pattern("procedure").match(unspaced(text)) is not None


def is_note(text: str) -> bool:
    """Tell whether a sentence is a note on how the figures of a table are told: 注：净利润按…口径列示."""
    return _pattern("note").match(unspaced(text)) is not None


def goes_against(question: Question, text: str) -> bool:
    """Tell whether the effect that a sentence ties to a cause first goes the other way than what is asked about."""
    asked = _ways(question.folded)
    told = next((ways for effect, _ in ties(text) if (ways := _ways(effect))), asked)
    return len(asked) == 1 and not asked & told


def concludes(text: str) -> bool:
    """Tell whether a sentence only says again that something is so, or that it is reasonable."""
    return _pattern("concludes").search(unspaced(text)) is not None


def supposes(question: Question, text: str) -> bool:
    """Tell whether a sentence supposes what the question says is so: 若…，收入可能下降."""
    return _pattern("supposes").search(unspaced(text)) is not None and not _MAY.search(question.folded)


def ties(text: str) -> Iterator[tuple[str, str]]:
    """Yield the effects that a sentence tells, each with its cause.

    >>> list(ties("由于需求减少，甲公司收入下降，导致其亏损。"))
    [('甲公司收入下降，导致其亏损。', '需求减少'), ('其亏损。', '由于需求减少，甲公司收入下降，')]
    """
    said = _pattern("aside").sub("", unspaced(text))
    yield from _behind(said)
    yield from _ahead(said)


def _behind(said: str) -> Iterator[tuple[str, str]]:
    """Yield the effects that stand before their cause: 收入下降，主要系需求减少."""
    for match in _pattern("behind").finditer(said):
        yield said[: match.start()], said[match.end() :]


def _ahead(said: str) -> Iterator[tuple[str, str]]:
    """Yield the effects that stand behind their cause: 由于需求减少，收入下降; 需求减少，导致收入下降."""
    for match in _pattern("ahead").finditer(said):
        cause, _, rest = said[match.end() :].partition("，")
        if effect := said[: match.start()] + rest:
            yield effect, cause
    for match in _pattern("before").finditer(said):
        yield said[match.end() :], said[: match.start()]


def explained_of(text: str) -> str:
    """Return what a sentence says of effects alone, where it tells the cause of any; else all of it."""
    found = [effect for effect, _ in ties(text) if effect]
    return min(found, key=len) if found else text


def gives_reason(text: str) -> bool:
    """Tell whether a sentence gives its reason at some length, so that none has to follow."""
    said = unspaced(text)
    long = any(effect and len(cause) >= REASON for effect, cause in _behind(said))
    return long or any(len(cause) >= SHORT_REASON for _, cause in _ahead(said))


def implies(question: Question, text: str) -> bool:
    """Tell whether one clause of a sentence says what the question asks the reason of, nearly in its words, and another
    says more than figures of it: 甲业务采用预收款模式，坏账风险较小."""
    if concludes(text):
        return False
    asked = _asked_of(question)
    clauses = [c for c in _CLAUSE.split(unspaced(text)) if len(c) >= LEAST_CLAUSE]
    held = [_holds(asked, clause) for clause in clauses]
    more = any(not holds and not _FIGURES.search(c) for c, holds in zip(clauses, held, strict=True))
    return len(asked) >= LEAST_PAIRS and any(held) and more


def _holds(asked: frozenset[str], clause: str) -> bool:
    pairs = {a + b for a, b in pairwise(clause.lower())}
    return len(asked & pairs) >= SAID * len(asked)


def _asked_of(question: Question) -> frozenset[str]:
    """Return the pairs of characters of what the question says is so."""
    spots = ((s.start, s.end) for s in (*question.mentions, *question.periods, *question.sources))
    left = masked(question.folded, spots, "\n")
    clause = max(_why().sub("\n", left).split("\n"), key=len, default="").strip("的说是，,？? ")
    return frozenset(a + b for a, b in pairwise(clause))


def explained_by(question: Question, text: str) -> float:
    """Return how much of what a sentence says of what is asked about it says of an effect, from 0 to 1; all of it where
    it tells no cause, most of it where it says that in a clause of its own."""
    found = [effect for effect, _ in ties(text)]
    terms = _effect_terms(question)
    whole = _said(terms, squeezed(text))
    if not found or not whole:
        return 1.0
    best = max(_said(terms, squeezed(effect)) / whole * _suits(question, effect) for effect in found)
    return max(best, IMPLIED) if implies(question, text) else best


def hears(question: Question, said: str) -> float:
    """Return which part of the words of the clause that asks why is said, from 0 to 1; 1 where that has too few."""
    terms = [t for t in _effect_terms(question) if len(t.text) > 1]
    weight = sum(t.weight for t in terms)
    return _said(terms, squeezed(said)) / weight if weight >= ENOUGH else 1.0


def clause_asked(question: Question) -> tuple[int, int]:
    """Return where the clause stands that asks why; the whole question where none does."""
    why = _why().search(question.folded)
    marks = [0, *(m.end() for m in _CLAUSE.finditer(question.folded)), len(question.folded)]
    return next(((a, b) for a, b in pairwise(marks) if why and a <= why.start() < b), (0, marks[-1]))


def says_effect(question: Question, text: str) -> bool:
    """Tell whether a sentence says half of the words of the clause that asks why."""
    terms = [t for t in _effect_terms(question) if len(t.text) > 1]
    return _said(terms, squeezed(text)) >= HALF * sum(t.weight for t in terms) > 0


def _effect_terms(question: Question) -> list[Term]:
    """Return the words of the clause that asks why; of the whole question where it has none."""
    start, end = clause_asked(question)
    return [t for t in question.terms if start <= t.start < end] or list(question.terms)


def _suits(question: Question, effect: str) -> float:
    """Return less than 1 where an effect goes the other way than the one asked about, or is one of another measure."""
    asked, told = _ways(question.folded), _ways(effect)
    same_way = 1.0 if len(asked) != 1 or asked & told else TURNED if told else SILENT
    measures = [t for t in question.terms if t.kind and t.meaning not in BY_RANGE and t.meaning != "yoy"]
    said = squeezed(effect)
    other = measures and explained(measures[-1], said) < HEARD and any(meanings()[m].kind for m in meanings_of(said))
    return same_way * (TURNED if other else 1.0)


def _said(terms: Sequence[Term], text: str) -> float:
    return sum(term.weight * explained(term, text) for term in terms if len(term.text) > 1)


def _ways(text: str) -> set[str]:
    found = {"up"} if re.search(_RISES, text) else set[str]()
    return found | ({"down"} if re.search(f"{falls()}|{_FALLS}", text) else set())
