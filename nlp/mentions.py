"""Mentions: every place where a known name stands, found in one pass over the reading with Aho–Corasick."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

import ahocorasick_rs

from kg.model import Entity, Mention
from nlp.readings import Reading

Spot = tuple[int, int, str]  # start, end in the reading, Entity.id


def find_spots(text: str, names: Mapping[str, str]) -> Iterator[Spot]:
    """Yield where names stand, the leftmost and longest first; `names` maps a spelling to an Entity.id."""
    if not names:
        return
    spellings = sorted(names)
    machine = ahocorasick_rs.AhoCorasick(spellings, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for number, start, end in machine.find_matches_as_indexes(text):
        if not _cuts_a_word(text, start, end):
            yield start, end, names[spellings[number]]


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin name was found inside a longer Latin word."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_latin(first) and _latin(before)) or (_latin(last) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def without_overlap(spots: Iterable[Spot]) -> list[Spot]:
    """Return the spots in order, the earlier and longer of two that overlap kept."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot[0], -spot[1], spot[2])):
        if not kept or spot[0] >= kept[-1][1]:
            kept.append(spot)
    return kept


def to_mentions(
    reading: Reading, text: str, spots: Iterable[Spot], entities: Mapping[str, Entity]
) -> tuple[Mention, ...]:
    """Return spots of the reading as mentions of the canonical text, in its order."""
    mentions = []
    for start, end, identity in spots:
        a, b = reading.span(start, end)
        mentions.append(Mention(a, b, text[a:b], identity, entities[identity].kind))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return tuple(mentions)


def taken(spots: Iterable[Spot], length: int) -> bytearray:
    """Return a map of the reading in which every mentioned character is 1."""
    covered = bytearray(length)
    for start, end, _ in sorted(spots, key=itemgetter(0)):
        covered[start:end] = b"\1" * (end - start)
    return covered
