"""What the rows meant are called, each with the cell that says so; the names that several periods have in common."""

from collections.abc import Sequence

from kg.answer import Status
from kg.model import Quantity
from kg.period import Period
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.rows import Row, name_of
from qa.evidence.scope import Scope
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind
from qa.rows.projection import naming_column
from qa.rows.relation import Relation, relations
from qa.rows.whose import PLACEHOLDER

SURE = 0.62  # how sure an answer is of words all explained
OF_PERIOD = 0.9  # how well a figure must be of a period to stand for its row
MET = frozenset({"extreme", "only", "limits", "left out", "first", "figure"})


def named(bench: Workbench, relation: Relation, rows: Sequence[Row] | None = None) -> list[tuple[str, Cell]]:
    """Return what the rows are called, each with the cell that says so."""
    column = naming_column(relation.among)
    found: list[tuple[str, Cell]] = []
    for row in relation.rows if rows is None else rows:
        other = next((c for c in row.cells if c.column_number == column >= 0), None)
        cell = other or row.naming or row.cells[0]
        name = "".join(cell.text.split("\n")).strip() if other else name_of(row, bench.scope, bench.names)
        if not name or PLACEHOLDER.fullmatch(name):
            return []
        found.append((name, cell))
    return found


def in_each_period(bench: Workbench) -> Found | None:
    """Give the names that a table has in each of the periods asked: 两年都是前五大客户的."""
    scope = bench.scope
    if bench.question.kind is not Kind.LIST or len(scope.periods) < 2 or any(t.kind for t in bench.question.terms):
        return None
    for relation in relations(bench)[:2]:
        per_period = [
            {
                name: cell
                for row in relation.rows
                if _is_of(row, scope, p)
                for name, cell in named(bench, relation, [row])
            }
            for p in scope.periods
        ]
        common = [name for name in per_period[0] if all(name in named for named in per_period)]
        if common:
            items = tuple(Item(name, "", name, name, tuple(named[name] for named in per_period)) for name in common)
            cells = tuple(dict.fromkeys(c for item in items for c in item.cells))
            sure = round(SURE * relation.words + 0.2, 3)
            return Found(Status.ANSWERED, items, cells, sure, kind="list", met=MET)
    return None


def _is_of(row: Row, scope: Scope, period: Period) -> bool:
    return any(scope.timely(c, [period]) >= OF_PERIOD for c in row.cells if isinstance(c.value, Quantity))
