"""Tables that a text dump of a PDF has flattened: found by their header and figures, rebuilt by inference.

Where a table may begin, readings of its header are ranked (`heading.py`), the body is fitted to the best of them
(`aligned.py`), and the reading under which header and body agree best is kept. What a page break has put between is
taken out first: page numbers and the header repeated.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.tables.aligned import Alignment, align
from corpus.tables.atoms import Atom, Gap, atoms_of, cells_run_on, lines_of
from corpus.tables.cells import BLANK, cell_of, filled
from corpus.tables.columns import Holds, held_by, held_in
from corpus.tables.context import NOTE, Surroundings
from corpus.tables.doubt import doubtful_rows
from corpus.tables.fit import Runs
from corpus.tables.grid import Reading, Row, fill_down, is_total_row
from corpus.tables.heading import Heading, Readings
from corpus.tables.kinds import is_datum
from corpus.tables.pages import rests_joined, without_repeats
from corpus.tables.regions import MOST_LINES, Region, Regions
from corpus.tables.reheaded import is_title
from corpus.tables.rivals import undecided
from corpus.tables.rows import Columns, RowSpans
from corpus.tables.spans import respread
from corpus.tables.stacked import Stacks
from corpus.tables.threefold import three_levels
from kg.model import Cell
from kg.pattern import Pattern

MOST_HEADS = 56  # atoms of a header
ROW_LINES = 60  # lines of the longest row
MORE = 16  # so many times as many lines are read where a table has not ended
LONGER = 40  # so many times as many lines are read where a table has not ended
KEPT = 2  # readings the whole body is fitted to
CLOSE = 7.0  # a reading so far behind on the probe is not one of them: none ever made up for more than 5.2
PROBE = 70  # atoms of the body that a reading of the header is tried on
ENDING = 4  # of those that end at one atom
TRIED = 24  # readings tried at most
MARGIN = 4.0  # a reading so much worse than the best is not tried
BROKEN = 0.5  # evidence against a head that promised something else
UNUSED = 4.0  # evidence against a column that no row fills
NAMED = Pattern(r"[^：:]{3,}[：:].")  # 公司名称：甲公司, no cell of a table
LEAST = 3.0  # evidence for a table, all in all, that is enough


@dataclass(frozen=True, slots=True)
class Found:
    """A table read from the lines `[first, after)`."""

    reading: Reading
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of the header with the body fitted to it."""

    heading: Heading
    body: Alignment
    columns: Columns
    broken: int = 0  # columns that do not hold what their heads promise

    @property
    def score(self) -> float:
        return self.heading.score + self.body.score - UNUSED * self.unused - BROKEN * self.broken

    @property
    def unused(self) -> int:
        """How many columns no row fills."""
        used = {n for row in self.body.rows for n, (first, after) in enumerate(row.cells) if after > first}
        return self.heading.width - len(used)


def find_flat(around: Surroundings) -> Iterator[Found]:
    """Yield the flattened tables of a text, in order."""
    if not around.wrapped and not any(line.text.endswith(" ") for line in around.lines[:2000]):
        return
    regions = Regions(around)
    after = 0
    for region in regions:
        if region.first < after:
            continue
        found = read_region(around, region, regions.at)
        if found:
            after = found.after
            yield found


@dataclass(frozen=True, slots=True)
class Fit:
    """A table as it was fitted to the atoms of a region, repeated headers left out."""

    best: Candidate
    runs: Runs

    @property
    def after(self) -> int:
        """The line below the table."""
        return self.runs.atoms[self.best.body.after - 1].line + 1


def read_region(around: Surroundings, region: Region, longer: Callable[[int, int], Region]) -> Found | None:
    """Return the table that begins with the first line of a region, None if none does.

    One that goes on to where the region was cut is read on over a `longer` one: of its first line, and so many lines.
    """
    fit = _best_fit(around, region)
    while fit and region.cut and fit.after > region.after - ROW_LINES:
        known = region.after - region.first >= MOST_LINES
        region = longer(region.first, (LONGER if known else MORE) * (region.after - region.first))
        fit = _gone_on(around, region, fit.best) if known else _best_fit(around, region)
    return _found(around, region, fit) if fit else None


