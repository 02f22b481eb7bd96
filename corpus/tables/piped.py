"""Where the rows of piped tables stand: Markdown's, framed or not, and those that dumps of web pages make.

A framed row begins and ends with a pipe. In a dump without frames a line that ends with one goes on in the next: a line
break within a cell, or an empty cell. A rule of dashes stands under the first row of a table, so it tells where a table
begins and how wide it is; an empty line ends it, a line of blanks does not. Where a page has ended a dump begins a new
table: it is put to the one above that it goes on with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.tables.kinds import Kind, is_datum, kind_of
from corpus.tables.lines import Line
from corpus.tables.words import names_a_column
from kg.pattern import Pattern

RULE = Pattern(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?|\|\s*:?-{2,}:?\s*\|")
MOST_GAP = 4  # empty lines that a page break leaves
SECTION = Pattern(r"[^。；：:，|]{2,30}")  # no sentence, nothing that leads to another table
MEANS = "指"  # stands in the middle column of a list of terms


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of each row of one table, and the numbers of the rows that come after a page break."""

    rows: tuple[tuple[Line, ...], ...]
    framed: bool
    ruled: bool = False
    gaps: frozenset[int] = field(default=frozenset())

    def words(self, row: int) -> list[str]:
        """Return the words of the cells of a row."""
        written = " ".join(line.bare for line in self.rows[row])
        return [cell.strip() for cell in (written.strip("|") if self.framed else written).split("|")]

    @property
    def width(self) -> int:
        """How many cells its longest row has."""
        return max(len(self.words(row)) for row in range(len(self.rows)))


def find_pipe_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the piped tables: of two rows at least, or of one and a rule."""
    last: Block | None = None
    for block, gap, between in _parts(lines):
        title = [(line,) for line in between]
        if last and gap <= MOST_GAP and (_is_headed(last, block, between) if title else _goes_on(last, block, gap)):
            first = len(last.rows) + len(title)
            gaps = {*last.gaps, *(() if title else (first,)), *(first + number for number in block.gaps)}
            last = Block((*last.rows, *title, *block.rows), last.framed, last.ruled, frozenset(gaps))
            continue
        if last and (last.ruled or len(last.rows) > 1):
            yield last
        last = block
    if last and (last.ruled or len(last.rows) > 1):
        yield last


def is_rule(line: Line) -> bool:
    """Tell whether a line is the rule under the first row of a table."""
    return RULE.fullmatch(line.bare) is not None


def _parts(lines: Sequence[Line]) -> Iterator[tuple[Block, int, list[Line]]]:
    """Yield the rows under each rule, or under none; how many empty lines and which others stand before them."""
    gap = number = 0
    between: list[Line] = []
    while number < len(lines):
        after = number + 1
        while after < len(lines) and lines[after].gap == 0:
            after += 1
        gap += lines[number].gap
        for run in _runs(lines[number:after]):
            if isinstance(run, Block):
                yield run, gap, between
                gap, between = 0, []
            elif run.bare:
                between.append(run)
        number = after


def _runs(stretch: Sequence[Line]) -> Iterator[Block | Line]:
    """Yield the tables in a stretch without empty lines, and the lines that are in none."""
    if not any("|" in line.text for line in stretch):
        yield from stretch
        return
    piped = [line for line in stretch if is_rule(line)] or [line for line in stretch if _is_piped(line)]
    framed = bool(piped) and all(_is_framed(line) for line in piped)
    width = _width(stretch)
    rows: list[list[Line]] = []
    ruled = parted = False
    for number, line in enumerate(stretch):
        if not line.bare:
            parted = True
            continue
        if is_rule(line):
            if ruled and len(rows) > 1:
                yield Block(tuple(map(tuple, rows[:-1])), framed, ruled)
                rows = rows[-1:]
            ruled = parted = bool(rows)
            continue
        above = rows[-1] if rows and not parted and not framed else []
        if above and _goes_on_in(above, line, width, ruled=ruled):
            above.append(line)
        elif _is_piped(line) or (not framed and _is_open(line)) or (ruled and _spans(stretch, number)):
            rows.append([line])
        else:
            if rows:
                yield Block(tuple(map(tuple, rows)), framed, ruled)
            rows, ruled = [], False
            yield line
        parted = False
    if rows:
        yield Block(tuple(map(tuple, rows)), framed, ruled)


def _width(stretch: Sequence[Line]) -> int:
    """Return how many cells the longest row has that is written on one line."""
    whole = (b for a, b in pairwise([stretch[0], *stretch]) if not _is_open(b) and (not _is_open(a) or is_rule(b)))
    return max((line.bare.count("|") + 1 for line in whole), default=0)


def _goes_on_in(row: Sequence[Line], line: Line, width: int, *, ruled: bool) -> bool:
    """Tell whether a row goes on in a line: it ends with a pipe and is not full, or words go on in its last cell."""
    cells = [cell for part in row for cell in part.bare.split("|")]
    count = len(cells) - (len(row) - 1)
    if _is_open(row[-1]):
        return count + line.bare.count("|") <= max(width, count)
    words = kind_of(cells[-1]) is kind_of(line.bare) is Kind.WORDS
    return ruled and count >= width and "|" not in line.text and words


def _spans(stretch: Sequence[Line], number: int) -> bool:
    """Tell whether a line without pipes is a row of one cell that spans all columns: rows stand right around it."""
    return stretch[number - 1].bare != "" and any(_is_piped(line) for line in stretch[number + 1 : number + 2])


def _is_piped(line: Line) -> bool:
    return "|" in line.bare.strip("|") or is_rule(line)


def _is_framed(line: Line) -> bool:
    return line.bare.startswith("|") and line.bare.endswith("|") and len(line.bare) > 1


def _is_open(line: Line) -> bool:
    return line.bare.endswith("|") and not line.bare.endswith("\\|")


def _goes_on(above: Block, below: Block, gap: int) -> bool:
    """Tell whether a table is the rest of the one above it that a page break has parted.

    It repeats the header, is numbered on, or has the first figures below a header alone; and where not even an empty
    line stands between, it is as wide and its first row is none of heads.
    """
    heads, first, last = above.words(0), below.words(0), above.words(-1)
    if heads == first:
        rows = [below.words(number) for number in range(1, len(below.rows))]
        return gap == 0 or len(above.rows) == 1 or any(_numbered_on(last, row) for row in rows[:2])
    if not gap and above.framed is below.framed and below.width <= above.width:
        means = len(first) == len(last) == 3 and first[1] == last[1] == MEANS
        return means or (not names_a_column(first[0]) and any(is_datum(cell) for cell in first[1:]))
    if len(first) != len(last):
        return False
    if first[0].isdecimal() and last[0].isdecimal():
        return _numbered_on(last, first)
    known = [cell for number in range(len(above.rows)) for cell in above.words(number)]
    return any(is_datum(cell) for cell in first[1:]) and not any(is_datum(cell) for cell in known)


def _is_headed(above: Block, below: Block, between: Sequence[Line]) -> bool:
    """Tell whether one line between two tables is the name of a section: the table below has no header of its own."""
    first, heads = below.words(0), above.words(0)
    return (
        len(between) == 1
        and SECTION.fullmatch(between[0].bare) is not None
        and above.framed is below.framed
        and len(first) == len(heads)
        and any(is_datum(cell) for cell in first[1:])
        and not any(is_datum(cell) for cell in heads[1:])
    )


def _numbered_on(last: Sequence[str], row: Sequence[str]) -> bool:
    return row[0].isdecimal() and last[0].isdecimal() and int(row[0]) == int(last[0]) + 1
