"""A cell of two figures under a label that names two things: 52周最高/最低(元) 8.90/4.10, PE/PB(倍) 12.3/1.8."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.model import Cell
from kg.pattern import Pattern
from kg.values.units import scale
from nlp.columns import is_number, words

_BETWEEN = r"\s*[/／]\s*"
_FIGURES = Pattern(r"([^\s/／]+)" + _BETWEEN + r"([^\s/／]+)")
_TAIL = r"(?P<tail>\s*[(（][^()（）]*[)）])?"
_SLASHED = Pattern(rf"(?P<first>[^/／()（）]+){_BETWEEN}(?P<second>[^/／()（）]+?){_TAIL}")


def two_in_one(cell: Cell, label: str) -> Iterator[tuple[Cell, str]]:
    """Yield the two figures of a cell, each with its half of the label; nothing where cell or label is of one thing."""
    found = _FIGURES.fullmatch(cell.text)
    names = _names(label)
    if found and names and len(cell.pieces) == 1 and is_number(found[1]) and is_number(found[2]):
        if cell.end - cell.start != len(cell.text):
            return
        for number, name in enumerate(names, 1):
            place = (cell.start + found.start(number), cell.start + found.end(number))
            yield replace(cell, text=found[number], pieces=(place,)), name


def _names(label: str) -> tuple[str, str] | None:
    """Return the two names that a label puts together, each with what stands before and after both."""
    if match := _extremes().fullmatch(label):
        before, first, second, tail = match["before"], match["first"], match["second"], match["tail"] or ""
        return (before + first + tail, before + second + tail) if first != second else None
    match = _SLASHED.fullmatch(label)
    if match and (match["tail"] or scale(match["second"]) is None):  # 市值/亿元 is one thing and its unit
        tail = match["tail"] or ""
        return match["first"].strip() + tail, match["second"].strip() + tail
    return None


@cache
def _extremes() -> Pattern:
    either = "|".join(words()["extremes"])
    return Pattern(rf"(?P<before>.*?)(?P<first>{either})[/／、~-]?(?P<second>{either}){_TAIL}")
