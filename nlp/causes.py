"""Cause facts: the effect a filing states, the reason it gives, and when it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from kg.model import Document, Fact, Modality, Party, Qualifiers, Role
from kg.ontology.model import Ontology
from kg.pattern import Pattern
from kg.values.units import alternatives
from kg.view import Piece
from nlp.context import Context
from nlp.lexicon import load
from nlp.marks import CHAR
from nlp.modality import is_asked, modality_of
from nlp.prose import Sentence, prose
from nlp.trim import trimmed

_MARKER = Pattern(r"\(\?P<marker>([^()]*)\)")
# what names or leads to the reason, and is none of it
_HEADING = Pattern(
    r"(?:风险|责任|条款)[:：]|原因(?:主要)?[为是系]|(?:存在|出现|面临)(?:因|由于)(?!此|而)"
    r"|^[一二三四五六七八九十\d]{1,2}[、.．]|[:：][如若]?(?:果|因)(?!此|而)"
)
_HEDGED = Pattern("[亦也还均仍则都并且进而有很极可能会将或]*$")  # 亦有可能会导致: the reason is the clause before
_BEYOND = Pattern(r"，(?:截至|预计|提醒|提请|敬请)")  # what the filing adds behind the effect
_CONSEQUENCE = Pattern(r"[，,]\s?(?:因此|故而?|从而|所以|进而)[^，]|[，,]\s?(?:具有合理性)")
_IF = Pattern("[若如](?!下|上|此|前|果然)|一旦|假如")
_IF_LATER = Pattern("[，,](?:但|而|且)?(?:如果|倘若|假如|一旦|若(?!干))")
_SUPPOSED = Pattern("的(?:风险|可能性?)?$")  # 因发包人违约导致工期延误的，…; 存在因…导致…的风险
_LEFT_OPEN = Pattern("(?<![目有])的$")  # 导致工期延误的，…: no word of the effect
_PURPOSE = Pattern("(?:为了?|以)?(?:防止|避免|规避|杜绝|预防)|(?:为了?|以)减少")  # 为防止…导致…: nothing came about
_EFFECT = Pattern("(?!的|导致|致使|敬请|特?提[请醒])(?!(?:上述|差异|其中)?主要$)(?!其?原因$).{3,}", re.DOTALL)
_MADE_UP_OF = Pattern("主要[为是系]")  # a reason, or only what something mostly is
_NO_SUCH = Pattern("(?:不存在|未发生|不会|没有)[^，。；]*$")  # 不存在因本次交易导致…: no such thing came about
_MAY_BE, _AHEAD = Pattern("可能(?!性)|或将"), Pattern("将会?(?:导致|致使|使得)$")
_TO_COME = Pattern("未来|今后|将来|以后")
_SHORTEST_REASON = 2
_CLAUSE_END = Pattern("[，,。；;]")
# words of a measure that moved, or its figure
_MOVES = Pattern(f"[增减升降涨跌高低扩缩亏负大小少多变为占较优劣{''.join(CHAR.values())}]|下滑|波动|差异|改善")
_MERE_TIME = Pattern(
    "[^，]{0,6}(?:期间|期内|之[前后]|过程中)"
)  # 由于冻结期间，…: what gives the reason is said elsewhere
_HYPOTHETICAL = Pattern(r"(?:可能|将会?|不会|不至于|从而|进而|不)$")


def _data() -> dict[str, Any]:
    return load("causes")


@cache
def _patterns() -> tuple[Pattern, ...]:
    return tuple(Pattern(pattern) for pattern in _data()["patterns"])


@cache
def _markers() -> tuple[Pattern, ...]:
    """The words one of which each pattern needs: quicker to look for than the pattern."""
    return tuple(Pattern(_MARKER.findall(pattern)[0]) for pattern in _data()["patterns"])


@cache
def _triggers() -> Pattern:
    return Pattern(alternatives(_data()["triggers"]))


def cause_facts(document: Document, context: Context) -> list[Fact]:
    """Return a Cause for each reason that a sentence gives."""
    facts: list[Fact] = []
    seen: set[int] = set()
    for sentence in prose(document, context):
        if sentence.start in seen or sentence.is_disclaimer or not _triggers().search(sentence.marked.text):
            continue
        seen.add(sentence.start)
        facts += _causes(document, context, replace(sentence, marked=sentence.entire or sentence.marked))
    return facts


def _causes(document: Document, context: Context, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.marked.text
    taken: list[tuple[int, int]] = []
    for number, pattern in enumerate(_patterns()):
        if not _markers()[number].search(text):
            continue
        for match in pattern.finditer(text):
            at = match.span("marker")
            if any(a < at[1] and at[0] < b for a, b in taken):
                continue
            if is_asked(text, match.start(), match.end()):
                continue
            parts = _parts(text, match, taken)
            taken.append(_told(match) if number else match.span())
            if parts is not None:
                yield _fact(document, context, sentence, match, parts)


def _told(match: re.Match[str]) -> Piece:
    """Return where a match says that it gives a reason: with what lies between marker and effect, where these
    enclose the reason (由于…，因此…): it is told once."""
    marker, effect = match.span("marker"), match.start("effect")
    return (marker[0], effect) if marker[0] < match.start("reason") < effect else marker


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where effect, marker and reason stand in the marked sentence."""

    effect: Piece
    marker: Piece
    reason: Piece

    def spans(self) -> Iterator[tuple[str, Piece]]:
        yield from (("effect", self.effect), ("reason", self.reason), ("marker", self.marker))