def _best_fit(around: Surroundings, region: Region) -> Fit | None:
    runs, stops = _runs_of(around, region)
    if len(runs.atoms) < 4:
        return None
    fits = _Fits(runs)
    probed = sorted((_probe(fits, heading, stops) for heading in _shortlist(runs, region)), key=lambda c: -c.score)
    promising = [candidate for candidate in probed[:KEPT] if candidate.score > probed[0].score - CLOSE]
    if around.runs_on:  # the beginning of the body tells less where lines tell nothing: the best of each width too
        first = {candidate.heading.width: candidate for candidate in reversed(probed)}
        promising += [candidate for candidate in first.values() if candidate not in promising]
    fitted = [(*_whole(fits, candidate, stops), number) for number, candidate in enumerate(promising)]
    if not fitted:
        return None
    best, own, _ = max(fitted, key=lambda item: (item[0].score, -item[2]))
    return Fit(best, own) if best.score >= LEAST and _is_table(best) else None


def _gone_on(around: Surroundings, region: Region, known: Candidate) -> Fit:
    """Read a table on over a longer region: header and columns are known by now."""
    own, stops = without_repeats(*_runs_of(around, region), known.heading)
    columns = replace(known.columns, prose=stops)
    return Fit(replace(known, body=align(own, known.heading.after, columns, len(own.atoms)), columns=columns), own)


def _runs_of(around: Surroundings, region: Region) -> tuple[Runs, frozenset[int]]:
    """Return the atoms of a region, and those among them that begin like prose."""
    atoms = (cells_run_on if around.runs_on else atoms_of)(around.lines, region.first, region.after)
    return Runs(atoms), frozenset(n for n, atom in enumerate(atoms) if atom.starts_line and atom.line in region.prose)


def _found(around: Surroundings, region: Region, fit: Fit) -> Found:
    leaves_words = _leaves_words(fit.runs, fit.best, region)
    return Found(_reading(around.text, fit.runs, fit.best, leaves_words=leaves_words), region.first, fit.after)


@dataclass(frozen=True, slots=True)
class _Fits:
    """The bodies fitted so far: where headers that are cut in other ways promise the same, they have the same body."""

    runs: Runs
    known: dict[tuple[int, Columns, int], Alignment] = field(default_factory=dict)

    def body(self, first: int, columns: Columns, limit: int) -> Alignment:
        """Return the best rows from an atom on that end before another."""
        key = (first, columns, limit)
        if key not in self.known:
            self.known[key] = align(self.runs, first, columns, limit)
        return self.known[key]


def _probe(fits: _Fits, heading: Heading, stops: frozenset[int]) -> Candidate:
    """Fit the beginning of the body to a reading of the header."""
    limit = min(len(fits.runs.atoms), heading.after + PROBE)
    columns = _promised(fits.runs, heading, stops)
    return Candidate(heading, fits.body(heading.after, columns, limit), columns)


def _whole(fits: _Fits, probed: Candidate, stops: frozenset[int]) -> tuple[Candidate, Runs]:
    """Fit the whole body to a reading of the header, what page breaks repeat of it left out; then once more, knowing
    what the columns hold."""
    heading = probed.heading
    own, own_stops = without_repeats(fits.runs, stops, heading)
    fits = fits if own is fits.runs else _Fits(own)
    columns, limit = _promised(own, heading, own_stops), len(own.atoms)
    learned = _learned(own, fits.body(heading.after, columns, limit), columns)
    kept = zip(columns.holds, learned.holds, strict=True)
    broken = sum(promised is not Holds.ANY and promised is not holds for promised, holds in kept)
    return Candidate(heading, fits.body(heading.after, learned, limit), learned, broken), own


def _shortlist(runs: Runs, region: Region) -> list[Heading]:
    """Return the most promising readings of the header: the best few for each end of it."""
    atoms = runs.atoms
    limit = min(len(atoms), region.header_limit(atoms) + 1, MOST_HEADS)
    ends = [n for n in range(2, limit) if atoms[n].starts_line and not atoms[n].open]
    run_on = atoms[-1].gap is Gap.RUN_ON
    found = _headings(runs, region, [end for end in ends if not (run_on and _leaves_heads(runs, end))])
    if run_on and not found:
        found = _headings(runs, region, ends)
    found.sort(key=lambda h: (-h.score, h.after, h.width))
    return [heading for heading in found[:TRIED] if heading.score > found[0].score - MARGIN]


def _headings(runs: Runs, region: Region, ends: Sequence[int]) -> list[Heading]:
    """Return the best few readings of a header for each end of it; those of two levels only where they come near."""
    readings = Readings(runs, max(ends, default=0), geometric=region.geometric, blank=region.blank)
    flat = [list(readings.flat(end)) for end in ends]
    best = max((heading.score for each in flat for heading in each), default=float("-inf"))
    stacks = Stacks(runs, readings)
    found: list[Heading] = []
    for end, headings in zip(ends, flat, strict=True):
        headings += stacks.ending(end, best - MARGIN)
        headings.sort(key=lambda h: (-h.score, h.width))
        found += headings[:ENDING]
        found += three_levels(runs, readings, end) if runs.atoms[end].gap is Gap.RUN_ON else ()
        best = max([best, *(heading.score for heading in headings[:1])])
    return found


