"""The nouns of reading: a hole that a question leaves, and the words that tell where its answer stands."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.pattern import Pattern
from qa.parsing.words import word_file

TABLED = frozenset({"CNY", "USD", "ratio", "pp", "share", "person"})  # units of figures that tables and statements hold
DURATIONS = frozenset({"day", "month", "year", "hour", "trading day", "working day"})


class Want(StrEnum):
    """What kind of words fill a hole."""

    FIGURE = "figure"
    RANK = "rank"
    DAY = "day"
    PARTY = "party"
    SEVERAL = "several"
    THING = "thing"
    TELL = "tell"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells where in a sentence the answer stands."""

    forms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that a question leaves open."""

    want: Want
    cues: tuple[Cue, ...]
    at: tuple[int, int] = (0, 0)  # where it stands in the question
    label: tuple[Cue, ...] = ()  # the word right before it
    before: str = ""
    behind: str = ""
    units: frozenset[str] = frozenset()  # of a figure; empty: any
    number: int = 0  # how many things are asked for
    plural: bool = False  # several days: 哪几天; one measure at several times: 近三年分别
    options: tuple[str, ...] = ()  # what a choice offers
    joined: tuple["Hole", ...] = ()  # a figure asked of each of several
    summed: bool = False  # what several things make together
    total: bool = False  # the question says that it is a total: a figure that is called one goes before all others
    changed: bool = False  # by how much something has changed
    clause: tuple[Cue, ...] = ()  # the words of its own clause but the noun that is asked for
    own: tuple[Cue, ...] = ()  # of one of several: what tells it from the others
    ranked: bool = False  # a place in a ranking is asked for
    to_the_day: bool = False  # not a month or a year: 哪天, 几号
    exact: bool = False  # a day of the calendar is asked for: 哪天, which date; not only when

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is said of what is asked for: …是什么."""
        return self.want is Want.THING and not self.behind

    @property
    def is_day(self) -> bool:
        """Tell whether one day is asked for."""
        return self.want is Want.DAY and not self.plural and self.number < 2

    @property
    def is_span(self) -> bool:
        """Tell whether a length of time is asked for, which filings say with what it runs from: 收到发票后一个月内."""
        return self.want is Want.FIGURE and len(self.units) > 1 and "day" in self.units

    @property
    def is_counted(self) -> bool:
        """Tell whether a figure counts things: 几个, 多少笔, 多少个交易日."""
        return len(self.units) == 1 and not self.units & TABLED

    @property
    def is_told(self) -> bool:
        """Tell whether a hole is filled by what a sentence says, not by a name or a figure."""
        if self.want is Want.TELL:
            return True
        things = self.want in (Want.THING, Want.SEVERAL) and not self.number
        return things and bool(_described().match(self.behind))


@lru_cache(maxsize=1)
def _described() -> Pattern:
    return Pattern("^.{0,4}(?:" + "|".join(word_file("holes")["described"]) + ")")
