"""Excel workbooks (.xlsx): each sheet that is shown a heading, each block of cells a table.

Formulas are read by their last value; one that was never computed is an empty cell, and said to be one.
"""

import itertools
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from corpus.archive import BAD_PARTS, OLE, ZIP, check_zip
from corpus.assemble import assemble, measured
from corpus.builder import Merge, TextBuilder
from corpus.drawn import tables_of
from corpus.excel_cells import shown
from corpus.signature import refuse_others
from corpus.tables.kinds import is_datum
from kg.errors import CorpusError, TooLargeError
from kg.model import Document
from kg.unread import Unread

MOST_CELLS = 500_000  # of a workbook; openpyxl takes some ten seconds for them
MOST_NAMED = 12  # cells of a sheet
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
MOST_SPREAD = 2_000_000  # cells of one table, the empty ones counted
CELL = re.compile(rb"<(?:\w+:)?c[ />]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([^\"]+)\"")

Row = dict[int, str]  # by column


def read_excel(path: Path, data: bytes) -> Document:
    """Read an .xlsx; raise CorpusError for an old .xls or a broken file, TooLargeError over half a million cells."""
    if data.startswith(OLE):
        raise CorpusError(path, "an old or encrypted Excel file", hint="save it as .xlsx without a password")
    refuse_others(path, data, "xlsx", ZIP)
    check_zip(path, data)
    _refuse_endless(path, data)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and dates that are not as they should be
            workbook = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (InvalidFileException, *BAD_PARTS) as error:
        raise CorpusError(path, "not an Excel workbook, or parts of it are missing", hint="save it again") from error
    builder = TextBuilder()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _write(path, sheet, builder)
    text = measured(path, builder.text)
    document = assemble(path, data, text, tables=tables_of(text, builder.tables))
    return replace(document, unread=(*document.unread, *_not_computed(data, workbook)))


def _not_computed(data: bytes, workbook: Any) -> tuple[Unread, ...]:
    """Say which cells hold a formula without a value: a program wrote them that does not compute."""
    with ZipFile(BytesIO(data)) as archive:
        if not any(FORMULA.search(archive.read(name)) for name in _sheets(archive)):
            return ()
    import openpyxl

    found = []
    with warnings.catch_warnings(action="ignore"):
        formulas = openpyxl.load_workbook(BytesIO(data))
    for sheet in formulas.worksheets:
        values = workbook[sheet.title]._cells
        names = [
            cell.coordinate
            for place, cell in sorted(sheet._cells.items())
            if cell.data_type == "f" and (place not in values or values[place].value is None)
        ]
        if names and sheet.sheet_state == "visible":
            rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            found.append(f"{sheet.title}!{', '.join(names[:MOST_NAMED])}{rest}")
    hint = "open the workbook in Excel or LibreOffice and save it, then ingest it again"
    return (Unread(f"formulas that were never computed: {'; '.join(found)}", hint),) if found else ()


def _sheets(archive: ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _refuse_endless(path: Path, data: bytes) -> None:
    """Raise TooLargeError for a workbook of too many cells, merged ones too, before objects are made of them."""
    with ZipFile(BytesIO(data)) as archive:
        sheets = (archive.read(name) for name in _sheets(archive))
        count = sum(len(CELL.findall(sheet)) + sum(map(_area, MERGED.findall(sheet))) for sheet in sheets)
    if count > MOST_CELLS:
        raise TooLargeError(path, f"{count:,} cells, the limit is {MOST_CELLS:,}", hint="split the workbook")


def _area(place: bytes) -> int:
    """Return how many cells a range such as A1:C3 has; none where it is no range."""
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = (side or 0 for side in range_boundaries(place.decode()))
    except ValueError:
        return 0
    return (right - left + 1) * (bottom - top + 1)


def _write(path: Path, sheet: Any, builder: TextBuilder) -> None:
    """Write a sheet: rows of one cell are lines of text, the blocks between empty rows are tables."""
    rows = _rows(sheet)
    if not rows:
        return
    builder.line(sheet.title)
    merges = [
        (r.min_row - 1, r.min_col - 1, r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    ]
    block: dict[int, Row] = {}
    for number in sorted(rows):
        if block and number - 1 not in block:
            _flush(path, block, merges, builder)
            block = {}
        if len(rows[number]) > 1 or block:
            block[number] = rows[number]
        else:
            builder.line(next(iter(rows[number].values())))
    _flush(path, block, merges, builder)


def _rows(sheet: Any) -> dict[int, Row]:
    """Return the cells that hold something, by row and column: a format far away makes no sheet large."""
    rows: dict[int, Row] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if text := shown(cell.value, cell.number_format):
            rows.setdefault(row - 1, {})[column - 1] = text
    return rows


def _flush(path: Path, block: Mapping[int, Row], merges: Sequence[Merge], builder: TextBuilder) -> None:
    first = min(block, default=0)
    inside = [(r, c, h, w) for r, c, h, w in sorted(merges) if r in block]
    for left, right in _side_by_side(block, inside):
        if len(block) * (right - left) > MOST_SPREAD:
            raise TooLargeError(path, "a sheet whose cells are strewn far apart", hint="split the workbook")
        here = [(r - first, c - left, h, w) for r, c, h, w in inside if left <= c < right]
        builder.table([[row.get(at, "") for at in range(left, right)] for row in block.values()], here)


def _side_by_side(block: Mapping[int, Row], merges: Sequence[Merge]) -> Iterator[tuple[int, int]]:
    """Yield the columns of each table in a block: an empty column parts two where labels stand to its right."""
    used = {column for row in block.values() for column in row}
    last = max(used, default=0)
    used |= {column for _, left, _, width in merges for column in range(left, min(left + width, last + 1))}
    places = sorted(used)
    left = places[0] if places else 0
    for at, column in itertools.pairwise(places):
        if column > at + 1 and column + 1 in used and _is_label(block, column):
            yield left, at + 1
            left = column
    if places:
        yield left, places[-1] + 1


def _is_label(block: Mapping[int, Row], column: int) -> bool:
    """Tell whether a column holds words, one in each row or nearly."""
    said = [row[column] for row in block.values() if column in row]
    return 2 <= len(said) >= len(block) - 1 and not any(is_datum(text) for text in said)
