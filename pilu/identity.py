"""Identities in a workspace: hypotheses computed from the stored facts, a person's decisions from the stored log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.errors import UnknownNameError
from kg.identity import (
    AnonymousParty,
    IdentityDecision,
    Known,
    Same,
    Seen,
    Verdict,
    base_entity,
    corrected,
    decided,
    hypotheses,
    identity_quads,
    is_described,
    issuer_keys,
    same_parties,
    standing,
)
from kg.model import Entity, EntityKind, Evidence, Excerpt
from kg.pattern import Pattern
from kg.values.names import is_anonymous
from pilu import kept
from pilu.database import Database, Decision

__all__ = [
    "Identities",
    "computed",
    "identities",
    "identity_quads",
    "record",
    "record_same",
    "same",
    "standing",
    "suspects",
]

_ENDS = Pattern(r"。|\n\s*\n")
AROUND = 200  # characters of a sentence on either side of a description
KIND = "identity"  # of decisions about who a letter is
SAME = "same"  # of decisions about two names of one party


@dataclass(frozen=True)
class Identities:
    """The anonymous parties of a store with their candidates, decisions applied, and the logs of decisions: about
    letters, and about two names of one party."""

    parties: tuple[AnonymousParty, ...]
    log: tuple[IdentityDecision, ...]
    named: tuple[IdentityDecision, ...] = ()

    def of(self, label: str) -> list[AnonymousParty]:
        """Return the parties of a label, blanks aside; all for an empty one. Raises `UnknownNameError` for none."""
        found = self.labelled(label) if label.strip() else list(self.parties)
        if not found and label.strip():
            raise UnknownNameError(f"no anonymous party is labelled {label!r}", hint="`pilu aliases` lists them")
        return found

    def labelled(self, label: str) -> list[AnonymousParty]:
        """Return the parties of a label, blanks aside; `客户2 2023` is that of one year."""
        wanted = "".join(label.split())
        spelled = [(party, "".join(party.label.split())) for party in self.parties]
        return [party for party, own in spelled if wanted in (own, f"{own}{party.period}")]

    def letter(self, label: str, doc: str = "") -> AnonymousParty | None:
        """Return the one letter of a label, in a document where one is given; None for what is no letter's label.

        Raises `UnknownNameError` where several letters bear it, or none in that document.
        """
        letters = [each for each in self.labelled(label) if is_anonymous(each.label) and doc in ("", each.doc)]
        if len(letters) > 1:
            dated = next((f"{each.label} {each.period}" for each in letters if each.period), "")
            hint = f"say which year: {dated!r}" if dated else "name the filing with --doc"
            raise UnknownNameError(f"{label!r} is {len(letters)} parties", hint=hint)
        if doc and not letters:
            raise UnknownNameError(f"no anonymous party is labelled {label!r} there", hint="`pilu aliases` lists them")
        return letters[0] if letters else None


def computed(database: Database, joined: Iterable[Same] | None = None) -> tuple[AnonymousParty, ...]:
    """Compute the hypotheses from all typed facts of a store and what people decided; linear in them. What is `joined`
    is no hypothesis."""
    known = _known(database)
    for each in same(database) if joined is None else joined:
        for key in (each.entity, each.other):
            if key in known:
                known[key] = replace(known[key], code="")
    log = [*_log(database), *_log(database, SAME)]
    return tuple(hypotheses(known, list(database.typed_facts()), _described(database, known), log))


def _described(database: Database, known: Mapping[str, Known]) -> dict[tuple[str, str], list[Evidence]]:
    """Return the sentences that speak of described parties, by party and filing: no fact may be about them."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    wanted = {key: k.docs for key, k in known.items() if k.kind is EntityKind.ANONYMOUS and is_described(k.name)}
    for doc in sorted({doc for docs in wanted.values() for doc in docs}):
        text = database.text(doc)
        for mention in database.mentions(doc):
            if mention.entity in wanted:
                before, after = text[max(0, mention.start - AROUND) : mention.start], text[mention.end :][:AROUND]
                start = mention.start - len(_ENDS.split(before)[-1].lstrip())
                end = mention.end + len(_ENDS.split(after)[0].rstrip())
                words = Excerpt(start, end, text[start:end])
                found.setdefault((mention.entity, doc), []).append(Evidence(doc, words, (mention.start, mention.end)))
    return found


