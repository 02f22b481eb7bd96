"""Names of one party in one document: former names, slips of the pen, short forms and brands, each with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import EntityKind
from kg.values.names import bare_name, branch_spelling, one_spelling, placeless_branch, without_legal_words
from nlp.aliases_former import find_renamed
from nlp.names import Found
from nlp.register import Register
from nlp.short_forms import find_brands, find_short_forms, places_of

LEAST_FOR_TYPO = 8  # characters of a name in which two swapped ones are a slip and not another firm
OFTEN = 3  # times that a filing writes the right spelling
_FIRMS = (EntityKind.ORG, EntityKind.BANK)


def link_former(register: Register, names: Iterable[Found]) -> None:
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


def link_variants(register: Register) -> None:
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


def link_short_forms(register: Register, names: Iterable[Found]) -> None:
    """Give full names the brands that the filing says are theirs, and their short forms: those that stand for a party
    of their own so far (in a column), then those that prose uses. None that is another's name, or has a code."""
    text = register.reading.text
    firms = {key: bare_name(key) for key, draft in register.drafts.items() if draft.kind in _FIRMS}
    full = [key for key, bare in firms.items() if bare]
    taken = {one_spelling(alias) for draft in register.drafts.values() for alias in draft.aliases}
    spelled = ((found.start, found.end, found.text) for found in names if one_spelling(found.text) in firms)
    for form in find_brands(text, spelled):
        if one_spelling(form.text) not in {*taken, *register.drafts}:
            register.drafts[form.owner].add(form.text, form.reason, register.reading.span(form.start, form.end))
    by_bare: dict[str, list[str]] = defaultdict(list)
    for key in full:
        by_bare[firms[key]].append(key)
    short = [key for key, owners in by_bare.items() if firms.get(key) == "" and len(owners) == 1 and key not in taken]
    for key, places in places_of(text, short, full).items():
        draft = register.drafts[key]
        if places and not draft.code and not draft.roles:
            register.merge(by_bare[key][0], key, "short-form")
    for form in find_short_forms(text, full, {*taken, *register.drafts}):
        register.drafts[form.owner].add(form.text, form.reason)


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
