"""What the reader of frozen shares works with: its data, the words found, the stretches that state freezes."""

from dataclasses import dataclass
from functools import cache

from kg.model import Value
from kg.pattern import Pattern
from nlp import lexicon
from nlp.announcements.wording import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word of one role at `[start, end)` of the flat text."""

    role: str
    start: int
    end: int
    value: Value | None = None
    cell: Span | None = None  # where a table says it, if the words are taken from the prose that repeats it

    @property
    def place(self) -> Span:
        """Return where it stands among the other words of its stretch."""
        return self.cell or (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that states freezes: a sentence, a group of labelled lines, or the rows of a table."""

    start: int
    end: int
    form: str  # sentence, group, table
    scale: int = 1  # of bare numbers in a table


@cache
def rule(name: str) -> Pattern:
    """Return one pattern of the data file."""
    return Pattern(lexicon.load("freezes")[name])
