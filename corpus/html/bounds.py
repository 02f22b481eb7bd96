"""Pages without measure are refused by their bytes, before a parser builds a tree of them."""

from pathlib import Path

from kg.errors import TooLargeError
from kg.pattern import Pattern

MOST_CHARACTERS = 32_000_000  # pictures written into the page not counted; annual reports stay under 10 million
MOST_ELEMENTS = 1_500_000
MOST_ATTRIBUTES = 2_000  # of one element: the parser compares each with all before it
_PICTURE = Pattern(r"data:[^\"'>\s]{1000,}")
_LONG_TAG = Pattern(r"<[A-Za-z][^<>]{10000,}")


def refuse_endless(path: Path, source: str) -> None:
    """Raise TooLargeError for a page of more characters, elements or attributes than any page has."""
    if len(source) > MOST_CHARACTERS and len(source := _PICTURE.sub("", source)) > MOST_CHARACTERS:
        raise TooLargeError(path, f"a page of {len(source):,} characters", hint="is it one filing? Split it")
    if (count := source.count("<")) > MOST_ELEMENTS:
        raise TooLargeError(path, f"a page of {count:,} elements", hint="is it one filing? Split it")
    if any(tag[0].count("=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        raise TooLargeError(path, "an element of too many attributes", hint="save the page anew from a browser")
