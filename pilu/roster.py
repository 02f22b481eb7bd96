"""Who is in a store: one line for each party, with what it is called, what it is and what it is paid.

Roles are counted over a whole party: all its ids, and the letters that it is taken for with certainty, with probability
or by a person's word. Those letters are listed beside it and never merged into it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.answer import ACCEPTED
from kg.model import Entity, EntityKind, Evidence, Party, Quantity
from pilu.database import Database
from pilu.library import merged, named_too
from pilu.parties import Parties

if TYPE_CHECKING:
    from kg.identity import AnonymousParty
    from kg.identity.telling import Whole

KINDS = {kind.value.lower(): kind for kind in EntityKind}  # words of `--type` that are kinds, not roles
TOTAL_ROLES = {"Sale": {"buyer": "customer"}, "Purchase": {"seller": "supplier"}}
LEANT_ON = ("certain", "probable")  # confidences with which a letter counts for a party


@dataclass(frozen=True, slots=True)
class Total:
    """An amount that a filing states for a party in a role, over a period."""

    role: str
    period: str
    amount: Quantity
    evidence: Evidence

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two of them one, whichever filings state it."""
        return self.role, self.period, str(self.amount.value.normalize())


@dataclass(frozen=True, slots=True)
class Behind:
    """A letter that a party stands behind: its label and filing, how sure that is, the roles it has there."""

    label: str
    doc: str
    confidence: str
    decided: bool
    roles: tuple[str, ...]

    @property
    def sure(self) -> str:
        """How sure that is, in a word: a person's where one decided."""
        return ACCEPTED if self.decided else self.confidence


@dataclass(frozen=True, slots=True)
class Told:
    """A role that facts laid side by side give: by whom, and which facts."""

    role: str
    others: tuple[str, ...]  # names
    facts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role}: {' → '.join(self.others)}"


