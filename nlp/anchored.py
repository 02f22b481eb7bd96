"""Patterns that begin with one of many words: tried only where one of the words stands.

`re` tries every branch of an alternation at every character; one pass of Aho and Corasick finds all places at once.
"""

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from kg.pattern import Pattern


class Anchored:
    """A pattern each match of which begins with one of the words."""

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self._pattern = Pattern(pattern)
        self._machine = ahocorasick_rs.AhoCorasick(sorted(set(words)))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what `re.finditer` would."""
        done = 0
        found = self._machine.find_matches_as_indexes(text, overlapping=True)
        for start in sorted({start for _, start, _ in found}):
            if start >= done and (match := self._pattern.match(text, start)):
                yield match
                done = match.end()
