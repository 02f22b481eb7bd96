"""Regular expressions over text that are compiled when first used: a cold question uses few of those in its modules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from sys import maxsize
from typing import Any, Protocol


class Find(Protocol):
    """Looks for one match."""

    def __call__(self, string: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None: ...


class FindEach(Protocol):
    """Looks for every match."""

    def __call__(self, string: str, pos: int = 0, endpos: int = maxsize) -> Iterator[re.Match[str]]: ...


class FindAll(Protocol):
    """Looks for what every match says."""

    def __call__(self, string: str, pos: int = 0, endpos: int = maxsize) -> list[Any]: ...


class Replace(Protocol):
    """Puts something else for every match."""

    def __call__(self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = 0) -> str: ...


class Split(Protocol):
    """Cuts at every match."""

    def __call__(self, string: str, maxsplit: int = 0) -> list[str | Any]: ...


class Pattern:
    """A pattern as `re.compile` makes it, which is done at the first search.

    >>> digits = Pattern(r"\\d+")
    >>> digits.findall("2023年12月")
    ['2023', '12']
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern of `re`."""
        return re.compile(self.pattern, self._flags)

    # What is found once is kept at the instance: a search costs what it costs with `re`.

    @cached_property
    def search(self) -> Find:
        """Find the first match."""
        return self.compiled.search

    @cached_property
    def match(self) -> Find:
        """Find a match at the beginning."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Find:
        """Find a match of the whole."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> FindEach:
        """Find all matches, one after the other."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> FindAll:
        """Find what all matches say."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Replace:
        """Put something else for every match."""
        return self.compiled.sub

    @cached_property
    def split(self) -> Split:
        """Cut a text at every match."""
        return self.compiled.split
