"""What the columns of a table are: labels or figures, in which unit, for which period, in which block of the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from kg.model import Cell, Table
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import DocumentClock, find_periods
from kg.values.numbers import absence, parse_number
from kg.values.units import alternatives, scale
from nlp.context import Context
from nlp.lexicon import load

_BRACKETED = Pattern(r"[（(]\s*([^（）()]{1,14}?)\s*[）)]\s*$")
_SLASHED = Pattern(r"/\s*([^/（）()]{1,8})$")
_LONG_DIGITS = Pattern(r"\d{9,}[\dXx]*")
_COMPARED = Pattern(r"[比较]\s*上\s*年.{0,6}(?=增\s*减|变\s*动|增\s*长)")  # 本期比上年同期增减 is no last year
_YEAR, _MONTHS = Pattern(r"(20\d\d)年度?"), Pattern(r"\d{1,2}\s*[-－—~～至]\s*\d{1,2}\s*月")
_HUNDRED = Pattern(r"100\.0{1,4}")
_FEWEST_SHARES = 3
_TIMES = ("month", "day", "hour", "working day", "trading day")


def words() -> dict[str, Any]:
    """Return `data/cells.yaml`."""
    return load("cells")


@cache
def _any(key: str) -> Pattern:
    return Pattern(alternatives(words()[key]))


def says(key: str, text: str) -> bool:
    """Tell whether a text holds one of the words of `data/cells.yaml` under that key."""
    return _any(key).search(text) is not None


@lru_cache(maxsize=1 << 13)
def bare(text: str) -> str:
    """Return a label without blanks."""
    return "".join(text.split())


def stated_unit(label: str) -> str:
    """Return the unit that a head or a row label states: 资产原值（万元）, 市值/亿元; empty for none."""
    text = bare(label)
    for pattern in (_BRACKETED, _SLASHED):
        if (match := pattern.search(text)) and (scale(match[1]) or match[1] in ("%", "％", "人", "倍")):
            return match[1]
    return ""


def is_number(text: str, unit: str = "") -> bool:
    """Tell a figure from a code (account and application numbers) and from an age (1年以内).

    Many digits without a mark are a figure only under a head that states a unit: 持股数量（股）.
    """
    value = parse_number(text)
    return value is not None and value.unit not in _TIMES and bool(unit or not _LONG_DIGITS.fullmatch(bare(text)))


def is_total(label: str) -> bool:
    """Tell whether a row label says that the row sums others."""
    return bare(label).endswith(tuple(words()["totals"]))


@cache
def _stocks() -> Pattern:
    return Pattern(rf"(?:{alternatives(words()['stocks'])})(?:总[额计]|合计|净[额值])?[A-Z]*(?:[（(].*[）)])?$")


def is_stock(label: str) -> bool:
    """Tell whether a row label names what is measured at a day: 资产总额, 每股净资产（元/股）."""
    return _stocks().search(bare(label)) is not None


NAME_AND_VALUE = 2  # columns of a list, where the second is what the first names, be most of it words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `labels` are the columns whose cells name its rows, `periods` what its head says of time."""

    index: int
    path: tuple[str, ...]
    numeric: bool
    unit: str = ""
    periods: tuple[Period, ...] = ()
    labels: tuple[int, ...] = ()
    block: int = 0

    @property
    def head(self) -> str:
        return "".join(map(bare, self.path))

    @property
    def ordinal(self) -> bool:
        """Whether the column numbers the rows: 序号, 排名."""
        return _is_ordinal(self.path)

    @property
    def last(self) -> str:
        return bare(self.path[-1]) if self.path else ""


def read_columns(table: Table, context: Context) -> tuple[Column, ...]:
    """Return the columns of a table, left to right."""
    return context.once(("columns", id(table)), lambda: _read(table, context))


def _read(table: Table, context: Context) -> tuple[Column, ...]:
    drafts = [_draft(table, index, context) for index in range(table.width)]
    drafts = _with_change_periods(drafts)
    starts = _block_starts(drafts)
    leading = _leading_labels(drafts)
    columns = []
    for column in drafts:
        block = max((number for number, start in enumerate(starts) if start <= column.index), default=0)
        labels = leading
        if len(starts) > 1 and column.index >= starts[0]:
            first = starts[block]
            labels = (
                tuple(
                    other.index
                    for other in drafts[first : column.index]
                    if not other.numeric and other.index != column.index
                )[:1]
                or leading
            )
        columns.append(Column(column.index, column.path, column.numeric, column.unit, column.periods, labels, block))
    return tuple(columns)


def _dated(path: Sequence[str]) -> list[str]:
    """Return the heads of a column, outermost first; months under their year with it: 2010年 / 1-10月已审数."""
    heads = list(path)
    for at in range(1, len(heads)):
        if _MONTHS.match(bare(heads[at])) and (year := _YEAR.fullmatch(bare(heads[at - 1]))):
            heads[at] = f"{year[1]}年{bare(heads[at])}"
    return heads


