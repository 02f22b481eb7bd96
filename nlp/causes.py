"""Cause facts: the effect a filing states, the reason it gives, and when it holds."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.model import Document, Fact, Party, Qualifiers, Role
from kg.values.units import alternatives
from nlp.context import Context
from nlp.lexicon import load
from nlp.modality import is_asked, modality_of, speaker_of
from nlp.prose import Sentence, prose

_MARKER = re.compile(r"\(\?P<marker>([^()]*)\)")
_ENTITY_FREE = re.compile(r"^(?:[，、；\s“”]|[（(]?\d{1,2}[）)、])+|[，、；\s“”]+$")


def _data() -> dict[str, Any]:
    return load("causes")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _data()["patterns"])


@cache
def _markers() -> tuple[re.Pattern[str], ...]:
    """The words one of which each pattern needs: quicker to look for than the pattern."""
    return tuple(re.compile(_MARKER.findall(pattern)[0]) for pattern in _data()["patterns"])


@cache
def _triggers() -> re.Pattern[str]:
    return re.compile(alternatives(_data()["triggers"]))


def cause_facts(document: Document, context: Context) -> list[Fact]:
    """Return a Cause for each reason that a sentence gives."""
    facts: list[Fact] = []
    seen: set[int] = set()
    for sentence in prose(document, context):
        if sentence.start in seen or not _triggers().search(sentence.marked.text):
            continue
        seen.add(sentence.start)
        facts += _causes(document, context, sentence)
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
            taken.append(at if number else match.span())
            yield _fact(document, context, sentence, match, number)


@cache
def _concepts(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternatives(list(words)))


def _explained(sentence: Sentence, match: re.Match[str], context: Context) -> list[Role]:
    """Return the measures that the effect names and the parties that effect and reason name."""
    roles: list[Role] = []
    low, high = match.span("effect")
    words = tuple(word for concept in context.ontology.concepts.values() for word in concept.zh if len(word) > 2)
    for found in _concepts(words).finditer(sentence.marked.text, low, high):
        a, b = sentence.marked.span(*found.span())
        roles.append(Role("measure", found[0], found[0], a, b))
    for at, item in sorted(sentence.marked.marks.items()):
        if match.start() <= at < match.end() and isinstance(item.value, Party):
            roles.append(Role("about", item.value, item.text, item.start, item.end))
    return list({(role.name, repr(role.value)): role for role in roles}.values())


def _fact(document: Document, context: Context, sentence: Sentence, match: re.Match[str], number: int) -> Fact:
    roles = []
    for name in ("effect", "reason", "marker"):
        start, end = match.span(name)
        words = sentence.marked.slice(start, end).plain()
        a, b = sentence.marked.span(start, end)
        roles.append(Role(name, _ENTITY_FREE.sub("", words), words, a, b))
    roles += _explained(sentence, match, context)
    span = sentence.marked.span(*match.span())
    modality = modality_of(sentence.marked.text, match.start("effect"), match.start("effect") + 1)
    said_by = speaker_of(sentence.speaker, sentence.marked.plain(), match.start())
    qualifiers = Qualifiers(sentence.period_at(match.end("effect")), modality, said_by)
    return Fact("Cause", document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, f"cause/{number}")
