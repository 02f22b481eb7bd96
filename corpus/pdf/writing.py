"""From page layouts to the canonical text: one line a paragraph, one line a table row, and where all of it is drawn."""

import itertools
from collections import defaultdict
from collections.abc import Sequence

from corpus.frame import DrawnTable
from corpus.pdf.glyphs import Glyph
from corpus.pdf.grid import Field, Grid
from corpus.pdf.layout import Layout
from corpus.pdf.lines import Line, joined
from corpus.pdf.unruled import Unruled
from kg.model import Cell, Page, Run
from kg.pattern import Pattern

SHORT = 1.6  # of the line height; a line ending this far before the margin ends its paragraph
INDENT = 0.9  # of the line height; a line beginning this far inside begins one
CENTRED = 4.0  # of the line height; a line beginning so much further right than the one before is a title
LEADING = 1.9  # of the usual distance between lines; a wider one parts paragraphs
SAME_COLUMN = 6.0  # points two grids' lines may lie apart and still be one table over two pages
BEGINS = Pattern(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:\.\d{1,2})*[、.．]\s?\D|[①-⑳]|注\s*\d{0,2}[：:]|单位[：:]|表\s*\d|图\s*\d)"
)
TICK_BOXES = "□☐√☑"
STOPS = tuple("。；：！？.;:")


class Writer:
    """Writes layouts one after the other; afterwards `text`, `tables`, `pages` and `runs` are what was written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._paragraph: Line | None = None  # the last line of the paragraph being written
        self._open: DrawnTable | None = None  # a table that the next page may continue
        self._margins = (0.0, 0.0, 0.0)
        self._page = 0
        self.tables: list[DrawnTable] = []
        self.pages: list[Page] = []
        self.runs: list[Run] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, layout: Layout) -> None:
        """Write one page."""
        self._page = layout.number
        start = self._at
        lines = [item for item in layout.items if isinstance(item, Line)]
        self._margins = _margins(lines, [item for item in layout.items if isinstance(item, Grid)])
        for index, item in enumerate(layout.items):
            if isinstance(item, Line):
                self._line(item, first=index == 0)
            else:
                self._table(item, first=index == 0)
        self.pages.append(Page(layout.number, start, self._at, layout.frame.width, layout.frame.height))

    def finish(self) -> None:
        """End the last paragraph."""
        self._break()

    def _line(self, line: Line, *, first: bool) -> None:
        self._open = None
        before = self._paragraph
        if before is not None and not self._goes_on(before, line, first=first):
            self._break()
            before = None
        latin = before is not None and _is_latin(before.text[-1]) and _is_latin(line.text[0])
        self._put(" " if latin else "")
        self._run(line.text, line.x0, line.y0, line.x1, line.y1)
        self._paragraph = line

    def _goes_on(self, before: Line, line: Line, *, first: bool) -> bool:
        left, right, leading = self._margins
        if line.text[0] in TICK_BOXES or before.text[0] in TICK_BOXES:
            return False
        if BEGINS.match(line.text) and (before.text.endswith(STOPS) or before.x1 < right - 4 * before.size):
            return False
        if before.x1 < right - SHORT * before.size or line.x0 > left + INDENT * line.size:
            return False
        if line.x0 > before.x0 + CENTRED * line.size:
            return False
        if abs(before.size - line.size) > 0.25 * max(before.size, line.size):
            return False
        return first or line.y0 - before.y0 <= LEADING * leading

    def _break(self) -> None:
        if self._paragraph is not None:
            self._put("\n")
            self._paragraph = None

    def _table(self, item: Grid | Unruled, *, first: bool) -> None:
        self._break()
        xs = item.xs if isinstance(item, Grid) else ()
        table = self._open if first and self._open and _same_columns(self._open.xs, xs) else None
        if table is None:
            table = DrawnTable(self._at, self._at, self._page, xs)
            self.tables.append(table)
        else:
            table.gaps.add(len(table.rows))
        if isinstance(item, Grid):
            self._grid_rows(table, item)
        else:
            self._unruled_rows(table, item)
        table.end = self._at
        self._open = table

    def _grid_rows(self, table: DrawnTable, grid: Grid) -> None:
        width, base = len(grid.xs) - 1, len(table.rows)
        fields: dict[int, list[Field]] = defaultdict(list)
        for each in grid.fields:
            fields[each.row].append(each)
        for row in range(len(grid.ys) - 1):
            cells = [Cell()] * width
            written = 0
            for cell in fields[row]:
                if text := joined(cell.glyphs):
                    written = self._tabs(written, cell.column)
                    cells[cell.column] = self._cell(text, cell.glyphs)
                if cell.rows > 1 or cell.columns > 1:
                    table.merged.append((base + row, cell.column, cell.rows, cell.columns))
            self._end_row(table, cells)

    def _unruled_rows(self, table: DrawnTable, item: Unruled) -> None:
        for parts in item.rows:
            cells = [Cell()] * len(parts)
            written = 0
            for column, part in enumerate(parts):
                if part is not None:
                    written = self._tabs(written, column)
                    start = self._at
                    self._run(part.text, part.x0, part.y0, part.x1, part.y1)
                    cells[column] = Cell(part.text, ((start, self._at),))
            self._end_row(table, cells)

    def _tabs(self, written: int, column: int) -> int:
        """Write the tabs that lead to a column, past those of its row that stand already."""
        self._put("\t" * (column - written))
        return column

    def _end_row(self, table: DrawnTable, cells: list[Cell]) -> None:
        if any(cell.text for cell in cells):
            table.rows.append(tuple(cells))
        else:
            table.merged = [m for m in table.merged if m[0] != len(table.rows)]
        self._put("\n")

    def _cell(self, text: str, glyphs: Sequence[Glyph]) -> Cell:
        start = self._at
        box = min(g.x0 for g in glyphs), min(g.y0 for g in glyphs), max(g.x1 for g in glyphs), max(g.y1 for g in glyphs)
        self._run(text, *box)
        return Cell(text, ((start, self._at),))

    def _run(self, text: str, x0: float, y0: float, x1: float, y1: float) -> None:
        start = self._at
        self._put(text)
        box = (round(v, 1) for v in (x0, y0, x1, y1))
        self.runs.append(Run(start, self._at, self._page, *box))

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._at += len(text)


def _margins(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[float, float, float]:
    """Return where lines begin and end on a page, and the usual distance between them."""
    if not lines:
        return 0.0, 0.0, 0.0
    wide = sorted(lines, key=lambda line: line.x1 - line.x0)[len(lines) // 2 :]
    left = min(line.x0 for line in wide)
    right = max([sorted(line.x1 for line in wide)[len(wide) * 9 // 10], *(grid.xs[-1] for grid in grids)])
    steps = sorted(b.y0 - a.y0 for a, b in itertools.pairwise(lines) if b.y0 > a.y0)
    return left, right, steps[len(steps) // 2] if steps else 2 * lines[0].size


def _same_columns(above: Sequence[float], below: Sequence[float]) -> bool:
    return (
        bool(above)
        and len(above) == len(below)
        and all(abs(a - b) <= SAME_COLUMN for a, b in zip(above, below, strict=True))
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
