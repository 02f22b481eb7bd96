"""What a table takes over from its neighbours: caption and unit where it goes on with the one above (续上表), and the
unit alone where its figures are amounts and only the table above, or a line that the dump wrote below, states one.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.tables.kinds import Kind, kind_of
from corpus.tables.units import Unit, is_money, unit_line
from kg.model import Table
from kg.pattern import Pattern

CONTINUED = Pattern(r"[（(]?(?:续上?表|接上表|上表续|续)[)）]?[:：]?")
UNIT_BELOW = Pattern(r"\s*((?:金额)?单位[:：]\s*\S{1,8})(?=\s)")
AMOUNT = Pattern(r"(?:收入|成本|利润|资产|负债|权益|费用|[净总余金]额)\Z")
LEAST_DIGITS = 4  # of an amount before its point: shares, ratios and figures per share have fewer


def carried_on(text: str, tables: Sequence[Table]) -> list[Table]:
    """Return tables in order, each with what it takes over from those around it."""
    done: list[Table] = []
    for table, below in pairwise([*tables, None]):
        if table:
            done.append(_carried(text, done[-1] if done else None, table, below))
    return done


def _carried(text: str, above: Table | None, table: Table, below: Table | None) -> Table:
    if above and CONTINUED.fullmatch("".join(table.caption.split())):
        unit = (table.unit, table.unit_at) if table.unit else (above.unit, above.unit_at)
        caption = (above.caption, above.caption_at) if above.caption else (table.caption, table.caption_at)
        return replace(table, caption=caption[0], caption_at=caption[1], unit=unit[0], unit_at=unit[1])
    if table.unit or not _holds_amounts(table):
        return table
    if found := _unit_below(text, table, below):
        return replace(table, unit=found.text, unit_at=found.at)
    if above and is_money(above.unit) and not text[above.end : table.start].strip():
        return replace(table, unit=above.unit, unit_at=above.unit_at)
    return table


def _holds_amounts(table: Table) -> bool:
    """Tell whether most rows are called as amounts are, or most figures are as long."""
    named = [AMOUNT.search(row[0].text.rstrip()) is not None for row in table.rows]
    figures = [c.text for row in table.rows for c in row[1:] if not c.filled and kind_of(c.text) is Kind.NUMBER]
    long = [sum(map(str.isdigit, text.partition(".")[0])) >= LEAST_DIGITS for text in figures]
    return sum(named) * 2 > len(named) or sum(long) * 2 > len(long)


def _unit_below(text: str, table: Table, below: Table | None) -> Unit | None:
    """Return the unit that stands right below a table, unless the next table begins there: then it is that one's."""
    match = UNIT_BELOW.match(text, table.end)
    if not match or (below and not text[match.end() : below.start].strip()):
        return None
    return unit_line(text, *match.span(1))
