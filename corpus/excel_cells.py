"""What a cell of a workbook shows: numbers in full and in the scale of their format, percentages, dates."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kg.pattern import Pattern

EXACT = 15  # digits that Excel keeps of a number
QUOTED = Pattern(r'"([^"]*)"')
ASIDE = Pattern(r"\[[^\]]*\]|\\.|[_*].")  # colours and conditions, escaped characters, room and filling
TAIL = Pattern(r"[0#?](,+)(?![0#?,])")  # each comma behind the last digit takes away three
INSERTED = Pattern(r"[!\\]\.")  # a point drawn between digits


def shown(value: Any, form: str | None) -> str:
    """Return a cell as a reader sees it, but for places that its format rounds away.

    >>> [shown(0.6173, "0.00%"), shown(1234567, '#,##0,"千元"'), shown(date(2023, 5, 6), "General"), shown(None, "0")]
    ['61.73%', '1234.567千元', '2023-05-06', '']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return _figure(value, form or "") if isinstance(value, int | float) else str(value)


def _figure(value: float, form: str) -> str:
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{EXACT}g}")
    first = form.split(";")[0]
    words = "".join(QUOTED.findall(first)) if not INSERTED.search(first) else ""
    bare = ASIDE.sub("", QUOTED.sub("", first))
    if "%" in bare:
        return _plain(number * 100) + "%"
    tail = TAIL.search(bare)
    behind = words if first.rstrip().endswith('"') else ""
    return _plain(number.scaleb(-3 * len(tail[1])) if tail else number) + behind


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
