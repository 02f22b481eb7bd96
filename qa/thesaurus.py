"""What else filings call the words of a question: rings of words that mean the same, read for questions only.

A line of `data/thesaurus` is a word of filings and what people say for it. Labels are not read with them: a word that
is loose in a question need not become another measure in a table.
"""

from functools import cache
from pathlib import Path

from kg.kept import words_of

_DATA = Path(__file__).parent / "data"


@cache
def rings() -> dict[str, tuple[str, ...]]:
    """Return for each word of filings what questions say for it."""
    files = sorted((_DATA / "thesaurus").glob("*.yaml"))
    return {filed: tuple(said) for path in files for filed, said in words_of(path).items()}


@cache
def alone() -> dict[str, str]:
    """Return the word of filings for each word that is read only where nothing unknown stands beside it: 租用."""
    return {word: filed for filed, said in words_of(_DATA / "alone.yaml").items() for word in said}


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
