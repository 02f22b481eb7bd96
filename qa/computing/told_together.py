"""What facts of one kind come to that one sentence states.

甲在6日至10日减持 1,000 股，10日至11日减持 2,000 股；乙减持 300 股: 甲's add up to 3,000.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from qa.computing.measure import LEAST, computed, measured, quantity
from qa.evidence.cells import UNIT_RANGES, Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored, ranked
from qa.evidence.rank import best
from qa.evidence.workbench import Workbench
from qa.parsing.match import SURE, explained, is_weak
from qa.parsing.question import Ask, Question, Term
from qa.parsing.words import word_file

ASKED = 0.75  # how well each figure must be of the measure asked
_KINDS = frozenset({"Shares", "Ratio"})  # both told of one holding, of one sale
TELLING = 1.5  # the weight of a word that one of the figures must explain


def sum_of_sentence(bench: Workbench) -> Found | None:
    """Add the figures that one sentence states of the parties asked, each of another way, time or party."""
    question, scope, ask = bench.question, bench.scope, _measure(bench.question)
    if not scope.parties or _one_of_a_pair(question):
        return None
    options = ranked(question, ask, bench.cells, replace(scope, either=True, periods=()))
    groups: dict[tuple[str, int, str, str], list[Scored]] = {}
    for option in options:
        cell = option.cell
        typed = cell.table.startswith("type:") and cell.evidence.cell is None and isinstance(cell.value, Quantity)
        if typed and option.score.words >= LEAST and option.score.asked >= ASKED:
            groups.setdefault((*cell.sentence, cell.role), []).append(option)
    for group in groups.values():
        same = _meant(question, [o for o in group if any(ids & o.cell.own for ids in scope.parties)])
        if _adds_up(bench, [o.cell for o in same]):
            cells = tuple(o.cell for o in same)
            words = min(o.score.words for o in same)
            return computed("sum", cells, sum(map(quantity, cells), Decimal(0)), cells[0].unit, words)
    return None


def _measure(question: Question) -> Ask:
    """Return the thing measured: of 持股…百分之几 the share, which no word names."""
    ask = measured(question)
    return replace(ask, terms=()) if any(_is_other(question, question.terms[i]) for i in ask.terms) else ask


def _is_other(question: Question, term: Term) -> bool:
    """Tell whether a word names a measure of another unit than the one asked for."""
    wanted = {UNIT_RANGES.get(ask.unit, "") for ask in question.asks} & _KINDS
    return bool(wanted) and term.kind in _KINDS - wanted


def _meant(question: Question, options: Sequence[Scored]) -> list[Scored]:
    """Return the facts that words of the question pick out, where they tell some apart: those sold in either way."""
    telling = [t for t in question.terms if not is_weak(t)]
    said = [t for t in telling if 0 < sum(_is_said(t, o) for o in options) < len(options)]
    return [o for o in options if not said or any(_is_said(t, o) for t in said)]


def _is_said(term: Term, option: Scored) -> bool:
    return explained(term, option.cell.row) >= SURE


def _adds_up(bench: Workbench, cells: Sequence[Cell]) -> bool:
    """Tell whether figures are parts of what is asked: of each party asked, of its time, no two of them one."""
    scope = bench.scope
    every = all(any(ids & c.own for c in cells) for ids in scope.parties)
    timely = all(any(c.period and p.contains(c.period) for p in scope.periods) for c in cells if scope.periods)
    apart = len({(c.label, c.period) for c in cells}) == len({c.key for c in cells}) == len(cells) > 1
    telling = [t for t in bench.question.terms if t.weight >= TELLING and not _is_other(bench.question, t)]
    told = all(any(best(t, c) >= LEAST for c in cells) for t in telling)
    return every and timely and apart and told and len({c.unit for c in cells}) == 1


def _one_of_a_pair(question: Question) -> bool:
    """Tell whether a question names one of two that make up a whole, and not the other: 直接, not 间接."""
    pairs = word_file("questions")["pairs"]
    return any((a in question.folded) != (b in question.folded) for a, b in pairs)