@dataclass(frozen=True, slots=True)
class Rostered:
    """A party of the roster."""

    entity: Entity
    docs: tuple[str, ...]
    facts: int
    totals: tuple[Total, ...]
    known: tuple[tuple[str, Entity], ...] = ()  # document ids, each with the party as that document knows it
    behind: tuple[Behind, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def roles(self) -> set[str]:
        """Its own roles, those of the letters it is behind, and those that its facts tell together."""
        lent = (role for each in self.behind for role in each.roles)
        return {*self.entity.roles, *lent, *(each.role for each in self.told)}

    @property
    def through(self) -> list[str]:
        """The roles that it has only as a letter that it is behind, each with that letter and how sure that is, and
        those that its facts tell together, each with the others who make it so."""
        own = {*self.entity.roles, "anonymous"}
        lent = ((role, each) for each in self.behind for role in each.roles if role not in own)
        return [*(f"{role}: {each.label} ({each.sure})" for role, each in lent), *map(str, self.told)]


class Roster:
    """Lists the parties of a database; `suspected` are the hypotheses about its letters, decisions applied."""

    def __init__(self, database: Database, parties: Parties, suspected: "Sequence[AnonymousParty]" = ()) -> None:
        self._database = database
        self._parties = parties
        self._suspected = suspected

    def all(self, docs: Sequence[str] = ()) -> list[Rostered]:
        """Return the parties of these documents (empty: of all), those in most facts first, then by name."""
        known: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
        for doc, entity in self._database.entities(docs=docs):
            known[self._parties.together([entity.id])[0]].append((doc, entity))
        counts, totals = self._database.fact_counts(), self._totals(docs)
        entities = {entity.id: entity for found in known.values() for _, entity in found}
        behind, told = self._behind(entities), self._told(docs, {key: each.name for key, each in entities.items()})
        listed = [self._party(found, counts, totals, behind, told) for found in known.values()]
        return sorted(listed, key=lambda each: (-each.facts, each.entity.name, each.entity.id))

    def _party(
        self,
        found: Sequence[tuple[str, Entity]],
        counts: Mapping[str, int],
        totals: Mapping[str, Mapping[tuple[str, str, str], Total]],
        behind: Mapping[str, Sequence[Behind]],
        told: Mapping[str, Sequence[Told]],
    ) -> Rostered:
        ids = list(dict.fromkeys(entity.id for _, entity in found))
        entity = named_too(merged([entity for _, entity in found]), self._parties.aliases_given(ids))
        amounts = {key: total for each in ids for key, total in totals.get(each, {}).items()}
        return Rostered(
            entity,
            tuple(dict.fromkeys(doc for doc, _ in found)),
            sum(counts.get(each, 0) for each in ids),
            tuple(amounts[key] for key in sorted(amounts)),
            tuple(found),
            tuple(letter for each in ids for letter in behind.get(each, ())),
            tuple(one for each in ids for one in told.get(each, ())),
        )

    def _behind(self, entities: Mapping[str, Entity]) -> dict[str, list[Behind]]:
        """Return for each id the letters whose best candidate it is."""
        found: dict[str, list[Behind]] = defaultdict(list)
        for party in self._suspected:
            letter = entities.get(party.entity.partition("@")[0])
            best = party.candidates[0] if party.candidates else None
            if letter and best and best.confidence.value in LEANT_ON:
                label = f"{party.label} {party.period}".strip()
                sure = best.confidence.value
                found[best.entity].append(Behind(label, party.doc, sure, bool(best.decided), letter.roles))
        return found

    def _told(self, docs: Sequence[str], names: Mapping[str, str]) -> dict[str, list[Told]]:
        """Return for each id the roles that facts of whole parties tell together, in the order of their others."""
        from kg.identity.telling import TYPES, telling

        facts = (fact for type_ in TYPES for fact in self._database.facts_where(docs=docs, type_=type_))
        found: dict[str, list[Told]] = {}
        for key, told in telling(facts, self._whole()).items():
            each = {Told(t.role.value, tuple(names.get(o, "") for o in t.others), t.facts): None for t in told}
            found[key] = list(each)
        return found

    def _whole(self) -> "Whole":
        """Return what tells the id that stands for a whole party: a letter stands for whom it surely or probably is,
        a numbered label only in the year of which that is known."""
        best = [(party, party.candidates[0]) for party in self._suspected if party.candidates]
        meant = {party.entity: one.entity for party, one in best if one.confidence.value in LEANT_ON}

        def whole(entity: str, period: str) -> str:
            reached = [entity]
            while (key := meant.get(f"{reached[-1]}@{period}") or meant.get(reached[-1])) and key not in reached:
                reached.append(key)
            last = min(reached) if key else reached[-1]  # two letters that are each other's candidate are one party
            return self._parties.together([last.partition("@")[0]])[0]

        return whole

    def _totals(self, docs: Sequence[str]) -> dict[str, dict[tuple[str, str, str], Total]]:
        """Return for each entity the amounts stated for it, by role and period. Nothing is added up: two filings may
        state one amount, and two amounts of one period need not exclude each other."""
        found: dict[str, dict[tuple[str, str, str], Total]] = defaultdict(dict)
        for type_ in sorted(TOTAL_ROLES):
            for fact in self._database.facts_where(docs=docs, type_=type_):
                amount, period = fact.role("amount"), fact.qualifiers.period
                if amount is None or period is None or not isinstance(amount.value, Quantity):
                    continue
                for name, role in TOTAL_ROLES[type_].items():
                    total = Total(role, period.code, amount.value, fact.evidence[0])
                    for party in fact.all(name):
                        if isinstance(party.value, Party):
                            found[party.value.entity].setdefault(total.key, total)
        return found


def chosen(parties: Sequence[Rostered], types: Sequence[str], roles: Sequence[str]) -> Iterator[Rostered]:
    """Yield the parties with any of these types (roles or kinds; empty: all) and every one of these roles."""
    for party in parties:
        fits = not types or any(t in party.entity.roles or KINDS.get(t) == party.entity.kind for t in types)
        if fits and all(role in party.roles or KINDS.get(role) == party.entity.kind for role in roles):
            yield party
