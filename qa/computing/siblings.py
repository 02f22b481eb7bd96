"""Lines of one table against each other: a word that names another line says that this one is not meant."""

from collections.abc import Sequence

from qa.computing.sums import TOGETHER
from qa.evidence.lookup import Scored
from qa.evidence.rank import best
from qa.evidence.rows import Cells
from qa.parsing.match import SURE, explained, is_weak
from qa.parsing.question import Ask, Question, Term

UNMET = 0.5  # below this a cell does not explain a word


def of_lines_named(question: Question, ask: Ask, options: Sequence[Scored], cells: Cells) -> list[Scored]:
    """Leave out the cells of lines that miss a word which another line of their table is called."""
    terms, rows = _telling(question, ask), cells.labels
    tables = dict.fromkeys(o.cell.in_table for o in options if o.cell.line_number >= 0)
    named = {
        table: [t for t in terms if any(explained(t, row) >= SURE for row in rows.get(table, ()))] for table in tables
    }
    return [o for o in options if all(best(t, o.cell) >= UNMET for t in named.get(o.cell.in_table, ()))]


def _telling(question: Question, ask: Ask) -> list[Term]:
    """Return the words that may name a line, those of other things asked left out."""
    others = {i for a in question.asks for i in a.terms if a is not ask} - set(ask.terms)
    terms = [t for i, t in enumerate(question.terms) if i not in others and t.meaning != TOGETHER]
    return [t for t in terms if not t.counted and not is_weak(t)]
