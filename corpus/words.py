"""The structural words of filings, from `words.yaml`, as compiled patterns."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.kept import words_of
from kg.pattern import Pattern


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return words_of(Path(__file__).with_name("words.yaml"))


@cache
def pattern(name: str) -> Pattern:
    """Return the pattern of that name; a dotted name reaches into a group: `speakers.sponsor`."""
    value: Any = _data()
    for part in name.split("."):
        value = value[part]
    return Pattern(value)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list, or the keys of the group, of that name, in order."""
    return tuple(_data()[name])
