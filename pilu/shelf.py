"""Facts that answering looks up again and again: read from the database once, kept while there is room."""

from collections.abc import Sequence

from kg.model import Fact
from pilu.database import Database

ROOM = 16384  # facts


class Shelf:
    """The facts of one database by id, place and party. A fact of an id never changes, so what is kept stays true."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, Fact] = {}

    def facts(self, ids: Sequence[str]) -> list[Fact]:
        """Return the facts of these ids, in this order; those that are gone are left out."""
        missing = [key for key in ids if key not in self._kept]
        if missing:
            if len(self._kept) + len(missing) > ROOM:
                missing = list(ids)
                self._kept.clear()
            self._kept.update(self._database.facts(missing))
        return [self._kept[key] for key in ids if key in self._kept]

    def facts_in(self, doc: str, start: int, end: int, saying: str = "") -> list[Fact]:
        """Return the facts of a document whose first evidence begins in `[start, end)`, in order; of them only those
        that hold some words anywhere, where `saying` gives them."""
        return self.facts(self._database.fact_ids_in(doc, start, end, saying))

    def facts_of(self, entities: Sequence[str], most: int | None = None) -> list[Fact]:
        """Return the facts in which any of these entities takes part, the first `most`, by document and place."""
        return self.facts(self._database.fact_ids_of(entities, most)) if entities else []
