"""What a question asks: the interrogatives it uses, the words they ask for, and the unit wanted."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.names import Mention
from qa.question import Ask, Kind, Operator, Term
from qa.words import Word, units

_ORDER = ("why", "define", "yesno", "status", "when", "who", "list", "which", "number", "how", "what")
_JOINS = re.compile(r"^[\s、和与及以并,，]*$|^\s*(?:and|,)\s*(?:the)?\s*$")
_GAP = re.compile(r"^[\s的是为有共分别各约达到了在]*$|^[\s']*(?:is|was|are|were|the|of|did|does)?\s*$")
_YESNO_START = re.compile(r"^\s*(?:is|are|was|were|has|have|had|did|does|do|can|could|will)\b")
_TOTALS = {"word:合计", "word:小计", "word:最高", "word:最低", "word:总"}
_BEFORE_NUMBER = re.compile(r"[是为有约超共达到分别各\s]*$")
_EN_QUESTION = re.compile(r"\b(?:what|which|who|whom|how|when|why|where)\b")


def find_asks(
    folded: str, lang: str, words: Sequence[Word], terms: Sequence[Term], mentions: Sequence[Mention]
) -> tuple[tuple[Ask, ...], frozenset[Operator]]:
    """Return the things asked, in order, and operators that only the interrogatives tell."""
    found = [w for w in words if w.role == "ask"]
    kinds = {w.value for w in found}
    if lang == "en":
        found, kinds = _english(folded, found)
    unit = next((w for w in words if w.role == "unit"), None)
    wanted = units()[unit.value].unit if unit else ""
    lead = next((kind for kind in _ORDER if kind in kinds), "what")
    if (
        lead == "yesno"
        and kinds & {"number", "who", "when"}
        and lang == "zh"
        and not folded.rstrip("？?。 ").endswith("吗")
    ):
        kinds.discard("yesno")
        lead = next(kind for kind in _ORDER if kind in kinds)
    if lead in ("why", "define", "yesno"):
        return (Ask(Kind(lead), (), wanted),), frozenset()
    asks = [a for w in found if w.value not in ("yesno", "why", "define") for a in _asks_of(folded, w, terms, lang)]
    asks = _merge([*asks, *_trailing(folded, words, terms)], terms)
    if lang == "en" and lead in ("number", "what", "which", "who"):
        asks = _english_asks(folded, found, terms, lead)
    if not asks:
        asks = [Ask(Kind(lead))]
    if wanted:
        asks = [
            Ask(a.kind, a.terms, _unit_of(a, terms) or wanted, a.at) if a.kind in (Kind.NUMBER, Kind.WHAT) else a
            for a in asks
        ]
    names = [a for a in asks if a.kind.is_name]
    rest = [a for a in asks if not a.kind.is_name]
    return tuple(names[:1] + rest if names else asks), frozenset()


def _unit_of(ask: Ask, terms: Sequence[Term]) -> str:
    kinds = {terms[i].kind for i in ask.terms}
    return "ratio" if kinds == {"Ratio"} else ""


def _asks_of(folded: str, word: Word, terms: Sequence[Term], lang: str) -> list[Ask]:
    """Return the asks of one interrogative: the term after 什么 or 多少, else those before 是多少, joined by 和."""
    kind = Kind(word.value)
    after = next((i for i, t in enumerate(terms) if t.start >= word.end), None)
    if (
        kind in (Kind.WHICH, Kind.WHAT, Kind.NUMBER)
        and after is not None
        and not folded[word.end : terms[after].start].strip()
    ):
        return [Ask(kind, (after,), at=word.start)]
    if kind in (Kind.WHO, Kind.LIST, Kind.HOW, Kind.WHEN, Kind.STATUS):
        return [Ask(kind, (), at=word.start)]
    before = [i for i, t in enumerate(terms) if t.end <= word.start]
    if not before or not _GAP.match(folded[terms[before[-1]].end : word.start]):
        return [Ask(kind, (), at=word.start)]
    chosen = [before[-1]]
    if terms[chosen[0]].meaning in _TOTALS and len(before) > 1:
        before.pop()
        chosen = [before[-1]]
    for left, right in reversed(list(pairwise(before))):
        between = folded[terms[left].end : terms[right].start]
        if right != chosen[0] or not between.strip() or not _JOINS.match(between):
            break
        chosen.insert(0, left)
    return [Ask(kind, (i,), at=word.start) for i in chosen]


def _trailing(folded: str, words: Sequence[Word], terms: Sequence[Term]) -> list[Ask]:
    """Return what a question ends in without an interrogative: 金额、时间和担保方式？"""
    if (
        not terms
        or folded[terms[-1].end :].strip("？? 。呢")
        or any(w.start >= terms[-1].start and w.role == "ask" for w in words)
    ):
        return []
    chosen = [len(terms) - 1]
    while (
        chosen[0] > 0
        and _JOINS.match(between := folded[terms[chosen[0] - 1].end : terms[chosen[0]].start])
        and between.strip()
    ):
        chosen.insert(0, chosen[0] - 1)
    return [Ask(Kind.WHAT, (i,), at=terms[i].start) for i in chosen]


def _merge(asks: list[Ask], terms: Sequence[Term]) -> list[Ask]:
    """Drop asks without terms where another has the same place, and repeats."""
    seen: list[Ask] = []
    for ask in asks:
        if all((ask.kind, ask.terms) != (s.kind, s.terms) for s in seen):
            seen.append(ask)
    with_terms = [a for a in seen if a.terms]
    return (
        with_terms
        if with_terms
        and len(with_terms) < len(seen)
        and not any(a.kind.is_name or a.kind in (Kind.WHEN, Kind.HOW, Kind.STATUS) for a in seen)
        else seen
    )


def _english(folded: str, found: list[Word]) -> tuple[list[Word], set[str]]:
    """Keep a yes/no reading only where the question opens with its verb."""
    yes = bool(_YESNO_START.match(folded)) and not _EN_QUESTION.search(folded[:12])
    kept = [w for w in found if w.value != "yesno" or yes]
    kinds = {w.value for w in kept}
    if yes and "yesno" in kinds:
        return kept, {"yesno"} | (kinds & {"why"})
    if len(kinds) > 1:
        kinds.discard("what") if kinds - {"what"} else None
    if "define" in kinds and not re.search(r"\bmean|\bdefin|stand for", folded):
        kinds.discard("define")
    return kept, kinds or {"what"}


def _english_asks(folded: str, found: Sequence[Word], terms: Sequence[Term], lead: str) -> list[Ask]:
    """Return an ask for each measured concept, or the term right after the interrogative."""
    first = found[0] if found else None
    asks: list[Ask] = []
    for i, term in enumerate(terms):
        follows = first is not None and term.start >= first.end and not folded[first.end : term.start].strip()
        if follows and Kind(lead) in (Kind.WHICH, Kind.NUMBER, Kind.WHAT, Kind.WHO):
            asks.append(Ask(Kind(lead), (i,), at=term.start))
        elif term.kind and not _is_condition(folded, term):
            asks.append(Ask(Kind.NUMBER if lead != "what" else Kind.WHAT, (i,), at=term.start))
    if lead == "who" and (not asks or asks[0].kind is not Kind.WHO):
        asks.insert(0, Ask(Kind.WHO))
    return asks


def _is_condition(folded: str, term: Term) -> bool:
    """Tell whether a concept only says which one is meant: under the contract, in the contract-liability table."""
    return bool(re.search(r"\b(?:under|in|from|of) (?:the |its |a )?(?:[\w.,-]+ )?$", folded[: term.start])) and bool(
        re.match(r"\s*(?:table|contract|case|business|agreement|list)\b", folded[term.end :])
    )
