"""What the tables of a filing tell: each cell with the words by which a reader would ask for it.

The words are the table's own (row label, head, caption); time is what head, caption or headings say of it. A row's own
day dates its flows, never a balance, so it is no word for asking. Cells that another cell of the filing contradicts
under the same words are left out: nobody could tell which is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Document, Entity, Quantity, Table
from kg.period import Period
from kg.values.dates import DocumentClock, find_periods
from kg.values.numbers import absence, parse_number
from qa.parsing.words import squeeze

LONGEST_LABEL, LONGEST_WORDS, LONGEST_CAPTION = 26, 30, 22
_UNIT = re.compile(
    r"[（(](?:单位[：:])?\s*(?P<said>(?:人民币)?(?:亿元|万元|千元|元|%|％|万股|股|人|个|台|亩|吨|年|月|天|倍|项|家))[）)]"
    r"|/(?P<per>万元|亿元|元)$"
)
_YEAR = r"(?:19|20)\d\d"
_TIME = re.compile(
    rf"(?:截至|截止)?\s*{_YEAR}\s*(?:年度?|[/.\-])?\s*(?:[上下]半年度?|半年度|第[一二三四]季度|前三季度|末|底|初)?"
    r"(?:\s*\d{1,2}\s*(?:[-—~至]\s*\d{1,2}\s*)?(?:月份?|[/.\-])\s*(?:\d{1,2}\s*日?)?)?(?:末|底|止|期末|年末)?"
    r"|本期末?|上期末?|期末|期初|年末|年初|本年度?|上年度?|上年同期|本报告期末?|报告期末?|同期"
)
_COMPARED = re.compile(r"[比较]|增减|变动|变化")
_LEAD = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d①-⑳]+[）)、.．]\s*|表\d+[：:]?\s*)+")
_TAIL = re.compile(
    r"(?:的)?(?:具体|主要|基本)?(?:情况|明细|数据)?(?:列示|构成)?(?:具体)?(?:如下|见下表|列示如下)[：:]?$|[：:。]$"
)
_GENERIC = re.compile(
    r"合计|小计|总计|其他|其中.*|项目|\d+|第?[一二三四五]|.{0,2}年以[内上]|\d+\s*[-至]\s*\d+\s*年.*|."
)
_VAGUE = re.compile(r"金额|占比|比例|数量|比重|数值|余额|期末余额|内容|说明|备注|情况|名称|变动|变动比例|同比变动|增减")
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、0-9%.\-/ ]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell: its row, head and table as a reader names them, when it holds, what it says."""

    doc: str
    table: int
    line: int
    column: int
    row: str
    row_head: str  # the head over the labels: 客户名称
    head: str  # without unit and time; empty where the head says nothing else
    over: str  # a spanning head over it, without unit and time
    caption: str
    period: Period | None
    dated: bool  # the head itself names the time
    value: Quantity | Period | str
    text: str
    party: tuple[str, ...]  # the names of the party that the row is; empty where it is none

    @property
    def kind(self) -> str:
        """What the value is: money, ratio, count, date, words."""
        if isinstance(self.value, Quantity):
            return {"CNY": "money", "ratio": "ratio"}.get(self.value.unit, "count")
        return "date" if isinstance(self.value, Period) else "words"

    @property
    def vague(self) -> bool:
        """Tell whether only the caption says what row and head are about."""
        return bool(_GENERIC.fullmatch(self.row)) or bool(_VAGUE.fullmatch(self.head)) or not self.head

    @property
    def says_something(self) -> bool:
        """Tell whether it is worth asking for: nothing is no answer."""
        return not isinstance(self.value, Quantity) or bool(self.value.value)

    @property
    def asked(self) -> tuple[str, str]:
        return squeeze(self.row), squeeze(self.head or self.row)


def told_in(document: Document, entities: Iterable[Entity]) -> list[Told]:
    """Return the cells of a filing that can be asked for in one way only."""
    names = {squeeze(e.name): tuple(dict.fromkeys((e.name, *(a.text for a in e.aliases)))) for e in entities}
    names |= {squeeze(a.text): names[squeeze(e.name)] for e in entities for a in e.aliases}
    clock = DocumentClock(document.meta.published, document.meta.period)
    cells = [cell for n, table in enumerate(document.tables) for cell in _cells(document, n, table, clock, names)]
    return [cell for cell in cells if cell.says_something and _is_clear(cell, cells)]


