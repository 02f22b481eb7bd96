"""Ruled tables: from drawn lines to cells. Lines are merged, joined where they cross, and cut into a grid.

A grid field without a wall towards its neighbour is one cell with it: merged cells need no special case. The method is
that of Nurminen's thesis (Tampere 2013, "Algorithmic extraction of data in tables in PDF documents"), which Tabula and
pdfplumber use too, with open left and right sides allowed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.pdf.glyphs import Glyph, Rule

SNAP = 2.6  # points; lines this close are one line
TOUCH = 4.0  # points; a line ending this near another one meets it
OPEN_SIDE = 12.0  # points a rule must reach beyond the outermost wall to make an open column
LEAST_FIELD = 3.0  # points; a narrower field is a double line
MOST_RULES = 4000  # of one page; more is a drawing
MOST_FIELDS = 6000  # of one table on a page; more is squared paper


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a ruled table: its place in the grid, how far it reaches, and the glyphs in it."""

    row: int
    column: int
    rows: int
    columns: int
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page: the coordinates of its lines and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def inside(self, glyphs: Iterable[Glyph]) -> list[Glyph]:
        """Return the glyphs that stand within the table."""
        (left, *_, right), (top, *_, bottom) = self.xs, self.ys
        return [g for g in glyphs if top <= g.mid_y <= bottom and left <= g.mid_x <= right]


def grids(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Grid]:
    """Return the ruled tables of a page, top to bottom; a box of one cell is none."""
    if not 4 <= len(rules) <= MOST_RULES:
        return []
    horizontals = _merged(rule for rule in rules if rule.horizontal)
    verticals = _merged(rule for rule in rules if not rule.horizontal)
    found = []
    for across, down in _components(horizontals, verticals):
        xs, ys = _lines(across, down)
        if len(xs) > 2 and len(ys) > 1 and 1 < (len(xs) - 1) * (len(ys) - 1) <= MOST_FIELDS:
            grid = Grid(tuple(xs), tuple(ys), ())
            inside = grid.inside(glyphs)
            if inside:
                found.append(Grid(grid.xs, grid.ys, tuple(_fields(xs, ys, across, down, inside))))
    return sorted(found, key=lambda grid: (grid.top, grid.xs[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Merge rules on one line that overlap or touch."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        if lines and rule.at - lines[-1][0].at <= SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        line.sort(key=lambda r: r.start)
        start, end = line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start > end + TOUCH:
                merged.append(Rule(rule.horizontal, at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        merged.append(Rule(line[0].horizontal, at, start, end))
    return merged


def _components(horizontals: list[Rule], verticals: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of lines that hang together by crossing or touching."""
    parent = list(range(len(horizontals) + len(verticals)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontals):
        for j, v in enumerate(verticals):
            if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH:
                parent[root(i)] = root(len(horizontals) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(horizontals):
        groups[root(i)][0].append(h)
    for j, v in enumerate(verticals):
        groups[root(len(horizontals) + j)][1].append(v)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _lines(across: list[Rule], down: list[Rule]) -> tuple[list[float], list[float]]:
    """Return the x and y coordinates of the grid; a side left open gets a line where the rules end.

    Left and right are open by design, top and bottom where a page break cuts a row.
    """
    return _closed(_snapped([rule.at for rule in down]), across), _closed(_snapped([rule.at for rule in across]), down)


def _closed(lines: list[float], crossing: Sequence[Rule]) -> list[float]:
    """Add a line where the rules that cross the lines end well beyond the last of them: most, or the outermost two.

    Where the cells of the open column are merged downwards, only the first and the last rule run through it.
    """
    outer = (min(crossing, key=lambda rule: rule.at), max(crossing, key=lambda rule: rule.at))
    starts, ends = sorted(rule.start for rule in crossing), sorted(rule.end for rule in crossing)
    start = min(starts[len(starts) // 2], max(rule.start for rule in outer))
    end = max(ends[len(ends) // 2], min(rule.end for rule in outer))
    if start < lines[0] - OPEN_SIDE:
        lines.insert(0, starts[0])
    if end > lines[-1] + OPEN_SIDE:
        lines.append(ends[-1])
    return lines


def _snapped(values: list[float]) -> list[float]:
    values.sort()
    kept = [values[0]]
    for value in values[1:]:
        if value - kept[-1] > LEAST_FIELD:
            kept.append(value)
    return kept


def _fields(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule], glyphs: Sequence[Glyph]
) -> list[Field]:
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(i, j): (i, j) for i in range(height) for j in range(width)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while owner[at] != at:
            at = owner[at]
        return at

    for i in range(height):
        middle = (ys[i] + ys[i + 1]) / 2
        for j in range(width - 1):
            if not _covered(down, xs[j + 1], middle):
                owner[root((i, j + 1))] = root((i, j))
    for j in range(width):
        middle = (xs[j] + xs[j + 1]) / 2
        for i in range(height - 1):
            if not _covered(across, ys[i + 1], middle):
                a, b = sorted((root((i, j)), root((i + 1, j))))
                owner[b] = a
    members: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at in owner:
        members[root(at)].append(at)
    inside: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        i, j = _slot(ys, glyph.mid_y), _slot(xs, glyph.mid_x)
        if i is not None and j is not None:
            inside[root((i, j))].append(glyph)
    fields = []
    for key, cells in members.items():
        rows, columns = [i for i, _ in cells], [j for _, j in cells]
        top, left = min(rows), min(columns)
        reach = max(rows) - top + 1, max(columns) - left + 1
        fields.append(Field(top, left, *reach, tuple(inside[key])))
    return sorted(fields, key=lambda f: (f.row, f.column))


def _covered(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(r.at - at) <= LEAST_FIELD and r.start - TOUCH <= middle <= r.end + TOUCH for r in rules)


def _slot(lines: list[float], value: float) -> int | None:
    for index in range(len(lines) - 1):
        if lines[index] <= value <= lines[index + 1]:
            return index
    return None
