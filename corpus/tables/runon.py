"""Tables in texts without line breaks: cells run on, one blank between two.

All that is left of a table is the order of its cells and what they look like. So each run without blanks is taken for a
cell of its own, and the inference that rebuilds flattened tables finds header and rows by kinds and counts alone; sums
and shares then confirm them or make them doubtful. Where a sentence stands between, any table ends.
"""

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.tables.context import Surroundings
from corpus.tables.flat import Found, read_region
from corpus.tables.kinds import FIGURES, Kind, kind_of
from corpus.tables.lines import Line
from corpus.tables.regions import Region
from corpus.tables.reheaded import is_title
from corpus.tables.units import MONEY, unit_line
from corpus.tables.words import names_a_column
from kg.pattern import Pattern

LONG = 1000  # characters of a line that runs on; a paragraph is shorter
LONGEST_CELL = 36
SENTENCE = Pattern(r"[。；！？]|[：:]\Z")
CLAUSES = Pattern(r"，.{6}")  # of a sentence, unless a figure follows: then of a long cell
LEAST_CELLS = 6
MOST_CELLS = 2500  # of one table
MOST_MISSES = 12  # so many places of a stretch where no table begins, and no more are tried
LEAST_FIGURES = 3
HEADS = 3  # cells that tell one header from another
LEAD = 3  # cells before the first head may be the end of a title
CELL = Pattern(rf"\S*单位[：:] {MONEY}(?!\S)|\S+")


def runs_on(line: Line) -> bool:
    """Tell whether a line is too long for a paragraph: all line breaks of a text are lost."""
    return len(line.text) >= LONG and "\t" not in line.text


def find_run_on(text: str, line: Line) -> Iterator[tuple[Surroundings, Found]]:
    """Yield the tables of a line that runs on, with the cells of the line as its surroundings."""
    cells = [Line(m.start(), m.end() + 1, m[0] + " ", 0) for m in CELL.finditer(text, line.start, line.end)]
    around = Surroundings(text, cells, wrapped=False, runs_on=True)
    for found in _tables(around):
        yield around, found


def _tables(around: Surroundings) -> Iterator[Found]:
    lines = around.lines
    first = after = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and not _is_sentence(around, number):
            continue
        misses = 0
        stretch = _Stretch(lines, first, number)
        for region in stretch:
            if region.first < after or misses == MOST_MISSES:
                continue
            found = read_region(around, region, stretch.at)
            if found:
                after = found.after
                yield found
            else:
                misses += 1
        first = number + 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Cells `[first, after)` of a text, between two sentences."""

    lines: Sequence[Line]
    first: int
    after: int

    def __iter__(self) -> Iterator[Region]:
        """Yield where a table may begin: at the first cell, and wherever words name a first column."""
        kinds = [kind_of(line.bare) for line in self.lines[self.first : self.after]]
        if len(kinds) < LEAST_CELLS or sum(kind in FIGURES for kind in kinds) < LEAST_FIGURES:
            return
        named = [number for number in range(self.first, self.after) if names_a_column(self.lines[number].bare)]
        begins = named if named and named[0] - self.first <= LEAD else [self.first, *named]
        while begins:
            number, *begins = begins
            if kinds[number - self.first] in (Kind.WORDS, Kind.PERIOD):
                again = _headed_anew(self.lines, number, min(self.after, number + MOST_CELLS))
                if again is not None and again not in begins:
                    insort(begins, again)
                yield self.at(number)

    def at(self, first: int, most: int = MOST_CELLS) -> Region:
        """Return the cells from one on, so many at most, that end where other heads begin."""
        after = min(self.after, first + most)
        again = _headed_anew(self.lines, first, after)
        cut = again is None and after < self.after
        if again is not None:
            after = again - is_title(self.lines[again - 1].bare)
        return Region(first, after, frozenset(), geometric=False, blank=False, cut=cut)


def _headed_anew(lines: Sequence[Line], first: int, after: int) -> int | None:
    """Return the cell below the figures where the first head stands again with others beside it."""
    heads = [line.bare for line in lines[first : first + HEADS]]
    figures = False
    for number in range(first + HEADS, after):
        bare = lines[number].bare
        figures = figures or kind_of(bare) in FIGURES
        if figures and bare == heads[0] and [line.bare for line in lines[number : number + HEADS]] != heads:
            return number
    return None


def _is_sentence(around: Surroundings, number: int) -> bool:
    line = around.lines[number]
    bare = line.bare
    below = around.lines[number + 1].bare if number + 1 < len(around.lines) else ""
    clauses = CLAUSES.search(bare) is not None and kind_of(below) not in FIGURES
    if len(bare) > LONGEST_CELL or SENTENCE.search(bare) or clauses:
        return not bare.startswith(("减", "加", "其中"))
    return unit_line(around.text, line.start, line.start + len(bare)) is not None
