"""Parties that a filing describes instead of naming: 第一大客户, 12台服务器的客户, 某银行.

A letter is a name of sorts, so two letters of one filing are two parties. A description is none: whom it means may
stand in the same filing, under a name or under a letter.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from kg.identity.figures import Figure
from kg.identity.hypothesis import Known, Match
from kg.identity.kinds import KINDS
from kg.model import EntityKind, Evidence
from kg.pattern import Pattern
from kg.values.names import RANKED

Pair = tuple[str, str]

_DESCRIBED = Pattern(r"第[一二三四五六七八九十\d]+大.+|\d+[台套辆].+的.+|某.+")
_POSITION = Pattern(rf"第(?P<number>[一二三四五六七八九十]|\d{{1,2}})大(?P<who>{RANKED})")
_NUMBERED = Pattern(r"(?:客户|供应商)\s?(?P<number>\d{1,2})")
_YEAR = Pattern(r"(20\d\d)\s?年")
_NUMERALS = "零一二三四五六七八九十"
# what a rank is counted in: topic and side of the figures that tell it
_ROWS = {
    **dict.fromkeys(("客户", "经销商", "代理商"), ("Flow", "payer")),
    "供应商": ("Flow", "payee"),
    **dict.fromkeys(("预付对象", "预付款对象"), ("Prepayment", "payee")),
    **dict.fromkeys(("债务人", "欠款方"), ("Receivable", "debtor")),
}
_NOT_NAMES = (EntityKind.PERSON, EntityKind.COURT, EntityKind.PRODUCT)  # that stand behind a 公司, 客户 or 供应商
_FIRM = Pattern(r"公司|企业|银行|客户|供应商|经销商|代理商|集团|机构")


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
    known: Mapping[str, Known], all_figures: Sequence[Figure], said: Mapping[tuple[str, str], Sequence[Evidence]]
) -> dict[Pair, list[Match]]:
    """Return for 第一大客户 whom a table of the same filing has in that row: strong where it can be one party only.

    `said` are the words that name a party, by party and filing; the years that they name are the years of the row.
    """
    rows: dict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    for number, figure in (*_numbered(all_figures, known), *_by_amount(all_figures)):
        rows[figure.doc, figure.topic, figure.side, number].append(figure)
    found: dict[Pair, list[Match]] = {}
    for (party, doc), places in sorted(said.items(), key=lambda item: item[0]):
        row = rows.get((doc, *_row(known[party].name)), []) if party in known else []
        met: dict[str, tuple[Evidence, Figure]] = {}
        for words, figure in product(places, row):
            if figure.entity != party and _timely(words, figure):
                met.setdefault(figure.entity, (words, figure))
        kind = KINDS["name" if len(met) == 1 else "position"]
        for other, (words, figure) in sorted(met.items()):
            match = Match("position", words, figure.evidence, kind.most, known[party].name, kind.grade)
            found[party, other] = [match]
    return found


def _numbered(all_figures: Sequence[Figure], known: Mapping[str, Known]) -> Iterator[tuple[int, Figure]]:
    """Yield figures with the row of the table that they stand in: the rank, or the number of 客户 2."""
    for figure in all_figures:
        numbered = _NUMBERED.fullmatch(known[figure.entity].name) if figure.entity in known else None
        if numbered and figure.topic == "Flow":
            yield int(numbered["number"]), figure
        elif figure.role == "rank":
            yield int(figure.value), figure


def _by_amount(all_figures: Sequence[Figure]) -> Iterator[tuple[int, Figure]]:
    """Yield the amounts of tables that number nobody and whose amounts fall from row to row, with the row."""
    tables: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in all_figures:
        cell = figure.evidence.cell
        if cell and figure.role == "amount" and figure.topic != "Flow":
            tables[figure.doc, figure.topic, figure.side, figure.period, cell.caption].append(figure)
    for figures in tables.values():
        rows = sorted(figures, key=lambda f: f.evidence.main.start)
        if len(rows) > 1 and all(one.value > next_.value for one, next_ in pairwise(rows)):
            yield from enumerate(rows, start=1)


def _timely(words: Evidence, figure: Figure) -> bool:
    """Tell whether words may mean a row: of a year that they name, or of any where they name none."""
    years = set(_YEAR.findall(words.main.quote))
    return not years or not figure.period or figure.period[:4] in years


def _row(label: str) -> tuple[str, str, int]:
    """Return topic, side and row of the tables that 第一大客户 stands in; no row for other labels."""
    said = _POSITION.fullmatch(label)
    if said is None or said["who"] not in _ROWS:
        return "", "", 0
    number = said["number"]
    return *_ROWS[said["who"]], int(number) if number.isdigit() else _NUMERALS.index(number)
