"""What every extractor needs to know of a document besides its words: who is in it, when it is, how facts look."""

from bisect import bisect_left
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from kg.model import Document, Entity, Mention
from kg.values.dates import DocumentClock

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """A document with its entities, its mentions (in order, without overlap), its clock and the ontology."""

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    clock: DocumentClock
    ontology: Any = field(repr=False, default=None)  # kg.ontology.Ontology
    _made: dict[Hashable, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes, made the first time that this key is asked for: sentences, columns of a table."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Return the entities by their ids."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def by_name(self) -> dict[str, Entity]:
        """Return the entities by name and alias, blanks left out; a full name wins over an alias."""
        found: dict[str, Entity] = {}
        for entity in self.entities:
            for alias in entity.aliases:
                found.setdefault("".join(alias.text.split()), entity)
        return found | {"".join(entity.name.split()): entity for entity in self.entities}

    @cached_property
    def issuer(self) -> Entity | None:
        """Return the company that the document is about."""
        return next((entity for entity in self.entities if "issuer" in entity.roles), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie within `[start, end)` of the canonical text, left to right."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return tuple(mention for mention in self.mentions[first:last] if mention.end <= end)

    def named(self, text: str) -> Entity | None:
        """Return the entity that a cell or a phrase names, whole, whatever its blanks."""
        return self.by_name.get("".join(text.split()))


def clock_of(document: Document) -> DocumentClock:
    """Return the clock of a document: what 报告期 and 2月10日 mean in it."""
    return DocumentClock(document.meta.published, document.meta.period)
