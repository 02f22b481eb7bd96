"""Parties that a filing describes instead of naming: 第一大客户, 12台服务器的客户, 某银行.

A letter is a name of sorts, so two letters of one filing are two parties. A description is none: whom it means may
stand in the same filing, under a name or under a letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.identity.figures import Figure
from kg.identity.hypothesis import Known, Match
from kg.identity.kinds import KINDS
from kg.identity.labels import Shown
from kg.model import EntityKind

Pair = tuple[str, str]

_DESCRIBED = re.compile(r"第[一二三四五六七八九十\d]+大.+|\d+[台套辆].+的.+|某.+")
_POSITION = re.compile(r"第(?P<number>[一二三四五六七八九十]|\d{1,2})大(?P<side>客户|供应商)")
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


def positions(known: Mapping[str, Known], all_figures: Iterable[Figure], shown: Shown) -> dict[Pair, list[Match]]:
    """Return for 第一大客户 whom a table of the same filing has in that row: strong where all tables have one there."""
    rows: dict[tuple[str, str, int], dict[str, Figure]] = defaultdict(dict)
    for figure in all_figures:
        if figure.role == "rank" and figure.topic == "Flow":
            rows[figure.doc, figure.side, int(figure.value)].setdefault(figure.entity, figure)
    found: dict[Pair, list[Match]] = {}
    for each in known.values():
        for doc in each.docs if each.kind is EntityKind.ANONYMOUS else ():
            row = rows.get((doc, *_row(each.name)), {})
            left = shown.get((each.entity.partition("@")[0], doc))
            for entity, figure in sorted(row.items()):
                if left and entity != each.entity:
                    kind = KINDS["name" if len(row) == 1 else "position"]
                    match = Match("position", left, figure.evidence, kind.most, each.name, kind.grade)
                    found[each.entity, entity] = [match]
    return found


def _row(label: str) -> tuple[str, int]:
    """Return the side and the row of a table that 第一大客户 stands in; no row for other labels."""
    said = _POSITION.fullmatch(label)
    if said is None:
        return "", 0
    number = said["number"]
    return _SIDES[said["side"]], int(number) if number.isdigit() else _NUMERALS.index(number)
