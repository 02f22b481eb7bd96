"""Whether what was compared is what a question compares by: of 贷款利率最高 the rates, of 收入下降最多 the changes."""

from functools import cache

from kg.model import Quantity
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.changes import falls, says_change
from qa.parsing.demands import demands_of
from qa.parsing.each import KIND_UNITS
from qa.parsing.question import Question

BESIDE = 2  # characters between a measure and the word that asks for the most of it
_MORE = Pattern("更[高低大小多少快慢]")
_OF_CHANGE = frozenset({"difference", "growth"})


@cache
def _moves() -> Pattern:
    return Pattern(rf"(?:{falls()}|增加|增长|上升|上涨|提高|变动|变化)[了得的]?$")


def by_another(bench: Workbench, found: Found) -> str:
    """Return the word before 最高, 更大 where the figures by which a name was chosen are of another kind than what it
    measures."""
    question, at = bench.question, _most_at(bench.question)
    name = len(found.items) == 1 and isinstance(found.items[0].value, str) and "compared" not in found.met
    if at < 0 or not name or not (figures := _figures(found)):
        return ""
    moved = _moves().search(question.folded[:at])
    if moved:
        return "" if _of_changes(found, figures) else moved[0]
    return _another_kind(question, at, figures)


def _most_at(question: Question) -> int:
    """Return where a question asks for the most or for more, and not for the first or last in time; else -1."""
    demands, more = demands_of(question), _MORE.search(question.folded)
    if demands.dated:
        return -1
    return demands.extreme if demands.extreme >= 0 else more.start() if more else -1


def _figures(found: Found) -> list[Cell]:
    operands = found.computation.operands if found.computation else ()
    cells = (*found.cells, *operands, *(c for item in found.items for c in item.cells))
    return [c for c in cells if isinstance(c.value, Quantity)]


def _of_changes(found: Found, figures: list[Cell]) -> bool:
    computed = found.computation is not None and found.computation.operation in _OF_CHANGE
    return computed or found.met >= _OF_CHANGE or any(says_change(f"{c.heads}{c.label}{c.said}") for c in figures)


def _another_kind(question: Question, at: int, figures: list[Cell]) -> str:
    measures = [t for t in question.terms if 0 <= at - t.end <= BESIDE and t.kind in KIND_UNITS]
    units = {c.unit for c in figures} | {unit for c in figures for unit in c.unit.split("/")}
    return next((t.text for t in measures[-1:] if not (KIND_UNITS[t.kind] | {""}) & units), "")
