"""Branches: part of their legal person, and nobody else's name. A branch is never merged with it."""

from collections.abc import Iterator, Mapping

from kg.values.names import LEGAL_FORM, one_spelling, whole_of_branch


def branches(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield `(branch, legal person)` as ids, sorted, for each branch whose legal person is among the names.

    A bank's branch may leave the bank's legal form out: then the one bank of that name is meant.
    """
    by_name = {one_spelling(name): key for key, name in sorted(names.items())}
    by_bare: dict[str, set[str]] = {}
    for name, key in by_name.items():
        bare = LEGAL_FORM.sub("", name)
        if bare.endswith("银行"):
            by_bare.setdefault(bare, set()).add(key)
    for key, name in sorted(names.items()):
        whole = whole_of_branch(name)
        banks = by_bare.get(LEGAL_FORM.sub("", whole), set())
        found = by_name.get(whole) or (next(iter(banks)) if len(banks) == 1 else None)
        if whole and found and found != key:
            yield key, found
