"""Parties that a filing describes instead of naming: 第一大客户, 12台服务器的客户, 某银行.

A letter is a name of sorts, so two letters of one filing are two parties. A description is none: whom it means may
stand in the same filing, under a name or under a letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity.figures import Figure
from kg.identity.hypothesis import Known, Match
from kg.identity.kinds import KINDS
from kg.model import EntityKind, Evidence

Pair = tuple[str, str]

_DESCRIBED = re.compile(r"第[一二三四五六七八九十\d]+大.+|\d+[台套辆].+的.+|某.+")
_POSITION = re.compile(r"第(?P<number>[一二三四五六七八九十]|\d{1,2})大(?P<side>客户|供应商)")
_NUMBERED = re.compile(r"(?:客户|供应商)\s?(?P<number>\d{1,2})")
_YEAR = re.compile(r"(20\d\d)\s?年")
_NUMERALS = "零一二三四五六七八九十"
_SIDES = {"客户": "payer", "供应商": "payee"}
_NOT_NAMES = (EntityKind.PERSON, EntityKind.COURT, EntityKind.PRODUCT)  # that stand behind a 公司, 客户 or 供应商
_FIRM = re.compile(r"公司|企业|银行|客户|供应商|经销商|代理商|集团|机构")


def is_described(label: str) -> bool:
    """Tell a description from a letter or a number.

    >>> is_described("第一大客户"), is_described("12台GPU服务器的客户"), is_described("客户2"), is_described("A公司")
    (True, True, False, False)
    """
    return bool(_DESCRIBED.fullmatch(label))


def may_be(party: Known, other: Known) -> bool:
    """Tell whether one may be the other at all: a firm is no person, a bank is one, two letters of a filing are two."""
    if _FIRM.search(party.name) and other.kind in _NOT_NAMES:
        return False
    anonymous = other.kind is EntityKind.ANONYMOUS
    if "银行" in party.name and not (other.kind is EntityKind.BANK or "银行" in other.name):
        return False
    two_letters = anonymous and is_described(party.name) == is_described(other.name)
    return not (two_letters and set(party.docs) & set(other.docs))


def positions(
    known: Mapping[str, Known], all_figures: Iterable[Figure], said: Mapping[tuple[str, str], Sequence[Evidence]]
) -> dict[Pair, list[Match]]:
    """Return for 第一大客户 whom a table of the same filing has in that row: strong where it can be one party only.

    `said` are the words that name a party, by party and filing; the years that they name are the years of the row.
    """
    rows: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for figure in all_figures:
        if figure.topic == "Flow" and (number := _number(figure, known)):
            rows[figure.doc, figure.side, number].append(figure)
    found: dict[Pair, list[Match]] = {}
    for (party, doc), places in sorted(said.items(), key=lambda item: item[0]):
        row = rows.get((doc, *_row(known[party].name)), []) if party in known else []
        met = {f.entity: (words, f) for words in places for f in row if f.entity != party and _timely(words, f)}
        kind = KINDS["name" if len(met) == 1 else "position"]
        for other, (words, figure) in sorted(met.items()):
            match = Match("position", words, figure.evidence, kind.most, known[party].name, kind.grade)
            found[party, other] = [match]
    return found


def _number(figure: Figure, known: Mapping[str, Known]) -> int:
    """Return the row of its table that a figure stands in: its rank, or the number of 客户 2; 0 where none is told."""
    numbered = _NUMBERED.fullmatch(known[figure.entity].name) if figure.entity in known else None
    if numbered:
        return int(numbered["number"])
    return int(figure.value) if figure.role == "rank" else 0


def _timely(words: Evidence, figure: Figure) -> bool:
    """Tell whether words may mean a row: of a year that they name, or of any where they name none."""
    years = set(_YEAR.findall(words.main.quote))
    return not years or not figure.period or figure.period[:4] in years


def _row(label: str) -> tuple[str, int]:
    """Return the side and the row of a table that 第一大客户 stands in; no row for other labels."""
    said = _POSITION.fullmatch(label)
    if said is None:
        return "", 0
    number = said["number"]
    return _SIDES[said["side"]], int(number) if number.isdigit() else _NUMERALS.index(number)
