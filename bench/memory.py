"""A store in memory, for benchmarks: filings read, their facts and passages indexed, nothing written to disk."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpus
import nlp
from index.lexical import Lexical
from index.passages import passages
from index.statements import statements
from kg.identity import AnonymousParty, Candidate
from kg.model import Document, DocumentMeta, Entity, Extraction, Fact, Party, Passage
from kg.ontology import load
from pilu.library import merged
from qa.engine import Engine


@dataclass(frozen=True)
class Listed:
    """A document as the library lists it."""

    id: str
    name: str
    meta: DocumentMeta


class MemoryLibrary:
    """The `Library` of `qa` over documents that were just read."""

    def __init__(self, read: Sequence[tuple[Document, Extraction]]) -> None:
        self._documents = {d.id: d for d, _ in read}
        self._facts = {f.id: f for _, e in read for f in e.facts}
        self._by_place = {d.id: sorted(e.facts, key=lambda f: (f.evidence[0].main.start, f.id)) for d, e in read}
        self._starts = {doc: [f.evidence[0].main.start for f in facts] for doc, facts in self._by_place.items()}
        self._entities: dict[str, list[Entity]] = {}
        for _, extraction in read:
            for entity in extraction.entities:
                self._entities.setdefault(entity.id, []).append(entity)
        self._parts: dict[str, list[str]] = {}
        for fact in self._facts.values():
            for key in dict.fromkeys(r.value.entity for r in fact.roles if isinstance(r.value, Party)):
                self._parts.setdefault(key, []).append(fact.id)
        self.known_passages = {p.id: p for d, _ in read for p in passages(d)}

    def facts(self, ids: Sequence[str]) -> list[Fact]:
        return [self._facts[key] for key in ids if key in self._facts]

    def facts_in(self, doc: str, start: int, end: int, saying: str = "") -> list[Fact]:
        starts = self._starts[doc]
        return self._by_place[doc][bisect_left(starts, start) : bisect_left(starts, end)]

    def facts_at(self, places: Sequence[tuple[str, int, int]]) -> list[list[Fact]]:
        return [self.facts_in(*place) for place in places]

    def facts_of(self, entities: Sequence[str], most: int | None = None) -> list[Fact]:
        return [self._facts[key] for entity in entities for key in self._parts.get(entity, [])][:most]

    def names(self) -> list[tuple[str, str]]:
        found = {
            (text, e.id)
            for known in self._entities.values()
            for e in known
            for text in (e.name, *(a.text for a in e.aliases))
        }
        return sorted(found)

    def entity(self, key: str) -> Entity | None:
        known = self._entities.get(key)
        return merged(known) if known else None

    def document(self, doc: str) -> tuple[str, str, DocumentMeta] | None:
        found = self._documents.get(doc)
        return (found.name, found.meta.title, found.meta) if found else None

    def documents(self) -> list[Listed]:
        return [Listed(d.id, d.name, d.meta) for d in sorted(self._documents.values(), key=lambda d: d.name)]

    def text(self, doc: str, start: int, end: int) -> str:
        return self._documents[doc].text[start:end]

    def passage(self, key: str) -> Passage | None:
        return self.known_passages.get(key)

    def passages(self, keys: Sequence[str]) -> list[Passage]:
        return [self.known_passages[key] for key in keys if key in self.known_passages]

    def hypotheses_of(self, key: str) -> Sequence[tuple[AnonymousParty, Candidate]]:
        """Nobody weighs here who a letter may be."""
        return ()

    def candidates_of(self, key: str) -> Sequence[AnonymousParty]:
        return ()


def engine_of(paths: Iterable[Path]) -> tuple[Engine, MemoryLibrary]:
    """Read files and return an engine over them with its library."""
    return engine_over([(document, nlp.read(document)) for document in (corpus.load(path) for path in sorted(paths))])


def engine_over(read: Sequence[tuple[Document, Extraction]]) -> tuple[Engine, MemoryLibrary]:
    """Return an engine over filings already read, with its library."""
    library = MemoryLibrary(read)
    index = Lexical.in_memory()
    for document, extraction in read:
        names = {e.id: (e.name, *(a.text for a in e.aliases)) for e in extraction.entities}
        index.add(document.id, "statement", [(s.id, s.words) for s in statements(extraction.facts, names)])
        own = (p for p in library.known_passages.values() if p.doc == document.id)
        index.add(document.id, "passage", [(p.id, [p.text]) for p in own])
    index.commit()
    return Engine(None, index, library, load()), library  # type: ignore[arg-type]  # no graph is needed to answer