def _draft(table: Table, index: int, context: Context) -> Column:
    path = table.heads(index)
    cells = [row[index].text for row in table.rows if index < len(row) and row[index].text.strip()]
    unit = next((unit for head in reversed(path) if (unit := stated_unit(head))), "")
    figures = sum(is_number(text, unit) or _is_blank(text) for text in cells)
    sure = any(is_number(text, unit) for text in cells)
    numeric = sure and figures * 2 >= len(cells) and not _is_ordinal(path)
    if numeric and not unit and _sums_to_hundred(table, index):
        unit = "%"
    periods = tuple(period for head in _dated(path) for period in periods_in(_COMPARED.sub("", head), context))
    return Column(index, path, numeric, unit, periods)


def _sums_to_hundred(table: Table, index: int) -> bool:
    """Tell whether the figures of a column are shares of its total, whatever its head says: 73.17, 17.87 … 100.00."""
    rows = [row for row in table.rows if index < len(row) and is_number(row[index].text)]
    if (
        len(rows) < _FEWEST_SHARES
        or not is_total(rows[-1][0].text)
        or not _HUNDRED.fullmatch(bare(rows[-1][index].text))
    ):
        return False
    values = [value.value for row in rows[:-1] if (value := parse_number(row[index].text)) and not value.unit]
    return len(values) == len(rows) - 1 and abs(sum(values) - 100) <= Decimal("0.1")


def _is_blank(text: str) -> bool:
    return absence(text) is not None


def _is_ordinal(path: Sequence[str]) -> bool:
    return bool(path) and bare(path[-1]) in {bare(word) for word in words()["ordinals"]}


def periods_in(text: str, context: Context) -> list[Period]:
    """Return the periods that a head or label names; a year standing alone is one."""
    return list(_periods(text, context.clock))


@lru_cache(maxsize=1 << 13)
def _periods(text: str, clock: DocumentClock) -> tuple[Period, ...]:
    joined = re.sub(r"(?<=[\d年月])\s+(?=[\d年月日])", "", text)
    found = [period for *_, period in find_periods(joined, clock)]
    if not found and (year := re.match(r"\s*((?:19|20)\d\d)(?:\s|年?度?\s*$|[A-Z\u4e00-\u9fff])", joined)):
        return (Period.year(int(year[1])),)
    return tuple(found)


def _with_change_periods(columns: list[Column]) -> list[Column]:
    """Give a change column the period that it compares: the latest of the values since the change before it.

    Where no value stands between two changes both compare the same; one alone compares the latest of all.
    """
    dated = [column for column in columns if column.periods and column.numeric]
    changes = [column for column in columns if not column.periods and says("change_words", column.last)]
    if not dated or not changes:
        return columns
    latest = max((column.periods[-1] for column in dated), key=lambda period: (period.end, -period.start.toordinal()))
    result = list(columns)
    since, own = 0, latest
    for column in changes:
        between = [other.periods[-1] for other in dated if since <= other.index < column.index]
        own = max(between, key=lambda period: period.end) if between and len(changes) > 1 else own
        result[column.index] = Column(column.index, column.path, column.numeric, column.unit, (own,))
        since = column.index + 1
    return result


def _block_starts(columns: Sequence[Column]) -> list[int]:
    """Return where side-by-side blocks begin: at text columns whose own head stands more than once."""
    heads: dict[str, list[int]] = {}
    for column in columns:
        if not column.numeric and column.last and not column.ordinal:
            heads.setdefault(column.last, []).append(column.index)
    repeated = [places for places in heads.values() if len(places) > 1]
    return repeated[0] if repeated else []


def _leading_labels(columns: Sequence[Column]) -> tuple[int, ...]:
    labels: list[int] = []
    for column in columns:
        if column.numeric:
            break
        if not column.ordinal and not column.last.endswith("代码"):
            labels.append(column.index)
    if len(labels) == len(columns) == NAME_AND_VALUE:
        return (labels[0],)
    return tuple(labels[:3])


def unit_for(column: Column, row_label: str, table: Table) -> str:
    """Return the unit of a cell that states none: of the column, of the row, implied by their words, of the table."""
    if column.unit:
        return column.unit
    if stated := stated_unit(row_label):
        return stated
    for label in (column.last, row_label):
        text = bare(label)
        if says("per_share_words", text):
            return "元/股"
        if says("multiple_words", text):
            return "倍"
        if says("turns_words", text):
            return "次"
        if says("ratio_words", text) and not says("not_ratio", text):
            return "%"
        if says("person_words", text) and "费" not in text and "薪酬" not in text:
            return "人"
        if says("count_words", text) and not says("not_count", text):
            return "股" if "股" in text else ""
    return table.unit


def label_cells(row: Sequence[Cell], column: Column) -> list[Cell]:
    """Return the cells that name the row for a column, outermost first; a total or mean may be called so in the first
    of its cells that says something: | | 均值 | 12.3 |."""
    named = [row[index] for index in column.labels if index < len(row) and row[index].text.strip()]
    first = next((cell for cell in row[: column.index] if cell.text.strip()), None)
    return named or ([first] if first and (is_total(first.text) or bare(first.text) in words()["means"]) else [])
