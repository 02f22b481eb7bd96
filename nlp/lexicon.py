"""The word lists of names as patterns, built once."""

from functools import cache
from pathlib import Path
from typing import Any

from kg.kept import words_of
from kg.pattern import Pattern
from kg.values.units import alternatives


@cache
def load(name: str) -> dict[str, Any]:
    """Return one data file of `nlp/data`."""
    return words_of(Path(__file__).parent / "data" / f"{name}.yaml")


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return a word list as a set."""
    listed = load(name)[key]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


@cache
def any_of(name: str, key: str) -> str:
    """Return a regular expression for any word of a list, the longest first."""
    return alternatives(sorted(words(name, key)))


@cache
def place() -> Pattern:
    """Match the place that a name begins with: 浙江省杭州市余杭区, 北京, 某某县."""
    unit = "特别行政区|自治区|自治州|自治县|省|市|县|区|州|盟|旗|镇|乡|街道"
    return Pattern(rf"(?:{any_of('places', 'places')})(?:{unit})?(?:[一-龥]{{1,4}}?(?:省|市|县|区|镇|乡|旗)(?!场))*")


@cache
def county() -> Pattern:
    """Match a place that no list has, by its last character: 稷山县, 莲都区."""
    return Pattern(r"[一-龥]{2,3}(?:省|市|县|区|镇|乡|旗)(?![场政公域间别])")
