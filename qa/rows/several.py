"""Several things of one row: the row that the question's words tell, and under its heads each thing that it asks for.

The row is one of `qa.rows.relation`, or of those the most or the least; what is asked is read clause by clause
(`qa.parsing.slots`) and found under the heads that each clause explains (`qa.rows.filled`). All are found, or
nothing is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.answer import Status
from qa.computing.extremes import asks_period
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.lookup import same_value
from qa.evidence.rows import Row, name_of
from qa.evidence.solved import kind_of
from qa.evidence.spare import says_no_more
from qa.evidence.values import item_of, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.changes import change_in
from qa.parsing.demands import Demands, demands_of
from qa.parsing.question import Ask, Kind, Operator
from qa.parsing.slots import Slot, slots_of
from qa.rows.filled import filled
from qa.rows.records import CHANGED, compared_column, extreme_rows, named_cell, under
from qa.rows.relation import Relation, relations
from qa.rows.whose import PLACEHOLDER

LEAST = 0.74  # of a question's words that table and row must explain
NEAR = 0.008  # tables that explain so little less say the same, or none is sure
MET = frozenset({"extreme", "limits", "left out", "first", "figure", "several"})
OF_CHANGE = frozenset({"growth", "difference", "change"})
_COMPUTED = {Operator.SUM, Operator.RATIO, Operator.AVERAGE, Operator.AGREE, Operator.COMPARE}


@dataclass(frozen=True, slots=True)
class Line:
    """A row whose cells fill all slots, and how well."""

    row: Row
    cells: tuple[Cell | None, ...]  # None: the name of the row is asked for
    words: float
    fit: float


def several(bench: Workbench) -> Found | None:
    """Answer all that a question asks of one row; None where it asks one thing, or one is not there."""
    question = bench.question
    if question.kind in (Kind.WHY, Kind.HOW, Kind.DEFINE, Kind.YESNO, Kind.LIST) or question.operators & _COMPUTED:
        return None
    if len(bench.scope.periods) > 1 or bench.scope.since or asks_period(question) or demands_of(question).ranked:
        return None
    readings = [slots for slots in slots_of(question) if len(slots) > 1]
    found: list[Line] = []
    for relation in relations(bench, LEAST) if readings else ():
        line = next((f for slots in readings if (f := _line(bench.within(relation.scope), relation, slots))), None)
        found += [line] if line else []
    found.sort(key=lambda f: (-round(f.words * min(1.0, f.fit), 2), f.row.doc))
    bench.notes.extend(
        f"several {f.words:.2f} {f.fit:.2f} {f.row.label[:30]} | {[c.text[:16] for c in f.cells if c]}"
        for f in found[:4]
    )
    return _found(bench, readings[0], found) if found else None


def _line(bench: Workbench, relation: Relation, slots: Sequence[Slot]) -> Line | None:
    """Return the one row of a table that has all that is asked."""
    demands = demands_of(bench.question)
    rows = _rows(bench, relation, demands)
    lines = [line for row in rows if (line := _filled(bench, relation, row, slots))]
    if not lines or len(lines) < len(rows):
        return None
    first = lines[0]
    return first if all(_same(first, other) for other in lines[1:]) else None


def _rows(bench: Workbench, relation: Relation, demands: Demands) -> list[Row]:
    rows = list(relation.rows)
    if demands.extreme < 0 or (len(rows) == 1 and relation.narrowed):
        return rows
    return extreme_rows(bench, rows, demands)[0] if compared_column(bench, rows, demands) else []


def _filled(bench: Workbench, relation: Relation, row: Row, slots: Sequence[Slot]) -> Line | None:
    demands = demands_of(bench.question)
    if demands.extreme >= 0 and any(slot.kind.is_name for slot in slots) and says_no_more(bench.question, row.label):
        return None
    column = compared_column(bench, relation.rows, demands) if demands.extreme >= 0 else None
    figures = [slot for slot in slots if not slot.kind.is_name and not (column and slot.bare)]
    held = filled(bench.question, figures, row, bench.scope)
    if held is None:
        return None
    cells = iter(held[0])
    chosen: list[Cell | None] = []
    for slot in slots:
        if slot.kind.is_name:
            chosen.append(_name(bench, relation, row))
        elif column and slot.bare:
            most = under(row, column)  # 哪家最高，是多少 asks for what is the most
            if most is None:
                return None
            chosen.append(most)
        else:
            chosen.append(next(cells))
    return Line(row, tuple(chosen), relation.words, held[1])


def _name(bench: Workbench, relation: Relation, row: Row) -> Cell | None:
    """Return the cell that gives the name asked for; None where that is what the row is called."""
    ask = next((a for a in bench.question.asks if a.kind.is_name), Ask(Kind.WHO))
    cell = named_cell(bench, relation.among, row, ask)
    return None if cell is None or cell.names_row else cell


def _same(one: Line, other: Line) -> bool:
    return all(
        (a is None) == (b is None) and (a is None or b is None or same_value(a, b))
        for a, b in zip(one.cells, other.cells, strict=True)
    )


def _found(bench: Workbench, slots: Sequence[Slot], lines: Sequence[Line]) -> Found | None:
    best, question = lines[0], bench.question
    rivals = [o for o in lines[1:] if o.words >= best.words - NEAR and not _same_figures(best, o)]
    if rivals:
        return None
    items: list[Item] = []
    for n, cell in enumerate(best.cells):
        if cell is not None:
            unit = slots[n].unit if n < len(slots) else ""
            item = item_of(cell, label=cell.heads, unit="pp" if unit == "pp" else "")
            items.append(replace(item, label=item.label or cell.label))
            continue
        name = name_of(best.row, bench.scope, bench.names)
        if not name or PLACEHOLDER.fullmatch(name):
            return None
        naming = best.row.naming or best.row.cells[0]
        items.append(Item(name, "", name, name, (naming,)))
    if len(items) == len(slots) == 2 and slots[0].kind.is_name and slots[1].bare and items[0].label:
        name, figure = items  # 谁最高，是多少: the name is the answer, its figure stands beside it
        text = with_figure(name.text, figure.text, question.told)
        items = [replace(name, text=text, cells=(*name.cells, *figure.cells))]
    cells = tuple(dict.fromkeys(c for item in items for c in item.cells))
    changes = [bool(CHANGED.search(c.heads)) for c in best.cells if c is not None]
    change = change_in(question.folded)
    of_all = change is not None and question.folded[: change.start].endswith(("分别", "各"))  # 甲和乙同比分别增长多少
    changed = all(changes) if of_all else any(changes)
    sure = round(min(0.95, 0.2 + 0.62 * best.words + 0.12 * min(1.0, best.fit)), 3)
    met = MET | (OF_CHANGE if changed else frozenset()) | frozenset({"count"} if any(s.counter for s in slots) else ())
    if question.kind.is_name:
        items.sort(key=lambda item: not isinstance(item.value, str))
    return Found(Status.ANSWERED, tuple(items), cells, sure, kind=kind_of(tuple(items)), met=met)


def _same_figures(one: Line, other: Line) -> bool:
    pairs = [(a, b) for a, b in zip(one.cells, other.cells, strict=False) if a is not None and b is not None]
    return len(one.cells) == len(other.cells) and all(same_value(a, b) for a, b in pairs)
