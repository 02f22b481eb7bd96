"""The words that a pattern cannot do without, read off the pattern as `re` itself parses it.

A text that lacks them need not be searched: to look for words takes a hundredth of the time.
"""

import re
from collections.abc import Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # the one parser that reads patterns as `re` does
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from kg.pattern import Pattern

Words = frozenset[str]
Part = tuple[Any, Any]
_NOTHING: Words = frozenset({""})
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
_MOST = 40  # words; to look for more is no saving


def may_match(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Tell whether `[start, end)` of a text has all that a pattern needs."""
    return all(any(text.find(word, start, end) >= 0 for word in words) for words in needed(pattern))


@cache
def needed(pattern: Pattern) -> tuple[Words, ...]:
    """Return sets of words, one of each of which stands in whatever a pattern matches.

    >>> [sorted(words) for words in needed(Pattern("[与和](?P<x>.{2,9}?)(?:签[订署]|达成)了?(?:合同){1,2}"))]
    [['与', '和'], ['签署', '签订', '达成'], ['合同']]
    """
    flags = pattern.compiled.flags
    if flags & re.IGNORECASE:
        return ()
    found = _of_sequence(parser.parse(pattern.pattern, flags & ~re.DEBUG))
    return tuple(dict.fromkeys(found))


def most_telling(pattern: Pattern) -> Words:
    """Return of those sets the one that says most: long words, then few of them. Empty where there is none."""
    return max(needed(pattern), key=_telling, default=frozenset())


def _of_sequence(parts: Sequence[Part]) -> list[Words]:
    """Return what each stretch of a sequence needs: all the words it may be, or what its parts need."""
    found: list[Words] = []
    stretch = _NOTHING
    for part in parts:
        words = _exactly([part])
        longer = frozenset(a + b for a in stretch for b in words)
        if words and len(longer) <= _MOST:
            stretch = longer
        else:
            found += [stretch, *_of_part(*part)]
            stretch = _NOTHING
    return [words for words in (*found, stretch) if words and "" not in words]


def _of_part(code: Any, value: Any) -> list[Words]:
    if code is op.SUBPATTERN:
        return _of_sequence(_read_as_written(value))
    if code is op.ATOMIC_GROUP:
        return _of_sequence(value)
    if code in _REPEATS and value[0]:
        return _of_sequence(value[2])
    if code is op.BRANCH:
        choices = [_of_sequence(choice) for choice in value[1]]
        words = frozenset[str]().union(*(max(choice, key=_telling) for choice in choices if choice))
        return [words] if all(choices) and len(words) <= _MOST else []
    return []  # what is only looked at, and sets of very many characters


def _read_as_written(group: Any) -> Sequence[Part]:
    """Return the parts of a group; of one that takes either case for the other, what nothing can be told of."""
    _, flags, _, parts = group
    return [(op.ANY, None)] if flags & re.IGNORECASE else parts


def _telling(words: Words) -> tuple[int, int, list[str]]:
    """Prefer long words, then few of them."""
    return min(map(len, words)), -len(words), sorted(words)


def _exactly(parts: Sequence[Part]) -> Words:
    """Return all the words that a sequence may be, none where these are too many."""
    found = _NOTHING
    for code, value in parts:
        if code is op.LITERAL:
            words = frozenset({chr(value)})
        elif code is op.IN and all(kind is op.LITERAL for kind, _ in value):
            words = frozenset(chr(char) for _, char in value)
        elif code is op.SUBPATTERN:
            words = _exactly(_read_as_written(value))
        elif code is op.BRANCH:
            choices = [_exactly(choice) for choice in value[1]]
            words = frozenset[str]().union(*choices) if all(choices) else frozenset[str]()
        else:
            return frozenset()
        found = frozenset(a + b for a in found for b in words)
        if len(found) > _MOST:
            return frozenset()
    return found
