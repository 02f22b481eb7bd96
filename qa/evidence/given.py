"""Figures that a question gives to say which row is meant: 余额为700万元的银行, with a balance of 7 million.

A figure stands for a cell that writes it so, or that is worth as much in another unit; where a measure stands right
before it in the question, only a cell of that measure holds it.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.numbers import to_decimal
from kg.values.quantity import find_quantities
from qa.evidence.cells import Cell
from qa.evidence.rows import Row
from qa.parsing.match import SURE, explained
from qa.parsing.question import Figure, Question, Term

_IS = Pattern(r"[为是达到有共约等于:：\s的额了]{0,5}")
_SMALLER = {"亿": (10**4, 10**8), "万": (10**4,)}  # how many of a smaller unit tables may write an amount in
_NUMBER = Pattern(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d])")


def measure_of(question: Question, figure: Figure) -> Term | None:
    """Return the measure that a question says a figure is of; None where it names none."""
    before = [t for t in question.terms if t.end <= figure.start]
    last = before[-1] if before else None
    return last if last and last.kind and _IS.fullmatch(question.folded[last.end : figure.start]) else None


def holding(question: Question, rows: Sequence[Row], figure: Figure) -> list[Row]:
    """Return the rows that hold a figure: under the head of its measure where the question names one."""
    measure = measure_of(question, figure)
    return [row for row in rows if any(holds(question, c, figure) and _is_of(measure, c) for c in row.cells)]


def _is_of(measure: Term | None, cell: Cell) -> bool:
    return measure is None or max(explained(measure, cell.column), explained(measure, cell.row)) >= SURE


def holds(question: Question, cell: Cell, figure: Figure) -> bool:
    """Tell whether a cell says a figure: as it is written, or as much in another unit."""
    if says(cell.text, figure):
        return True
    value = _worth(question, figure)
    return (
        isinstance(cell.value, Quantity)
        and value is not None
        and cell.value.unit == value.unit
        and (cell.value.value == value.value)
    )


def writes(text: str, figure: Figure) -> bool:
    """Tell whether a text writes a figure, commas and closing noughts aside."""
    return to_decimal(figure.digits) in _numbers(text)


def says(text: str, figure: Figure) -> bool:
    """Tell whether a text writes a figure, or one in a smaller unit that it rounds."""
    return writes(text, figure) or any(
        low <= number <= high for low, high in _rounded(figure) for number in _numbers(text)
    )


@lru_cache(maxsize=64)
def _rounded(figure: Figure) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return between which figures in smaller units an amount lies: 1.7亿元 between 16,500 and 17,500万元."""
    value, half = to_decimal(figure.digits), Decimal(5).scaleb(-1 - len(figure.digits.partition(".")[2]))
    scales = [_SMALLER[key] for key in _SMALLER if figure.unit.startswith(key)]
    return tuple(((value - half) * scale, (value + half) * scale) for found in scales for scale in found)


@lru_cache(maxsize=16384)
def _numbers(text: str) -> frozenset[Decimal]:
    return frozenset(to_decimal(number) for number in _NUMBER.findall(text))


def _worth(question: Question, figure: Figure) -> Quantity | None:
    said = question.folded[figure.start : figure.end]
    found = next((quantity for *_, quantity in find_quantities(said)), None)
    return found if found and isinstance(found.value, Decimal) else None
