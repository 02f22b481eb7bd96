"""What answering may look up, as protocols: the store behind them is another package's business."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from kg.model import DocumentMeta, Entity, Fact, Hit, Passage

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate


class Listed(Protocol):
    """A document as the library lists it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def meta(self) -> DocumentMeta: ...


class Library(Protocol):
    """Facts, names, documents, texts and passages by key. What is not there is None or left out, never an error."""

    def facts(self, ids: Sequence[str]) -> list[Fact]:
        """Return the facts of these ids in this order."""
        ...

    def facts_in(self, doc: str, start: int, end: int, saying: str = "") -> list[Fact]:
        """Return the facts whose first evidence begins within a range of a document, in document order.

        `saying` is a hint: words without which a fact is not looked for.
        """
        ...

    def facts_at(self, places: Sequence[tuple[str, int, int]]) -> list[list[Fact]]:
        """Return for each of these ranges of documents what `facts_in` returns."""
        ...

    def facts_of(self, entities: Sequence[str], most: int | None = None) -> list[Fact]:
        """Return the facts in which any of these entities takes part, the first `most`, by document and place."""
        ...

    def names(self) -> Iterable[tuple[str, str]]:
        """Return every name and alias with the id of its entity."""
        ...

    def entity(self, key: str) -> Entity | None:
        """Return an entity as all documents together know it."""
        ...

    def document(self, doc: str) -> tuple[str, str, DocumentMeta] | None:
        """Return file name, title and metadata of a document."""
        ...

    def documents(self) -> Sequence[Listed]:
        """List the documents by name."""
        ...

    def text(self, doc: str, start: int, end: int) -> str:
        """Return a stretch of the canonical text."""
        ...

    def passage(self, key: str) -> Passage | None:
        """Return a passage by its id."""
        ...

    def passages(self, keys: Sequence[str]) -> list[Passage]:
        """Return the passages of these ids in this order."""
        ...

    def hypotheses_of(self, key: str) -> "Sequence[tuple[AnonymousParty, Candidate]]":
        """Return the letters that may be a named party, the surest first."""
        ...

    def candidates_of(self, key: str) -> "Sequence[AnonymousParty]":
        """Return who a letter may be, best first; once a year for a numbered label."""
        ...


class Search(Protocol):
    """The index, as answering uses it."""

    def search(self, query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return the best `k` statements or passages for some words, best first."""
        ...

    def frequency(self, term: str) -> int:
        """Return how many statements and passages hold a pair of Chinese characters."""
        ...


class Graph(Protocol):
    """The graph, as answering uses it."""

    def query(self, text: str) -> Any:
        """Run a SPARQL query."""
        ...
