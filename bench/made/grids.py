"""Tables of filings as rows of figures under measures and periods, for questions that compute and join.

A column of figures belongs to the column of names before it (that of its own period, where a table has one for each),
has the words of its heads without the times as its measure, and the time as its period. What cannot be read so with
certainty (no unit, a unit that the row would change, the same label twice) is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kg.model import Document, Table
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.numbers import parse_number

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d+)?\s?[%％]?$|[（(]\d[\d,]*(?:\.\d+)?[)）]$")
_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[千百万亿]{0,2}[元股]|人|个|家|项|台|套|辆|吨|[%％])[)）]")
_OF_ROW = re.compile(
    "每股|单价|均价|周转|倍|均|年限|编号|序号|账号|率|比例|占比|比重|增减|变动|人数|数量|台数|面积|寿命"
)
_SUBJECT = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑩])?\s*(?P<what>.{3,24}?)(?:的)?(?:具体|主要)?(?:情况|明细)?(?:列示|统计)?(?:如下)?(?:表|所示)?[：:]?$"
)
_POINTING = re.compile(r"本次|该|上述|此|前述|以下|后|注|其|表\d|\d{2}|。|？|说明|具体|不考虑|对比|比较|[，,；（(、]")
_RATE = re.compile("率|占比|比例|比重|增幅|降幅")
_ROWS = re.compile("合计|小计|总计|平均|其中|总额$|^减|^加|^[\\d一二三四五六七八九十]+[、.．]|[：:]$")
LONGEST = 300  # characters of a quote
GENERIC = re.compile(
    "(?:人民币)?(?:金额/?数量|金额|余额|数额|数|数量|比例|占比|比重|本期|账面|变动比例|变动|增减|增长率?)?$"
)
_UNNAMED = {"": "项目", "名称": "项目", "项目名称": "项目", "项目": "项目", "类别": "类别"}
_ORDINAL = re.compile("序号|排名|编号|^年度$|^期间$|^时间$|日期")


@dataclass(frozen=True)
class Figure:
    """A figure of a cell: in the base unit where it is money or shares, per cent and counts as they are written."""

    value: Decimal
    unit: str  # as the question names it: 万元, %, 人
    text: str
    quote: str  # from the name of the row to the figure


@dataclass(frozen=True)
class Column:
    """A column of figures."""

    at: int
    names: int
    measure: str
    period: Period | None
    over: str  # what the names are: 客户, 项目
    unit: str


@dataclass(frozen=True)
class Grid:
    """What a table says, read by columns."""

    table: Table
    issuer: str  # nothing where a filing is about several companies
    subject: str
    columns: tuple[Column, ...]
    texts: tuple[tuple[int, str], ...]  # columns of words, with their heads
    figures: dict[tuple[str, int], Figure] = field(hash=False)  # by row label and column
    words: dict[tuple[str, int], str] = field(hash=False)

    def told(self, column: Column) -> str:
        """Return what the table shows, where its columns do not say that already."""
        said = self.subject in column.measure or (column.measure and column.measure in self.subject)
        return "" if said else self.subject

    def family(self, column: Column) -> dict[str, Figure]:
        """Return the rows of a column that are things of one kind, where it says of each how much, and none of them the
        sum of the others; else none."""
        names = [label for label, at in self.figures if at == column.at and not _ROWS.search(label)]
        family = {label: self.figures[label, column.at] for label in names}
        values = [f.value for f in family.values()]
        if len(family) < 3 or len({f.unit for f in family.values()}) > 1 or self._gaps(column):
            return {}
        if len(set(values)) < len(values) or any(abs(sum(values) - 2 * v) <= abs(v) / 1000 for v in values):
            return {}
        return family if column.over not in _UNNAMED.values() or self.whole(column) else {}

    def whole(self, column: Column) -> tuple[str, Figure] | None:
        """Return the total that the other rows of a column add up to."""
        rows = [(label, f) for (label, at), f in self.figures.items() if at == column.at]
        total = next(((label, f) for label, f in rows if re.search("合计|总计", label)), None)
        parts = [f.value for label, f in rows if not _ROWS.search(label)]
        if not total or len(parts) < 3 or total[1].unit == "%":
            return None
        return total if abs(sum(parts) - total[1].value) <= abs(total[1].value) / 2000 else None

    def _gaps(self, column: Column) -> bool:
        """Tell whether a row has no figure in this column."""
        labels = [_name(row[column.names].text) for row in self.table.rows]
        named = [label for label in labels if label and not _ROWS.search(label)]
        return any((label, column.at) not in self.figures for label in named)


def grids(document: Document) -> Iterator[Grid]:
    """Yield the tables of a filing that can be read by columns."""
    for table in document.tables:
        if not table.header or table.doubtful or table.width < 2 or not table.rows:
            continue
        columns, texts = _columns(table)
        figures: dict[tuple[str, int], Figure] = {}
        for column in columns:
            labels = [_name(row[column.names].text) for row in table.rows]
            for at, label in enumerate(labels):
                figure = _figure(document, label, column, at, table)
                if figure and _is_name(label) and labels.count(label) == 1:
                    figures[label, column.at] = figure
        words = _words(table, columns, texts)
        if figures:
            yield Grid(table, _issuer(document), _subject(table.caption), tuple(columns), tuple(texts), figures, words)


def _issuer(document: Document) -> str:
    return "" if re.search("重组|购买资产|收购|合并", document.meta.title) else document.meta.issuer_short


def _name(text: str) -> str:
    """Return a label without the blanks that a column's width put into it."""
    return re.sub(r"\s+", "", text)


