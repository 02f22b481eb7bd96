"""Excel workbooks (.xlsx): each sheet a heading, each block of cells a table. Formulas are read by their last value."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.archive import BAD_PARTS, OLE, check_zip
from corpus.assemble import assemble, measured
from corpus.builder import Merge, TextBuilder
from corpus.drawn import tables_of
from kg.errors import CorpusError, TooLargeError
from kg.model import Document

MOST_CELLS = 2_000_000


def read_excel(path: Path, data: bytes) -> Document:
    """Read an .xlsx; raise CorpusError for an old .xls or a broken file, TooLargeError over two million cells."""
    if data.startswith(OLE):
        raise CorpusError(path, "an old or encrypted Excel file", hint="save it as .xlsx without a password")
    check_zip(path, data)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (InvalidFileException, *BAD_PARTS) as error:
        raise CorpusError(path, "not an Excel workbook, or parts of it are missing", hint="save it again") from error
    builder = TextBuilder()
    for sheet in workbook.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise TooLargeError(path, f"sheet {sheet.title} is over {MOST_CELLS:,} cells", hint="split it")
        _write(sheet, builder)
    text = measured(path, builder.text)
    return assemble(path, data, text, tables=tables_of(text, builder.tables))


def _write(sheet: Any, builder: TextBuilder) -> None:
    """Write a sheet: rows of one cell are lines of text, the blocks between empty rows are tables."""
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
    if not any(any(row) for row in rows):
        return
    builder.line(sheet.title)
    merges = [
        (r.min_row - 1, r.min_col - 1, r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    ]
    block: list[int] = []
    for number in range(len(rows) + 1):
        filled = sum(1 for cell in rows[number] if cell) if number < len(rows) else 0
        if filled > 1 or (filled == 1 and block):
            block.append(number)
            continue
        _flush(rows, block, merges, builder)
        block = []
        if filled == 1:
            builder.line(next(cell for cell in rows[number] if cell))


def _flush(rows: Sequence[list[str]], block: Sequence[int], merges: Sequence[Merge], builder: TextBuilder) -> None:
    if not block:
        return
    first = block[0]
    taken = [rows[number] for number in block]
    left = min(next(i for i, cell in enumerate(row) if cell) for row in taken)
    right = max(max(i for i, cell in enumerate(row) if cell) for row in taken) + 1
    inside = [(r - first, c - left, h, w) for r, c, h, w in sorted(merges) if r in block and left <= c < right]
    builder.table([row[left:right] for row in taken], inside)


def _shown(cell: Any) -> str:
    """Return a cell as a reader sees it: numbers in full, percentages as such, dates ISO."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 6):g}%"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)
