"""Units and scales as data: what a unit word means in base units, and the patterns that find one."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.kept import words_of
from kg.pattern import Pattern

WIDE = Pattern(r"[！-～　−–]")
# Marks of punctuation stay as they are: only what stands in numbers, codes and units is narrowed.
_KEEP = set("，。：；！？（）【】“”")
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP} | {
    0x3000: " ",
    0x2212: "-",
    0x2013: "-",
}


@lru_cache(maxsize=64)  # a sentence is asked for its codes, its dates and its quantities
def narrow(text: str) -> str:
    """Return the text with full-width digits, letters and signs made ASCII, character for character."""
    return text.translate(_NARROW) if WIDE.search(text) else text


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit (CNY, share, ratio, 台 …) and the factor that leads to it."""

    base: str
    factor: Decimal = Decimal(1)


@cache
def words() -> dict[str, Any]:
    """Return `units.yaml`."""
    return words_of(Path(__file__).with_name("units.yaml"))


@cache
def unit_table() -> dict[str, Unit]:
    """Return every simple unit word with its scale: 元, 万元, 百万股, %, 台, 个月 …"""
    data = words()
    scales = {"": 1, **data["scales"]}
    table: dict[str, Unit] = {}
    for scale_word, factor in scales.items():
        for word, base in data["currencies"].items():
            table[scale_word + word] = Unit(base, Decimal(factor))
        for word in data["counters"]:
            table.setdefault(scale_word + word, Unit(word, Decimal(factor)))
        for word, counter in data["spelled"].items():
            table.setdefault(scale_word + word, Unit(counter, Decimal(factor)))
        for word in ("股", "人", "名", "人次"):
            table[scale_word + word] = Unit(data["plain"][word][0], Decimal(factor))
    for word, (base, factor) in data["plain"].items():
        table[word] = Unit(base, Decimal(str(factor)))
    return table


def alternatives(choices: list[str] | dict[str, Any]) -> str:
    """Return a regular expression that matches one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(choices, key=lambda word: (-len(word), word)))


@cache
def _price() -> Pattern:
    data = words()
    return Pattern(
        rf"(?P<scale>{alternatives(data['scales'])})?(?P<money>{alternatives(data['currencies'])})"
        rf"(?:/|每)(?P<per>{alternatives(data['per'])})(?:/(?P<then>{alternatives(data['per'])}))?"
    )


_DRESS = Pattern(r"^(?:[（(\[]|(?:金额|货币|计量)?单位[:：]?|币种[:：]?|人民币|合计)+|[）)\]]+$|\s+")
_WORD = Pattern(r"单位\s*[:：]\s*(?:人民币)?\s*([^\s，,；;。：（）()]+)")


@cache
def scale(unit_words: str) -> Unit | None:
    """Return what a unit line, a header's bracket or a unit cell means, or None.

    >>> scale("单位：人民币万元")
    Unit(base='CNY', factor=Decimal('10000'))
    """
    text = narrow(unit_words).replace("：", ":")
    stated = _WORD.search(text)
    bare = stated[1] if stated else text
    while (stripped := _DRESS.sub("", bare)) != bare:
        bare = stripped
    if found := unit_table().get(bare):
        return found
    if price := _price().fullmatch(bare):
        factor = Decimal(words()["scales"].get(price["scale"] or "", 1))
        return _per(words()["currencies"][price["money"]], factor, [price["per"], price["then"]])
    if bare in words()["scales"]:
        return Unit("", Decimal(words()["scales"][bare]))
    return None


def _per(base: str, factor: Decimal, divisors: list[str | None]) -> Unit:
    for word in divisors:
        if word:
            base = f"{base}/{words()['per'][word].replace('month×12', 'year')}"
    return Unit(base, factor)
