"""Figures that are computed with belong together: of one row, of one column, of one sentence, where they can be.

The best cell for 甲的计提比例 and the best for 同行平均值的计提比例 may stand in two tables that reckon differently; of
the figures that suit each nearly as well, those that one table sets side by side are meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from kg.period import Period
from qa.computing.measure import quantity
from qa.computing.sums import TOGETHER
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored
from qa.evidence.rank import best
from qa.evidence.rows import numbers
from qa.evidence.sources import digits
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench
from qa.parsing.match import is_weak, meanings_of
from qa.parsing.question import Question, Term
from qa.parsing.words import meanings

NEARLY = 0.15  # how far below the best a figure may score that stands beside the other operand
EXACT = 5  # digits of a figure that no two lines share by chance
SAID = 0.5  # how well what is computed with must explain each telling word of what it was asked for

Frame = tuple[str, str, str, int]


def with_others(bench: Workbench, found: Found) -> Found:
    """Return a figure to compute with and those that suit nearly as well, by how much less."""
    question, first = bench.question, found.cells[0]
    options = bench.ranked(question.asks[0])
    most = next((o.total for o in options if o.cell.key == first.key), options[0].total if options else 0.0)
    others = [o for o in options if o.total >= most - NEARLY and _may_stand_for(question, o, first)]
    return replace(found, beside=tuple((most - o.total, o.cell) for o in others), narrower=_narrower(question, first))


def _may_stand_for(question: Question, option: Scored, first: Cell) -> bool:
    cell = option.cell
    same = isinstance(cell.value, Quantity) and cell.unit == first.unit and cell.key != first.key
    return same and _narrower(question, cell) == _narrower(question, first) and not half_said(question, [cell])


def half_said(question: Question, cells: Sequence[Cell]) -> str:
    """Return a telling word of a question that none of the cells found explains; empty where each is explained."""
    telling = (t for t in question.terms if t.meaning and not is_weak(t) and t.meaning != TOGETHER and not t.counted)
    return next((t.text for t in telling if max(_said_of(t, cell) for cell in cells) < SAID), "")


def _said_of(term: Term, cell: Cell) -> float:
    """Tell how well a cell explains a word: of a figure in a sentence the headings above say nothing."""
    if cell.line_number >= 0:
        return best(term, cell)
    said = any(form in cell.said for form in term.forms[:2])  # within a longer word: 减持 of 减持后
    return 1.0 if said else best(term, replace(cell, about="", far=""))


def _narrower(question: Question, cell: Cell) -> frozenset[str]:
    """Return the measures narrower than those asked for that a figure is of: 归属于上市公司股东的净资产, not 净资产."""
    asked, called = {t.meaning for t in question.terms if t.kind}, meanings_of(cell.row) | meanings_of(cell.column)
    return frozenset(m for m in called if meanings()[m].broader in asked - called)


def side_by_side(parts: list[Found]) -> list[Found]:
    """Return figures of one row, column or sentence in place of those found, where those are not called alike."""
    firsts = [f.cells[:1] for f in parts]
    if any(f.computation for f in parts) or len({_called(c) for (c,) in firsts}) < 2 or _common(firsts):
        return parts
    choices = [{f.cells[0]: 0.0} | {cell: less for less, cell in f.beside} for f in parts]
    frames = _common([list(choice) for choice in choices])
    ways = [tuple(next(c for c in choice if frame in _frames(c)) for choice in choices) for frame in frames]
    less = {
        cells: sum(choice[c] for c, choice in zip(cells, choices, strict=True))
        for cells in ways
        if len({c.key for c in cells}) == len(cells)
    }
    chosen = min(less, key=lambda cells: less[cells], default=None)
    return [_with(f, cell) for f, cell in zip(parts, chosen, strict=True)] if chosen else parts


def _called(cell: Cell) -> frozenset[str]:
    """Return what row and head call a figure."""
    return frozenset(m for m in meanings_of(cell.row) | meanings_of(cell.column) if not meanings()[m].weak) - {TOGETHER}


def _with(found: Found, cell: Cell) -> Found:
    if cell is found.cells[0]:
        return found
    return replace(found, items=(item_of(cell, unit=found.items[0].unit),), cells=(cell,))


def _common(choices: Sequence[Sequence[Cell]]) -> list[Frame]:
    """Return the rows, columns and sentences in which each has a cell."""
    per_choice = [dict.fromkeys(frame for cell in cells for frame in _frames(cell)) for cells in choices]
    return [frame for frame in per_choice[0] if all(frame in frames for frames in per_choice[1:])]


def _frames(cell: Cell) -> Iterator[Frame]:
    if cell.line_number >= 0:
        yield "row", cell.doc, cell.table, cell.line_number
        yield "column", cell.doc, cell.table, cell.column_number
    else:
        yield "sentence", cell.doc, "", cell.evidence.main.start


def in_its_line(bench: Workbench, found: Found, at: Period) -> tuple[Found, Found] | None:
    """Return a figure as a table says it again, of the same day to the last digit, and what that table's line has at
    another time; None where no line does, or two have different figures."""
    first = found.cells[0]
    if first.period is None or not isinstance(first.value, Quantity) or digits(first) < EXACT:
        return None
    options: dict[Decimal, tuple[Cell, Cell]] = {}
    for row in (row for block in bench.cells.blocks for row in block.rows):
        same = [c for c in numbers(row) if c.value == first.value and c.period == first.period]
        other = [c for c in numbers(row) if c.unit == first.unit and c.period == at]
        if len(same) == len(other) == 1 and bench.scope.covers(row.doc, lambda row=row: row.parties):
            options[quantity(other[0])] = same[0], other[0]
    ((now, then),) = options.values() if len(options) == 1 else ((first, first),)
    return (_with(found, now), _with(found, then)) if now is not then else None


def of_one_kind(parts: Sequence[Found]) -> bool:
    """Tell whether none of the figures of one measure is of a narrower one than the others, but where one row or
    sentence has them side by side."""
    return len({f.narrower for f in parts}) < 2 or stand_together(parts)


def stand_together(parts: Sequence[Found]) -> bool:
    """Tell whether figures are of one row, one column or one sentence."""
    return bool(_common([f.cells[:1] for f in parts]))
