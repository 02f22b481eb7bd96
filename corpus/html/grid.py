"""The grid of an HTML table: rowspan and colspan laid out, as the HTML standard's table model (§4.9.12) says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.builder import Merge
from kg.errors import TooLargeError

_WIDEST = 500  # columns
_MOST_CELLS = 2_000_000


def table_grid(path: Path, table: Any, cell_text: Callable[[Any], str]) -> tuple[list[list[str]], list[Merge]]:
    """Return rows of equal width and the merged cells; a covered place is empty.

    Raises TooLargeError where the spans ask for more than a table can be.
    """
    sources = [row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table]
    places: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    width = 0
    for at, row in enumerate(sources):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in places:
                column += 1
            height = min(_span(cell, "rowspan", len(sources)) or len(sources), len(sources) - at)
            breadth = _span(cell, "colspan", _WIDEST) or 1
            if column + breadth > _WIDEST or len(places) + height * breadth > _MOST_CELLS:
                raise TooLargeError(path, "a table of too many columns or cells", hint="leave the page out")
            _cover(places, at, column, height, breadth)
            places[at, column] = cell_text(cell)
            if height * breadth > 1:
                merges.append((at, column, height, breadth))
            column += breadth
            width = max(width, column)
    return [[places.get((at, column), "") for column in range(width)] for at in range(len(sources))], merges


def _cover(places: dict[tuple[int, int], str], row: int, column: int, height: int, breadth: int) -> None:
    for down in range(height):
        for right in range(breadth):
            places.setdefault((row + down, column + right), "")


def _span(cell: Any, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), most) if value.isascii() and value.isdecimal() and len(value) < 9 else 1
