"""Who is in a document: one entity for each full name, letter and person, with its other names and their reasons."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Document, Entity, EntityKind, Mention
from kg.pattern import Pattern
from kg.values.names import (
    find_anonymous,
    find_products,
    is_anonymous,
    one_spelling,
)
from nlp.aliases import find_definitions, find_listed, find_stated, is_deictic, is_name
from nlp.aliases_glossary import find_glossary
from nlp.described import find_described
from nlp.linking import link_former, link_short_forms, link_variants
from nlp.mentions import Spot, find_spots, to_mentions, without_overlap
from nlp.names import Found, find_in_cells, find_labelled, find_organizations, find_regulators, kind_of
from nlp.persons import find_persons
from nlp.readings import Reading, read_through
from nlp.register import Draft, Register
from nlp.resolve import deictic_spots

_ANYBODY = Pattern("所在地|^当地|管辖权")  # 原告所在地人民法院 is another court in every filing
_TRUSTED = {"cell": 4, "label": 3, "column": 3, "latin": 3, "listed": 3, "meta": 9}


def find_entities(document: Document) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities of a document and every mention of them, in order of the text and without overlap."""
    reading = read_through(document)
    issuer = document.meta.issuer or document.meta.issuer_short
    register = Register(reading, f"{one_spelling(document.meta.code or issuer)}|{document.id[:16]}")
    names = settle_names(reading, known_from_meta(document))
    _put_named(register, document, names)
    firms = "\n".join({found.text for found in names})  # 万家乐 of 广东万家乐股份有限公司 is nobody
    persons = [p for p in find_persons(reading) if one_spelling(p.text) not in register.drafts and p.text not in firms]
    for found in persons:
        register.put(
            "".join(found.text.split()), EntityKind.PERSON, scope=one_spelling(issuer) or document.id[:16]
        ).add(found.text, "spelling")
    link_former(register, names)
    link_variants(register)
    link_short_forms(register, names)
    spots = _spots(register)
    entities = {draft.id: draft.finished() for draft in register.drafts.values()}
    deictic = {word: register.drafts[key].id for word, key in register.deictic.items() if key in register.drafts}
    spots = without_overlap([*spots, *deictic_spots(reading, spots, deictic, entities)])
    used = {identity for *_, identity in spots}
    kept = [entity for entity in entities.values() if entity.id in used or "issuer" in entity.roles]
    kept.sort(key=lambda entity: (entity.kind, entity.name, entity.id))
    return tuple(kept), to_mentions(reading, document.text, spots, entities)


def known_from_meta(document: Document) -> frozenset[str]:
    """Return the names that the document's head already told."""
    meta = document.meta
    return frozenset(name for name in (meta.issuer, meta.author) if len(name) > 5)


def settle_names(reading: Reading, known: frozenset[str]) -> list[Found]:
    """Find organisations twice: what cells, labels and repetition bound well in the first pass bounds the second."""
    fixed = [*find_in_cells(reading), *find_labelled(reading), *find_regulators(reading)]
    first = list(find_organizations(reading, known))
    trusted = known | _trusted([*fixed, *first], reading.text)
    second = find_organizations(reading, trusted)
    return [found for found in (*fixed, *second) if not _ANYBODY.search(found.text)]


def _trusted(found: Iterable[Found], text: str) -> frozenset[str]:
    """Return the names with enough behind them: a cell, a label, or several different words before them."""
    weight: Counter[str] = Counter()
    before: dict[str, set[str]] = defaultdict(set)
    for item in found:
        weight[item.text] += _TRUSTED.get(item.reason, 0) + (2 if item.score >= 4.5 else 0)
        before[item.text].add(text[item.start - 1 : item.start])
    return frozenset(name for name in weight if len(name) >= 6 and weight[name] + 2 * (len(before[name]) - 1) >= 2)


