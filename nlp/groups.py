"""Which rows of a table only head the rows below them: 流动资产：, 一、经营活动产生的现金流量：, 2023年度.

A row with a label and nothing else is such a head, or a line that has no figure this year (结算备付金 of a balance
sheet). A table that marks its heads by a colon tells the two apart; in one that marks none, every such row is a head.
"""

from collections.abc import Iterator, Sequence

from kg.model import Cell, Table
from kg.pattern import Pattern
from nlp.columns import bare, is_total

_MARK = Pattern(r"[：:]$")
_PART_OF = Pattern(r"其中[：:]?$")


def grouped(table: Table) -> Iterator[tuple[int, Sequence[Cell], str]]:
    """Yield each row that is no head, with its number and the label of the head that it stands under, or ""."""
    lonely = [is_lonely(row) for row in table.rows]
    marked = [alone and bool(_MARK.search(bare(row[0].text))) for alone, row in zip(lonely, table.rows, strict=True)]
    heads = marked if any(marked) else lonely
    group = ""
    for number, row in enumerate(table.rows):
        if lonely[number]:
            if heads[number] and not _PART_OF.match(bare(row[0].text)):
                group = _MARK.sub("", row[0].text.strip())
            continue
        yield number, row, group
        if heads is marked and row and is_total(row[0].text):  # 流动资产合计 closes 流动资产：
            group = ""


def is_lonely(row: Sequence[Cell]) -> bool:
    """Tell whether a row has a label and nothing else."""
    return bool(row and bare(row[0].text)) and not any(cell.text.strip() and not cell.filled for cell in row[1:])
