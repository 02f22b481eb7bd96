"""YAML in, `Ontology` out: shapes are checked by pydantic, then what one key says of another by hand.

Every complaint is an `OntologyError` with the file and the key.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from kg.errors import OntologyError
from kg.model import EntityKind, Modality
from kg.namespaces import PREFIXES
from kg.ontology.model import (
    QUANTITY_RANGES,
    RANGES,
    Concept,
    FactType,
    KindDef,
    Ontology,
    RoleDef,
    UnitDef,
)
from kg.pattern import Pattern

T = TypeVar("T")
COMMON = "_common.yaml"
CONCEPTS = ("_concepts.yaml", "_statements.yaml")
QUALIFIERS = frozenset({"period", "as_of", "modality", "stated_by"})  # every fact has them; no role repeats them
TAKEN = QUALIFIERS | {"document", "evidence"}  # properties of every fact in the graph; all others there are camelCase
DEFAULTS = frozenset({"", "issuer", "row", "near"})
_ROLE = Pattern(r"[a-z][a-z0-9_]*")
_PLACE = Pattern(r"\{([a-z]\w*)\}")


def read(sources: Mapping[str, bytes]) -> Ontology:
    """Return the ontology that the files say: name → bytes. Raises OntologyError."""
    raws = {name: _parse(name, data) for name, data in sorted(sources.items())}
    common = raws.pop(COMMON, {})
    shared = common.get("roles", {})
    roles = {name: _role(COMMON, name, raw, {}) for name, raw in shared.items()}
    units = {key: _checked(COMMON, f"units.{key}", UnitDef, {"id": key, **raw}) for key, raw in _part(common, "units")}
    kinds = {key: _checked(COMMON, f"kinds.{key}", KindDef, raw) for key, raw in _part(common, "kinds")}
    concepts = _concepts({file: raws.pop(file, {}) for file in CONCEPTS})
    types: dict[str, FactType] = {}
    for file, raw in raws.items():
        type_ = _fact_type(file, raw, shared)
        if type_.name in types:
            raise OntologyError(f"{file}: name: {type_.name} is the name of another class too")
        types[type_.name] = type_
    ontology = Ontology(dict(sorted(types.items())), roles, units, kinds, concepts)
    _check_common(ontology)
    return ontology


def _parse(name: str, data: bytes) -> dict[str, Any]:
    try:
        raw = yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise OntologyError(f"{name}: {' '.join(str(error).split())}") from error
    if not isinstance(raw, dict):
        raise OntologyError(f"{name}: a mapping of keys was expected")
    return raw


def _part(raw: Mapping[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return iter(raw.get(key, {}).items())


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _checked(file: str, key: str, kind: type[T], raw: Any) -> T:
    try:
        return _adapter(kind).validate_python(raw)
    except ValidationError as error:
        complaints = error.errors(include_url=False)
        first = min(complaints, key=lambda one: one["type"] == "missing")  # a misspelt key says more than a missing one
        place = ".".join(str(part) for part in (key, *first["loc"]) if part != "")
        raise OntologyError(f"{file}: {place}: {first['msg']}") from error


# --- one class -----------------------------------------------------------------------------------


def _fact_type(file: str, raw: dict[str, Any], shared: Mapping[str, Any]) -> FactType:
    raw = dict(raw)
    roles = raw.get("roles")
    if not isinstance(roles, dict) or not roles:
        raise OntologyError(f"{file}: roles: a class has at least one role")
    made = {name: _role(file, name, given or {}, shared.get(name, {})) for name, given in roles.items()}
    raw["roles"] = {}
    raw["sentences"] = [{"pattern": rule} if isinstance(rule, str) else rule for rule in raw.get("sentences") or ()]
    raw["shortcuts"] = [_renamed(edge) for edge in raw.get("shortcuts") or ()]
    raw["examples"] = [*(raw.get("examples") or ()), *([raw.pop("example")] if "example" in raw else [])]
    type_ = replace(_checked(file, "", FactType, raw), roles=made)
    for complaint in _contradictions(type_):
        raise OntologyError(f"{file}: {complaint}")
    return type_


def _role(file: str, name: str, given: Mapping[str, Any], shared: Mapping[str, Any]) -> RoleDef:
    role = _checked(file, f"roles.{name}", RoleDef, {"name": name, **shared, **given})
    if role.range not in RANGES:
        raise OntologyError(f"{file}: roles.{name}.range: {role.range} is no range", hint=" ".join(sorted(RANGES)))
    if role.default not in DEFAULTS:
        raise OntologyError(f"{file}: roles.{name}.default: {role.default} is not known", hint="issuer")
    if name in TAKEN or not _ROLE.fullmatch(name):
        raise OntologyError(f"{file}: roles.{name}: the graph uses this name itself, or it is not a_name_like_this")
    return role


def _renamed(edge: Mapping[str, Any]) -> dict[str, Any]:
    names = {"from": "source", "to": "target"}
    return {names.get(key, key): value for key, value in edge.items()}


def _contradictions(type_: FactType) -> Iterator[str]:
    """Yield what a class says that cannot be: `key: complaint`."""
    roles = type_.roles
    yield from (
        f"{key}: {role} is no role of {type_.name}"
        for key, role in (("subject", type_.subject), ("object", type_.object))
        if role and role not in roles
    )
    if type_.nearest and type_.nearest.partition(":")[0] not in PREFIXES:
        yield f"nearest: {type_.nearest} has no prefix that kg/namespaces.py knows"
    yield from _contradictory_tables(type_)
    for i, rule in enumerate(type_.sentences):
        yield from _bad_pattern(f"sentences.{i}.pattern", rule.pattern, roles)
        yield from _unknown(f"sentences.{i}.set", rule.set, roles)
        yield from _bad_modality(f"sentences.{i}.modality", rule.modality)
    for i, edge in enumerate(type_.shortcuts):
        yield from _unknown(f"shortcuts.{i}", (edge.source, edge.target), roles)
    for i, wording in enumerate((*type_.asks.zh, *type_.asks.en)):
        yield from _unknown(f"asks.{i}", _PLACE.findall(wording), roles)
    for i, example in enumerate(type_.examples):
        yield from _unknown(f"example.{i}.fact", example.fact, {*roles, *QUALIFIERS})


def _contradictory_tables(type_: FactType) -> Iterator[str]:
    taken: dict[str, str] = {}
    for role in type_.roles.values():
        for header in role.headers:
            if taken.setdefault(header, role.name) != role.name:
                yield f"roles.{role.name}.headers: {header} is a header of {taken[header]} too"
    for i, rule in enumerate(type_.tables):
        for key, names in (("requires", rule.requires), ("headers", rule.headers), ("set", rule.set)):
            yield from _unknown(f"tables.{i}.{key}", names, type_.roles)
        yield from _bad_regex(f"tables.{i}.caption", rule.caption)
        yield from _bad_regex(f"tables.{i}.unless", rule.unless)
        yield from _bad_modality(f"tables.{i}.modality", rule.modality)


def _unknown(key: str, names: Any, roles: Any) -> Iterator[str]:
    yield from (f"{key}: {name} is no role of this class" for name in names if name not in roles)


def _bad_modality(key: str, modality: str) -> Iterator[str]:
    if modality and modality not in set(Modality):
        yield f"{key}: {modality} is no modality"


def _bad_pattern(key: str, pattern: str, roles: Mapping[str, RoleDef]) -> Iterator[str]:
    yield from _unknown(key, _PLACE.findall(pattern), roles)
    yield from _bad_regex(key, _PLACE.sub("x", pattern))


def _bad_regex(key: str, pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"{key}: {error}"


# --- what all share ------------------------------------------------------------------------------


def _concepts(raws: Mapping[str, Mapping[str, Any]]) -> dict[str, Concept]:
    """Return the concepts of several files, in order."""
    concepts: dict[str, Concept] = {}
    for file, raw in raws.items():
        for i, line in enumerate(raw.get("concepts", ())):
            concept = _checked(file, f"concepts.{i}", Concept, line)
            if concept.id in concepts:
                raise OntologyError(f"{file}: concepts.{i}.id: {concept.id} stands twice")
            concepts[concept.id] = concept
    return concepts


def _check_common(ontology: Ontology) -> None:
    """Refuse units, kinds and concepts that point at nothing."""
    for unit in ontology.units.values():
        if unit.kind not in QUANTITY_RANGES:
            raise OntologyError(f"{COMMON}: units.{unit.id}.kind: {unit.kind} is no kind of quantity")
    for kind in sorted(ontology.kinds.keys() - set(EntityKind)):
        raise OntologyError(f"{COMMON}: kinds.{kind}: no such kind of entity")
    for concept in ontology.concepts.values():
        where = f"concepts: {concept.id}"
        if concept.kind not in RANGES:
            raise OntologyError(f"{where}.kind: {concept.kind} is no range")
        if concept.broader and concept.broader not in ontology.concepts:
            raise OntologyError(f"{where}.broader: no concept {concept.broader}")
        if not concept.zh or not concept.en:
            raise OntologyError(f"{where}: a concept has a word in each language")
