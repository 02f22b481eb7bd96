"""Which tables are of accounts drawn up as if a deal had been done before (备考): none of their figures is a fact yet.

The words before such a table say so, or a heading; its other pages follow with a unit line at most. A table that sets
before and after side by side says in its heads which is which.
"""

from kg.model import Table
from kg.pattern import Pattern
from nlp.context import Context

REACH, SHORT = 900, 40  # characters before a table that are read, and of what may stand between its pages
_AS_IF = Pattern("备考|模拟合并")
_SIDES = Pattern("交易[前后]|交易完成[前后]|发行[前后]|重组[前后]|实际|审[定计]|备考|预测")
_ACCOUNTS = Pattern("资产|负债|营业|利润|现金流")
_LINES = 8  # rows among which one names what accounts have


def is_as_if(context: Context, table: Table) -> bool:
    """Tell whether a table is of accounts as if."""
    return table.start in context.once("as if", lambda: _starts(context))


def says_as_if(words: str) -> bool:
    """Tell whether the words before a figure of a sentence make it one of such accounts."""
    return _AS_IF.search(words) is not None


def _starts(context: Context) -> frozenset[int]:
    text, found, last, so_far = context.document.text, set[int](), 0, False
    for table in context.document.tables:
        words = "".join(text[max(last, table.start - REACH) : table.start].split())
        around = (words, table.caption, *table.section[-1:])
        so_far = any(map(_AS_IF.search, around)) or (so_far and len(words) < SHORT)
        if so_far and _is_account(table):
            found.add(table.start)
        last = table.end
    return frozenset(found)


def _is_account(table: Table) -> bool:
    heads = "".join("".join(cell.text.split()) for row in table.header for cell in row)
    labels = "".join(row[0].text for row in table.rows[:_LINES])
    return not _SIDES.search(heads + "".join(row[0].text for row in table.rows[:1])) and bool(_ACCOUNTS.search(labels))
