"""Facts and passages that answering looks up again and again: read from the database once, kept while there is room."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.model import Fact, Passage
from pilu.database import Database

T = TypeVar("T")
ROOM = 16384  # facts, and passages


class Shelf:
    """The facts of one database by id, place and party, and its passages. What an id stands for never changes, so what
    is kept stays true."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, Fact] = {}
        self._passages: dict[str, Passage] = {}

    def facts(self, ids: Sequence[str]) -> list[Fact]:
        """Return the facts of these ids, in this order; those that are gone are left out."""
        return _taken(ids, self._kept, self._database.facts)

    def facts_in(self, doc: str, start: int, end: int, saying: str = "") -> list[Fact]:
        """Return the facts of a document whose first evidence begins in `[start, end)`, in order; of them only those
        that hold some words anywhere, where `saying` gives them."""
        return self.facts(self._database.fact_ids_in(doc, start, end, saying))

    def facts_at(self, places: Sequence[tuple[str, int, int]]) -> list[list[Fact]]:
        """Return for each of these ranges of documents what `facts_in` returns."""
        ids = self._database.fact_ids_at(places)
        known = {fact.id: fact for fact in self.facts(list(dict.fromkeys(key for each in ids for key in each)))}
        return [[known[key] for key in each if key in known] for each in ids]

    def facts_of(self, entities: Sequence[str], most: int | None = None) -> list[Fact]:
        """Return the facts in which any of these entities takes part, the first `most`, by document and place."""
        return self.facts(self._database.fact_ids_of(entities, most)) if entities else []

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages of these ids, in this order; those that are gone are left out."""
        return _taken(ids, self._passages, self._database.passages_of)


def _taken(ids: Sequence[str], kept: dict[str, T], read: Callable[[Sequence[str]], dict[str, T]]) -> list[T]:
    """Return what there is of some ids, in their order, out of what is kept; what is not is read and kept."""
    missing = [key for key in ids if key not in kept]
    if missing:
        if len(kept) + len(missing) > ROOM:
            missing = list(ids)
            kept.clear()
        kept.update(read(missing))
    return [kept[key] for key in ids if key in kept]
