"""Who is in a store: one line for each party, with what it is called, what it is and what it is paid.

Roles are counted over a whole party: all its ids, and the letters that it is taken for with certainty, with probability
or by a person's word. Those letters are listed beside it and never merged into it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import Entity, EntityKind, Party, Quantity
from pilu.database import Database
from pilu.library import merged, named_too
from pilu.parties import Parties

if TYPE_CHECKING:
    from kg.identity import AnonymousParty

KINDS = {kind.value.lower(): kind for kind in EntityKind}  # words of `--type` that are kinds, not roles
TOTAL_ROLES = {"Sale": {"buyer": "customer"}, "Purchase": {"seller": "supplier"}}
LEANT_ON = ("certain", "probable")  # confidences with which a letter counts for a party
Object = dict[str, Any]
Total = tuple[str, str, str]  # role, period, amount


@dataclass(frozen=True, slots=True)
class Behind:
    """A letter that a party stands behind: its label and filing, how sure that is, the roles it has there."""

    label: str
    doc: str
    confidence: str
    decided: bool
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rostered:
    """A party of the roster."""

    entity: Entity
    docs: tuple[str, ...]
    facts: int
    totals: tuple[Object, ...]
    behind: tuple[Behind, ...] = ()

    @property
    def roles(self) -> set[str]:
        """Its own roles and those of the letters it is behind."""
        return {*self.entity.roles, *(role for each in self.behind for role in each.roles)}

    @property
    def through(self) -> list[str]:
        """The roles that it has only as a letter that it is behind, each with that letter and how sure that is."""
        own = {*self.entity.roles, "anonymous"}
        lent = ((role, each) for each in self.behind for role in each.roles if role not in own)
        return [f"{role}: {each.label} ({each.confidence})" for role, each in lent]


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
        behind = self._behind({entity.id: entity for found in known.values() for _, entity in found})
        listed = [self._party(found, counts, totals, behind) for found in known.values()]
        return sorted(listed, key=lambda each: (-each.facts, each.entity.name, each.entity.id))

    def _party(
        self,
        found: Sequence[tuple[str, Entity]],
        counts: Mapping[str, int],
        totals: Mapping[str, Mapping[Total, Object]],
        behind: Mapping[str, Sequence[Behind]],
    ) -> Rostered:
        ids = list(dict.fromkeys(entity.id for _, entity in found))
        entity = named_too(merged([entity for _, entity in found]), self._parties.aliases_given(ids))
        amounts = {key: total for each in ids for key, total in totals.get(each, {}).items()}
        return Rostered(
            entity,
            tuple(dict.fromkeys(doc for doc, _ in found)),
            sum(counts.get(each, 0) for each in ids),
            tuple(amounts[key] for key in sorted(amounts)),
            tuple(letter for each in ids for letter in behind.get(each, ())),
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

    def _totals(self, docs: Sequence[str]) -> dict[str, dict[Total, Object]]:
        """Return for each entity the amounts stated for it, by role and period. Nothing is added up: two filings may
        state one amount, and two amounts of one period need not exclude each other."""
        found: dict[str, dict[Total, Object]] = defaultdict(dict)
        for type_ in sorted(TOTAL_ROLES):
            for fact in self._database.facts_where(docs=docs, type_=type_):
                amount, period = fact.role("amount"), fact.qualifiers.period
                if amount is None or period is None or not isinstance(amount.value, Quantity):
                    continue
                for name, role in TOTAL_ROLES[type_].items():
                    for party in fact.all(name):
                        if isinstance(party.value, Party):
                            key = (role, period.code, str(amount.value.value.normalize()))
                            total = {"role": role, "period": period.code, "amount": amount.value.value}
                            found[party.value.entity][key] = total
        return found


def chosen(parties: Sequence[Rostered], types: Sequence[str], roles: Sequence[str]) -> Iterator[Rostered]:
    """Yield the parties with any of these types (roles or kinds; empty: all) and every one of these roles."""
    for party in parties:
        fits = not types or any(t in party.entity.roles or KINDS.get(t) == party.entity.kind for t in types)
        if fits and all(role in party.roles or KINDS.get(role) == party.entity.kind for role in roles):
            yield party


def roster_object(party: Rostered, names: Mapping[str, str]) -> Object:
    """Return a party as `pilu entities` prints it; `names` are file names by document id."""
    entity = party.entity
    listed: Object = {
        "iri": f"urn:pilu:entity:{entity.id}",
        "name": entity.name,
        "kind": entity.kind.value,
        "aliases": [alias.text for alias in entity.aliases if alias.text != entity.name],
        "code": entity.code,
        "roles": list(entity.roles),
        "docs": [names[doc] for doc in party.docs],
        "facts": party.facts,
        "totals": list(party.totals),
    }
    if party.behind:
        listed["letters"] = [
            {"label": each.label, "doc": names[each.doc], "confidence": each.confidence, "decided": each.decided}
            | {"roles": list(each.roles)}
            for each in party.behind
        ]
        listed["through"] = party.through
    return listed