def _put_named(register: Register, document: Document, names: list[Found]) -> None:
    for found in names:
        register.put(found.text, found.kind)
    _put_issuer(register, document)
    owners = [*names, *_put_hidden(register)]
    for definition in (*find_definitions(register.reading, owners), *find_glossary(register.reading, owners)):
        key, alias = one_spelling(definition.owner.text), definition.alias
        at = register.reading.span(definition.start, definition.end)
        if key not in register.drafts:
            continue  # a description whose letter has been defined before
        if is_anonymous(alias) and one_spelling(alias) in register.drafts:
            if key != one_spelling(alias):
                register.merge(key, one_spelling(alias), "defined", at)
        elif is_deictic(alias):
            register.deictic.setdefault(alias, key)
        elif register.absorb(register.drafts[key], alias):
            register.drafts[key].add(alias, "defined", at)
    for word in ("保荐机构", "保荐人", "主承销商", "独立财务顾问"):
        if word in register.deictic:
            register.drafts[register.deictic[word]].roles.add("sponsor")
    _put_listed(register)
    for _, _, label in find_products(register.reading.text):
        scoped = register.scope if label.startswith("产品") else ""
        register.put(label, EntityKind.PRODUCT, scope=scoped)


def _put_hidden(register: Register) -> Iterator[Found]:
    """Put every letter and description of the document, never one with the same letter elsewhere; yield each place."""
    text = register.reading.text
    register.described += find_described(text)
    for start, end, label in (*find_anonymous(text), *register.described):
        draft = register.put(label, EntityKind.ANONYMOUS)
        draft.kind, draft.scope = EntityKind.ANONYMOUS, register.scope
        yield Found(start, end, label, EntityKind.ANONYMOUS, "label")


def _put_issuer(register: Register, document: Document) -> None:
    meta = document.meta
    name = meta.issuer or meta.issuer_short
    if not name:
        return
    draft = register.put(name, EntityKind.ORG)
    draft.kind = kind_of(name)
    draft.roles.add("issuer")
    draft.code = meta.code
    if is_name(meta.issuer_short) and not is_deictic(meta.issuer_short) and register.absorb(draft, meta.issuer_short):
        draft.add(meta.issuer_short, "listed-short-name")
    register.deictic.setdefault("公司", one_spelling(name))


def _put_listed(register: Register) -> None:
    """Give listed short names their code; one that is an alias already gives it to the full name."""
    for listed in find_listed(register.reading):
        owner = _owner_of(register, listed.name)
        owner = owner or register.put(listed.name, EntityKind.ORG)
        owner.code = owner.code or listed.code
    issuer = next((draft for draft in register.drafts.values() if "issuer" in draft.roles), None)
    for start, end, name in find_stated(register.reading):
        if issuer and is_name(name) and _owner_of(register, name) is None:
            issuer.add(name, "listed-short-name", register.reading.span(start, end))


def _owner_of(register: Register, name: str) -> Draft | None:
    key = one_spelling(name)
    if key in register.drafts:
        return register.drafts[key]
    return next((draft for draft in register.drafts.values() if name in draft.aliases), None)


def _spots(register: Register) -> list[Spot]:
    """Find every mention of the drafts' names and aliases, and of letters with their blanks."""
    text = register.reading.text
    spellings: dict[str, str] = {}
    for draft in register.drafts.values():
        for alias in draft.aliases:
            spellings.setdefault(alias, draft.id)
    for draft in register.drafts.values():
        if draft.kind is not EntityKind.ANONYMOUS:
            spellings[draft.name] = draft.id
    spots = list(find_spots(text, spellings))
    owners = {one_spelling(alias): draft.id for draft in register.drafts.values() for alias in draft.aliases}
    owners |= {key: draft.id for key, draft in register.drafts.items()}
    for start, end, label in (*find_anonymous(text), *find_products(text), *register.described):
        spots.append((start, end, owners[one_spelling(label)]))
    return without_overlap(spots)
