"""Identities in a workspace: hypotheses computed from the stored facts, a person's decisions from the stored log."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import UnknownNameError
from kg.identity import (
    AnonymousParty,
    IdentityDecision,
    Known,
    Verdict,
    base_entity,
    decided,
    hypotheses,
    identity_quads,
    standing,
)
from kg.model import EntityKind
from pilu import kept
from pilu.database import Database, Decision

__all__ = ["Identities", "computed", "identities", "identity_quads", "record", "standing", "suspects"]

KIND = "identity"


@dataclass(frozen=True)
class Identities:
    """The anonymous parties of a store with their candidates, decisions applied, and the log behind them."""

    parties: tuple[AnonymousParty, ...]
    log: tuple[IdentityDecision, ...]

    def of(self, label: str) -> list[AnonymousParty]:
        """Return the parties of a label, blanks aside; all for an empty one. Raises `UnknownNameError` for none."""
        wanted = "".join(label.split())
        found = [party for party in self.parties if not wanted or "".join(party.label.split()) == wanted]
        if wanted and not found:
            raise UnknownNameError(f"no anonymous party is labelled {label!r}", hint="`pilu aliases` lists them")
        return found


def computed(database: Database) -> tuple[AnonymousParty, ...]:
    """Compute the hypotheses from all typed facts of a store; linear in them."""
    return tuple(hypotheses(_known(database), list(database.typed_facts())))


def identities(database: Database, parties: Sequence[AnonymousParty] | None = None) -> Identities:
    """Return the identities of a store; `parties` are the hypotheses where they are at hand."""
    log = tuple(_log(database))
    found = computed(database) if parties is None else parties
    return Identities(tuple(decided(found, log, _known(database) if log else {})), log)


def suspects(database: Database, folder: Path, entity: str) -> tuple[AnonymousParty, ...]:
    """Return the anonymous parties that are, or may be, an entity, decisions applied; nothing else is decoded."""
    log = tuple(_log(database))
    keys = [entity, *(entry.party for entry in log if entry.entity == entity)]
    found = kept.naming(folder, database.count, keys)
    if found is None:
        found = [party for party in computed(database) if any(key in _keys(party) for key in keys)]
    return tuple(decided(found, log, {}))


def _keys(party: AnonymousParty) -> set[str]:
    return {party.entity, base_entity(party.entity), *(candidate.entity for candidate in party.candidates)}


def record(database: Database, party: AnonymousParty, name: str, verdict: Verdict, day: date, note: str = "") -> None:
    """Write a decision about a label and a name down; raise `UnknownNameError` for a name no filing knows."""
    entity = next((c.entity for c in party.candidates if c.name == name), "") or _entity_named(database, name)
    if verdict is Verdict.UNDO and not any(
        key[0] == party.entity and entry.name == name for key, entry in standing(_log(database)).items()
    ):
        raise UnknownNameError(f"nothing was decided about {party.label} and {name}", hint="`pilu aliases` shows it")
    body = {"verdict": verdict.value, "party": party.entity, "label": party.label, "name": name, "entity": entity}
    database.decide(Decision(day, KIND, json.dumps({**body, "note": note}, ensure_ascii=False)))


def _log(database: Database) -> list[IdentityDecision]:
    log = []
    for decision in database.decisions():
        if decision.kind == KIND:
            body = json.loads(decision.body)
            log.append(IdentityDecision(decision.day, Verdict(body.pop("verdict")), **body))
    return log


def _entity_named(database: Database, name: str) -> str:
    wanted = "".join(name.split())
    found = sorted({key for text, key in database.names() if "".join(text.split()) == wanted})
    if not found:
        raise UnknownNameError(f"no filing names {name!r}", hint="write the name as a filing does")
    return found[0]


def _known(database: Database) -> dict[str, Known]:
    names: dict[str, tuple[str, EntityKind]] = {}
    docs: dict[str, list[str]] = {}
    for doc, entity in database.entities():
        names.setdefault(entity.id, (entity.name, entity.kind))
        docs.setdefault(entity.id, []).append(doc)
    return {key: Known(key, name, kind, tuple(sorted(docs[key]))) for key, (name, kind) in names.items()}
