"""An Excel workbook in the making: sheets of rows, comments that say the source, and a sheet of all citations.

The same rows give the same bytes: properties and the times in the archive are fixed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.errors import PiluError
from kg.pattern import Pattern

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; any fixed time will do
LONGEST_NAME = 31  # characters of a sheet's name
LONGEST_COMMENT = 400
LONGEST_CELL = 32_000  # Excel holds 32,767
MOST_ROWS = 1_048_576  # of a sheet, by Excel's format
WIDEST = 60
LOOKED_AT = 200  # rows of which the widths of columns are taken
ILLEGAL = Pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CITATIONS = ("sheet", "no", "of", "doc", "start", "end", "quote")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the format that it is shown in."""

    value: Any
    format: str = "General"


@dataclass(slots=True)
class Sheet:
    """Rows of one sheet; those of `heads` are bold, `comments` go to the first cell of a row."""

    name: str
    rows: list[Sequence[Any]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    comments: dict[int, str] = field(default_factory=dict)
    frozen: str = ""  # the cell above and left of which nothing scrolls

    def add(self, row: Sequence[Any], *, head: bool = False, comment: str = "") -> None:
        """Add a row below the others."""
        if head:
            self.heads.add(len(self.rows))
        if comment:
            self.comments[len(self.rows)] = comment
        self.rows.append(row)


class Workbook:
    """Sheets in the order in which they are added, that of citations last."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._cited = Sheet("来源", frozen="A2")
        self._cited.add(CITATIONS, head=True)

    def sheet(self, name: str, heads: Sequence[str] = ()) -> Sheet:
        """Add a sheet, its name made one that Excel takes; with `heads` as a first row that stays in sight."""
        bare = re.sub(r"[^0-9A-Za-z一-鿿 ]", "", name)[:LONGEST_NAME].strip()
        made = Sheet(bare, frozen="A2" if heads else "")
        if heads:
            made.add(heads, head=True)
        self._sheets.append(made)
        return made

    def cite(self, sheet: Sheet, number: int, places: Sequence[dict[str, Any]], of: str) -> str:
        """List where a row of a sheet is taken from; return the same as a comment."""
        for each in places:
            place = (each["doc"], each["start"], each["end"], each["quote"])
            self._cited.add((sheet.name, number, each.get("of", of), *place))
        return "\n".join(f"{each['doc']} {each['start']}:{each['end']}\n{each['quote']}" for each in places)

    def to_bytes(self) -> bytes:
        """Return the file. Raises `PiluError` when a sheet has more rows than Excel allows."""
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        book.properties.creator = "Pilu"
        book.properties.created = book.properties.modified = EPOCH
        for sheet in (*self._sheets, *([self._cited] if len(self._cited.rows) > 1 else [])):
            if len(sheet.rows) > MOST_ROWS:
                raise PiluError(
                    f"{len(sheet.rows):,} rows are more than a sheet of Excel holds",
                    hint="list fewer with --doc or --type, or take --format jsonl",
                )
            _write(book.create_sheet(sheet.name), sheet)
        buffer = BytesIO()
        book.save(buffer)
        return _timeless(buffer.getvalue())


def figure(value: Decimal, *, unit: str = "") -> Shown:
    """Return a number as it is to be seen: a ratio in percent, what has a unit with thousands parted, all places kept.

    >>> figure(Decimal("0.1298"), unit="ratio").format
    '0.00%'
    >>> figure(Decimal("43561700.50"), unit="CNY").format
    '#,##0.00'
    """
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if unit == "CNY" and places == 1:
        places = 2
    if unit == "ratio":
        return Shown(value, f"0.{'0' * max(2, places - 2)}%")
    whole = "#,##0" if unit else "0"
    return Shown(value, f"{whole}.{'0' * places}" if places else whole)


def _write(target: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(_widths(sheet.rows[:LOOKED_AT]), 1):
        target.column_dimensions[get_column_letter(at)].width = width
    target.freeze_panes = sheet.frozen or None
    for at, row in enumerate(sheet.rows):
        target.append(list(_cells(target, row, head=at in sheet.heads, comment=sheet.comments.get(at, ""))))


def _cells(target: Any, row: Sequence[Any], *, head: bool, comment: str) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    for at, value in enumerate(row):
        plain = value.value if isinstance(value, Shown) else value
        if plain is None and not comment:
            yield None
            continue
        cell = WriteOnlyCell(target, ILLEGAL.sub("", plain)[:LONGEST_CELL] if isinstance(plain, str) else plain)
        if isinstance(plain, str):
            cell.data_type = "s"  # words that begin with = are no formula
        if isinstance(value, Shown) and value.format != "General":
            cell.number_format = value.format
        if head:
            cell.font = Font(bold=True)
        if comment and not at:
            cell.comment = Comment(ILLEGAL.sub("", comment)[:LONGEST_COMMENT], "Pilu")
        yield cell


def _widths(rows: Sequence[Sequence[Any]]) -> Iterator[float]:
    for at in range(max(map(len, rows), default=0)):
        cells = (row[at] for row in rows if at < len(row))
        shown = (str(cell.value if isinstance(cell, Shown) else cell) for cell in cells if cell is not None)
        yield min(max((sum(1 + (char > "⺀") for char in text) for text in shown), default=0) + 2, WIDEST)


def _timeless(data: bytes) -> bytes:
    """Write an archive anew with one time for all of it, and the time of saving taken out of its properties."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", part)
            new.writestr(ZipInfo(entry.filename, EPOCH.timetuple()[:6]), part, ZIP_DEFLATED)
    return buffer.getvalue()
