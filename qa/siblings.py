"""Lines of one table against each other: a word that names another line says that this one is not meant."""

from collections.abc import Iterable, Sequence

from qa.cells import Cell
from qa.lookup import Scored
from qa.match import SURE, explained, is_weak
from qa.question import Ask, Question, Term
from qa.rank import best
from qa.sums import TOGETHER

UNMET = 0.5  # below this a cell does not explain a word


def of_lines_named(question: Question, ask: Ask, options: Sequence[Scored], cells: Iterable[Cell]) -> list[Scored]:
    """Leave out the cells of lines that miss a word which another line of their table is called."""
    terms = _telling(question, ask)
    tables = {(o.cell.doc, o.cell.table) for o in options if o.cell.line_number >= 0}
    rows: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if cell.line_number >= 0 and (cell.doc, cell.table) in tables:
            rows.setdefault((cell.doc, cell.table), set()).add(cell.row)
    named = {
        table: [t for t in terms if any(explained(t, row) >= SURE for row in labels)] for table, labels in rows.items()
    }
    return [o for o in options if all(best(t, o.cell) >= UNMET for t in named.get((o.cell.doc, o.cell.table), ()))]


def _telling(question: Question, ask: Ask) -> list[Term]:
    """Return the words that may name a line, those of other things asked left out."""
    others = {i for a in question.asks for i in a.terms if a is not ask} - set(ask.terms)
    terms = [t for i, t in enumerate(question.terms) if i not in others and t.meaning != TOGETHER]
    return [t for t in terms if not t.counted and not is_weak(t)]
