"""Parties of different filings that are one by a mechanical rule: recorded with the reason, never by likeness.

An id is one for a full legal name everywhere, so these rules only join what filings spell otherwise: a securities code
that both bear, a short name that another filing of the same issuer defines, a full name without its legal form among
the filings of one issuer, a former name, a bank's branch without the bank's legal form, what a public body is called.
The ids stay as they are; what is one is told by `Same`, and a person can reject it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.identity.decision import IdentityDecision, Verdict, standing
from kg.kept import words_of
from kg.model import Alias, DocumentMeta, Entity, EntityKind
from kg.values.names import LEGAL_FORM, bare_name, branch_spelling, one_spelling, placeless_branch

_OFFICIAL = Path(__file__).with_name("official.yaml")
NAMED = (EntityKind.ORG, EntityKind.BANK)
PUBLIC = (EntityKind.ORG, EntityKind.REGULATOR)  # kinds of public bodies
GIVEN = ("defined", "listed-short-name")  # reasons of aliases by which a filing gives a short name
LEAST_SHARED = 2  # characters in a row that a listed short name shares with a name of its company


@dataclass(frozen=True, slots=True)
class Seen:
    """A party as one filing knows it, and whose filing that is: a securities code, else a name, else empty."""

    doc: str  # Document.id
    issuer: str
    entity: Entity


@dataclass(frozen=True, slots=True, order=True)
class Same:
    """One party under two ids: why, and the filing that says so (`start` -1 where no single place does)."""

    entity: str  # Entity.id of the name that stands for the other
    name: str
    other: str  # Entity.id of the fuller name
    other_name: str
    reason: str  # code, defined, short-form, former-name, variant, official, accepted
    note: str
    doc: str = ""
    start: int = -1
    end: int = -1


def issuer_keys(metas: Mapping[str, DocumentMeta]) -> dict[str, str]:
    """Return for each document what filings of its issuer have in common: the digits of the code that any of them
    gives, else the issuer's name; "" where neither is known."""
    codes: dict[str, str] = {}
    for _, meta in sorted(metas.items()):
        for name in (meta.issuer, meta.issuer_short):
            if name and meta.code:
                codes.setdefault(one_spelling(name), meta.code.partition(".")[0])
    keys = {}
    for doc, meta in metas.items():
        names = [one_spelling(name) for name in (meta.issuer, meta.issuer_short) if name]
        known = next((codes[name] for name in names if name in codes), "")
        keys[doc] = meta.code.partition(".")[0] or known or next(iter(names), "")
    return keys


def same_parties(seen: Iterable[Seen]) -> list[Same]:
    """Return every mechanical identity between two ids, sorted; the order of filings does not matter."""
    everybody = sorted(seen, key=lambda s: (s.entity.id, s.doc))
    known = [each for each in everybody if each.entity.kind in NAMED]
    rules = (_by_code, _by_definition, _by_short_form, _by_former_name, _by_branch)
    found = [same for rule in rules for same in rule(known)]
    found += _by_office([each for each in everybody if each.entity.kind in PUBLIC])
    best: dict[tuple[str, str], Same] = {}
    for same in sorted(found):
        best.setdefault((same.entity, same.other), same)
    return sorted(best.values())


def corrected(same: Iterable[Same], log: Iterable[IdentityDecision]) -> list[Same]:
    """Return the identities as a person's decisions leave them: rejected ones are gone, accepted ones are added."""
    kept = {frozenset((each.entity, each.other)): each for each in same}
    for decision in standing(log).values():
        pair = frozenset((decision.party, decision.entity))
        if decision.verdict is Verdict.REJECT:
            kept.pop(pair, None)
        elif len(pair) == 2:
            note = decision.note or decision.day.isoformat()
            kept[pair] = Same(decision.party, decision.label, decision.entity, decision.name, "accepted", note)
    return sorted(kept.values())


def clusters(same: Iterable[Same]) -> dict[str, tuple[str, ...]]:
    """Return for each id that is not alone all ids of its party, sorted."""
    together: dict[str, set[str]] = {}
    for each in same:
        joined = together.get(each.entity, {each.entity}) | together.get(each.other, {each.other})
        together.update(dict.fromkeys(joined, joined))
    return {key: tuple(sorted(members)) for key, members in together.items()}


def _by_code(known: Sequence[Seen]) -> Iterator[Same]:
    """A code names one company: all issuers of the code, and names in front of it that look like theirs."""
    by_code: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for each in known:
        if each.entity.code:
            by_code[each.entity.code.partition(".")[0]][each.entity.id].append(each)
    for code, found in sorted(by_code.items()):
        sure = {key: group for key, group in found.items() if any("issuer" in s.entity.roles for s in group)}
        whole = _fullest((sure or found).values())
        words = {text for group in (sure or found).values() for s in group for text in _names(s.entity)}
        for key, group in found.items():
            if key != whole.id and (key in sure or any(_alike(s.entity.name, words) for s in group)):
                yield Same(key, group[0].entity.name, whole.id, whole.name, "code", code, group[0].doc)


def _by_definition(known: Sequence[Seen]) -> Iterator[Same]:
    """A short name is whom another filing of the same issuer defines it for, if all who use it agree."""
    given: dict[tuple[str, str], dict[str, tuple[Seen, Alias]]] = defaultdict(dict)
    short: dict[str, list[Seen]] = defaultdict(list)
    for each in known:
        for alias in each.entity.aliases:
            if alias.reason in GIVEN and each.issuer:
                given[each.issuer, one_spelling(alias.text)].setdefault(each.entity.id, (each, alias))
        if not has_legal_form(each.entity.name):
            short[each.entity.id].append(each)
    for key, users in short.items():
        spelled = one_spelling(users[0].entity.name)
        owners = [given.get((each.issuer, spelled), {}) for each in users]
        meant = {owner for those in owners for owner in those} - {key}
        if len(meant) == 1 and all(owners):
            by, alias = next(iter(owners[0].values()))
            start, end = alias.at or (-1, -1)
            note = f"{alias.text} ({alias.reason})"
            yield Same(key, users[0].entity.name, by.entity.id, by.entity.name, "defined", note, by.doc, start, end)