def _is_name(label: str) -> bool:
    return 2 <= len(label) <= 24 and bool(re.search("[\u4e00-\u9fff]", label)) and not re.search(r"\d[\d.,]{2,}", label)


def _columns(table: Table) -> tuple[list[Column], list[tuple[int, str]]]:
    heads = ["".join(_name(text) for text in table.heads(at)) for at in range(table.width)]
    periods = [_period(head) or _period(" ".join(table.heads(at))) for at, head in enumerate(heads)]
    captioned = _period(table.caption)
    named: list[int] = []
    texts: list[tuple[int, str]] = []
    columns: list[Column] = []
    for at, head in enumerate(heads):
        cells = [row[at].text.strip() for row in table.rows if row[at].text.strip() not in ("", "-", "—", "--", "－")]
        figures = sum(bool(_FIGURE.match(cell)) for cell in cells)
        if not cells or _ORDINAL.search(head):
            continue
        if figures < len(cells) / 2:
            if all(re.search("[\u4e00-\u9fff]", cell) for cell in cells):
                own = [n for n in named if periods[n] == periods[at]]
                named += [] if own else [at]
                texts += [(at, head)] if own and not _UNIT.search(head) else []
            continue
        before = [n for n in named if periods[n] == periods[at]] or [n for n in named if periods[n] is None]
        measure, unit = _without_period(head), _UNIT.search(head)
        if before and not re.search(r"\d", measure):
            over = re.sub("(?<=.)(?:名称|全称|姓名).*$", "", _without_period(heads[before[0]]).split("/")[0])
            period = periods[at] or captioned
            columns.append(
                Column(at, before[0], measure, period, _UNNAMED.get(over, over), unit["unit"] if unit else "")
            )
    once = [(c.names, c.measure, c.period) for c in columns]
    return [c for c, key in zip(columns, once, strict=True) if once.count(key) == 1], texts


def _period(text: str) -> Period | None:
    found = {period for *_, period in find_periods(text)}
    return next(iter(found)) if len(found) == 1 else None


def _without_period(head: str) -> str:
    bare = _UNIT.sub("", head)
    for start, end, _ in reversed(list(find_periods(bare))):
        bare = bare[:start] + bare[end:]
    return bare.strip("/ 的、").removeprefix("度")


def _figure(document: Document, label: str, column: Column, at: int, table: Table) -> Figure | None:
    cell = table.rows[at][column.at]
    text = cell.text.strip()
    if not cell.pieces or cell.filled or not _FIGURE.match(text):
        return None
    bracket = _UNIT.search(label)
    unit = column.unit or (bracket["unit"] if bracket else "")
    if "%" in text or "％" in text:
        unit = "%"
    if not unit:
        if _OF_ROW.search(label + column.measure):
            return None
        unit = table.unit
    unit = unit.replace("％", "%")
    if not re.fullmatch(r"[千百万亿]{0,2}[元股]|[人个家项台套辆吨%]", unit):
        return None
    read = parse_number(text.rstrip("%％ "), unit if unit[-1] in "元股" else "")
    first = table.rows[at][column.names]
    start = first.start if first.pieces and 0 < cell.end - first.start < LONGEST else cell.start
    return Figure(read.value, unit, text, document.text[start : cell.end]) if read else None


def _words(table: Table, columns: list[Column], texts: list[tuple[int, str]]) -> dict[tuple[str, int], str]:
    """Return the short words of cells, by row label and column."""
    if not columns:
        return {}
    names = columns[0].names
    labels = [_name(row[names].text) for row in table.rows]
    found = {
        (label, at): _name(row[at].text)
        for at, _ in texts
        for row, label in zip(table.rows, labels, strict=True)
        if labels.count(label) == 1 and not row[at].filled
    }
    return {key: text for key, text in found.items() if 1 < len(text) <= 16 and not re.search(r"\d|不适用|^无$", text)}


def _subject(caption: str) -> str:
    """Return what a caption says that its table shows; empty where it points elsewhere or says a sentence."""
    clause = re.split("[，,]", caption.strip())[-1]
    for start, end, _ in reversed(list(find_periods(clause))):
        clause = clause[:start] + clause[end:]
    found = _SUBJECT.match(re.sub(r"^(?:截[至止]|报告期内?|最近[一二两三]年)", "", clause))
    what = re.sub(r"^(?:发行人|本?公司)(?:的|各期)?", "", found["what"]) if found else ""
    what = re.sub("(?:的?变[化动]|等信息|列表|汇总|占.*比例?)+$", "", what)
    return "" if _POINTING.search(what) or len(what) < 4 else what.strip("的末")


def spoken(period: Period) -> str:
    """Return a period in the words that people ask in."""
    a, b = period.start, period.end
    if period.is_instant:
        if (b.month, b.day) == (12, 31):
            return f"{b.year}年末"
        return (
            f"{b.year}年{b.month}月末"
            if (b.month, b.day) in ((3, 31), (6, 30), (9, 30))
            else f"{b.year}年{b.month}月{b.day}日"
        )
    known = {f"{a.year}": f"{a.year}年", f"{a.year}H1": f"{a.year}年上半年", f"{a.year}Q1": f"{a.year}年一季度"}
    return known.get(period.code, f"{a.year}年{a.month}-{b.month}月" if a.year == b.year and a.day == 1 else "")
