"""Tables, facts and entities as an Excel workbook: numbers as numbers, the source in comments and on a sheet.

The same store gives the same bytes: properties and the times in the archive are fixed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.values.numbers import parse_number

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; any fixed time will do
LONGEST_SHEET = 31  # characters of a sheet's name
LONGEST_COMMENT = 400
LONGEST_CELL = 32_000  # Excel holds 32,767
WIDEST = 60
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIGURE = re.compile(r"[(（]?[-－+−]?\d[\d,，]*(?:\.\d+)?[%％]?[)）]?")
CODE = re.compile(r"0\d+|\d{12,}")
CITATIONS = ("no", "doc", "start", "end", "quote")

Object = Mapping[str, Any]


def table_workbook(tables: Iterable[Object]) -> bytes:
    """Return a workbook with a sheet for each table as read, and a sheet that says where each stands."""
    book, cited = _book()
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(_sheet_name(number, table["caption"]))
        place = f"{table['doc']} {table['start']}:{table['end']}"
        _append(sheet, [table["caption"]])
        _append(sheet, ["单位", table["unit"], "来源", place, *(["存疑"] if table["uncertain"] else [])])
        for row in table["header"]:
            _append(sheet, row, bold=True)
        for row in table["rows"]:
            _append(sheet, [_number_of(cell) for cell in row])
            for at, text in enumerate(row, 1):
                sheet.cell(sheet.max_row, at).number_format = _format_of(text)
        _comment(sheet.cell(1, 1), place)
        _append(cited, [number, table["doc"], table["start"], table["end"], table["caption"]])
    return _bytes(book, cited)


def object_workbook(objects: Iterable[Object]) -> bytes:
    """Return a workbook with one sheet of facts or entities: a column a key, the evidence of each in a comment.

    Figures are in base units; beside them stand the words of the source. `no` is the number on the sheet of citations.
    """
    book, cited = _book()
    rows = list(objects)
    keys = list(dict.fromkeys(key for row in rows for key in row if key not in ("evidence", "texts")))
    keys += ["texts"] if any(row.get("texts") for row in rows) else []
    sheet = book.create_sheet("数据")
    _append(sheet, ["no", *keys], bold=True)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, 1):
        _append(sheet, [number, *(_plain(row.get(key)) for key in keys)])
        places = row.get("evidence", ())
        if places:
            quotes = (f"{each['doc']} {each['start']}:{each['end']}\n{each['quote']}" for each in places)
            _comment(sheet.cell(number + 1, 1), "\n".join(quotes))
        for each in places:
            _append(cited, [number, each["doc"], each["start"], each["end"], each["quote"]])
    return _bytes(book, cited)


def _book() -> tuple[Any, Any]:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Pilu"
    book.properties.created = book.properties.modified = EPOCH
    cited = book.worksheets[0]
    cited.title = "来源"
    _append(cited, CITATIONS, bold=True)
    return book, cited


def _append(sheet: Any, values: Sequence[Any], *, bold: bool = False) -> None:
    from openpyxl.styles import Font

    sheet.append([_safe(value) for value in values])
    row = sheet.max_row
    for at, value in enumerate(values, 1):
        cell = sheet.cell(row, at)
        if isinstance(value, str):
            cell.data_type = "s"  # words that begin with = are no formula
        if bold:
            cell.font = Font(bold=True)


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return ILLEGAL.sub("", value)[:LONGEST_CELL]
    return value


def _plain(value: Any) -> Any:
    """Return a value as one cell: lists joined, mappings as `key=value`."""
    if isinstance(value, Mapping):
        return "；".join(f"{key}={_plain(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "、".join(str(_plain(part)) for part in value)
    return value


def _number_of(text: str) -> Any:
    """Return the figure of a cell as a number, a percentage as a fraction; words, codes and years as written."""
    bare = "".join(text.split())
    if not FIGURE.fullmatch(bare) or CODE.fullmatch(bare):
        return text
    quantity = parse_number(bare)
    return text if quantity is None else quantity.value


def _format_of(text: str) -> str:
    """Return the format that shows a number with as many places as the source does."""
    bare = "".join(text.split())
    if not FIGURE.fullmatch(bare) or CODE.fullmatch(bare):
        return "General"
    digits = bare.rstrip("%％)）")
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    tail = f".{'0' * places}" if places else ""
    return f"0{tail}%" if bare[-1] in "%％" else f"#,##0{tail}" if "," in bare or "，" in bare else f"0{tail}"


def _comment(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(ILLEGAL.sub("", text)[:LONGEST_COMMENT], "Pilu")


def _sheet_name(number: int, caption: str) -> str:
    return f"{number} {re.sub(r'[^0-9A-Za-z一-鿿]', '', caption)}"[:LONGEST_SHEET].strip()


def _bytes(book: Any, cited: Any) -> bytes:
    book.move_sheet(cited, len(book.worksheets) - 1)
    for sheet in book.worksheets:
        for column in _widths(sheet):
            sheet.column_dimensions[column[0]].width = column[1]
    buffer = BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _widths(sheet: Any) -> Iterator[tuple[str, float]]:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(sheet.iter_cols(max_row=min(sheet.max_row, 200), values_only=True), 1):
        longest = max(
            (sum(1 + (char > "⺀") for char in str(value)) for value in column if value is not None), default=0
        )
        yield get_column_letter(at), min(longest + 2, WIDEST)


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