def _by_short_form(known: Sequence[Seen]) -> Iterator[Same]:
    """A full name without its legal form is the one company of that name in the filings of one issuer, if no filing of
    theirs gives the short name to another and it has no code of its own."""
    full: dict[tuple[str, str], dict[str, Seen]] = defaultdict(dict)
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    short: dict[str, list[Seen]] = defaultdict(list)
    for each in known:
        if bare := bare_name(each.entity.name):
            full[each.issuer, bare].setdefault(each.entity.id, each)
        else:
            short[each.entity.id].append(each)
        for alias in each.entity.aliases:
            given[each.issuer, one_spelling(alias.text)].add(each.entity.id)
    for key, users in short.items():
        spelled = one_spelling(users[0].entity.name)
        owners = [full.get((each.issuer, spelled), {}) if each.issuer else {} for each in users]
        meant = {owner for those in owners for owner in those}
        others = {owner for each in users for owner in given[each.issuer, spelled]} - meant
        if len(meant) == 1 and all(owners) and not others and not any(each.entity.code for each in users):
            by = next(iter(owners[0].values()))
            yield Same(key, users[0].entity.name, by.entity.id, by.entity.name, "short-form", spelled, by.doc)


def _by_office(known: Sequence[Seen]) -> Iterator[Same]:
    """A public body has names that are nobody else's."""
    by_name: dict[str, Seen] = {}
    for each in known:
        by_name.setdefault(one_spelling(each.entity.name), each)
    for names in words_of(_OFFICIAL):
        found = [by_name[name] for name in names if name in by_name]
        for each in found[1:]:
            one, whole = each.entity, found[0].entity
            yield Same(one.id, one.name, whole.id, whole.name, "official", one.name, each.doc)


def _by_former_name(known: Sequence[Seen]) -> Iterator[Same]:
    """A full name that one filing calls the former one of a company is that company in every filing."""
    by_name = {one_spelling(each.entity.name): each.entity for each in known if has_legal_form(each.entity.name)}
    branches: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
    for each in known:
        for spelled in {branch_spelling(each.entity.name), placeless_branch(each.entity.name)} - {""}:
            branches[each.issuer, spelled].setdefault(each.entity.id, each.entity)
    for each in known:
        for alias in each.entity.aliases:
            if alias.reason != "former-name":
                continue
            at_bank = list(branches.get((each.issuer, branch_spelling(alias.text)), {}).values()) if each.issuer else []
            former = by_name.get(one_spelling(alias.text)) or (at_bank[0] if len(at_bank) == 1 else None)
            if former and former.id != each.entity.id:
                start, end = alias.at or (-1, -1)
                note = f"{alias.text} → {each.entity.name}"
                yield Same(
                    former.id, former.name, each.entity.id, each.entity.name, "former-name", note, each.doc, start, end
                )


def _by_branch(known: Sequence[Seen]) -> Iterator[Same]:
    """A bank's branch with and without the bank's legal form, or its city, is one branch."""
    by_spelling: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for each in known:
        if spelled := branch_spelling(each.entity.name):
            by_spelling[spelled][each.entity.id].append(each)
    for bare, spelled in _placed(by_spelling):
        for key, group in by_spelling.pop(bare).items():
            by_spelling[spelled][key] += group
    for spelled, found in sorted(by_spelling.items()):
        whole = _fullest(found.values())
        for key, group in found.items():
            if key != whole.id:
                yield Same(key, group[0].entity.name, whole.id, whole.name, "variant", spelled, group[0].doc)


def _placed(by_spelling: Mapping[str, Mapping[str, Sequence[Seen]]]) -> list[tuple[str, str]]:
    """Return for each branch that is written without its city the one that it is in all filings that write it so: the
    only one of that name in other filings of the same issuers."""
    cities: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spelled, found in by_spelling.items():
        for each in (each for group in found.values() for each in group):
            if each.issuer and (bare := placeless_branch(each.entity.name)):
                cities[each.issuer, bare].add(spelled)
    placed = []
    for bare, found in by_spelling.items():
        meant = [cities.get((each.issuer, bare), set()) for group in found.values() for each in group]
        if meant and all(meant) and len(set().union(*meant)) == 1:
            placed.append((bare, min(meant[0])))
    return sorted(placed)


def _fullest(groups: Iterable[Sequence[Seen]]) -> Entity:
    """Return the entity that the others are told by: with 公司 in its name, of most filings, shortest, first."""
    entities = [("公司" not in group[0].entity.name, -len(group), group[0].entity) for group in groups]
    return min(entities, key=lambda each: (*each[:2], len(each[2].name), each[2].name, each[2].id))[2]


def has_legal_form(name: str) -> bool:
    """Tell a full legal name from a short one by how it ends."""
    spelled = one_spelling(name)
    return LEGAL_FORM.sub("", spelled) != spelled


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from (alias.text for alias in entity.aliases)


def _alike(name: str, words: Iterable[str]) -> bool:
    """Tell whether a name shares a run of characters with any of some words."""
    runs = [name[i : i + LEAST_SHARED] for i in range(len(name) - LEAST_SHARED + 1)]
    return any(run in word for word in words for run in runs)
