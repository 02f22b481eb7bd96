"""Which ids and names are one party: what rules join across filings, and the aliases that people give."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from kg.errors import UnknownNameError
from pilu.database import Database, Decision

ALIAS = "alias"  # kind of a decision: a person calls an entity by another name


class Parties:
    """Names and ids of a store, those of one party together. Reads once; make a new one after a change."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    @cached_property
    def clusters(self) -> dict[str, tuple[str, ...]]:
        """The ids of each party that has several, by each of them."""
        from pilu.kept import clusters

        kept = clusters(self._folder, self._database.count)
        return kept if kept is not None else self._computed()

    def _computed(self) -> dict[str, tuple[str, ...]]:
        from kg.identity import clusters
        from pilu.identity import same

        return clusters(same(self._database))

    @cached_property
    def given(self) -> list[tuple[str, str, date]]:
        """Names that people gave, with the id of the entity and the day, by name."""
        found: dict[tuple[str, str], date] = {}
        for decision in self._database.decisions():
            if decision.kind == ALIAS:
                said = json.loads(decision.body)
                key = (said["text"], said["entity"])
                if said["verdict"] == "accept":
                    found[key] = decision.day
                else:
                    found.pop(key, None)
        return sorted((*key, when) for key, when in found.items())

    def names(self) -> list[tuple[str, str]]:
        """Return every name with the id of its entity, sorted; a name of a party names all ids of it."""
        found = self._database.names()
        more = {(text, each) for text, key in found if key in self.clusters for each in self.clusters[key]}
        more |= {(text, each) for text, key, _ in self.given for each in self.together([key])}
        return sorted({*found, *more}) if more else found

    def together(self, ids: Iterable[str]) -> list[str]:
        """Return the ids with all others of the same parties, sorted."""
        return sorted({each for key in ids for each in self.clusters.get(key, (key,))})

    def called(self, name: str) -> list[str]:
        """Return the ids of all entities of that name or alias, blanks and case aside; raise when none has it."""
        wanted = _key(name)
        found = {key for text, key in self.names() if _key(text) == wanted or key == name}
        if not found:
            raise UnknownNameError(f"no entity is named {name!r}", hint="`pilu entities` lists them")
        return sorted(found)

    def aliases_given(self, ids: Sequence[str]) -> list[str]:
        """Return the names that people gave to any of these ids."""
        return sorted({text for text, key, _ in self.given if key in self.together(ids)})


def give_alias(database: Database, ids: Sequence[str], text: str, day: date, *, accept: bool = True) -> None:
    """Write down that a person calls an entity by another name, or no longer does; raise when several are meant."""
    if not text.strip():
        raise UnknownNameError("an alias needs a word", hint="pilu entity NAME --add-alias TEXT")
    body = {"verdict": "accept" if accept else "undo", "entity": ids[0], "text": text.strip()}
    database.decide(Decision(day, ALIAS, json.dumps(body, ensure_ascii=False)))


def _key(name: str) -> str:
    return "".join(name.split()).casefold()