def _is_clear(cell: Told, others: Sequence[Told]) -> bool:
    """Tell whether no cell of the same row, head and time says something else; vague ones are told by the caption."""
    return not any(
        other.asked == cell.asked
        and (not cell.vague or other.caption == cell.caption)
        and (other.period == cell.period or not other.period or not cell.period)
        and not same(other, cell)
        for other in others
    )


def same(one: Told, other: Told) -> bool:
    """Tell whether two cells say the same."""
    a, b = one.value, other.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit and abs(a.value - b.value) <= max(abs(a.value), abs(b.value)) * Decimal("0.0005")
    return squeeze(one.text) == squeeze(other.text)


def _cells(
    document: Document, number: int, table: Table, clock: DocumentClock, names: dict[str, tuple[str, ...]]
) -> Iterator[Told]:
    if not table.header or len(table.rows) < 2 or table.doubtful:
        return
    first = _label_column(table)
    row_head = _plain_head(table, first)[0]
    caption = _named(table)
    around = _time((table.caption, *reversed(table.section)), clock) or document.meta.period
    for line, row in enumerate(table.rows):
        labels = first
        for column in range(first + 1, table.width):
            cell = row[column]
            head, over = _plain_head(table, column)
            if head and head == row_head:
                labels = column  # tables side by side: its rows have a name of their own
                continue
            label = _UNIT.sub("", _clean(row[labels].text))
            if not label or len(label) > LONGEST_LABEL or not _PLAIN_WORDS.fullmatch(label):
                continue
            if not cell.pieces or cell.filled or not cell.text.strip() or len(head) == 1:
                continue
            value = _value(cell.text, _unit(table, column, row[labels].text), clock)
            if value is None or (isinstance(value, str) and not head):
                continue
            said = _time(reversed(table.heads(column)), clock)
            yield Told(
                document.id, number, line, column, label, row_head, head, over, caption, said or around,
                said is not None, value, cell.text, names.get(squeeze(label), ()),
            )  # fmt: skip


def _label_column(table: Table) -> int:
    """Return the first column whose cells are words: 序号 numbers rows, it does not name them."""
    for column in range(table.width):
        texts = [row[column].text.strip() for row in table.rows if row[column].text.strip()]
        if texts and sum(parse_number(t) is None for t in texts) > len(texts) / 2:
            return column
    return 0


def _value(text: str, unit: str, clock: DocumentClock) -> Quantity | Period | str | None:
    if absence(text) is not None:
        return None
    if (number := parse_number(text, unit)) is not None:
        return number
    found = list(find_periods(text, clock))
    if len(found) == 1 and found[0][2].is_instant and squeeze(text[found[0][0] : found[0][1]]) == squeeze(text):
        return found[0][2]
    return text.strip() if len(squeeze(text)) <= LONGEST_WORDS and not re.search(r"\d", text) else None


def _unit(table: Table, column: int, label: str) -> str:
    """Return the unit of a cell as its head or row states it, % where their words imply it, else the table's."""
    said = "".join(table.heads(column)) + _clean(label)
    if match := _UNIT.search(said):
        return (match["said"] or match["per"]).removeprefix("人民币")
    if re.search(r"占比|比例|比重|[利费毛]率|增长率|幅度", said):
        return "%"
    return "" if re.search(r"数量|人数|股数|台数|家数", said) else table.unit


def _plain_head(table: Table, column: int) -> tuple[str, str]:
    said = (_UNIT.sub("", _clean(head)) for head in table.heads(column))
    heads = [h for h in (text if _COMPARED.search(text) else _TIME.sub("", text) for text in said) if squeeze(h)]
    return (heads[-1].strip("的 "), heads[0].strip("的 ") if len(heads) > 1 else "") if heads else ("", "")


def _time(texts: Iterable[str], clock: DocumentClock) -> Period | None:
    return next((found[-1][2] for text in texts if (found := list(find_periods(text, clock)))), None)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " " if text.isascii() else "", text).strip()


def _named(table: Table) -> str:
    """Return what a reader would call the table: the last clause of its caption, else the heading over it."""
    for said in (table.caption, *reversed(table.section[-1:])):
        text = _TAIL.sub("", _TIME.sub("", _LEAD.sub("", _clean(said))))
        text = re.split(r"[，,。；]", text)[-1].strip("的 ：:")
        text = re.sub(r"^(?:公司|本公司|其中|报告期内|以来|以及|上述|的)+", "", text)
        if 2 <= len(text) <= LONGEST_CAPTION and _PLAIN_WORDS.fullmatch(text):
            return text
    return ""
