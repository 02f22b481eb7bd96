"""What the reader of frozen shares works with: its data, the words found, the stretches that state freezes."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Value
from nlp import lexicon


@dataclass(frozen=True, slots=True)
class Token:
    """A word of one role at `[start, end)` of the flat text."""

    role: str
    start: int
    end: int
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that states freezes: a sentence, a group of labelled lines, or the rows of a table."""

    start: int
    end: int
    form: str  # sentence, group, table
    scale: int = 1  # of bare numbers in a table


@cache
def rule(name: str) -> re.Pattern[str]:
    """Return one pattern of the data file."""
    return re.compile(lexicon.load("freezes")[name])
