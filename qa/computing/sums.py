"""Sums: a total that a table states, else what the question lists, added up."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kg.model import Quantity
from kg.pattern import Pattern
from qa.computing.measure import LEAST, computed, good, measured, quantity
from qa.computing.told_together import sum_of_sentence
from qa.evidence.cells import SUBTOTAL, TABLED, Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored, best_together, ranked
from qa.evidence.solved import found_values
from qa.evidence.workbench import Workbench
from qa.parsing.demands import said_count
from qa.parsing.match import explained, meanings_of, squeezed
from qa.parsing.question import Ask, Kind, Question
from qa.parsing.words import meanings

MET = 0.5  # how well a line or head must explain what a total is of
STATED = 0.75  # of a question's words that a stated total must explain to be given instead of a sum
_PLUS = Pattern(r"加上?|\s*(?:plus|\+)\s*")
_AND = Pattern(r"\s*[和与及、]\s*")
_UNIT = Pattern(r"[（(][^（()）]{1,6}[)）]$")
TOGETHER = "word:合计"


def total(bench: Workbench) -> Found | None:
    """Give the total that a table states, else add up as many figures as the question counts."""
    stated = _sum_of_measures(bench) or _stated_total(bench)
    return stated or sum_of_sentence(bench) or _sum_of_counted(bench, measured(bench.question))


def stated_line(bench: Workbench) -> bool:
    """Tell whether a line of a table is itself called the sum that the question asks for: 流动负债合计."""
    asked = squeezed(bench.question.folded)
    return any(
        c.line_number >= 0
        and (line := squeezed(_UNIT.sub("", c.label))) in asked
        and SUBTOTAL.search(line)
        and SUBTOTAL.sub("", line)
        and bench.scope.timely(c) > 0
        for c in bench.cells
    )


def one_line_twice(cells: Sequence[Cell]) -> bool:
    """Tell whether two figures are lines of one name in two tables, the group's and the parent's: none adds to the
    other."""
    lines = {(c.row, c.column) for c in cells}
    return len(lines) < len({(c.table, c.row, c.column) for c in cells})


def _sum_of_measures(bench: Workbench) -> Found | None:
    """Add two things that the question joins: 货款加违约金, 销售费用和管理费用合计."""
    question = bench.question
    joined = [
        (i, j)
        for (i, a), (j, b) in pairwise(enumerate(question.terms))
        if _PLUS.fullmatch(question.folded[a.end : b.start]) or _both(question, i, j)
    ]
    if len(joined) != 1:
        return None
    asks = [Ask(Kind.NUMBER, (i,), question.asks[0].unit) for i in joined[0]]
    terms = tuple(t for t in question.terms if t.meaning != TOGETHER or t.start < question.terms[joined[0][1]].start)
    both = replace(question, terms=terms, asks=tuple(asks))
    best = best_together([ranked(both, ask, bench.cells, bench.scope) for ask in asks])
    if best is None or any(not good([s]) or s.score.asked < STATED for s in best):
        return None
    cells = tuple(s.cell for s in best)
    if cells[0].unit != cells[1].unit or quantity(cells[0]) == quantity(cells[1]):
        return None
    return computed(
        "sum", cells, quantity(cells[0]) + quantity(cells[1]), cells[0].unit, min(s.score.words for s in best)
    )


def _both(question: Question, first: int, second: int) -> bool:
    """Tell whether two measures of one kind are joined by 和 and taken together by the 合计 that follows."""
    one, two = question.terms[first], question.terms[second]
    after = next((t for t in question.terms[second + 1 :] if t.start <= two.end + 1), None)
    return (
        one.kind == two.kind == "Money"
        and bool(_AND.fullmatch(question.folded[one.end : two.start]))
        and after is not None
        and after.meaning == TOGETHER
        and "分别" not in question.folded
    )


def _sum_of_counted(bench: Workbench, ask: Ask) -> Found | None:
    """Add as many figures of one kind as the question counts: 四笔合同的收入合计."""
    wanted = said_count(bench.question)
    options = [o for o in bench.ranked(ask) if o.score.words >= LEAST and isinstance(o.cell.value, Quantity)]
    groups: dict[tuple[str, str, str], dict[Decimal, Scored]] = {}
    for option in options:
        cell = option.cell
        groups.setdefault((cell.fact.type, cell.role, cell.label), {}).setdefault(quantity(cell), option)
    for same in groups.values():
        if len(same) == wanted > 1 and len({o.cell.unit for o in same.values()}) == 1:
            cells = tuple(o.cell for o in same.values())
            words = min(o.score.words for o in same.values())
            return computed("sum", cells, sum(same, Decimal(0)), cells[0].unit, words)
    return None


def _distinct(cells: list[Cell]) -> list[Cell]:
    """Leave out what a sentence says that another has said already, word for word."""
    return list({c.key if c.fact.type in TABLED else (c.label, c.text): c for c in cells}.values())


def _stated_total(bench: Workbench) -> Found | None:
    """Look up every thing asked among the total rows of tables."""
    question = bench.question
    totals = [c for c in bench.cells if c.total or "合计" in c.label or "合计" in c.said]
    per_ask = [
        [o for o in ranked(question, ask, totals, bench.scope) if _is_of(question, ask, o.cell)]
        for ask in question.asks
    ]
    best = [good(options, STATED) for options in per_ask]
    if any(b is None for b in best):
        return None
    chosen = [b for b in best if b is not None]
    if len(chosen) > 1 and len({s.cell.table for s in chosen}) > 1:
        return None
    return found_values(question, chosen, per_ask, list(question.asks))


def _is_of(question: Question, ask: Ask, cell: Cell) -> bool:
    """Tell whether a total that is called one of something is one of what is asked: 营业收入合计 is none of 费用."""
    measures = [t for i in ask.terms if (t := question.terms[i]).kind not in ("", "Text", "Ratio")]
    named = [m for m in meanings_of(cell.row) if meanings()[m].kind == "Money"]
    return not measures or not named or any(explained(t, cell.row + cell.column) >= MET for t in measures)
