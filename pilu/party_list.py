"""Parties as `pilu entities` prints them: each with the words that name it and those that state its amounts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kg.model import Entity, Excerpt, Mention
from pilu.listings import Listings
from pilu.roster import Rostered, Total

AROUND = 80  # characters of a sentence shown on each side of a name
ENDS = "。；！？\n"
Object = dict[str, Any]


def party_objects(parties: Iterable[Rostered], listings: Listings) -> Iterator[Object]:
    """Yield the parties in their order."""
    database = listings.database
    mentions = lru_cache(maxsize=None)(lambda doc: _by_entity(database.mentions(doc)))
    for party in parties:
        named = [
            listings.excerpt(doc, excerpt) | {"of": name}
            for doc, entity in party.known
            for name, excerpt in _naming(entity, mentions(doc).get(entity.id, ()), database.text(doc))
        ]
        yield _object(party, listings.names) | {
            "totals": [_total(each, listings.evidence(each.evidence)) for each in party.totals],
            "evidence": named,
        }


def _object(party: Rostered, names: Mapping[str, str]) -> Object:
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
        "totals": [],
    }
    if party.behind:
        listed["letters"] = [
            {"label": each.label, "doc": names[each.doc], "confidence": each.confidence, "decided": each.decided}
            | {"roles": list(each.roles)}
            for each in party.behind
        ]
    if party.told:
        listed["told"] = [
            {"role": each.role, "others": list(each.others), "facts": [f"urn:pilu:fact:{key}" for key in each.facts]}
            for each in party.told
        ]
    if party.through:
        listed["through"] = party.through
    return listed


def _total(total: Total, evidence: Object) -> Object:
    stated: Object = {"role": total.role, "period": total.period, "amount": total.amount.value}
    return stated | {"unit": total.amount.unit, "evidence": [evidence]}


def _naming(entity: Entity, mentions: Iterable[Mention], text: str) -> Iterator[tuple[str, Excerpt]]:
    """Yield what a document calls a party, each name once, with the words around the place that says so."""
    told = {alias.text: alias.at for alias in reversed(entity.aliases) if alias.at}
    first = {each.text: (each.start, each.end) for each in reversed(list(mentions))}
    for name in dict.fromkeys((entity.name, *(alias.text for alias in entity.aliases))):
        place = told.get(name) or first.get(name)
        if place:
            yield name, _around(text, *place)
    if entity.name not in first and first and not told:
        name, place = min(first.items(), key=lambda each: each[1])
        yield name, _around(text, *place)


def _around(text: str, start: int, end: int) -> Excerpt:
    """Return the sentence that a place is in, or what of it stands near."""
    before = max((text.rfind(each, max(0, start - AROUND), start) for each in ENDS), default=-1)
    first = before + 1 if before >= 0 else max(0, start - AROUND)
    after = [at for each in ENDS if (at := text.find(each, end, end + AROUND)) >= 0]
    last = min(after) + (text[min(after)] != "\n") if after else min(len(text), end + AROUND)
    first += len(text[first:start]) - len(text[first:start].lstrip())
    last -= len(text[end:last]) - len(text[end:last].rstrip())
    return Excerpt(first, last, text[first:last])


def _by_entity(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for each in mentions:
        found.setdefault(each.entity, []).append(each)
    return found
