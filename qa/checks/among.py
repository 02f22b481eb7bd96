"""Figures beside each other: none is given twice or given back, each is of what is asked, operands are of one."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from kg.model import EntityKind, Quantity
from kg.pattern import Pattern
from qa.computing.operands.kindred import half_said
from qa.evidence.cells import Cell
from qa.evidence.found import WORDED, Found, Item
from qa.evidence.given import writes
from qa.evidence.near import near_item
from qa.evidence.workbench import Workbench, is_figure
from qa.parsing.demands import said_count
from qa.parsing.match import BY_RANGE, is_weak, meanings_of, squeezed
from qa.parsing.question import Kind, Operator
from qa.parsing.words import meanings, word_file

BEFORE = 90  # squeezed characters before a figure that say what it is of
_TOLD_APART = frozenset({"Money", "Shares", "Persons"})  # kinds whose measures have names of their own
IMPOSSIBLE = 1000  # times the whole
_AND = Pattern(r"(?:以?及|和|与)其?(?P<other>[\u4e00-\u9fff]{2,})")
_APART = Pattern("分别|依次|各")


def given_twice(_: Workbench, found: Found) -> str:
    """Tell of one figure of one place that is given for each of several things asked."""
    figures = [i for i in found.items if isinstance(i.value, Decimal) and i.cells]
    places = {(i.value, i.unit, i.cells[0].doc, i.cells[0].evidence.focus or i.cells[0].key) for i in figures}
    return "figure" if len(places) < len(figures) and not found.computation else ""


def given_back(bench: Workbench, found: Found) -> str:
    """Return a figure that the question gives itself; where filings are held against each other it may be found."""
    question = bench.question
    if (
        WORDED in found.met
        or bench.figure
        or question.kind is not Kind.NUMBER
        or question.sources
        or question.has(Operator.AGREE)
    ):
        return ""
    given = (
        i.text for i in found.items if isinstance(i.value, Decimal) and any(writes(i.text, f) for f in question.figures)
    )
    one = len(found.items) == 1 or (len(question.openings) == 1 and not _APART.search(question.folded))
    return next(given, "") if one and not found.computation else ""


def of_both(bench: Workbench, found: Found) -> str:
    """Return what a figure is of too, beside the thing asked about: 土地使用权及地上建筑物评估价值."""
    question = bench.question
    things = [t.forms for t in question.terms if not t.kind and not t.counted and len(t.text) > 2 and not is_weak(t)]
    for item in found.items if not found.computation else ():
        said = near_item(found, item, BEFORE) if isinstance(item.value, Decimal) else ""
        called = [max((f for f in forms if f in said), key=len) for forms in things if forms[0] in said]
        ends = [said.find(thing) + len(thing) for thing in called if not _APART.search(said)]
        joined = (match["other"] for end in ends if (match := _AND.match(said, end)))
        if other := next((other for other in joined if other[:2] not in squeezed(question.text)), ""):
            return other
    return ""


def beyond_all(_: Workbench, found: Found) -> str:
    """Return a share that no share can be: a figure of another head that was read under this one."""
    return next((i.text for i in found.items if i.unit == "ratio" and abs(Decimal(str(i.value))) >= IMPOSSIBLE), "")


def not_each_called(bench: Workbench, found: Found) -> str:
    """Return one of several figures that is called a measure of a kind not asked for: pay, where heads are counted."""
    figures = [item for item in found.items if isinstance(item.value, Decimal) and item.cells]
    kinds = {t.kind for t in bench.question.terms} - {""}
    if len(figures) < 2 or found.computation or not kinds:
        return ""
    others = [item for item in figures if not _kinds(item) <= kinds | {"Ratio"}]
    return others[0].label if 0 < len(others) < len(figures) else ""


def called_another(bench: Workbench, found: Found) -> str:
    """Return what a figure is called that is a measure of another name than each asked for, of the same kind: of 净资产
    and 收入 that one sentence tells, the one is not the other."""
    asked = {t.meaning for t in bench.question.terms if t.kind and t.meaning and t.meaning not in BY_RANGE}
    kinds = {meanings()[m].kind for m in asked if m in meanings()} & _TOLD_APART
    if len(found.items) != 1 or found.computation or not kinds or not isinstance(found.items[0].value, Decimal):
        return ""
    named = frozenset().union(*(meanings_of(c.row) | meanings_of(c.column) for c in found.items[0].cells)) - set(
        BY_RANGE
    )
    measures = {m for m in named if meanings()[m].kind in _TOLD_APART}
    if not measures or named & asked or any(_is_kin(m, other) for m in measures for other in asked):
        return ""
    return next((meanings()[m].id for m in sorted(measures) if meanings()[m].kind in kinds), "")


def _is_kin(one: str, other: str) -> bool:
    """Tell whether one of two measures is the wider of the other, or both have one that is wider."""
    a, b = meanings()[one], meanings().get(other)
    return b is not None and bool({a.id, a.broader} & {b.id, b.broader} - {""})


def _kinds(item: Item) -> frozenset[str]:
    """Return the kinds of the measures that row and head call a figure, without those that any figure of a range is."""
    called = frozenset().union(*(meanings_of(c.row) | meanings_of(c.column) for c in item.cells))
    return frozenset(meanings()[m].kind for m in called - set(BY_RANGE)) - {""}


def reckoned_with_others(bench: Workbench, found: Found) -> str:
    """Return a figure computed with that is of another company than the others, and of none that the question names."""
    operands = found.computation.operands if found.computation else ()
    stated = [c for c in operands if c.subjects]
    apart = any(a.doc != b.doc and not a.subjects & b.subjects for a, b in pairwise(stated))
    asked = bench.scope.issuers.union(*bench.scope.parties, *(m.ids for m in bench.question.mentions))
    others = (c for c in operands if asked and apart and not (c.subjects | c.parties | c.own) & asked)
    return next((c.text for c in others if not _is_ranked(bench, c, asked)), "")


def _is_ranked(bench: Workbench, cell: Cell, asked: frozenset[str]) -> bool:
    """Tell whether a figure is of somebody whom a filing of a company named only numbers or letters: its 客户1."""
    whose = next((filing.issuers for filing in bench.filings if filing.id == cell.doc), frozenset[str]())
    parties = (bench.library.entity(key) for key in cell.subjects | cell.parties | cell.own)
    return bool(whose & asked) and all(p is not None and p.kind is EntityKind.ANONYMOUS for p in parties)


def of_another_than_named(bench: Workbench, found: Found) -> str:
    """Return who is named beside a figure that is of another: neither its row nor its words name them."""
    who, *rest = found.items or (None,)
    figures = [i for i in rest if isinstance(i.value, Decimal) and i.cells]
    if who is None or found.computation or bench.question.kind not in (Kind.WHO, Kind.WHICH):
        return ""
    name = str(who.value)
    ids = bench.names.exact(name) if isinstance(who.value, str) else frozenset()
    return next((name for i in figures if ids and not any(_names(c, name, ids) for c in i.cells)), "")


def _names(cell: Cell, name: str, ids: frozenset[str]) -> bool:
    words = (cell.evidence.main.quote, cell.label, cell.row, *(each.quote for each in cell.evidence.context))
    return bool(ids & (cell.parties | cell.subjects | cell.own)) or squeezed(name) in squeezed(" ".join(words))


def of_the_other_side(bench: Workbench, found: Found) -> str:
    """Return what a figure is called that is of the other side of business than the one asked about: 销售 for 采购;
    what others buy is sold to them."""
    folded, cells = bench.question.folded, [c for item in found.items for c in item.cells]
    others = any(not party & bench.scope.all_issuers for party in bench.scope.parties)
    if others or found.computation or found.text or found.kind == "boolean":
        return ""
    for one, other in (pair[::way] for pair in word_file("questions")["sides"] for way in (1, -1)):
        if one in folded and other not in folded:
            called = (f"{c.label}{c.heads}" for c in cells if isinstance(c.value, Quantity))
            if any(other in said and one not in said for said in called):
                return other
    return ""


def no_figure(bench: Workbench, found: Found) -> str:
    """Tell of an outcome to compute with that is not one figure."""
    return "" if not bench.figure or is_figure(found) else "figure"


def half_said_of(bench: Workbench, found: Found) -> str:
    """Return a telling word of what was asked for to compute with that its row does not say."""
    looked_up = bench.figure and found.cells and not found.computation
    return half_said(bench.question, found.cells) if looked_up else ""


def of_another_number(bench: Workbench, found: Found) -> str:
    """A total is of as many lines as the question says that there are: that of five is not that of two; a sum is of no
    fewer figures."""
    said = said_count(bench.question)
    if found.computation and found.computation.operation == "sum":
        return f"{len(found.computation.operands)}" if len(found.computation.operands) < said else ""
    if not said or found.computation or not bench.question.has(Operator.SUM):
        return ""
    totals = (c for item in found.items for c in item.cells if c.is_subtotal)
    return next((c.label or c.row for c in totals if _lines(bench.cells, c) not in (0, said)), "")


def _lines(cells: Sequence[Cell], whole: Cell) -> int:
    """Return how many lines of a table a total may be of: those with a figure under its head."""
    column = (whole.doc, whole.table, whole.column, whole.period)
    same = [c for c in cells if c.line_number >= 0 and (c.doc, c.table, c.column, c.period) == column]
    return len({c.line_number for c in same if not c.is_subtotal})
