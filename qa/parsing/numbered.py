"""Numbers in titles that tell one contract from another: 第二批, 2标段, MK-3, 四号线, 2015年."""

from collections.abc import Mapping
from functools import cache

from kg.pattern import Pattern
from kg.values.chinese import to_number
from qa.parsing.words import word_file


@cache
def _kinds() -> dict[str, Pattern]:
    return {kind: Pattern(pattern) for kind, pattern in word_file("numbered").items()}


def numbers_in(title: str) -> Mapping[str, frozenset[str]]:
    """Return the numbers of a squeezed title by what they count; 第二批 and 第2批 are one.

    >>> numbers_in("2015年第二批采购")["batch"]
    frozenset({'2'})
    """
    found: dict[str, frozenset[str]] = {}
    for kind, pattern in _kinds().items():
        numbers = {_plain(next(filter(None, match.groups()), match[0])) for match in pattern.finditer(title)}
        if numbers:
            found[kind] = frozenset(numbers)
    return found


def lots_in(title: str) -> frozenset[str]:
    """Return the lots that a squeezed title names: another lot is another contract."""
    return numbers_in(title).get("lot", frozenset())


def told_apart(title: str, other: str) -> bool:
    """Tell whether two titles name different numbers of one kind, and so different contracts."""
    first, second = numbers_in(title), numbers_in(other)
    return any(not first[kind] & second[kind] for kind in first.keys() & second.keys())


def _plain(number: str) -> str:
    value = to_number(number)
    bare = str(value) if value is not None else number.replace("-", "")
    return bare.lstrip("0") or "0"
