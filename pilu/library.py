"""What answering a question may look up in the database: facts, names, documents, texts, passages."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Alias, DocumentMeta, Entity, Fact, Passage
from pilu.database import Database, Listed
from pilu.parties import Parties
from pilu.shelf import Shelf

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

ENTITIES = 4096  # that are kept once read


class StoredLibrary:
    """The `Library` of `qa`, over one database. What is not there is None or left out, never an error."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._shelf = Shelf(database)
        self._merged = lru_cache(maxsize=ENTITIES)(self._read)

    def facts(self, ids: Sequence[str]) -> list[Fact]:
        """Return the facts of these ids, in this order; those that are gone are left out."""
        return self._shelf.facts([_key(key) for key in ids])

    def facts_in(self, doc: str, start: int, end: int, saying: str = "") -> list[Fact]:
        """Return the facts whose first evidence begins within a range of a document, in document order.

        `saying` is a hint: words without which a fact is not looked for.
        """
        return self._shelf.facts_in(_key(doc), start, end, saying)

    def facts_at(self, places: Sequence[tuple[str, int, int]]) -> list[list[Fact]]:
        """Return for each of these ranges of documents what `facts_in` returns."""
        return self._shelf.facts_at([(_key(doc), start, end) for doc, start, end in places])

    def facts_of(self, entities: Sequence[str], most: int | None = None) -> list[Fact]:
        """Return the facts in which any of these entities takes part, the first `most`, by document and place."""
        return self._shelf.facts_of(self.parties.together(_key(each) for each in entities), most)

    def names(self) -> list[tuple[str, str]]:
        """Return every name and alias with the id of its entity, sorted."""
        return self._names

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        return self.parties.names()

    @cached_property
    def parties(self) -> Parties:
        """Which ids and names are one party."""
        return Parties(self._database, self._folder)

    def entity(self, key: str) -> Entity | None:
        """Return an entity as all documents together know it."""
        return self._merged(_key(key))

    def _read(self, wanted: str) -> Entity | None:
        found = [entity for _, entity in self._database.entities(self.parties.together([wanted]))]
        found.sort(key=lambda entity: entity.id != wanted)
        return merged(found) if found else None

    def hypotheses_of(self, key: str) -> "list[tuple[AnonymousParty, Candidate]]":
        """Return the letters that may be this named party, each with itself as the candidate, the surest first."""
        found = [
            (party, each)
            for wanted in self.parties.together([_key(key)])
            for party in self._suspects(wanted)
            for each in party.candidates
            if each.entity == wanted
        ]
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0].doc, pair[0].label, pair[0].period))

    def candidates_of(self, key: str) -> "list[AnonymousParty]":
        """Return an anonymous party with those it may be, best first; once a year for a numbered label (客户 2)."""
        wanted = _key(key)
        return [party for party in self._suspects(wanted) if party.entity.partition("@")[0] == wanted]

    def _suspects(self, key: str) -> "tuple[AnonymousParty, ...]":
        if key not in self._suspected:
            from pilu.identity import suspects

            self._suspected[key] = suspects(self._database, self._folder, key)
        return self._suspected[key]

    @cached_property
    def _suspected(self) -> "dict[str, tuple[AnonymousParty, ...]]":
        return {}

    def document(self, doc: str) -> tuple[str, str, DocumentMeta] | None:
        """Return file name, title and metadata of a document."""
        listed = self._listed.get(_key(doc))
        return (listed.name, listed.meta.title, listed.meta) if listed else None

    def documents(self) -> list[Listed]:
        """List the documents by name."""
        return list(self._listed.values())

    @cached_property
    def _listed(self) -> dict[str, Listed]:
        return {listed.id: listed for listed in self._database.documents()}

    def text(self, doc: str, start: int, end: int) -> str:
        """Return a stretch of the canonical text of a document."""
        return self._database.text(_key(doc))[start:end]

    def passage(self, key: str) -> Passage | None:
        """Return a passage by its id."""
        return next(iter(self.passages([key])), None)

    def passages(self, keys: Sequence[str]) -> list[Passage]:
        """Return the passages of these ids, in this order; those that are gone are left out."""
        return self._shelf.passages(keys)


def _key(iri: str) -> str:
    """Return the id in an IRI of ours; an id is returned as it is."""
    return iri.rsplit(":", 1)[-1]


def named_too(entity: Entity, given: Sequence[str]) -> Entity:
    """Return an entity with the names that people gave it."""
    return replace(entity, aliases=(*entity.aliases, *(Alias(text, "person") for text in given)))


def merged(known: Sequence[Entity]) -> Entity:
    """Return one entity from what several documents know of it: names and roles together, the first kind and code.

    Of several full names of a party the first stands for it; the others are its aliases.
    """
    first = known[0]
    aliases = {alias.text: alias for entity in reversed(known) for alias in reversed(entity.aliases)}
    aliases |= {each.name: Alias(each.name, "same") for each in known if each.id != first.id}
    ordered = tuple(sorted(aliases.values(), key=lambda alias: (len(alias.text), alias.text)))
    roles = tuple(sorted({role for entity in known for role in entity.roles}))
    code = next((entity.code for entity in known if entity.code), "")
    return Entity(first.id, first.name, first.kind, ordered, code, roles)
