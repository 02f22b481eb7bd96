"""Numbers as table cells write them: separators, brackets for negatives, dashes for nothing, scales."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.units import Unit, alternatives, narrow, scale, unit_table, words


class Absence(StrEnum):
    """Why a cell holds no number."""

    EMPTY = "empty"
    NIL = "nil"
    NOT_APPLICABLE = "not_applicable"
    NOT_DISCLOSED = "not_disclosed"


NUMBER = r"\d{1,3}(?:[,，]\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CELL = Pattern(
    r"(?P<hedge>[一-鿿]{1,5}?)?(?P<open>\()?(?P<sign>[-+])?(?P<mark>[¥￥$€]|RMB|人民币)?(?P<sign2>[-+])?"
    rf"(?P<number>{NUMBER})(?P<inside>余|多)?(?P<unit>[^\d()]{{0,12}}?)(?P<close>\))?(?P<unit2>[^\d()]{{0,8}})"
)
FOOTNOTE = Pattern(r"(?<=[\d%％)）])(?:\[注?\d{0,2}\]|[①-⑳]|\*{1,3}|[(（]?注\d{0,2}[)）]?)\Z")  # 12.50[1], 12.50*
_BLANK = Pattern(r"\s+")


def absence(text: str) -> Absence | None:
    """Tell why a cell holds no number: nothing in it, a dash, 不适用, 未披露; None when it does hold something."""
    bare = _BLANK.sub("", text)
    if not bare:
        return Absence.EMPTY
    for kind, spellings in words()["absent"].items():
        if bare in spellings:
            return Absence(kind)
    return None


def to_decimal(digits: str) -> Decimal:
    """Return the exact number that digits with separators write."""
    return Decimal(re.sub(r"[,，\s]", "", digits))


@cache
def _direction() -> Pattern:
    return Pattern(f"^(?:(?P<falls>{alternatives(words()['falls'])})|(?P<rises>{alternatives(words()['rises'])}))了?")


@lru_cache(maxsize=1 << 14)
def parse_number(cell_text: str, unit: str = "") -> Quantity | None:
    """Read a cell as a quantity; `unit` is what its column, row or table says and yields to the cell's own.

    None when the cell is no number; `absence` then tells a dash from 不适用 from text.

    >>> parse_number("(1,234.50)", "万元")
    Quantity(value=Decimal('-12345000.00'), unit='CNY', hedge='')
    """
    bare = FOOTNOTE.sub("", _BLANK.sub("", narrow(cell_text)).replace("（", "(").replace("）", ")"))
    if not bare or len(bare) > 40:
        return None
    falls = False
    if turn := _direction().match(bare):
        falls, bare = bool(turn["falls"]), bare[turn.end() :]
    match = _CELL.fullmatch(bare)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    hedge = match["hedge"] or ""
    if hedge and hedge not in words()["hedges_before"]:
        return None
    own = match["unit"] + match["unit2"]
    after = next((word for word in words()["hedges_after"] if own.endswith(word)), "")
    found = _unit(own.removesuffix(after), match["mark"] or "", unit)
    number = to_decimal(match["number"])
    if found is None or (own == "年" and number >= 1000):
        return None
    value = number * found.factor
    if falls or match["open"] or "-" in (match["sign"], match["sign2"]):
        value = -value
    return Quantity(value, found.base, hedge or after or match["inside"] or "")


def _unit(own: str, mark: str, column: str) -> Unit | None:
    """Return the unit that holds in a cell, None where the cell says something that is no unit."""
    if own in words()["scales"]:
        base = (scale(column) or Unit("")).base or "CNY"
        return Unit(base, Decimal(words()["scales"][own]))
    if own:
        return unit_table().get(own) or scale(own)
    if mark:
        money = Unit(words()["signs"].get(mark, "CNY"))
        stated = scale(column)
        return stated if stated and stated.base == money.base else money
    return (scale(column) if column else None) or Unit("")
