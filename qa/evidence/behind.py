"""The facts behind a sentence: what the graph holds of the words that an answer in prose rests on."""

from kg.model import Evidence, Fact, Party
from qa.evidence.cells import TABLED, Cell, cells_of
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench

BEFORE = 400  # characters before a sentence in which a fact of it may begin
MOST = 3


def behind(bench: Workbench, found: Found) -> list[Cell]:
    """Return cells of the facts that state the words cited: first those that hold a value of the answer."""
    said = {str(part) for item in found.items for part in (item.value, item.text) if part}
    cells: list[tuple[tuple[bool, bool, bool, int], Cell]] = []
    agreeing = [side for _, c in found.guesses for m in c.matches[:1] for side in (m.right, m.left)]
    for evidence in (*(s.evidence for s in found.prose), *found.evidence, *agreeing):
        for fact in _overlapping(bench, evidence):
            cells += [(_order(bench, cell, said, evidence), cell) for cell in cells_of(fact, bench.names)]
    cells.sort(key=lambda pair: (pair[0], pair[1].fact.id, pair[1].role))
    return [cell for _, cell in cells[:MOST]]


def _overlapping(bench: Workbench, evidence: Evidence) -> list[Fact]:
    start, end = evidence.main.start, evidence.main.end
    near = bench.library.facts_in(evidence.doc, max(0, start - BEFORE), end)
    return [f for f in near if f.evidence[0].main.end > start]


def _order(bench: Workbench, cell: Cell, said: set[str], evidence: Evidence) -> tuple[bool, bool, bool, int]:
    """Order cells: the value itself, a party of the question, a typed fact, the nearest."""
    name = cell.value.name if isinstance(cell.value, Party) else str(cell.value)
    asked = bench.scope.issuers.union(*bench.scope.parties)
    return (
        name not in said and cell.text not in said,
        not asked & (cell.parties | cell.subjects),
        cell.fact.type in TABLED,
        abs(cell.evidence.main.start - evidence.main.start),
    )