def _parts(text: str, match: re.Match[str], taken: Sequence[Piece]) -> _Parts | None:
    """Return effect and reason as far as they go: a reason begins behind a marker taken before and ends before what it
    leads to in its turn. None where the marker is denied, or nothing is left of either.
    """
    effect, marker, (low, high) = match.span("effect"), match.span("marker"), match.span("reason")
    if beyond := _BEYOND.search(text, effect[0] + 8, effect[1]):
        effect = (effect[0], beyond.start())
    said = low
    low = max([low, *(head.end() for head in _HEADING.finditer(text, low, high))])
    if _LEFT_OPEN.search(text, *effect):
        effect = (effect[0], effect[1] - 1)
    if _PURPOSE.match(text, low) or not _EFFECT.match(text, effect[0], effect[1]):
        return None
    if _MADE_UP_OF.fullmatch(match["marker"]) and _is_made_of(text, effect, (low, match.end())):
        return None
    if low < marker[0]:
        if high == marker[0] and _NO_SUCH.search(text, said, high):
            return None
        low = max([low, *(end for _, end in taken if low <= end <= high)])
        held = _HYPOTHETICAL.search(text, low, high)
        if held and held[0] in ("不会", "不至于", "不"):
            return None
        high = held.start() if held else high
        if high == marker[0] or held:
            low, high = _of_clause_before(text, low, high)
    elif consequence := _CONSEQUENCE.search(text, low, high):
        high = consequence.start()
    if high - low < _SHORTEST_REASON or _MERE_TIME.fullmatch(text, low, high):
        return None
    return _Parts(effect, marker, (low, high))


def _of_clause_before(text: str, low: int, high: int) -> Piece:
    """Return a reason without the words that only hedge it; the clause before where there are no others."""
    hedged = _HEDGED.search(text, low, high)
    end = hedged.start() if hedged else high
    if end > low or not text[:low].rstrip().endswith(("，", ",")):
        return low, end if end - low >= _SHORTEST_REASON else high
    end = len(text[:low].rstrip()) - 1
    return max((match.end() for match in _CLAUSE_END.finditer(text, 0, end)), default=0), end


def _is_made_of(text: str, effect: Piece, reason: Piece) -> bool:
    """Tell whether words only say what something mostly is: 负债主要为应付股利, neither a change nor a deed."""
    if text[: reason[1]].endswith(("所致", "导致")) or Pattern(_data()["changed"]).search(text, *effect):
        return False
    first = _CLAUSE_END.search(text, *reason)
    return Pattern(_data()["predicate"]).search(text, reason[0], first.start() if first else reason[1]) is None


def _concepts(context: Context) -> Pattern:
    return context.once("words of concepts", lambda: _any_of(_words_of(context.ontology)))


def _words_of(ontology: Ontology) -> tuple[str, ...]:
    return tuple(word for concept in ontology.concepts.values() for word in concept.zh if len(word) > 2)


@lru_cache(4)  # of ontologies: there is one
def _any_of(words: tuple[str, ...]) -> Pattern:
    return Pattern(alternatives(list(words)))


def _explained(sentence: Sentence, parts: _Parts, context: Context) -> list[Role]:
    """Return the measures that the effect names and the parties that effect and reason name."""
    roles: list[Role] = []
    text, (low, high) = sentence.marked.text, parts.effect
    for found in _concepts(context).finditer(text, low, high):
        clause = _CLAUSE_END.search(text, found.end(), high)
        if not _MOVES.search(text, found.end(), clause.start() if clause else high):
            continue
        a, b = sentence.marked.span(*found.span())
        roles.append(Role("measure", found[0], found[0], a, b))
    for at, item in sorted(sentence.marked.marks.items()):
        if any(a <= at < b for a, b in (parts.effect, parts.reason)) and isinstance(item.value, Party):
            roles.append(Role("about", item.value, item.text, item.start, item.end))
    return list({(role.name, repr(role.value)): role for role in roles}.values())


def _fact(document: Document, context: Context, sentence: Sentence, match: re.Match[str], parts: _Parts) -> Fact:
    marked = sentence.marked
    roles = []
    for name, (start, end) in parts.spans():
        words = marked.slice(start, end).plain()
        a, b = marked.span(start, end)
        roles.append(Role(name, trimmed(words), words, a, b))
    roles += _explained(sentence, parts, context)
    start, end = match.span("effect")
    modality = modality_of(marked.text, start, start + 1)
    if modality is Modality.ASSERTED and _MAY_BE.search(marked.text, *parts.effect):
        modality = Modality.POSSIBLE
    if _AHEAD.search(marked.text, match.start(), match.end("marker")):
        modality = Modality.FORECAST
    if marked.text[match.start() : match.end("marker")].endswith(("可能导致", "可能致使", "或将导致")):
        modality = Modality.POSSIBLE
    supposed = _IF.match(marked.text, parts.reason[0]) or _SUPPOSED.search(marked.text, *match.span("effect"))
    supposed = supposed or _IF_LATER.search(marked.text, *parts.reason)
    if modality is Modality.ASSERTED and supposed:
        modality = Modality.POSSIBLE
    said_by = sentence.said_by(match.start())
    ahead = modality is Modality.POSSIBLE or _TO_COME.search(marked.text, *parts.effect)
    since = 0 if ahead else None
    qualifiers = Qualifiers(sentence.period_at(end, since), modality, said_by)
    evidence = sentence.evidence(document, marked.span(*match.span()))
    rule = f"cause/{_data()['patterns'].index(match.re.pattern)}"
    return Fact("Cause", document.id, tuple(roles), (evidence,), qualifiers, rule)