def same(database: Database) -> list[Same]:
    """Return the parties of several ids, by rule or by a person's word; linear in the entities of all documents."""
    issuers = issuer_keys({listed.id: listed.meta for listed in database.documents()})
    seen = (Seen(doc, issuers[doc], entity) for doc, entity in database.entities())
    return corrected(same_parties(seen), _log(database, SAME))


def identities(database: Database, parties: Sequence[AnonymousParty] | None = None) -> Identities:
    """Return the identities of a store; `parties` are the hypotheses where they are at hand."""
    log, named = tuple(_log(database)), tuple(_log(database, SAME))
    found = computed(database) if parties is None else parties
    known = _known(database) if log else {}
    return Identities(tuple(decided(found, [*log, *named], known)), log, named)


def suspects(database: Database, folder: Path, entity: str) -> tuple[AnonymousParty, ...]:
    """Return the anonymous parties that are, or may be, an entity, decisions applied; nothing else is decoded."""
    log = [*_log(database), *_log(database, SAME)]
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
    said = IdentityDecision(day, verdict, party.entity, party.label, name, entity, note)
    _append(database, KIND, said)


def record_same(database: Database, name: str, other: str, verdict: Verdict, day: date, note: str = "") -> None:
    """Write down that two names are, or are not, one party; raise `UnknownNameError` for a name no filing knows."""
    first, second = _entity_named(database, name), _entity_named(database, other)
    _append(database, SAME, IdentityDecision(day, verdict, first, name, other, second, note))


def _append(database: Database, kind: str, said: IdentityDecision) -> None:
    if said.verdict is Verdict.UNDO and (said.party, said.entity) not in standing(_log(database, kind)):
        raise UnknownNameError(
            f"nothing was decided about {said.label} and {said.name}", hint="`pilu aliases` shows it"
        )
    body = {"verdict": said.verdict.value, "party": said.party, "label": said.label, "name": said.name}
    body |= {"entity": said.entity, "note": said.note}
    database.decide(Decision(said.day, kind, json.dumps(body, ensure_ascii=False)))


def _log(database: Database, kind: str = KIND) -> list[IdentityDecision]:
    log = []
    for decision in database.decisions():
        if decision.kind == kind:
            body = json.loads(decision.body)
            log.append(IdentityDecision(decision.day, Verdict(body.pop("verdict")), **body))
    return log


def _entity_named(database: Database, name: str) -> str:
    """Return the entity of a name: the one that is called so, else one of which it is an alias."""
    wanted = "".join(name.split())
    found = sorted({key for text, key in database.names() if "".join(text.split()) == wanted})
    if not found:
        raise UnknownNameError(f"no filing names {name!r}", hint="write the name as a filing does")
    own = [entity.id for _, entity in database.entities(found) if "".join(entity.name.split()) == wanted]
    return min(own or found)


def _known(database: Database) -> dict[str, Known]:
    issuers = issuer_keys({listed.id: listed.meta for listed in database.documents()})
    found: dict[str, list[tuple[str, Entity]]] = {}
    for doc, entity in database.entities():
        found.setdefault(entity.id, []).append((doc, entity))
    return {key: _of(seen, issuers) for key, seen in found.items()}


def _label(entity: Entity) -> str:
    """Return what a party is listed under: its name, the letter that its filing defines for a description (某企业)."""
    letters = (a.text for a in entity.aliases if a.reason == "defined" and is_anonymous(a.text))
    return next(letters, entity.name) if entity.kind is EntityKind.ANONYMOUS else entity.name


def _of(seen: Sequence[tuple[str, Entity]], issuers: Mapping[str, str]) -> Known:
    first = seen[0][1]
    docs = tuple(sorted(doc for doc, _ in seen))
    whose = {issuers[doc] for doc in docs}
    code = next((entity.code for _, entity in seen if entity.code), "")
    return Known(first.id, _label(first), first.kind, docs, whose.pop() if len(whose) == 1 else "", code)
