"""Listings as tables for people. Text of filings is shown as it is: never read as markup."""

from collections.abc import Iterable, Mapping
from typing import Any

from pilu.jsonlines import line
from pilu.terminal.streams import console, seen

LONGEST_CELL = 60


def show_objects(objects: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> bool:
    """Print some keys of objects as a table; tell whether there were any."""
    rows = [[_short(each.get(column, "")) for column in columns] for each in objects]
    if not rows:
        return False
    _print(list(columns), rows)
    return True


def show_tables(tables: Iterable[Mapping[str, Any]]) -> bool:
    """Print tables as they were read, each under its caption; tell whether there were any."""
    shown = False
    for table in tables:
        where = f"{table['doc']} {table['start']}:{table['end']}"
        about = " · ".join(part for part in (table["caption"], table["unit"], "uncertain" * table["uncertain"]) if part)
        console().print(seen(f"{where} {about}"), markup=False)
        heads = [
            " / ".join(dict.fromkeys(part for part in column if part)) for column in zip(*table["header"], strict=True)
        ]
        _print(heads or [""] * len(table["rows"][0]) if table["rows"] else heads, table["rows"])
        shown = True
    return shown


def show_rows(columns: list[str], rows: list[list[str]]) -> None:
    """Print rows under their columns, nothing cut."""
    _print(columns, rows)


def _print(columns: list[str], rows: Iterable[Iterable[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        grid.add_column(Text(seen(column)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(seen(str(cell))) for cell in row))
    console().print(grid)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        text = "；".join(f"{key}={_short(part)}" for key, part in value.items())
    elif isinstance(value, list | tuple):
        text = "、".join(_short(part) for part in value)
    else:
        text = value if isinstance(value, str) else line(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
