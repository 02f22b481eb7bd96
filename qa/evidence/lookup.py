"""Looking values up: the best cell for each thing asked, of one row where there is one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Quantity
from kg.period import Period
from qa.evidence.cells import Cell
from qa.evidence.qualified import keeps, strays
from qa.evidence.rank import Score, fits_kind, says_in_row, score
from qa.evidence.rows import Cells
from qa.evidence.scope import Scope
from qa.parsing.demands import demands_of
from qa.parsing.question import Ask, Question

TOGETHER = 0.06  # what two things asked gain by standing in one row
SUPPORT = 0.015  # what each further source of the same value adds, three at most
EQUAL = 0.001  # of a score, within which two cells suit a question alike
NEWEST = 0.05  # what the latest figure of a row gains where no time is asked for
TOLD = 0.75  # how well what is asked must be explained in a row that says the figures given
CLOSE = Decimal("0.0005")


@dataclass(frozen=True, slots=True)
class Scored:
    """A cell with its score for one thing asked."""

    cell: Cell
    score: Score
    support: float = 0.0

    @property
    def total(self) -> float:
        return self.score.total + self.support


def ranked(
    question: Question, ask: Ask, cells: Iterable[Cell], scope: Scope, periods: Sequence[Period] | None = None
) -> list[Scored]:
    """Return the cells that can answer one thing asked, best first; sources that agree lift each other."""
    if not isinstance(cells, Cells):
        return _ranked(question, ask, (cell for cell in cells if scope.allows(cell)), scope, periods)
    key = (question, ask, scope, periods if periods is None else tuple(periods))
    if key not in cells.kept:
        cells.kept[key] = _ranked(question, ask, cells.allowed(scope), scope, periods)
    return list(cells.kept[key])


def _ranked(
    question: Question, ask: Ask, cells: Iterable[Cell], scope: Scope, periods: Sequence[Period] | None
) -> list[Scored]:
    scored = [
        Scored(cell, s)
        for cell in cells
        if fits_kind(question, ask, cell)
        if (s := score(question, ask, cell, scope, periods)).time > 0 and s.total > 0.15
    ]
    scored.sort(key=lambda s: (-s.total, s.cell.doc, s.cell.evidence.main.start, s.cell.fact_id, s.cell.role))
    top = scored[:24]
    newest = {} if (scope.periods if periods is None else periods) else _newest(top)
    lifted = [
        Scored(
            s.cell,
            s.score,
            SUPPORT * min(3, _agreeing(s, top)) + (NEWEST if newest.get(s.cell.line) == s.cell.period else 0.0),
        )
        for s in top
    ]
    lifted.sort(key=lambda s: (-s.total, s.cell.doc, s.cell.evidence.main.start, s.cell.fact_id, s.cell.role))
    return _keeping_first(question, _telling_first(question, _whole_first(lifted))) + scored[24:]


def _keeping_first(question: Question, options: list[Scored]) -> list[Scored]:
    """Put the cells first that are said to be such figures as the question asks for: 交易后, 逾期, 实缴; those last
    that words make others."""
    return sorted(options, key=lambda o: (not keeps(question, o.cell), strays(question, o.cell)))


def _telling_first(question: Question, options: list[Scored]) -> list[Scored]:
    """Put the cells first whose rows say the figures that the question gives, if any answers so: 9,000万元的合同."""
    if not question.figures or demands_of(question).bounds:
        return options
    figures = question.figures
    return sorted(options, key=lambda o: o.score.asked < TOLD or not all(says_in_row(o.cell, f) for f in figures))


def _newest(options: Sequence[Scored]) -> dict[tuple[str, str, int], Period]:
    """Return the latest period that each row of a table states: where no time is asked for, that one is meant."""
    found: dict[tuple[str, str, int], Period] = {}
    for option in options:
        cell = option.cell
        if cell.line_number >= 0 and cell.period:
            known = found.get(cell.line)
            found[cell.line] = cell.period if known is None or cell.period.end > known.end else known
    return found


def _whole_first(options: list[Scored]) -> list[Scored]:
    """Put the total first of lines under one head that the question does not tell apart: it asks for none of them."""
    first = options[0] if options else None
    if first is None or len({o.cell.row for o in options if _tied(o, first)}) < 2:
        return options
    whole = next((o for o in options if o.cell.is_total and _of_one_column(o, first)), None)
    return options if whole is None else [whole, *(o for o in options if o is not whole)]


def _tied(one: Scored, other: Scored) -> bool:
    return _of_one_column(one, other) and abs(one.total - other.total) <= EQUAL and not one.cell.total


def _of_one_column(one: Scored, other: Scored) -> bool:
    """Tell whether two cells stand under one head of one table, and the question says as much of both."""
    a, b = one.cell, other.cell
    same = (
        a.line_number >= 0 and a.unit and (a.doc, a.table, a.column, a.period) == (b.doc, b.table, b.column, b.period)
    )
    return bool(same) and abs(one.score.words - other.score.words) <= EQUAL


def _agreeing(one: Scored, others: Sequence[Scored]) -> int:
    lines = {
        o.cell.line
        for o in others
        if o.cell.line != one.cell.line
        and (not one.cell.table or (o.cell.doc, o.cell.table) != (one.cell.doc, one.cell.table))  # no other source
        and o.score.words > 0.6
        and same_value(o.cell, one.cell)
    }
    return len(lines)


def same_value(a: Cell, b: Cell) -> bool:
    """Tell whether two cells state the same value within what their rounding allows."""
    x, y = a.value, b.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        return x.unit == y.unit and abs(x.value - y.value) <= max(abs(x.value), abs(y.value)) * CLOSE
    return a.text.strip() == b.text.strip()


def undecided(options: Sequence[Scored], chosen: Scored) -> bool:
    """Tell whether another line suits the question as well with another value: beside it under the same head, or one of
    the same name, head and time in the same table, or in another of the filing; or another fact of its sentence."""
    cell = chosen.cell
    if any(_beside(o, chosen) and not same_value(o.cell, cell) for o in options[:24]):
        return True
    if any(_tied(o, chosen) and o.cell.row != cell.row and not same_value(o.cell, cell) for o in options[:24]):
        return True
    return cell.line_number >= 0 and any(
        (o.cell.table == cell.table or (o.cell.doc == cell.doc and o.total >= chosen.total - EQUAL))
        and (o.cell.row, o.cell.column, o.cell.period) == (cell.row, cell.column, cell.period)
        and o.score.words >= chosen.score.words
        and not same_value(o.cell, cell)
        for o in options[:24]
    )


def _beside(one: Scored, other: Scored) -> bool:
    """Tell whether two typed facts of one sentence state the same of the same parties: sold in either of two ways."""
    a, b = one.cell, other.cell
    same = a.table.startswith("type:") and a.sentence == b.sentence and a.role == b.role
    return same and a.own == b.own and abs(one.score.words - other.score.words) <= EQUAL


def best_together(per_ask: Sequence[Sequence[Scored]]) -> list[Scored] | None:
    """Choose one cell for each thing asked, from one row if that costs little; None where one has no cell."""
    if any(not options for options in per_ask):
        return None
    if len(per_ask) == 1:
        return [per_ask[0][0]]
    alone = [options[0] for options in per_ask]
    lines: dict[tuple[str, str, int], list[Scored | None]] = defaultdict(lambda: [None] * len(per_ask))
    for n, options in enumerate(per_ask):
        for option in options[:60]:
            chosen = lines[option.cell.line]
            if chosen[n] is None and all(c is None or c.cell.key != option.cell.key for c in chosen):
                chosen[n] = option
    whole = [[c for c in line if c is not None] for line in lines.values() if all(line)]
    together = max(whole, key=lambda line: sum(s.total for s in line), default=None)
    if together and sum(s.total + TOGETHER for s in together) >= sum(s.total for s in alone):
        return together
    return alone if len({s.cell.key for s in alone}) == len(alone) else together or None
