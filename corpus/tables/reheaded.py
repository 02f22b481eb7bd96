"""Heads in the middle of a table: other columns begin there, so the rows below them are a table of their own.

项目 | 2023年末 | 2022年末 and, further down, 项目 | 2023年度 | 2022年度; or years that go on where a page was too
narrow. Read as one table the figures below would stand under the heads above.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.tables.cells import BLANK, squeezed
from corpus.tables.grid import Row, fill_header, header_depth
from corpus.tables.kinds import VALUES, Kind, is_datum, kind_of
from corpus.tables.words import is_total, names_a_column
from kg.model import Cell, Table
from kg.pattern import Pattern

TIME = Pattern(r"(?:19|20)\d{2}(?!\d)|(?:期|年|季|月)[初末]|本[期年]|上[期年]")
TITLE = Pattern(r"\A(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑩])|(?:表|数据|指标|情况|如下)[：:]?\Z")
FIGURES_BELOW = VALUES - {Kind.DATE}


def parted_at_heads(table: Table) -> list[Table]:
    """Return the tables that one is, top to bottom: itself where no row of heads stands between its rows."""
    cuts = [number for number in range(1, len(table.rows) - 1) if _begins_another(table, number)]
    if not cuts:
        return [table]
    titles = [_title(table.rows[number - 1]) for number in cuts]
    ends = [number - (title is not None) for number, title in zip(cuts, titles, strict=True)]
    first = replace(table, rows=table.rows[: ends[0]], doubtful=tuple(n for n in table.doubtful if n < ends[0]))
    below = zip(cuts, [*ends[1:], len(table.rows)], titles, strict=True)
    return [_own(first), *(_part(table, begin, after, title) for begin, after, title in below)]


def _begins_another(table: Table, number: int) -> bool:
    """Tell whether a row names columns anew: like the header, but not the same, with figures right below."""
    row, above = table.rows[number], table.rows[number - 1]
    words = [squeezed(cell) for cell in row]
    written = [column for column in range(1, len(row)) if words[column] and not row[column].filled]
    if not words[0] or row[0].filled or not written or is_total(words[0]) or any(map(_is_value, words)):
        return False
    if not (_resembles(table.header, words, written) if table.header else _names_times(words, written)):
        return False
    depth = header_depth(table.rows[number:])
    below = table.rows[number + depth] if depth and number + depth < len(table.rows) else ()
    figures = sum(kind_of(cell.text) in FIGURES_BELOW for cell in below[1:])
    alone = not any(cell.text and not cell.filled for cell in above[1:])
    return figures * 2 >= len(written) and (any(_is_value(cell.text) for cell in above) or (number > 1 and alone))


def _is_value(text: str) -> bool:
    return is_datum(text) or kind_of(text) is Kind.DASH


def _title(row: Row) -> Cell | None:
    """Return the one cell of a row where it is the title of what follows, and no end of the label above it."""
    return row[0] if not any(cell.text and not cell.filled for cell in row[1:]) and is_title(squeezed(row[0])) else None


def is_title(text: str) -> bool:
    """Tell whether words are those of a title above a table: numbered, or 主要数据 at their end."""
    return kind_of(text) is Kind.WORDS and TITLE.search(text) is not None


def _resembles(header: Sequence[Row], words: Sequence[str], written: Sequence[int]) -> bool:
    """Tell whether words could be heads of a table with this header: the same first head, the same others, or times."""
    heads = [[squeezed(cell) for cell in row] for row in header]
    if list(words) in heads:
        return False
    if words[0] in (row[0] for row in heads):
        return True
    if all(words[column] == heads[-1][column] for column in written):
        return len(written) > 1
    return all(TIME.match(words[column]) and TIME.match(heads[-1][column]) for column in written)


def _names_times(words: Sequence[str], written: Sequence[int]) -> bool:
    """Tell whether words are heads wherever they stand: 项目 and nothing but times."""
    return names_a_column(words[0]) and all(TIME.match(words[column]) for column in written)


def _part(table: Table, first: int, after: int, title: Cell | None) -> Table:
    """Return the rows from a row of heads on as a table, under the title that stands above them."""
    rows = [tuple(BLANK if cell.filled else cell for cell in row) for row in table.rows[first:after]]
    depth = header_depth(rows)
    body = table.rows[first + depth : after]
    doubtful = tuple(n - first - depth for n in table.doubtful if first + depth <= n < after)
    part = _own(replace(table, header=tuple(fill_header(rows[:depth])), rows=body, doubtful=doubtful))
    return replace(part, caption=title.text, caption_at=(title.start, title.end)) if title else part


def _own(table: Table) -> Table:
    """Return a table with its own start and end, and without the columns in which it has no cell."""
    grid = (*table.header, *table.rows)
    used = [column for column in range(table.width) if any(row[column].text and not row[column].filled for row in grid)]
    header, rows = (tuple(tuple(row[n] for n in used) for row in part) for part in (table.header, table.rows))
    own = [cell for row in grid for cell in row if cell.pieces and not cell.filled]
    start, end = min(cell.start for cell in own), max(cell.end for cell in own)
    return replace(table, header=header, rows=rows, start=start, end=end)
