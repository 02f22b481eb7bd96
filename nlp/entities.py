"""Who is in a document: one entity for each full name, letter and person, with its other names and their reasons."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Alias, Document, Entity, EntityKind, Mention, entity_id
from kg.values.names import (
    LEGAL_FORM,
    branch_spelling,
    find_anonymous,
    find_products,
    one_spelling,
    placeless_branch,
    without_legal_words,
)
from nlp.aliases import find_definitions, find_listed, find_stated, is_deictic, is_name
from nlp.aliases_former import find_renamed
from nlp.aliases_glossary import find_glossary
from nlp.mentions import Spot, find_spots, to_mentions, without_overlap
from nlp.names import Found, find_in_cells, find_labelled, find_organizations, find_regulators, kind_of
from nlp.persons import find_persons
from nlp.readings import Reading, read_through
from nlp.resolve import deictic_spots

LEAST_FOR_TYPO = 8  # characters of a name in which two swapped ones are a slip and not another firm
OFTEN = 3  # times that a filing writes the right spelling
_ANYBODY = re.compile("所在地|^当地|管辖权")  # 原告所在地人民法院 is another court in every filing
_TRUSTED = {"cell": 4, "label": 3, "column": 3, "latin": 3, "listed": 3, "meta": 9}


@dataclass
class _Draft:
    """An entity in the making."""

    name: str
    kind: EntityKind
    scope: str = ""
    code: str = ""
    aliases: dict[str, Alias] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return entity_id(one_spelling(self.name), self.scope)

    def add(self, text: str, reason: str, at: tuple[int, int] | None = None) -> None:
        if text != self.name:
            self.aliases.setdefault(text, Alias(text, reason, at))

    def finished(self) -> Entity:
        aliases = tuple(self.aliases[text] for text in sorted(self.aliases))
        return Entity(self.id, self.name, self.kind, aliases, self.code, tuple(sorted(self.roles)))


@dataclass
class _Register:
    """The drafts of one document, by the one spelling of each name."""

    reading: Reading
    scope: str
    drafts: dict[str, _Draft] = field(default_factory=dict)
    deictic: dict[str, str] = field(default_factory=dict)  # 保荐机构 → spelling of its name

    def put(self, name: str, kind: EntityKind, *, scope: str = "") -> _Draft:
        """Return the draft of a name, made when it is new; a second spelling becomes an alias."""
        key = one_spelling(name)
        draft = self.drafts.setdefault(key, _Draft(name, kind, scope))
        draft.add(name, "spelling")
        return draft

    def absorb(self, owner: _Draft, alias: str) -> bool:
        """Take a short name that stood for itself into its owner; False where it is a full name of another."""
        key = one_spelling(alias)
        held = self.drafts.get(key)
        if held is None or held is owner:
            return held is None
        if LEGAL_FORM.search(key) and LEGAL_FORM.sub("", key) != key:
            return False
        owner.code = owner.code or held.code
        owner.aliases |= {text: entry for text, entry in held.aliases.items() if text != owner.name}
        del self.drafts[key]
        return True

    def merge(self, keep: str, other: str, reason: str, at: tuple[int, int] | None = None) -> None:
        """Make the draft of one spelling a name of another's, with all that it had."""
        kept, lost = self.drafts[keep], self.drafts.pop(other)
        kept.add(lost.name, reason, at)
        for alias in lost.aliases.values():
            kept.aliases.setdefault(alias.text, alias)
        kept.roles |= lost.roles
        kept.code = kept.code or lost.code
        self.deictic.update({word: keep for word, key in self.deictic.items() if key == other})


