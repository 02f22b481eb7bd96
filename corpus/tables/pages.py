"""What page breaks do to a flattened table: headers repeated in the middle of it, rows cut in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.tables.atoms import Atom, Gap, lines_of
from corpus.tables.cells import BLANK, cell_of
from corpus.tables.fit import Runs
from corpus.tables.grid import CUT_CELL
from corpus.tables.heading import Heading
from corpus.tables.rows import RowSpans, Span
from kg.model import Cell


def without_repeats(runs: Runs, stops: frozenset[int], heading: Heading) -> tuple[Runs, frozenset[int]]:
    """Return the atoms without the header where it stands again; what follows it comes after a page break."""
    atoms = runs.atoms
    words = "".join(atom.text for atom in atoms[: heading.after])
    kept: list[Atom] = []
    moved: list[int] = []
    number = 0
    opened: bool | None = None
    while number < len(atoms):
        atom = atoms[number]
        if number >= heading.after and atom.starts_line:
            length = _spells(atoms, number, words)
            if length:
                opened = atom.open
                number += length
                continue
        if number in stops:
            moved.append(len(kept))
        if opened is not None:
            atom, opened = replace(atom, gap=Gap.PAGE, open=opened, resumes=True), None
        kept.append(atom)
        number += 1
    return (runs, stops) if len(kept) == len(atoms) else (Runs(kept), frozenset(moved))


def _spells(atoms: Sequence[Atom], first: int, words: str) -> int:
    """Return how many atoms from `first` on spell these words, 0 if they do not."""
    at = 0
    for number in range(first, len(atoms)):
        text = atoms[number].text
        if not words.startswith(text, at):
            return 0
        at += len(text)
        if at == len(words):
            return number + 1 - first
    return 0


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows put together, the evidence for each, and those of which it stays unsure which cells go on."""

    rows: tuple[tuple[Cell, ...], ...]
    evidence: tuple[float, ...]
    unsure: frozenset[int]


def rests_joined(text: str, runs: Runs, rows: Sequence[RowSpans]) -> Joined:
    """Return the rows, each cut one put together with its rest."""
    atoms = runs.atoms
    done: list[list[list[Span]]] = []
    evidence: list[float] = []
    unsure: set[int] = set()
    for row in rows:
        if not row.rest or not done:
            evidence.append(row.score)
            done.append([[cell] if cell[1] > cell[0] else [] for cell in row.cells])
            continue
        rests = [cell for cell in row.cells if cell[1] > cell[0]]
        if not rests:
            continue
        above = done[-1]
        columns = _with_hidden(atoms, above, _open_columns(atoms, above), len(rests))
        cut = best_cut(runs, (rests[0][0], rests[-1][1]), [above[column] for column in columns])
        if cut is None:
            unsure.add(len(done) - 1)
            columns = [column for column, cell in enumerate(row.cells) if cell[1] > cell[0]]
        else:
            rests = cut
        for column, rest in zip(columns, rests, strict=True):
            above[column].append(rest)
    cells = tuple(tuple(_cell(text, atoms, spans) for spans in row) for row in done)
    return Joined(cells, tuple(evidence), frozenset(unsure))


def _open_columns(atoms: Sequence[Atom], row: Sequence[Sequence[Span]]) -> list[int]:
    """Return the columns whose cell ended without a blank: the line was cut, not finished."""
    return [
        column for column, spans in enumerate(row) if spans and spans[-1][1] < len(atoms) and atoms[spans[-1][1]].open
    ]


def _with_hidden(atoms: Sequence[Atom], row: Sequence[Sequence[Span]], known: list[int], wanted: int) -> list[int]:
    """Add the columns whose cut line shares a physical line with the next cell, and so hides its end: the longest."""
    last = max((spans[-1][1] for spans in row if spans), default=0)
    line = atoms[last - 1].line if last else -1
    hidden = [
        (-(atoms[spans[-1][1] - 1].end - atoms[spans[-1][0]].start), column)
        for column, spans in enumerate(row)
        if spans
        and column not in known
        and atoms[spans[-1][1] - 1].line == line
        and atoms[spans[-1][1] - 1].end - atoms[spans[-1][0]].start >= CUT_CELL
    ]
    return sorted([*known, *(column for _, column in sorted(hidden)[: max(0, wanted - len(known))])])


def best_cut(runs: Runs, span: Span, above: Sequence[Sequence[Span]]) -> list[Span] | None:
    """Cut the rests of a row into one cell for each cell that goes on, None if that cannot be done.

    A rest takes on paragraphs only where the cell above it has some already.
    """
    first, after = span
    best: dict[int, tuple[float, list[Span]]] = {first: (0.0, [])}
    for upper in above:
        spread = any(_paragraphs(runs.atoms, part) for part in upper)
        reached: dict[int, tuple[float, list[Span]]] = {}
        for start, (score, cells) in best.items():
            if start >= after:
                continue
            part = runs.seams[start].part if cells else 0.0
            for length, run in enumerate(runs.starting(start), 1):
                end = start + length
                if end > after:
                    break
                total = score + part + run.keep - (0.0 if spread else 2.0 * run.paragraphs)
                if end not in reached or total > reached[end][0]:
                    reached[end] = (total, [*cells, (start, end)])
        best = reached
    return best[after][1] if after in best else None


def _paragraphs(atoms: Sequence[Atom], span: Span) -> int:
    return sum(atom.gap is Gap.FULL and not atom.open for atom in atoms[span[0] + 1 : span[1]])


def _cell(text: str, atoms: Sequence[Atom], spans: Sequence[Span]) -> Cell:
    pieces = [piece for span in spans for piece in lines_of(atoms, span)]
    return cell_of(text, pieces) if pieces else BLANK
