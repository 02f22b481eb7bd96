"""Tables whose cells the source itself draws (PDF rules, Word, Excel): from cells as written to `Table`.

Header and body are told apart, pages put together, merged cells filled; caption, unit and notes are read around them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.frame import DrawnTable, Part, continued, parted, put_together
from corpus.handed import handed_down
from corpus.tables import find_tables, table_of
from corpus.tables.carried import carried_on
from corpus.tables.cells import filled, squeezed
from corpus.tables.context import Context, Surroundings, context_of
from corpus.tables.doubt import lacks_heads
from corpus.tables.grid import Grid, header_depth, read_drawn
from corpus.tables.kinds import is_datum
from corpus.tables.lines import lines_of
from kg.model import Cell, Table


def tables_of(text: str, raw: Sequence[DrawnTable]) -> list[Table]:
    """Return the tables drawn on the pages, and those that only the words betray, sorted and disjoint."""
    around = Surroundings(text, list(lines_of(text)), wrapped=False)  # a line is a paragraph: readers write them so
    drawn = list(_drawn(around, raw))
    spans = [(r.start, r.end) for r in raw]
    told = [t for t in find_tables(_left_out(text, spans)) if all(t.end <= a or b <= t.start for a, b in spans)]
    return carried_on(text, sorted((*drawn, *told), key=lambda table: table.start))


def _left_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with nothing but empty lines where the tables are drawn, as long as before."""
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [text[at:start], "\n" * (end - max(start, at))]
        at = max(end, at)
    return "".join([*parts, text[at:]])


def _drawn(around: Surroundings, raw: Sequence[DrawnTable]) -> Iterator[Table]:
    """Yield the tables of all frames. What stands above a frame is said of the first table in it, a unit of all.

    A frame right below another goes on with it; so does its caption, where the columns are others.
    """
    starts = [line.start for line in around.lines]
    context, last = Context(), -1
    for frame, parts, heads in handed_down(around.text, list(_frames(raw))):
        above = context if frame.start == last or heads else None
        context = context_of(around, bisect_left(starts, frame.start), bisect_left(starts, frame.end))
        last = frame.end
        if above is not None:
            context = replace(context, unit=context.unit or above.unit)
            if not context.caption:
                context = replace(context, caption=above.caption, caption_at=above.caption_at)
        for number, (part, title) in enumerate(parts):
            here = replace(context, notes=context.notes if number == len(parts) - 1 else ())
            if title is not None:
                here = replace(here, caption=title.text, caption_at=(title.start, title.end))
            grid = Grid(_merged_filled(part), frozenset(part.gaps))
            reading = read_drawn(around.text, grid, _depth(part))
            table = table_of(around.text, reading, here)
            if heads and not number and not table.header:
                table = replace(table, header=(heads,))  # that stand above the table, so it begins below them
            headless = not table.header and lacks_heads(table)
            yield replace(table, page=part.page, doubtful=tuple(range(len(table.rows))) if headless else ())


def _frames(raw: Sequence[DrawnTable]) -> Iterator[tuple[DrawnTable, list[Part]]]:
    """Yield each frame with the tables in it, those put together that a page break parts."""
    frame: DrawnTable | None = None
    parts: list[Part] = []
    for each in raw:
        found = parted(each)
        if frame is not None and found[0][1] is None and frame.end == each.start:
            (above, title), below = parts[-1], found[0][0]
            if continued(above, below):
                parts = [*parts[:-1], (put_together(above, below), title), *found[1:]]
                frame = replace(frame, end=each.end)
                continue
        if frame is not None:
            yield frame, [part for part in parts if len(part[0].rows) > 1]
        frame, parts = each, found
    if frame is not None:
        yield frame, [part for part in parts if len(part[0].rows) > 1]


def _depth(raw: DrawnTable) -> int:
    """Return how many rows are header: where one head spans several columns, the heads under it are, too."""
    rows = raw.rows
    depth = header_depth(rows)
    if depth != 1 or len(rows) < 3 or any(is_datum(cell.text) for cell in rows[1]):
        return depth
    under = [at for row, column, _, columns in raw.merged if row == 0 for at in range(column, column + columns)]
    spanning = any(row == 0 and columns > 1 for row, _, _, columns in raw.merged)
    below = any(is_datum(cell.text) for cell in rows[2])
    return 2 if spanning and below and all(rows[1][at].text for at in under if at < len(rows[1])) else 1


def _above_gaps(raw: DrawnTable, depth: int) -> dict[int, int]:
    """Return for the first row of each page, its repeated header left out, the last row of the page before."""
    header = [[squeezed(cell) for cell in row] for row in raw.rows[:depth]]
    above = {}
    for gap in sorted(gap for gap in raw.gaps if gap >= max(depth, 1)):
        first = gap
        while first < len(raw.rows) and [squeezed(cell) for cell in raw.rows[first]] in header:
            first += 1
        above[first] = gap - 1
    return above


def _merged_filled(raw: DrawnTable) -> tuple[tuple[Cell, ...], ...]:
    """Repeat merged cells where they reach: heads over columns, cells of the body over rows and page breaks."""
    depth = _depth(raw)
    rows = [list(row) for row in raw.rows]
    above = _above_gaps(raw, depth)
    for row, column, height, width in sorted(raw.merged):
        if row >= len(rows):
            continue
        if row in above and not rows[row][column].text and height > 1:
            rows[row][column] = filled(rows[above[row]][column])
        cell = rows[row][column]
        reach = depth if row < depth else len(rows)
        for down in range(row, min(row + height, reach)):
            for at in range(column, column + width if row < depth else column + 1):
                if cell.text and not rows[down][at].text:
                    rows[down][at] = filled(cell)
    return tuple(tuple(row) for row in rows)