def find_entities(document: Document) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities of a document and every mention of them, in order of the text and without overlap."""
    reading = read_through(document)
    issuer = document.meta.issuer or document.meta.issuer_short
    register = _Register(reading, f"{one_spelling(document.meta.code or issuer)}|{document.id[:16]}")
    names = settle_names(reading, known_from_meta(document))
    _put_named(register, document, names)
    firms = "\n".join({found.text for found in names})  # 万家乐 of 广东万家乐股份有限公司 is nobody
    persons = [p for p in find_persons(reading) if one_spelling(p.text) not in register.drafts and p.text not in firms]
    for found in persons:
        register.put(
            "".join(found.text.split()), EntityKind.PERSON, scope=one_spelling(issuer) or document.id[:16]
        ).add(found.text, "spelling")
    _link_former(register, names)
    _link_variants(register)
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


def _put_named(register: _Register, document: Document, names: list[Found]) -> None:
    for found in names:
        register.put(found.text, found.kind)
    _put_issuer(register, document)
    owners = [*names]
    for definition in (*find_definitions(register.reading, owners), *find_glossary(register.reading, owners)):
        draft = register.drafts[one_spelling(definition.owner.text)]
        if is_deictic(definition.alias):
            register.deictic.setdefault(definition.alias, one_spelling(draft.name))
        elif register.absorb(draft, definition.alias):
            draft.add(definition.alias, "defined", register.reading.span(definition.start, definition.end))
    for word in ("保荐机构", "保荐人", "主承销商", "独立财务顾问"):
        if word in register.deictic:
            register.drafts[register.deictic[word]].roles.add("sponsor")
    _put_listed(register)
    for _, _, label in find_anonymous(register.reading.text):
        draft = register.put(label, EntityKind.ANONYMOUS)
        draft.kind, draft.scope = EntityKind.ANONYMOUS, register.scope  # never one with the same letter elsewhere
    for _, _, label in find_products(register.reading.text):
        scoped = register.scope if label.startswith("产品") else ""
        register.put(label, EntityKind.PRODUCT, scope=scoped)


def _put_issuer(register: _Register, document: Document) -> None:
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


def _put_listed(register: _Register) -> None:
    """Give listed short names their code; one that is an alias already gives it to the full name."""
    for listed in find_listed(register.reading):
        owner = _owner_of(register, listed.name)
        owner = owner or register.put(listed.name, EntityKind.ORG)
        owner.code = owner.code or listed.code
    issuer = next((draft for draft in register.drafts.values() if "issuer" in draft.roles), None)
    for start, end, name in find_stated(register.reading):
        if issuer and is_name(name) and _owner_of(register, name) is None:
            issuer.add(name, "listed-short-name", register.reading.span(start, end))


def _owner_of(register: _Register, name: str) -> _Draft | None:
    key = one_spelling(name)
    if key in register.drafts:
        return register.drafts[key]
    return next((draft for draft in register.drafts.values() if name in draft.aliases), None)


def _link_former(register: _Register, names: Iterable[Found]) -> None:
    """Make former names names of the company's present one, each with the words that say so."""
    moved: dict[str, str] = {}
    for renamed in find_renamed(register.reading, names):
        former, present = one_spelling(renamed.former.text), one_spelling(renamed.present.text)
        while present in moved:
            present = moved[present]
        both = [register.drafts[key] for key in (former, present) if key in register.drafts]
        if former != present and len(both) == 2 and all(draft.kind is not EntityKind.ANONYMOUS for draft in both):
            register.merge(present, former, "former-name", register.reading.span(renamed.start, renamed.end))
            moved[former] = present


def _link_variants(register: _Register) -> None:
    """Make a name that lacks 有限 or 责任, or a bank's branch without the bank's legal form or its city, an alias of
    the full one; so a name written once with two characters swapped. Nothing looser is safe."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key, draft in register.drafts.items():
        if draft.kind not in (EntityKind.ANONYMOUS, EntityKind.PERSON, EntityKind.PRODUCT):
            alike[branch_spelling(key) or without_legal_words(key)].append(key)
    _put_in_place(alike)
    text = register.reading.text
    for keys in alike.values():
        keep, *others = sorted(keys, key=lambda key: (-text.count(register.drafts[key].name), -len(key), key))
        for other in others:
            register.merge(keep, other, "variant")
    often = {key: text.count(draft.name) for key, draft in register.drafts.items() if len(key) >= LEAST_FOR_TYPO}
    for key in [key for key, count in often.items() if count == 1]:
        right = next((swap for swap in _swapped(key) if often.get(swap, 0) >= OFTEN), None)
        if right:
            register.merge(right, key, "typo")


def _put_in_place(alike: dict[str, list[str]]) -> None:
    """Put a bank's branch that is written without its city beside the one branch that it can be."""
    placed: dict[str, set[str]] = defaultdict(set)
    for spelled, keys in alike.items():
        for key in keys:
            if bare := placeless_branch(key):
                placed[bare].add(spelled)
    for bare, places in sorted(placed.items()):
        if len(places) == 1 and bare in alike:
            alike[places.pop()] += alike.pop(bare)


def _swapped(name: str) -> Iterator[str]:
    """Yield the name with each two neighbouring characters in the other order."""
    return (name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1) if name[i] != name[i + 1])


def _spots(register: _Register) -> list[Spot]:
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
    for start, end, label in find_anonymous(text):
        spots.append((start, end, register.drafts[one_spelling(label)].id))
    return without_overlap(spots)
