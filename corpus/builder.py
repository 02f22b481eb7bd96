"""Writes the canonical text of a source that has none of its own: a line a paragraph, a line a table row."""

from collections.abc import Sequence

from corpus.frame import DrawnTable
from kg.model import Cell

Merge = tuple[int, int, int, int]  # row, column, rows, columns


class TextBuilder:
    """Collects paragraphs and tables; `text`, `tables` and `heads` (start of a heading: level) are what was written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self.tables: list[DrawnTable] = []
        self.heads: dict[int, int] = {}

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def line(self, text: str, level: int = 0) -> None:
        """Write one paragraph, a heading where it has a level; line breaks within it become blanks."""
        plain = " ".join(text.split("\n")).strip()
        if plain:
            if level:
                self.heads[self._at] = level
            self._put(plain + "\n")

    def table(self, rows: Sequence[Sequence[str]], merged: Sequence[Merge] = ()) -> None:
        """Write one table; the cells that a merged cell covers are given empty."""
        table = DrawnTable(self._at, self._at, merged=list(merged))
        for row in rows:
            cells = []
            for column, cell in enumerate(row):
                self._put("\t" if column else "")
                cells.append(self._cell(cell))
            table.rows.append(tuple(cells))
            self._put("\n")
        table.end = self._at
        if table.rows:
            self.tables.append(table)

    def _cell(self, text: str) -> Cell:
        plain = " ".join(text.split())
        if not plain:
            return Cell()
        start = self._at
        self._put(plain)
        return Cell(plain, ((start, self._at),))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)
