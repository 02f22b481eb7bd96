"""The arithmetic that a table claims: totals, means, shares, growth, opening plus change is closing.

Everything is exact decimal arithmetic. Stated figures are rounded, so a check holds when the difference is no more than
half a unit in the last place of each figure that takes part. Rows that begin 其中 (of which) are no addends.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from corpus.tables.words import is_mean, is_median, is_of_which, is_total, names_only_a_total
from kg.model import Cell, Table
from kg.pattern import Pattern

FIGURE = Pattern(r"(?P<open>[(（])?(?P<sign>[-－−+])?(?P<digits>\d[\d,，]*(?:\.\d+)?)[)）]?(?P<percent>[%％])?")
SHARE_HEAD = Pattern(r"占比|比例|比重")
GROWTH_HEAD = Pattern(r"同比|变动比例|增长率|变动幅度|增减.*[%％]")
CLOSING = Pattern(r"期末|年末")
CHANGE = Pattern(r"变动额?\Z|变动金额|增减变动|期间变动|增减额?\Z")
NUMBERED = Pattern(
    r"(?:(?P<paren>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<han>[一二三四五六七八九十]{1,3}(?:[、.．]|\Z))"
    r"|(?P<decimal>\d{1,2}\.\d)|(?P<digit>\d{1,2}\s*(?:[、.．]|\Z))|(?P<inner>[（(]\d{1,2}[）)]))"
)
MOST_ADDENDS = 100  # totals, or parts, that one figure adds up
HUNDRED = Decimal(100)
BASES = (  # how far before a column of growth stand what grew and its base, and whether the first is the change itself
    (2, 1, False),
    (1, 2, False),
    (1, 2, True),
    (1, 3, True),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as stated and half a unit in its last place; shares are in percent."""

    value: Decimal
    half: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One claim: what is stated in a cell and what the other cells make of it."""

    kind: str  # sum, mean, share, growth, roll
    row: int
    column: int
    stated: Decimal
    computed: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        return abs(self.stated - self.computed) <= self.tolerance


def figure(text: str) -> Figure | None:
    """Return the figure of a cell, None if it is none.

    >>> figure("(1,234.50)").value, figure("5.0%").half
    (Decimal('-1234.50'), Decimal('0.05'))
    """
    match = FIGURE.fullmatch("".join(text.split()))
    if not match:
        return None
    value = Decimal(match["digits"].replace(",", "").replace("，", ""))
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    negative = match["sign"] in ("-", "－", "−") or match["open"] is not None
    return Figure(-value if negative else value, half, match["percent"] is not None)


def adds_up(parts: Sequence[Figure], stated: Figure) -> bool:
    """Tell whether figures add up to one, as exactly as they are stated."""
    return abs(sum(part.value for part in parts) - stated.value) <= sum(each.half for each in (*parts, stated))


def checks(table: Table) -> Iterator[Check]:
    """Yield the arithmetic claims of a table, row by row."""
    grid = [[None if cell.filled else figure(cell.text) for cell in row] for row in table.rows]
    yield from _sums(table, grid)
    yield from _shares(table, grid)
    yield from _row_wise(table, grid)


def _sums(table: Table, grid: Sequence[Sequence[Figure | None]]) -> Iterator[Check]:
    parts = _parts(table.rows, grid)
    alone = [number for number, row in enumerate(table.rows) if sum(1 for cell in row if cell.text) == 1]
    totals = _totals(table.rows)
    for place, number in enumerate(totals):
        label = _label(table.rows[number])
        above = totals[max(0, place - MOST_ADDENDS) : place]
        title = alone[bisect_left(alone, number) - 1] if alone and alone[0] < number else -1
        readings = [
            list(_sums_of_row(table, grid, number, addends, is_mean(label)))
            for addends in _addends(table.rows, number, above, title, parts)
        ]
        found = max(readings, key=lambda checks: sum(check.holds for check in checks))
        # 研发薪酬合计 may be a figure of its own: it claims a sum only if somewhere it is one
        claims = names_only_a_total(label) and (not above or names_only_a_total(_label(table.rows[above[-1]])))
        if claims or any(check.holds for check in found):
            yield from found


def _sums_of_row(
    table: Table, grid: Sequence[Sequence[Figure | None]], number: int, addends: Sequence[int], mean: bool
) -> Iterator[Check]:
    heads = [next(iter(table.heads(column)[-1:]), "") for column in range(table.width)]
    for column in range(1, table.width):
        stated = grid[number][column]
        parts = [part for n in addends if (part := grid[n][column])]
        if SHARE_HEAD.search(heads[column]) or GROWTH_HEAD.search(heads[column]):
            parts = [replace(part, percent=True) for part in parts]
        if stated is None or len(parts) < 2 or (not mean and any(p.percent for p in parts) and stated.value != HUNDRED):
            continue
        slack = stated.half + sum((part.half for part in parts), Decimal(0))
        total = sum((part.value for part in parts), Decimal(0))
        if mean:
            middle = is_median(_label(table.rows[number]))
            mean_of = median(part.value for part in parts) if middle else total / len(parts)
            yield Check("mean", number, column, stated.value, mean_of, slack)
            continue
        collapsed = _without_subtotals(parts)
        if abs(total - stated.value) > slack and len(collapsed) < len(parts):
            total = sum((part.value for part in collapsed), Decimal(0))
        yield Check("sum", number, column, stated.value, total, slack)


def _without_subtotals(parts: Sequence[Figure]) -> list[Figure]:
    """Leave out figures that a later one adds up: rows may have an unnamed subtotal."""
    kept: list[Figure] = []
    for part in parts:
        total = sum((other.value for other in kept), Decimal(0))
        slack = part.half + sum((other.half for other in kept), Decimal(0))
        if len(kept) > 1 and abs(total - part.value) <= slack:
            kept = []
        kept.append(part)
    return kept


def _parts(rows: Sequence[Sequence[Cell]], grid: Sequence[Sequence[Figure | None]]) -> set[int]:
    """Return the rows that are parts of another: 其中：甲 and those after it, while they add up to the row above."""
    parts = {number for number, row in enumerate(rows) if is_of_which(_label(row))}
    for first in sorted(parts - {0}):
        for after in range(first + 2, min(len(rows), first + MOST_ADDENDS) + 1):
            if is_total(_label(rows[after - 1])):
                break
            if _adds_up(grid[first - 1], grid[first:after]):
                parts |= set(range(first, after))
                break
    return parts


def _adds_up(whole: Sequence[Figure | None], parts: Sequence[Sequence[Figure | None]]) -> bool:
    """Tell whether rows add up to another wherever both have figures, and that they do somewhere."""
    seen = False
    for column, stated in enumerate(whole):
        figures = [row[column] for row in parts]
        known = [each for each in figures if each]
        if column and stated and len(known) > 1:
            slack = stated.half + sum((each.half for each in known), Decimal(0))
            if abs(sum((each.value for each in known), Decimal(0)) - stated.value) > slack:
                return False
            seen = True
    return seen


def _addends(
    rows: Sequence[Sequence[Cell]], number: int, totals: Sequence[int], title: int, parts: AbstractSet[int]
) -> list[list[int]]:
    """Return the rows that a total may add up: after the title or total above it, or totals and what follows."""
    total = totals[-1] + 1 if totals else 0
    section = max(title + 1, total)
    firsts = dict.fromkeys((section, total))
    found = [[n for n in range(first, number) if n not in parts] for first in firsts]
    if totals:
        found.append([*totals, *found[-1]])
    styles = {n: _numbered(rows[n]) for n in found[-1]}
    for style in sorted(set(styles.values()) - {""}):  # the rows of other styles are parts of these
        alike = [n for n, own in styles.items() if own == style]
        if 1 < len(alike) < len(styles):
            found.append(alike)
    return found


def _totals(rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [number for number, row in enumerate(rows) if is_total(_label(row))]


def _numbered(row: Sequence[Cell]) -> str:
    """Return how a row is numbered, in its label or before it: han, digit, decimal …, "" where it is not."""
    match = NUMBERED.match(next((cell.text for cell in row[:2] if cell.text), ""))
    return match.lastgroup or "" if match else ""


def _shares(table: Table, grid: Sequence[Sequence[Figure | None]]) -> Iterator[Check]:
    """Check share = amount / total in the column pairs (amount, 占比) of tables whose total is 100 %."""
    totals = [number for number in _totals(table.rows) if not is_mean(_label(table.rows[number]))]
    for column in range(2, table.width):
        if not SHARE_HEAD.search("".join(table.heads(column)[-1:])):
            continue
        for number, row in enumerate(grid):
            place = bisect_left(totals, number)
            last = totals[place] if place < len(totals) else None
            whole = grid[last][column - 1] if last is not None else None
            hundred = grid[last][column] if last is not None else None
            stated, amount = row[column], row[column - 1]
            if not (stated and amount and whole and hundred and whole.value) or hundred.value != HUNDRED:
                continue
            share = HUNDRED * amount.value / whole.value
            slack = stated.half + HUNDRED * (amount.half + whole.half) / abs(whole.value)
            yield Check("share", number, column, stated.value, share, slack)


def _row_wise(table: Table, grid: Sequence[Sequence[Figure | None]]) -> Iterator[Check]:
    heads = [next(iter(table.heads(column)[-1:]), "") for column in range(table.width)]
    for column in range(3, table.width):
        if CHANGE.search(heads[column]):
            yield from _rolls(grid, column)
        if GROWTH_HEAD.search(heads[column]):
            found = [list(_growths(grid, column, bases)) for bases in BASES]
            yield from max(found, key=lambda checks: sum(check.holds for check in checks))


def _rolls(grid: Sequence[Sequence[Figure | None]], column: int) -> Iterator[Check]:
    for number, row in enumerate(grid):
        a, b, stated = row[column - 2], row[column - 1], row[column]
        if a and b and stated and not (a.percent or b.percent or stated.percent):
            yield Check("roll", number, column, stated.value, b.value - a.value, a.half + b.half + stated.half)


def _growths(grid: Sequence[Sequence[Figure | None]], column: int, bases: tuple[int, int, bool]) -> Iterator[Check]:
    """Yield growth = change / base, or (new - base) / base, under one reading of the columns before."""
    grown, base, is_change = bases
    if column - base < 1:
        return
    for number, row in enumerate(grid):
        a, b, stated = row[column - grown], row[column - base], row[column]
        if not (a and b and stated and stated.percent and b.value) or a.percent or b.percent:
            continue
        change = a.value if is_change else a.value - b.value
        slack = stated.half + HUNDRED * (a.half + b.half * abs(a.value / b.value)) / abs(b.value)
        yield Check("growth", number, column, stated.value, HUNDRED * change / abs(b.value), slack)


def _label(row: Sequence[Cell]) -> str:
    return next((cell.text for cell in row[:3] if cell.text and not cell.filled and figure(cell.text) is None), "")
