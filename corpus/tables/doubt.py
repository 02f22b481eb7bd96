"""How a wrong reading of a flattened table betrays itself: what no cue settles is said to be doubtful, never guessed.

Six signs. A row that little speaks for: the evidence summed up while it was read is low. A cell that is not what the
rest of its column is: a clause among figures, a figure among names. A head in the first row: the header has one level
more. Words before 合计: they are the end of the row above. A total that no column adds up to. And words left over: a
line right below the table that is neither prose nor heading nor note, so the last row may go on in it. A seventh, that
cells of words could be parted elsewhere as well, is in `rivals.py`.
"""

from collections.abc import Sequence

from corpus.tables.cells import squeezed
from corpus.tables.check import adds_up, checks, figure
from corpus.tables.columns import Holds, held_by, held_in
from corpus.tables.grid import Row, figure_columns, heads_again, is_total_row
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.listed import is_key_value
from corpus.tables.ragged import counts
from corpus.tables.spans import adds_across
from corpus.tables.words import names_only_a_total
from kg.model import Table
from kg.pattern import Pattern

LEAST_EVIDENCE = 0.2  # for each cell of a row
FIGURES = frozenset({Holds.NUMBER, Holds.RATIO, Holds.DATE, Holds.FLAG})
NAMELESS = frozenset({Kind.NUMBER, Kind.RATIO, Kind.DATE})
SPACED = Pattern(r"[-−(（]?\d{1,3}(?: \d{3})+(?:\.\d+)?[)）]?")  # one figure, a blank for each thousand
SEVERAL = Pattern(r"(?:\\?-|-?\d[\d,]*(?:\.\d+)?%?)(?:\s+(?:\\?-|-?\d[\d,]*(?:\.\d+)?%?))+")
SPANNED = 2  # rows of the shortest header in which heads stand over others
STRAY = Pattern(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")  # the title of what follows
LONGEST_LABEL = 40  # characters; a sentence may leave a bracket open
CLAUSE = 12  # words so long do not stand in a column of figures; 本期未计息 does, so do shares by age


def doubtful_rows(header: Sequence[Row], rows: Sequence[Row], evidence: Sequence[float], *, runs_on: bool) -> set[int]:
    """Return the rows that betray themselves by the evidence for them or by a cell that is out of place.

    Where a text runs on nothing tells which of a row's cells is missing, that a row alone is one, or which
    head spans others.
    """
    heads = {squeezed(cell) for row in header for cell in row if kind_of(cell.text) is Kind.WORDS}
    holds = [_held(rows, column) for column in range(len(rows[0]))] if rows else []
    guessed = _spans_by_guess(header) and not adds_across(header, rows)
    bare = runs_on and (len(rows) == 1 or guessed)
    if rows and (bare or any(squeezed(cell) in heads for cell in rows[0]) or any(map(_is_shifted, rows))):
        return set(range(len(rows)))
    figures = figure_columns(rows)
    doubtful: set[int] = set()
    for number, (row, score) in enumerate(zip(rows, evidence, strict=True)):
        filled = [cell for cell in row if cell.text]
        if runs_on and len(filled) > 1 and any(STRAY.match(cell.text) for cell in row[1:]):
            doubtful.add(number)
        if runs_on and len(filled) == 1 and kind_of(filled[0].text) is Kind.INTEGER:  # what it counts was not found
            doubtful.add(number)
        if len(filled) < 2 or is_total_row(row) or heads_again(figures, row):
            continue
        weak = score < LEAST_EVIDENCE * len(filled) and any(kind_of(cell.text) is not Kind.WORDS for cell in filled)
        odd = (_is_odd(cell.text, held, first=n == 0) for n, (cell, held) in enumerate(zip(row, holds, strict=True)))
        if weak or any(odd) or (runs_on and len(filled) < len(row)):
            doubtful.add(number)
    return doubtful


def misses_its_totals(table: Table) -> bool:
    """Tell whether most of the sums that the totals of a table claim do not hold."""
    sums = [check.holds for check in checks(table) if check.kind == "sum"]
    return bool(sums) and sum(sums) * 2 <= len(sums)


def misses_across(table: Table) -> bool:
    """Tell whether a column 合计 adds up the others under its span in hardly any row: then heads stand wrong."""
    if len(table.header) < SPANNED:
        return False
    *_, spans, heads = table.header
    for column in range(3, table.width):
        over, own = spans[column], heads[column]
        if not names_only_a_total(own.text) or not over.text or over.text == own.text:
            continue
        beside = [n for n in range(1, column) if spans[n].text == over.text]
        rows = [[figure(row[n].text) for n in (*beside, column)] for row in table.rows]
        whole = [known for row in rows if len(known := [each for each in row if each]) == len(row) > 2]
        held = [adds_up(parts, total) for *parts, total in whole]
        if len(held) > 1 and sum(held) * 2 < len(held):
            return True
    return False


def names_twice(table: Table) -> bool:
    """Tell whether the same heads stand over two columns of figures, and no labels between tell these apart.

    A share or a change may have the heads of another one: it says something of the column before it.
    """
    seen: dict[tuple[str, ...], int] = {}
    for column in range(1, table.width if table.header else 0):
        if not _is_of_figures(table.rows, column):
            seen = {}
            continue
        heads = table.heads(column)
        other = seen.get(heads)
        if other is not None and heads:
            of_another = held_by(heads) is Holds.RATIO and table.heads(column - 1) != table.heads(other - 1)
            if not of_another:
                return True
        seen[heads] = column
    return False


def unconfirmed_rows(table: Table) -> set[int]:
    """Return the rows that betray themselves where cells were written apart, but merged and empty ones left out.

    Figures without a head, or with the heads of others; a cell of two figures; a label whose bracket is closed in
    another row; a total that lacks cells and that nothing adds up to.
    """
    if lacks_heads(table) or names_twice(table):
        return set(range(len(table.rows)))
    figures = _figures_of(table)
    found = {n for n, row in enumerate(table.rows) if any(_is_several(row[column].text) for column in figures)}
    found |= {n for n, row in enumerate(table.rows) if row[0].text and _is_cut(row[0].text)}
    sums: dict[int, list[bool]] = {}
    for check in checks(table):
        if check.kind == "sum":
            sums.setdefault(check.row, []).append(check.holds)
    return found | {n for n, held in sums.items() if not any(held) and any(not cell.text for cell in table.rows[n])}


def lacks_heads(table: Table) -> bool:
    """Tell whether figures stand without a head: of any column, or of several where there is no header at all."""
    headless = [column for column in _figures_of(table) if not any(row[column].text for row in table.header)]
    headless = [
        column for column in headless if not counts([row[column].text for row in table.rows if row[column].text])
    ]
    return len(headless) > (not table.header) and not is_key_value(table.rows)


def _figures_of(table: Table) -> list[int]:
    return [column for column in range(1, table.width) if _is_of_figures(table.rows, column)]


def _is_several(text: str) -> bool:
    """Tell whether a cell holds several figures, two that belong to two cells."""
    return SEVERAL.fullmatch(text) is not None and SPACED.fullmatch(text) is None


def _is_cut(text: str) -> bool:
    """Tell whether a bracket opens in a label and is not closed."""
    return len(text) <= LONGEST_LABEL and sum(map(text.count, "（(")) > sum(map(text.count, "）)"))


def _is_of_figures(rows: Sequence[Row], column: int) -> bool:
    cells = [row[column].text for row in rows if row[column].text]
    return sum(kind_of(text) in (Kind.NUMBER, Kind.RATIO) or _is_several(text) for text in cells) * 2 > len(cells)


def _spans_by_guess(header: Sequence[Row]) -> bool:
    """Tell whether one head alone spans others and is no period: no second one with the same below it confirms it."""
    if len(header) < 2:
        return False
    spanning = {over.text for over, cell in zip(*header[:2], strict=True) if over.filled and not cell.filled}
    return len(spanning) == 1 and kind_of(min(spanning)) not in (Kind.PERIOD, Kind.DATE)


def _is_shifted(row: Row) -> bool:
    """Tell whether words stand before the word for a total: they belong to the row above."""
    at = next((n for n, cell in enumerate(row) if names_only_a_total(cell.text)), 0)
    return any(kind_of(cell.text) is Kind.WORDS for cell in row[:at])


def _held(rows: Sequence[Row], column: int) -> Holds:
    return held_in((kind_of(row[column].text) for row in rows), Holds.ANY)


def _is_odd(text: str, held: Holds, *, first: bool) -> bool:
    kind = kind_of(text)
    if held is Holds.TEXT:
        return first and kind in NAMELESS
    return held in FIGURES and kind is Kind.WORDS and len(text) >= CLAUSE and "%" not in text
