"""Slots of a question filled with the cells of one row: each thing asked by the head that its own clause explains."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from kg.model import Party, Quantity
from kg.period import Period
from qa.evidence.cells import UNIT_RANGES, Cell
from qa.evidence.lookup import same_value
from qa.evidence.rows import Row
from qa.evidence.scope import Scope
from qa.parsing.asks import SHARE
from qa.parsing.match import explained, squeezed
from qa.parsing.question import Kind, Question
from qa.parsing.slots import Slot
from qa.rows.records import CHANGED

FITS = 0.5  # how well a head must be explained by the clause that asks for it
ALONE = 0.6  # what the one cell of its kind counts that no word names
UNDER_ONE, BESIDE = 0.03, 0.05  # what cells gain by standing together
COMMON, ALIKE = 0.4, 0.04  # of the character pairs: when they tell a head, and what they add
EVEN = 0.004  # sums of fits so near are alike
LONGEST = 8  # characters of a clause that stand near its interrogative
PER_SLOT = 5  # cells that are tried for a slot
BEFORE, BEHIND = 0.012, 0.02  # what a word loses by each character that it stands off the interrogative


def filled(question: Question, slots: Sequence[Slot], row: Row, scope: Scope) -> tuple[tuple[Cell, ...], float] | None:
    """Return a cell for each slot, no cell twice, and how well the worst fits; None where a slot stays empty, or where
    other cells with other values fit as well."""
    if not slots:
        return (), 1.0
    options = [_options(question, slot, row, scope) for slot in slots]
    if any(not found for found in options):
        return None
    places = sorted({n for found in options for _, n in found})
    fits = [{n: fit for fit, n in found} for found in options]
    ways: list[tuple[float, float, tuple[Cell, ...]]] = []
    for chosen in permutations(places, len(slots)):
        if all(n in fit for n, fit in zip(chosen, fits, strict=True)):
            values = [fit[n] for n, fit in zip(chosen, fits, strict=True)]
            cells = tuple(row.cells[n] for n in chosen)
            ways.append((sum(values) + _together(cells, slots), min(values), cells))
    if not ways:
        return None
    best = max(ways, key=lambda way: way[0])
    rivals = (way for way in ways if way[0] > best[0] - EVEN)
    if any(not same_value(a, b) for way in rivals for a, b in zip(way[2], best[2], strict=True)):
        return None
    return best[2], best[1]


def _together(cells: Sequence[Cell], slots: Sequence[Slot]) -> float:
    """Return what cells gain that stand under one upper head, and a change right behind the figure that has changed."""
    heads = [c.heads.split(" ")[0] for c in cells]
    one = UNDER_ONE * sum(a == b for a, b in pairwise(heads))
    beside = sum(s.change and c.column_number - b.column_number == 1 for b, (c, s) in _in_turn(cells, slots))
    return one + BESIDE * beside


def _in_turn(cells: Sequence[Cell], slots: Sequence[Slot]) -> Iterator[tuple[Cell, tuple[Cell, Slot]]]:
    """Yield each cell but the first with its slot and the cell before it."""
    yield from zip(cells, zip(cells[1:], slots[1:], strict=True), strict=False)


def _options(question: Question, slot: Slot, row: Row, scope: Scope) -> list[tuple[float, int]]:
    """Return the best cells of a row for a slot, as places in the row."""
    fit = [(n, c) for n, c in enumerate(row.cells) if _is_kind(question, slot, c) and scope.timely(c) > 0]
    timely = max((scope.timely(c) for _, c in fit), default=0.0)
    alone = len({c.column for _, c in fit if scope.timely(c) == timely}) == 1
    scored = [(_fit(question, slot, c, alone=alone) * (0.6 + 0.4 * scope.timely(c)), n) for n, c in fit]
    return sorted((s for s in scored if s[0] >= FITS), key=lambda s: (-s[0], s[1]))[:PER_SLOT]


def _is_kind(question: Question, slot: Slot, cell: Cell) -> bool:
    """Tell whether a cell can hold what a slot asks for."""
    if isinstance(cell.value, bool) or cell.names_row:
        return False
    if isinstance(cell.value, str) and squeezed(cell.text) in squeezed(question.folded):
        return False
    found = cell.range
    if slot.kind is Kind.WHEN:
        return isinstance(cell.value, Period) or (isinstance(cell.value, str) and any(c.isdigit() for c in cell.text))
    if slot.kind.is_name:
        return isinstance(cell.value, (str, Party))
    if not isinstance(cell.value, Quantity):
        return slot.kind is Kind.WHAT and not slot.unit
    if slot.change != bool(CHANGED.search(cell.column)):
        return False
    if slot.share and not SHARE.search(cell.heads):
        return False
    if slot.unit in ("ratio", "pp"):
        return found in ("Ratio", "Points") or (not cell.unit and _says_rate(cell))
    if slot.counter:
        return cell.unit == slot.unit or (found == "Count" and not _says_rate(cell))
    if slot.unit:
        return found == UNIT_RANGES.get(slot.unit) or (not cell.unit and slot.unit != "CNY")
    plain = found not in ("Ratio", "Points") or slot.kind is Kind.WHAT
    return plain or slot.change or any(question.terms[i].kind == "Ratio" for i in slot.terms)


def _says_rate(cell: Cell) -> bool:
    return any(w in cell.heads for w in ("%", "％", "率", "比例", "占比"))


def _fit(question: Question, slot: Slot, cell: Cell, *, alone: bool) -> float:
    """Return how well the clause of a slot explains the head over a cell."""
    terms = [i for i in slot.terms if question.terms[i].meaning or len(question.terms[i].text) > 1]
    values = [(explained(question.terms[i], cell.column), _off(question, slot, i)) for i in terms]
    named = max((value - off for value, off in values), default=0.0)
    beside = sum(value for value, _ in values) - max((value for value, _ in values), default=0.0)
    counted = 0.9 if slot.counter and (slot.unit in cell.heads or "数量" in cell.heads) else 0.0
    plain = ALONE if alone and not slot.share and _is_of(question, slot, cell) else 0.0
    common = _common(slot.words, cell.column)
    said = 0.4 + 0.5 * common if common >= COMMON else 0.0
    more = BESIDE * min(beside, 3.0) + ALIKE * common - 0.002 * len(cell.column)
    return max(named, counted, plain, said) + more


def _is_of(question: Question, slot: Slot, cell: Cell) -> bool:
    """Tell whether row or head explain each measure that a clause names: then its one figure is of that."""
    measures = [question.terms[i] for i in slot.terms if question.terms[i].kind not in ("", "Text")]
    return all(max(explained(t, said) for said in (cell.row, cell.column, cell.about)) >= FITS for t in measures)


def _off(question: Question, slot: Slot, i: int) -> float:
    term = question.terms[i]
    gap = max(0, slot.at - term.end) * BEFORE if term.start < slot.at else max(0, term.start - slot.at) * BEHIND
    return min(0.3, gap)


def _common(words: str, head: str) -> float:
    """Return the share of the character pairs of a clause's end, or of a head, that the other has too."""
    ours, theirs = _pairs(words[-LONGEST:]), _pairs(head)
    both = ours & theirs
    return max(len(both) / max(2, len(ours)), len(both) / max(2, len(theirs)))


def _pairs(said: str) -> set[str]:
    return {said[i : i + 2] for i in range(len(said) - 1)}