def _leaves_heads(runs: Runs, after: int) -> bool:
    """Tell whether right below a header that ends before an atom stands one of its heads again, or one of shares, and
    no figure after it."""
    heads = {atom.text for atom in runs.atoms[:after]}
    below = [atom.text for atom in runs.atoms[after : after + 2]]
    if len(below) <= 1:
        return False
    repeated, share = below[0] in heads, held_by(below[:1]) is Holds.RATIO
    return (repeated or share) and ((repeated and share) or not is_datum(below[1]))


def _promised(runs: Runs, heading: Heading, stops: frozenset[int]) -> Columns:
    """Return what a reading of the header says of the columns."""
    return Columns(heading.holds(runs), (0.0,) * heading.width, runs.geometric, stops)


def _learned(runs: Runs, body: Alignment, columns: Columns) -> Columns:
    holds: list[Holds] = []
    widths: list[float] = []
    for column, promised in enumerate(columns.holds):
        cells = [row.cells[column] for row in body.rows if not row.rest]
        found = [runs.starting(a)[b - a - 1] for a, b in cells if b > a]
        holds.append(held_in((run.kind for run in found), promised))
        wide = sorted(run.widest for run in found)
        known = holds[-1] in (Holds.TEXT, Holds.WORDS, Holds.ANY) and len(wide) >= 3
        bare = column == 0 and all(run.rows == 1 for run in found)  # labels of one line: as wide as the widest
        widths.append(wide[-1 if bare else len(wide) * 3 // 4] if known else 0.0)
    return Columns(tuple(holds), tuple(widths), columns.geometric, columns.prose)


def _is_table(candidate: Candidate) -> bool:
    rows = [row for row in candidate.body.rows if sum(b > a for a, b in row.cells) >= 2]
    return bool(rows) and candidate.body.score / max(1, len(candidate.body.rows)) > 0.4


def _leaves_words(runs: Runs, best: Candidate, region: Region) -> bool:
    """Tell whether the line below the last row is one that might have belonged to it: no prose or note, or a list goes
    on."""
    after = best.body.after
    below = runs.atoms[after].text if after < len(runs.atoms) else ""
    if not below or NOTE.match(below) or NAMED.match(below) or is_title(below):
        return False
    ends = next(
        (n for n in range(after + 1, len(runs.atoms)) if runs.atoms[n].starts_line and not runs.atoms[n].open), 0
    )
    listed = runs.atoms[after - 1].text.endswith("；") and runs.atoms[ends - 1].text.endswith("；")
    return runs.atoms[after].line not in region.prose or listed


def _reading(text: str, runs: Runs, best: Candidate, *, leaves_words: bool) -> Reading:
    header = _header_cells(text, runs, best.heading)
    found = rests_joined(text, runs, best.body.rows)
    runs_on = runs.atoms[-1].gap is Gap.RUN_ON
    header = tuple(respread(header, found.rows)) if runs_on else header
    doubtful = found.unsure | doubtful_rows(header, found.rows, found.evidence, runs_on=runs_on)
    doubtful |= undecided(runs, best.columns, best.body.rows)
    last = len(found.rows) - 1
    if leaves_words and not (is_total_row(found.rows[last]) and all(cell.text for cell in found.rows[last])):
        doubtful |= set(range(last + 1)) if runs_on else {last}
    return Reading(header, tuple(fill_down(found.rows)), doubtful)


def _header_cells(text: str, runs: Runs, heading: Heading) -> tuple[Row, ...]:
    levels: list[Row] = []
    for level, owners in zip(heading.levels, heading.spans, strict=True):
        cells: list[Cell] = []
        for column, owner in enumerate(owners):
            cell = cell_at(text, runs.atoms, level[owner])
            if not cell.text and levels:
                cell = filled(levels[-1][column])
            elif owner != column:
                cell = filled(cell)
            cells.append(cell)
        levels.append(tuple(cells))
    return tuple(levels)


def cell_at(text: str, atoms: Sequence[Atom], span: tuple[int, int]) -> Cell:
    """Return the cell of some atoms: one piece for each line of it."""
    first, after = span
    if first == after:
        return BLANK
    return cell_of(text, lines_of(atoms, span))


__all__ = ["Found", "RowSpans", "find_flat", "read_region"]
