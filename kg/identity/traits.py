"""What filings say of a party in a few words: its product, its standing, its business, its region.

Such words are weak evidence: many parties share them. They meet through pairs of characters; how rare the
shared pairs are among all parties of whom the kind is said tells what the agreement is worth.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.identity.hypothesis import Known, Match
from kg.identity.kinds import KINDS, Grade, Kind, said_kind
from kg.kept import words_of
from kg.model import Evidence, Fact, Party, Role
from kg.pattern import Pattern
from kg.period import Period

COMMON = 200  # parties; a pair of characters that more share proposes nobody
LEAST_BITS = 0.5
MORE = 0.25  # of each further shared pair
RARE = 0.8  # of the rarity of a pair that two parties alone share
LEAST_TEXT = 4  # characters of words that may be alike; shorter ones are the same or not
BLANKS = Pattern(r"[\s，,。；;：:、（）()“”\"/＆&]+")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Trait:
    """A few words that a filing says of one party."""

    entity: str
    doc: str
    kind: str
    side: str  # what the party is in the fact
    counterpart: str  # Entity.id of the other side, or ""
    text: str
    evidence: Evidence


def traits(facts: Iterable[Fact], known: Mapping[str, Known], shown: Mapping[tuple[str, str], Evidence]) -> list[Trait]:
    """Return the words said of each party, each once a filing, in a fixed order; regions out of its name too.

    `facts` are in the order of their places, `shown` is where each filing first writes a party's name.
    """
    found: dict[tuple[str, ...], Trait] = {}
    for fact in facts:
        for trait in _of_fact(fact):
            found.setdefault((trait.entity, trait.doc, trait.kind, trait.side, trait.text), trait)
    for (entity, doc), evidence in sorted(shown.items(), key=lambda item: item[0]):
        for region in regions(known[entity].name) if entity in known else ():
            trait = Trait(entity, doc, "region", "", "", region, evidence)
            found.setdefault((entity, doc, "region", "", region), trait)
    return [found[key] for key in sorted(found)]


def _of_fact(fact: Fact) -> Iterator[Trait]:
    parties = [(role, role.value) for role in fact.roles if isinstance(role.value, Party)]
    for role in fact.roles:
        kind = said_kind(fact.type, role.name)
        text = _plain(role) if kind else ""
        for at, party in parties if text else ():
            if kind == "business" and len(parties) > 1 and at.start < 0:
                continue  # the issuer understood is not whom the words describe
            other = next((each.entity for beside, each in parties if beside.name != at.name), "")
            yield Trait(party.entity, fact.doc, kind, at.name, other, text, fact.evidence[0])
            for region in regions(text) if kind == "business" else ():
                yield Trait(party.entity, fact.doc, "region", "", "", region, fact.evidence[0])


def _plain(role: Role) -> str:
    if isinstance(role.value, Period):
        return role.value.code
    return BLANKS.sub("", role.value) if isinstance(role.value, str) else ""


def regions(text: str) -> list[str]:
    """Return the provinces that a text names, sorted.

    >>> regions("丁通信有限公司宁夏分公司")
    ['宁夏']
    """
    return sorted(set(_provinces().findall(text)))


@cache
def _provinces() -> Pattern:
    names = words_of(Path(__file__).parents[1] / "values" / "regions.yaml")["provinces"]
    return Pattern("|".join(sorted(names, key=len, reverse=True)))


def trait_matches(said: Sequence[Trait], hidden: frozenset[str], linked: set[Pair]) -> dict[Pair, list[Match]]:
    """Return the weak evidence between hidden parties and parties of other filings, the best of each kind."""
    found: dict[Pair, list[Match]] = defaultdict(list)
    by_kind: dict[str, list[Trait]] = defaultdict(list)
    for trait in said:
        by_kind[trait.kind].append(trait)
    for name, group in sorted(by_kind.items()):
        best: dict[Pair, Match] = {}
        for left, right, bits in _meeting(KINDS[name], group, hidden, linked):
            note = left.text if left.text == right.text else f"{left.text} ≈ {right.text}"
            match = Match(name, left.evidence, right.evidence, round(bits, 2), note, Grade.WEAK)
            pair = (left.entity, right.entity)
            if pair not in best or best[pair].bits < match.bits:
                best[pair] = match
        for pair, match in best.items():
            found[pair].append(match)
    return found


def _meeting(
    kind: Kind, group: Sequence[Trait], hidden: frozenset[str], linked: set[Pair]
) -> Iterator[tuple[Trait, Trait, float]]:
    """Yield the traits of a hidden party and of another in another filing that are alike, with what that is worth."""
    parts = [_parts(trait.text, kind) for trait in group]
    holders: dict[str, list[int]] = defaultdict(list)
    sharers: dict[str, set[str]] = defaultdict(set)
    for index, trait in enumerate(group):
        for part in parts[index]:
            holders[part].append(index)
            sharers[part].add(trait.entity)
    parties = len({trait.entity for trait in group})
    rarity = {part: math.log2(max(1.0, parties / max(1, len(owners) - 1))) for part, owners in sharers.items()}
    for i, left in enumerate(group):
        if left.entity not in hidden:
            continue
        near = {j for part in parts[i] if len(holders[part]) <= COMMON for j in holders[part]}
        for j in sorted(near):
            right = group[j]
            if right.doc == left.doc or right.entity == left.entity or right.side != left.side:
                continue
            if kind.of_issuer and (left.counterpart, right.counterpart) not in linked:
                continue
            shared = [rarity[part] for part in sorted(parts[i] & parts[j])]
            smaller = min(parts[i], parts[j], key=len)
            alike = sum(shared) / (sum(rarity[part] for part in sorted(smaller)) or 1.0)
            worth = _worth(shared, parties, same=left.text == right.text) * alike
            if alike >= kind.least and worth >= LEAST_BITS:
                yield left, right, min(kind.most, worth)


def _worth(rarities: Sequence[float], parties: int, *, same: bool) -> float:
    """Return the bits of shared pairs of characters: the rarest, and something of the others, which seldom stand apart
    from it. Of words that are merely alike only pairs count that are nearly as rare as can be: what many say of many
    (具备较强的履约能力) adds nothing."""
    rarest = max(rarities)
    least = 0.0 if same else RARE * math.log2(max(2, parties))
    return rarest + MORE * max(0.0, sum(each for each in rarities if each >= least) - rarest)


def _parts(text: str, kind: Kind) -> frozenset[str]:
    """Return the pairs of characters of a text; the whole of one that has to be the same."""
    whole = kind.least >= 1 or len(text) < LEAST_TEXT
    return frozenset((text,)) if whole else frozenset(text[i : i + 2] for i in range(len(text) - 1))
