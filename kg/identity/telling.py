"""Roles that tell: what no filing says of a party, but its facts show when they are laid side by side.

Computed over whole parties: all ids of one, and the letters that it surely or probably is, those of one year only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from kg.kept import words_of
from kg.model import Fact, Modality, Party, Quantity
from kg.pattern import Pattern

# who sells and who buys, by class of the fact
SIDES = {
    "Sale": (("seller",), ("buyer", "customer")),
    "Purchase": (("seller", "supplier"), ("buyer",)),
    "Contract": (("party_b",), ("party_a",)),
}
# whose relation to whom a class states
OWNED = {"Subsidiary": ("subsidiary", "parent"), "Shareholding": ("holder", "company"), "Relation": ("other", "party")}
TYPES = (*SIDES, *OWNED)
FLAG = "related_party"  # the role in which a statement says whether its parties are related

Pair = tuple[str, str]
Whole = Callable[[str, str], str]  # an Entity.id and a Period.code to the id that stands for the whole party


class Tells(StrEnum):
    """What a party is told to be."""

    SHARED = "customer of supplier"  # whom a supplier sells to as well
    RELATED = "related under two names"  # related to the issuer by one name, and by another its partner in trade


@dataclass(frozen=True, slots=True)
class Telling:
    """One such role of a party, the others by whom it has it, and the facts that show it."""

    role: Tells
    others: tuple[str, ...]  # of the whole parties: supplier and seller; or the names it stands under
    facts: tuple[str, ...]  # Fact.id


def telling(facts: Iterable[Fact], whole: Whole) -> dict[str, list[Telling]]:
    """Return what the facts tell of each party, by the id that stands for it; facts of `TYPES` are enough."""
    stated = [fact for fact in facts if fact.qualifiers.modality is Modality.ASSERTED]
    trades: dict[Pair, Fact] = {}
    for fact in stated:
        for seller, buyer in _sides(fact):
            trades.setdefault((_of(fact, seller, whole), _of(fact, buyer, whole)), fact)
    found: dict[str, list[Telling]] = defaultdict(list)
    for party, each in (*_shared(trades), *_related(stated, whole)):
        found[party].append(each)
    return dict(found)


def _of(fact: Fact, party: Party, whole: Whole) -> str:
    period = fact.qualifiers.period
    return whole(party.entity, period.code if period else "")


def _sides(fact: Fact) -> Iterator[tuple[Party, Party]]:
    """Yield each seller with each buyer of a fact."""
    selling, buying = SIDES.get(fact.type, ((), ()))
    for seller in _parties(fact, selling):
        yield from ((seller, buyer) for buyer in _parties(fact, buying))


def _parties(fact: Fact, names: Sequence[str]) -> list[Party]:
    return [role.value for name in names for role in fact.all(name) if isinstance(role.value, Party)]


def _shared(trades: Mapping[Pair, Fact]) -> Iterator[tuple[str, Telling]]:
    """Yield the customers whom a supplier of their seller sells to as well."""
    sellers: dict[str, set[str]] = defaultdict(set)
    for seller, buyer in trades:
        sellers[buyer].add(seller)
    for seller, buyer in sorted(trades):
        for supplier in sorted((sellers[seller] & sellers[buyer]) - {seller, buyer}):
            shown = [trades[pair].id for pair in ((supplier, seller), (supplier, buyer), (seller, buyer))]
            yield buyer, Telling(Tells.SHARED, (supplier, seller), tuple(shown))


def _related(facts: Iterable[Fact], whole: Whole) -> Iterator[tuple[str, Telling]]:
    """Yield the parties that are related to somebody by one name and trade with it, or are said to be unrelated, by
    another."""
    ties: dict[Pair, dict[str, Fact]] = defaultdict(dict)
    others: dict[Pair, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        for one, other, tied in _statements(fact):
            for party, whom in ((one, other), (other, one)):
                pair = _of(fact, party, whole), _of(fact, whom, whole)
                (ties if tied else others)[pair].setdefault(party.entity, fact)
    for pair in sorted(ties):
        by_tie, by_other = ties[pair], others.get(pair, {})
        free = [name for name in by_other if name not in by_tie]
        if free and pair[0] != pair[1]:
            names = (min(by_tie), min(free))
            yield pair[0], Telling(Tells.RELATED, names, (by_tie[names[0]].id, by_other[names[1]].id))


def _statements(fact: Fact) -> Iterator[tuple[Party, Party, bool]]:
    """Yield two parties of a fact, and whether it says that they are related; else they trade or are no kin."""
    flags = [role.value for role in fact.all(FLAG) if isinstance(role.value, bool)]
    for seller, buyer in _sides(fact):
        yield seller, buyer, True in flags
    owner, owned = OWNED.get(fact.type, ("", ""))
    if _tied(fact):
        for one in _parties(fact, (owner,)):
            yield from ((one, other, True) for other in _parties(fact, (owned,)))


def _tied(fact: Fact) -> bool:
    """Tell whether a statement of ownership or of a relation makes its parties related."""
    if fact.type == "Shareholding":
        least = Decimal(str(words_of(_WORDS)["share"]))
        return any(isinstance(r.value, Quantity) and r.value.value >= least for r in fact.all("share"))
    kinds = [role.value for role in fact.all("kind") if isinstance(role.value, str)]
    return fact.type == "Subsidiary" or any(_kin().search(kind) for kind in kinds)


_WORDS = Path(__file__).with_name("related.yaml")


@cache
def _kin() -> Pattern:
    return Pattern("|".join(words_of(_WORDS)["kinds"]))
