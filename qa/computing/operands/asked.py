"""What is computed, with the answers of which questions."""

from dataclasses import dataclass

from kg.period import Period
from qa.parsing.changes import Asked, Base, Change

ASK, HOLE = "是多少？", "{}"


@dataclass(frozen=True, slots=True)
class Operands:
    """What is done with the answers of which questions."""

    operation: (
        str  # difference, growth, change (either), sum, average, share, multiple, ratio, rest, left (of the last)
    )
    texts: tuple[str, ...]
    instead: str = ""  # what is asked for the last where that has no answer
    again: str = ""  # the first question with a hole for another time, where the second operand is of that
    times: tuple[Period, ...] = ()  # of which time each answer must be
    base: Base | None = None  # which time that is, seen from the first
    undated: bool = False  # the last may be of an earlier time than the others: a contract, what was raised


def operation_of(change: Change) -> str:
    """Return what is done with the figures of two times or of two things: 高百分之几 divides, 高多少 subtracts.

    同比增长多少 divides, but what is a ratio itself.
    """
    if change.asked is Asked.OPEN and change.operator == "growth":
        return "change"
    return "growth" if change.asked is Asked.RATE else "difference"
