"""Values computed from looked-up ones: differences, growth, sums, formulas."""

from collections.abc import Callable
from dataclasses import replace

from kg.answer import Status
from kg.model import Quantity
from qa.computing.averages import average
from qa.computing.change import EACH, stated, stated_rate
from qa.computing.extremes import extreme
from qa.computing.measure import LEAST, computed, good, measured, quantity
from qa.computing.sums import total
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored, ranked
from qa.evidence.rows import is_mean
from qa.evidence.solved import found_values
from qa.evidence.sources import digits, meets
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench
from qa.parsing.match import BY_RANGE, SURE, explained
from qa.parsing.question import Ask, Kind, Operator, Question, Term
from qa.parsing.words import meanings, squeeze

STATED = 0.75  # how well each of two measures must be explained
NEARLY = 0.1  # how far below the best a more exact statement of the same value may score


def compute(bench: Workbench) -> Found | None:
    """Try the operators that the question's words call for; None where none applies or its operands are not there."""
    for operator, way in _WAYS:
        if bench.question.has(operator) and (found := way(bench)):
            bench.notes.append(f"computed: {operator.value}")
            return found
    return with_mean(bench)


def difference(bench: Workbench) -> Found | None:
    """Subtract: between two periods, or between a line and the mean of its peers; a stated change comes first."""
    if found := stated(bench):
        return found
    ask = measured(bench.question)
    plainly = replace(ask, unit="ratio" if ask.unit == "pp" else ask.unit, kind=Kind.NUMBER)
    pair: tuple[Scored | None, Scored | None] | None = None
    if len(bench.scope.periods) < 2:
        pair = _line_and_mean(bench, plainly) or _two_documents(bench, plainly)
    if pair is None or pair[0] is None or pair[1] is None:
        return None
    one, two = pair[0].cell, pair[1].cell
    if one.unit != two.unit or one.key == two.key:
        return None
    value, unit = abs(quantity(one) - quantity(two)), one.unit
    if unit == "ratio":
        value, unit = value * 100, "pp"
    return computed("difference", (one, two), value, unit, min(pair[0].score.words, pair[1].score.words))


def _two_documents(bench: Workbench, ask: Ask) -> tuple[Scored | None, Scored | None] | None:
    """Find a measure outside and inside the filing that the question names: 存货与年报所列的存货差多少."""
    question, scope = bench.question, bench.scope
    named = [i for i, t in enumerate(question.terms) if t.kind == "Money" and t.meaning not in BY_RANGE]
    if not scope.docs or not 1 <= len(named) <= 2:
        return None
    everywhere = replace(scope, docs=frozenset())
    outside = frozenset(f.id for f in bench.filings) - scope.docs
    cells = bench.gatherer.cells(question, everywhere)
    found: list[Scored] = []
    for term, docs in ((named[0], outside), (named[-1], scope.docs)):
        terms = tuple(question.terms[i] for i in range(len(question.terms)) if i not in named or i == term)
        place = terms.index(question.terms[term])
        one = replace(question, terms=terms, asks=(replace(ask, terms=(place,)),))
        options = [s for s in ranked(one, one.asks[0], cells, replace(scope, docs=docs)) if good([s], STATED)]
        if not options:
            return None
        found.append(_exact(options, options[0]))
    return found[0], found[1]


def _exact(options: list[Scored], chosen: Scored) -> Scored:
    """Return the most exact of the statements of one value that suit nearly as well: 20,045.16万元, not 2.00亿元."""
    alike = [o for o in options if o.total >= chosen.total - NEARLY and meets(o.cell, chosen.cell)]
    return max(alike, key=lambda o: (digits(o.cell), o is chosen), default=chosen)


def with_mean(bench: Workbench) -> Found | None:
    """Give a line and the mean of its peers where the question joins the two: 甲与均值各是多少."""
    question = bench.question
    if "分别" not in question.folded or len(question.asks) > 1:
        return None
    ask = replace(measured(question), kind=Kind.NUMBER)
    pair = _line_and_mean(bench, ask)
    if pair is None or pair[0] is None or pair[1] is None:
        return None
    return found_values(question, [pair[0], pair[1]], [[pair[0]], [pair[1]]], [ask, ask])


