"""What people say for the words of filings, for questions only: rings of words that mean the same.

A line of `data/thesaurus` is a word of filings and what people say for it. Labels are not read with them: a word that
is loose in a question need not become another measure in a table. One marked = is too short to be cut out of longer
ones: it is read only where it stands alone, between words that are known or marks.
"""

from functools import cache
from pathlib import Path

from kg.kept import words_of

_DATA = Path(__file__).parents[1] / "data" / "thesaurus"
ALONE = "="


@cache
def _told() -> dict[str, list[str]]:
    return {filed: said for path in sorted(_DATA.glob("*.yaml")) for filed, said in words_of(path).items()}


@cache
def rings() -> dict[str, tuple[str, ...]]:
    """Return for each word of filings what questions say for it."""
    return {filed: tuple(word for word in said if word[0] != ALONE) for filed, said in _told().items()}


@cache
def alone() -> dict[str, str]:
    """Return the word of filings for each word that is read only where nothing unknown stands beside it: 租用."""
    return {word[1:]: filed for filed, said in _told().items() for word in said if word[0] == ALONE}


@cache
def _equals() -> dict[str, tuple[str, ...]]:
    """Return for each word of a ring the others, the word of filings first."""
    found: dict[str, dict[str, None]] = {}
    for filed, said in (*rings().items(), *((filed, (word,)) for word, filed in alone().items())):
        for word in (filed, *said):
            found.setdefault(word, {}).update(dict.fromkeys((filed, *said)))
    return {word: tuple(other for other in ring if other != word) for word, ring in found.items()}


def equals(word: str) -> tuple[str, ...]:
    """Return what else filings may call a word, their own word first."""
    return _equals().get(word, ())
