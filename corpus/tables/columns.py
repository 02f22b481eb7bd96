"""What a column of a flattened table is expected to hold, from its head and then from its cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.tables.kinds import Kind
from kg.kept import words_of
from kg.pattern import Pattern


class Holds(StrEnum):
    """What stands in a column."""

    INDEX = "index"
    NUMBER = "number"
    RATIO = "ratio"
    DATE = "date"
    FLAG = "flag"
    WORDS = "words"  # by its head: words are likely
    TEXT = "text"  # by its cells: words they are
    PERIOD = "period"  # only of a head: figures stand below, which it does not say
    ANY = "any"


# How well a cell of a kind suits a column: positive speaks for it. Set by hand; the order of sizes is what matters.
SUITS: dict[Holds, dict[Kind, float]] = {
    Holds.INDEX: {Kind.INTEGER: 2.5, Kind.WORDS: -2.5, Kind.NUMBER: -3, Kind.RATIO: -4, Kind.DATE: -4},
    Holds.NUMBER: {
        Kind.NUMBER: 2.2,
        Kind.INTEGER: 1.6,
        Kind.DASH: 1.5,
        Kind.RATIO: -0.5,
        Kind.PERIOD: 0.5,
        Kind.WORDS: -1.6,
        Kind.DATE: -2.5,
        Kind.CODE: 0,
    },
    Holds.RATIO: {
        Kind.RATIO: 2.4,
        Kind.NUMBER: 1,
        Kind.INTEGER: 0,
        Kind.DASH: 1.5,
        Kind.WORDS: -1.6,
        Kind.DATE: -3,
        Kind.PERIOD: -2,
        Kind.CODE: -4,
    },
    Holds.DATE: {
        Kind.DATE: 2.5,
        Kind.PERIOD: 1.5,
        Kind.WORDS: -0.8,
        Kind.DASH: 0.5,
        Kind.NUMBER: -2.5,
        Kind.RATIO: -3,
        Kind.INTEGER: -1.5,
        Kind.CODE: -4,
    },
    Holds.FLAG: {
        Kind.FLAG: 3.0,
        Kind.DASH: 0.5,
        Kind.WORDS: -0.8,
        Kind.INTEGER: -2.0,
        Kind.NUMBER: -3.0,
        Kind.RATIO: -3.0,
        Kind.DATE: -3.0,
        Kind.PERIOD: -2.0,
        Kind.CODE: -3.0,
    },
    Holds.TEXT: {
        Kind.FLAG: -1.5,
        Kind.WORDS: 0.8,
        Kind.DASH: 0.4,
        Kind.INTEGER: -1.2,
        Kind.NUMBER: -2.5,
        Kind.RATIO: -2.2,
        Kind.DATE: -1.5,
        Kind.PERIOD: -0.5,
        Kind.CODE: -0.5,
    },
    Holds.WORDS: {
        Kind.FLAG: 0.3,
        Kind.WORDS: 0.8,
        Kind.DASH: 0.4,
        Kind.INTEGER: -0.6,
        Kind.NUMBER: -0.8,
        Kind.RATIO: -0.8,
        Kind.DATE: -0.4,
        Kind.PERIOD: -0.2,
        Kind.CODE: 0,
    },
    Holds.ANY: {
        Kind.FLAG: 0.3,
        Kind.DASH: 0.6,
        Kind.NUMBER: 0.4,
        Kind.RATIO: 0.4,
        Kind.WORDS: 0.2,
        Kind.DATE: 0.4,
        Kind.PERIOD: 0,
        Kind.INTEGER: 0,
        Kind.CODE: 0.4,
    },
}


@cache
def _patterns() -> tuple[tuple[Holds, Pattern], ...]:
    raw = words_of(Path(__file__).with_name("heads.yaml"))
    return tuple((Holds(name), Pattern(pattern)) for name, pattern in raw)


def held_by(heads: Sequence[str], *, first: bool = False) -> Holds:
    """Return what the words over a column, outermost first, promise of it; the innermost decides."""
    found = Holds.ANY
    for head in reversed(heads):
        bare = "".join(head.split())
        holds = next((holds for holds, pattern in _patterns() if pattern.search(bare)), Holds.ANY)
        if holds not in (Holds.ANY, Holds.PERIOD):
            return Holds.TEXT if first and holds not in (Holds.INDEX, Holds.DATE) else holds
        found = holds if found is Holds.ANY else found
    return Holds.TEXT if first else Holds.NUMBER if found is Holds.PERIOD else Holds.ANY


LEARNED = {
    Kind.NUMBER: Holds.NUMBER,
    Kind.RATIO: Holds.RATIO,
    Kind.DATE: Holds.DATE,
    Kind.WORDS: Holds.TEXT,
    Kind.FLAG: Holds.FLAG,
    Kind.INTEGER: Holds.NUMBER,
    Kind.CODE: Holds.NUMBER,
}


def held_in(kinds: Iterable[Kind], promised: Holds) -> Holds:
    """Return what a column holds by its cells: what most of them are, else what its head promised."""
    counts = Counter(kind for kind in kinds if kind in LEARNED)
    total = sum(counts.values())
    if total < 3 or promised is Holds.INDEX:
        return promised
    kind, count = min(counts.items(), key=lambda item: (-item[1], item[0].value))
    return LEARNED[kind] if count * 3 >= total * 2 else promised
