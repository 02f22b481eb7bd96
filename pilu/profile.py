"""One party at a glance: who it is, what it does in which role for how much, its contracts and lawsuits, and what is
withheld about it. Every line is a statement of a filing, with the words it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import UNTYPED, Entity, EntityKind, Evidence, Fact, Party, Quantity
from kg.values.written import written
from pilu.database import Database
from pilu.library import merged, named_too
from pilu.listings import shortened

CONTRACTS = ("Contract",)
LAWSUITS = ("Litigation", "Arbitration", "Enforcement", "LegalCase")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement about a party. `part` groups it: role, contract, lawsuit, other."""

    part: str
    type: str
    role: str  # the role that the party has in the fact
    period: str
    values: tuple[tuple[str, str], ...]  # the other roles, each with the words of the source
    doc: str  # file name
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with the statements about it, in the order of documents and places."""

    entity: Entity
    docs: tuple[str, ...]
    lines: tuple[Line, ...]
    undisclosed: tuple[str, ...]  # what the filings withhold: "name", "share", "amount"


def profile(database: Database, keys: Sequence[str], given: Sequence[str] = ()) -> Profile:
    """Return what is known of the party of these ids, which must exist; `given` are names that people gave it."""
    known = database.entities(keys)
    entity = named_too(merged([each for _, each in known]), given)
    names = {listed.id: listed.name for listed in database.documents()}
    facts = [fact for fact in database.facts_where(entities=keys) if fact.type not in UNTYPED]
    lines = tuple(line for fact in facts for line in _lines(fact, keys, names))
    return Profile(entity, tuple(names[doc] for doc, _ in known), lines, tuple(_undisclosed(entity, facts)))


def _lines(fact: Fact, keys: Sequence[str], names: Mapping[str, str]) -> Iterator[Line]:
    mine = [role.name for role in fact.roles if isinstance(role.value, Party) and role.value.entity in keys]
    others = [role for role in fact.roles if not (isinstance(role.value, Party) and role.value.entity in keys)]
    values = tuple((role.name, _said(role.value, role.text)) for role in others if _said(role.value, role.text))
    period = fact.qualifiers.period.code if fact.qualifiers.period else ""
    part = "contract" if fact.type in CONTRACTS else "lawsuit" if fact.type in LAWSUITS else "role"
    for role in dict.fromkeys(mine):
        yield Line(part, fact.type, role, period, values, names[fact.doc], fact.evidence[0])


def _said(value: object, text: str) -> str:
    """Return a value in the words of the source, where it has some; a figure with the unit that its table gives."""
    if isinstance(value, Party):
        return value.name
    if isinstance(value, Quantity):
        return written(text, value) or f"{value.value} {value.unit}"
    return text or str(value)


def _undisclosed(entity: Entity, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what one would expect to be said and is not: the name behind a label, roles of its kinds of facts."""
    if entity.kind == EntityKind.ANONYMOUS:
        yield "name"
    seen = {role.name for fact in facts for role in fact.roles}
    for type_ in sorted({fact.type for fact in facts}):
        yield from (f"{type_}.{name}" for name in _quantities(type_) if name not in seen)


@cache
def _quantities(type_: str) -> tuple[str, ...]:
    """Return the roles of a class that are amounts."""
    from kg.ontology import QUANTITY_RANGES, load

    known = load().types.get(type_)
    return tuple(sorted(name for name, role in known.roles.items() if role.range in QUANTITY_RANGES)) if known else ()


def profile_object(each: Profile) -> dict[str, object]:
    """Return a profile as the object that `pilu entity --json` prints."""
    return {
        "iri": f"urn:pilu:entity:{each.entity.id}",
        "name": each.entity.name,
        "kind": each.entity.kind.value,
        "aliases": [{"text": alias.text, "reason": alias.reason} for alias in each.entity.aliases],
        "code": each.entity.code,
        "roles": list(each.entity.roles),
        "docs": list(each.docs),
        "statements": [_line_object(line) for line in each.lines],
        "undisclosed": list(each.undisclosed),
    }


def _line_object(line: Line) -> dict[str, object]:
    quote = shortened(line.evidence.main, line.evidence.focus)
    return {
        "part": line.part,
        "type": line.type,
        "role": line.role,
        "period": line.period,
        "values": dict(line.values),
        "stated_by": line.evidence.speaker.value,
        "evidence": {"doc": line.doc, "start": quote.start, "end": quote.end, "quote": quote.quote},
    }