def _line_and_mean(bench: Workbench, ask: Ask) -> tuple[Scored | None, Scored | None] | None:
    """Find the two lines of 甲与平均值: the same measure, once of the party and once of the mean, of one table."""
    question = bench.question
    mean = next((i for i, t in enumerate(question.terms) if t.meaning == "word:平均值"), None)
    if mean is None:
        return None
    drop = {mean} | {i for i, t in enumerate(question.terms) if t.meaning == "word:可比公司"}
    kept = [i for i in range(len(question.terms)) if i not in drop]
    own = replace(question, terms=tuple(question.terms[i] for i in kept))
    moved = replace(ask, terms=tuple(kept.index(i) for i in ask.terms if i in kept))
    if not moved.terms:
        named = [n for n, i in enumerate(kept) if question.terms[i].kind]
        moved = replace(moved, terms=tuple(named[-1:]))
    means = [c for c in bench.cells if is_mean(c.label)]
    tables = {(c.doc, c.table) for c in means}
    beside = [c for c in bench.cells if (c.doc, c.table) in tables and not is_mean(c.label)]
    free = replace(bench.scope, parties=(), issuers=frozenset())
    line = good(ranked(own, moved, beside, bench.scope)) or good(ranked(own, moved, bench.cells, bench.scope))
    if line is None:
        return None
    same = [c for c in means if (c.doc, c.table) == (line.cell.doc, line.cell.table) and c.column == line.cell.column]
    return line, good(ranked(own, moved, same or means, free), 0.3)


def growth(bench: Workbench) -> Found | None:
    """Return the growth that a filing states."""
    return None if EACH.search(bench.question.folded) else stated_rate(bench)


def formula(bench: Workbench) -> Found | None:
    """Compute what the filing leaves out from its parts: gross profit from revenue and cost of one row."""
    question = bench.question
    ask = question.asks[0]
    meaning = next((meanings()[question.terms[i].meaning] for i in ask.terms if question.terms[i].meaning), None)
    if meaning is None or not meaning.formula:
        return None
    left, operation, right = meaning.formula.split()
    firsts, seconds = (_part(bench, ask, name) for name in (left, right))
    pairs = [
        (a, b)
        for a in firsts
        for b in seconds
        if a.cell.line == b.cell.line and a.cell.unit == b.cell.unit and a.cell.key != b.cell.key
    ]
    if not pairs or not quantity(pairs[0][1].cell):
        return None
    one, two = pairs[0][0].cell, pairs[0][1].cell
    value = quantity(one) - quantity(two) if operation == "-" else quantity(one) / quantity(two)
    unit = one.unit if operation == "-" else "ratio"
    return computed(f"{left} {operation} {right}", (one, two), value, unit, min(p.score.words for p in pairs[0]))


def _part(bench: Workbench, ask: Ask, name: str) -> list[Scored]:
    question, meaning = bench.question, meanings()[name]
    at = ask.terms[0]
    old = question.terms[at]
    term = Term(old.text, old.start, old.end, tuple(map(squeeze, meaning.zh)), old.weight, meaning.id, meaning.kind)
    asked = replace(question, terms=(*question.terms[:at], term, *question.terms[at + 1 :]))
    options = ranked(asked, replace(ask, unit=""), bench.cells, bench.scope)
    return [
        o
        for o in options[:6]
        if o.score.words >= LEAST and isinstance(o.cell.value, Quantity) and _called(term, o.cell) >= SURE
    ]


def _called(term: Term, cell: Cell) -> float:
    return max(explained(term, cell.row), explained(term, cell.column))


_WAYS: tuple[tuple[Operator, Callable[[Workbench], Found | None]], ...] = (
    (Operator.DIFFERENCE, difference),
    (Operator.GROWTH, growth),
    (Operator.SUM, total),
    (Operator.AVERAGE, average),
    (Operator.MAXIMUM, extreme),
    (Operator.MINIMUM, extreme),
    (Operator.COMPARE, extreme),
)
__all__ = ["Question", "Status", "compute", "formula", "item_of"]
