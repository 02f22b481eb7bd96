"""What a general dictionary has for an English word: CC-CEDICT read backwards, what filings use most first."""

from bisect import bisect_left
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parents[1] / "data" / "cedict" / "words.tsv"


@cache
def _words() -> bytes:
    return _WORDS.read_bytes()


@cache
def glossed(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the Chinese nouns and adjectives, and the verbs, of which a folded English phrase is the gloss."""
    words, key = _words(), f"{phrase}\t".encode()

    def line(at: int) -> bytes:
        """Return the line around a place: the lines are sorted, so that none need be cut out but those looked at."""
        start = words.rfind(b"\n", 0, at) + 1
        return words[start : words.find(b"\n", start)]

    found = line(bisect_left(range(len(words) - 1), key, key=line))
    if not found.startswith(key):
        return (), ()
    nouns, verbs = (tuple(filter(None, kind.split(","))) for kind in found.decode().split("\t")[1:])
    return nouns, verbs
