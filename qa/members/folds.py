"""What is made of several rows: their names, how many they are, their sum, mean, difference, multiple, share.

The rows are those of `qa.rows.relation`; each way here takes one relation and gives an outcome, or None where the
question wants something else of it. `over_rows` asks the relations in their order.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from qa.computing.extremes import asks_period
from qa.computing.measure import computed, measured, quantity
from qa.computing.operands import operands
from qa.computing.sums import one_line_twice, stated_line
from qa.evidence.cells import Cell
from qa.evidence.found import Computation, Found, Item
from qa.evidence.rows import Row, name_of
from qa.evidence.solved import kind_of
from qa.evidence.values import item_of, said, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.demands import Demands, demands_of, said_count
from qa.parsing.match import explained, is_weak, squeezed
from qa.parsing.names import ANONYMOUS, POSITION
from qa.parsing.question import Ask, Kind, Operator, Question
from qa.parsing.words import counts_alike
from qa.rows.conditions import number
from qa.rows.named_rows import MET, SURE, in_each_period, named
from qa.rows.projection import measure, share_stated
from qa.rows.records import CHANGED, FALLS
from qa.rows.relation import Relation, relations

LESS = 0.3  # what a rival table takes away
_COUNT = Pattern(r"(?<!哪)(?:几|多少)(?P<counter>家|个|份|笔|项|台|位|名|类|种|起|期|款)(?!月|百分点)")
_NAMES_COUNTED = "家位名"
_IN_BRACKETS = Pattern("（(.)）")
_SHARE = Pattern(r"占(?!比).{1,24}?(?:比例|比重|多少|几成|百分之几)")
_EACH = Pattern(r"每(?!年)")
SEVERALLY = Pattern("分别|各(?=[是为有])")
_MADE_UP = "[^比率占]{0,10}?(?:构成|明细|组成|金额|情况|分类|列示|如下)"  # what follows the measure in a caption
SAID = 0.75  # how well a caption must name the measure
_SEVERAL, FEWER = Pattern(r"哪[几两些]"), 0.03  # of the words that a table may explain less which gives several
_WORDS = Pattern("什么(?:口径|方法|方式|标准|依据)")  # no figure is asked for
_TIMES = Pattern(r"几倍|多少倍")

MEAN = "word:平均值"

Way = Callable[[Workbench, Relation], Found | None]


def over_rows(bench: Workbench) -> Found | None:
    """Answer from several rows where the question asks for something made of them."""
    way = _way(bench.question)
    if way is None or (len(bench.scope.periods) > 1 and way in (total, mean)):
        return None
    if way is names and (found := in_each_period(bench)):
        return found
    found = [(r, f) for r in relations(bench)[:6] if (f := way(bench.within(r.scope), r))]
    for relation, outcome in found[:4]:
        bench.notes.append(
            f"rows {relation.words:.2f} of {len(relation.rows)}/{len(relation.among)} {outcome.items[0].text}"
        )
    if not found:
        return None
    if bench.question.kind is Kind.WHO:  # a company is asked for: lines that are none are no answer
        known = [(r, f) for r, f in found if _known(bench, f)]
        found = known or ([] if POSITION.search(bench.question.folded) else found)
        if not found:
            return None
    if _SEVERAL.search(bench.question.folded):  # 哪几家 is not one
        found = [(r, f) for r, f in found if len(f.items) > 1 and r.words >= found[0][0].words - FEWER] or found
    best, outcome = _in_full(bench, found)
    near = [f for r, f in found[1:] if r.words >= best.words - 0.02 and r.doc == best.doc]
    rivals = [f for f in near if _value(f) != _value(outcome)]
    sure = round(SURE * best.words + 0.2 - (LESS if rivals else 0.0), 3)
    return replace(outcome, confidence=sure, met=outcome.met | MET)


def _in_full(bench: Workbench, found: Sequence[tuple[Relation, Found]]) -> tuple[Relation, Found]:
    """Return the first outcome; of a time asked that two filings tell of, the one that names parties in full."""
    best = found[0]
    if not bench.scope.periods or not _lettered(best[1]):
        return best
    return next((f for f in found if f[0].words >= best[0].words - 0.02 and not _lettered(f[1])), best)


def _known(bench: Workbench, found: Found) -> bool:
    return all(not isinstance(i.value, str) or bench.names.ids_in(i.value) for i in found.items)


def _lettered(found: Found) -> bool:
    return any(isinstance(i.value, str) and ANONYMOUS.search(i.value.lower()) for i in found.items)


def _value(found: Found) -> object:
    return [(i.value, i.unit) for i in found.items]


def _way(question: Question) -> Way | None:
    """Return what the question wants of rows; None where it wants one value."""
    folded = question.folded
    if question.kind in (Kind.WHY, Kind.HOW, Kind.DEFINE, Kind.YESNO) or asks_period(question):
        return None
    if question.has(Operator.DIFFERENCE):
        return difference
    if question.has(Operator.COUNT) or (_COUNT.search(folded) and not any(a.unit for a in question.asks)):
        return count
    if question.has(Operator.COMPARE):
        return higher
    if _TIMES.search(folded):
        return multiple
    if _SHARE.search(folded):
        return share
    if question.has(Operator.SUM):
        return total
    if question.has(Operator.AVERAGE):
        return None if _EACH.search(folded) else mean
    if question.kind.is_name or _asks_for_lines(question):
        return names
    if (wanted := operands(question)) and wanted.operation == "sum":
        return None  # in total, without a word that only sums have
    return each if len(question.asks) == 1 and len(question.mentions) + len(question.terms) > 1 else None


def _asks_for_lines(question: Question) -> bool:
    """Tell whether 什么 asks for lines of a table: 金额最大的两项是什么, 降幅最大的项目是什么."""
    demands, (ask, *others) = demands_of(question), question.asks
    words = [question.terms[i] for i in ask.terms]
    chosen = demands.first or demands.extreme >= 0
    return bool(chosen) and not others and ask.kind is Kind.WHAT and not ask.unit and all(not t.kind for t in words)


# --- one value out of several --------------------------------------------------------------------


def count(bench: Workbench, relation: Relation) -> Found | None:
    """Count rows; parties are counted once each."""
    match = _COUNT.search(bench.question.folded)
    counter = match["counter"] if match else ""
    cells = named(bench, relation)
    if not cells or any(_is_number_of(c, counter) for row in relation.rows for c in row.cells):
        return None
    if not counter or counter in _NAMES_COUNTED:
        cells = list({name: (name, cell) for name, cell in reversed(cells)}.values())[::-1]
    operands = tuple(cell for _, cell in cells)
    value = Decimal(len(operands))
    listed = "、".join(name for name, _ in cells)
    text = f"{len(operands)}{counter}" if bench.question.told == "zh" else str(len(operands))
    item = Item(value, counter, text, listed, operands)
    made = Computation("count", operands, value, counter)
    met = frozenset({"count", "sum"})
    return Found(Status.ANSWERED, (item,), operands, computation=made, kind="number", met=met)


def _is_number_of(cell: Cell, counter: str) -> bool:
    """Tell whether a cell says itself how many there are, so that nothing need be counted."""
    units = (cell.unit, *_IN_BRACKETS.findall(cell.heads))
    return isinstance(cell.value, Quantity) and any(counts_alike(counter, unit) for unit in units)


def total(bench: Workbench, relation: Relation) -> Found | None:
    """Add the figures of the rows that the question picks out; as many as it says there are."""
    rows = _first(bench, relation)
    said = said_count(bench.question)
    apart = relation.narrowed or len(rows) == said or len(rows) < len(relation.rows)
    if stated_line(bench) or not (apart or len(relation.parts) > 1):
        return None
    cells, first = _measures(bench, rows), demands_of(bench.question).first
    if cells is None or len(cells) < 2 or said not in (0, len(cells), first) or any(c.is_subtotal for c in cells):
        return None
    if first and (len({row.table for row in rows}) > 1 or (len(cells) < first and not relation.met)):
        return None  # three are not the first five, nor are lines of two tables
    if one_line_twice(cells) or CHANGED.search(cells[0].heads):
        return None
    return computed("sum", cells, sum(map(quantity, cells), Decimal(0)), cells[0].unit, relation.words)


def mean(bench: Workbench, relation: Relation) -> Found | None:
    """Divide the sum of the rows that the question picks out, or says the number of, by their number."""
    cells = _measures(bench, relation.rows)
    told = (said_count(bench.question), demands_of(bench.question).first)
    if cells is None or len(cells) < 2 or not (relation.narrowed or len(cells) in told):
        return None
    value = sum(map(quantity, cells), Decimal(0)) / len(cells)
    return computed("average", cells, value, cells[0].unit, relation.words)


def difference(bench: Workbench, relation: Relation) -> Found | None:
    """Subtract the figures of two rows that the question names."""
    pair = _pair(bench, relation)
    if pair is None or any(t.meaning == MEAN for t in bench.question.terms):
        return None  # a mean that is named is one of the sides
    value, unit = abs(quantity(pair[0]) - quantity(pair[1])), pair[0].unit
    if unit == "ratio":
        value, unit = value * 100, "pp"
    return computed("difference", pair, value, unit, relation.words)


def higher(bench: Workbench, relation: Relation) -> Found | None:
    """Name the row with the higher figure of those that the question names; the lower where it asks for that, and the
    one furthest below zero where it asks for a fall."""
    single = list(dict.fromkeys(rows[0] for rows in relation.parts if len(rows) == 1))
    cells = _measures(bench, single) if len(single) > 1 and len(single) == len(relation.rows) else None
    if cells is None:
        return None
    falling = FALLS.search(bench.question.folded) and cells[0].unit == "ratio"
    best = (min if bench.question.smaller != bool(falling) else max)(cells, key=number)
    if falling and number(best) >= 0:
        return None  # nothing has fallen
    name = name_of(single[cells.index(best)], bench.scope, bench.names)
    item = Item(name, "", with_figure(name, said(best), bench.question.told), name, (best,))
    return Found(Status.ANSWERED, (item,), (best, *(c for c in cells if c is not best)), kind="string")


def multiple(bench: Workbench, relation: Relation) -> Found | None:
    """Divide the figure of one row by that of another."""
    pair = _pair(bench, relation)
    if pair is None or not quantity(pair[1]):
        return None
    return computed("multiple", pair, quantity(pair[0]) / quantity(pair[1]), "倍", relation.words)


def share(bench: Workbench, relation: Relation) -> Found | None:
    """Divide the figure of one row by that of another, or by the total of its table."""
    if len(relation.rows) != 1 or len(relation.totals) != 1 or share_stated(bench.question, relation.rows[0]):
        return None
    cells = _measures(bench, (*relation.rows, *relation.totals))
    if cells is None or cells[0].unit == "ratio" or not quantity(cells[1]):
        return None
    return computed("share", cells, quantity(cells[0]) / quantity(cells[1]), "ratio", relation.words)


def _pair(bench: Workbench, relation: Relation) -> tuple[Cell, Cell] | None:
    """Return the figures of the two rows that the question sets against each other."""
    single = list(dict.fromkeys(rows[0] for rows in relation.parts if len(rows) == 1))
    if len(single) != 2 or len(relation.rows) != 2:
        return None
    cells = _measures(bench, single)
    return (cells[0], cells[1]) if cells else None


def _measures(bench: Workbench, rows: Sequence[Row]) -> tuple[Cell, ...] | None:
    """Return the figure of each row under one head; None where a row has none or the units differ."""
    ask = _compared(bench.question)
    cells = [measure(bench.question, ask, row, bench.scope) or _of_caption(bench, ask, row) for row in rows]
    held = tuple(c for c in cells if c is not None and (isinstance(c.value, Quantity)))
    if not held or len(held) < len(rows) or len({c.unit for c in held}) > 1 or len({c.column for c in held}) > 1:
        return None
    return held


def _compared(question: Question) -> Ask:
    """Return what the rows are compared by: the word before 最多, else what the question measures."""
    at = demands_of(question).extreme
    before = [i for i, t in enumerate(question.terms) if at >= 0 and t.end <= at <= t.end + 2 and t.kind != "Text"]
    return Ask(Kind.NUMBER, tuple(before[-1:])) if before and question.terms[before[-1]].meaning else measured(question)


def _of_caption(bench: Workbench, ask: Ask, row: Row) -> Cell | None:
    """Return the one figure of a row of a table whose caption, not whose heads, names the measure."""
    terms = [bench.question.terms[i] for i in ask.terms]
    kinds = {t.kind for t in terms}
    fit = [c for c in row.cells if c.range in kinds and bench.scope.timely(c) > 0]
    best = [c for c in fit if bench.scope.timely(c) == max(map(bench.scope.timely, fit))]
    near = best[0].near if best else ""
    named = best and any(re.search(re.escape(f) + _MADE_UP, near) for t in terms for f in t.forms)
    called = any(explained(t, row.cells[0].row) >= SAID for t in bench.question.terms if t.kind in kinds)
    return best[0] if (named or called) and len({c.column for c in best}) == 1 else None


# --- names and values of each --------------------------------------------------------------------


def names(bench: Workbench, relation: Relation) -> Found | None:
    """Name the rows; the first so many of what the question measures, or of the order of the table."""
    question = bench.question
    rows = _first(bench, relation)
    if not rows or not _wants_names(bench, relation, len(rows)) or (demands_of(question).only and len(rows) > 1):
        return None
    cells = named(bench, relation, rows)
    if not cells or _has_head(question, relation, cells):
        return None
    if all(squeezed(name) in squeezed(question.folded) for name, _ in cells):
        return None  # the question says these names itself
    unique = list({name: (name, cell) for name, cell in reversed(cells)}.values())[::-1]
    items = tuple(Item(name, "", name, name, (cell,)) for name, cell in unique)
    if demands_of(question).extreme >= 0 and len(rows) == len(items) == 1:
        items = (_with_figure(bench, items[0], rows[0]),)
    kind = "list" if len(items) > 1 or question.kind is Kind.LIST else "string"
    return Found(Status.ANSWERED, items, tuple(dict.fromkeys(c for i in items for c in i.cells)), kind=kind)


def _with_figure(bench: Workbench, item: Item, row: Row) -> Item:
    """Return a name with the figure that is the most."""
    figure = _measures(bench, [row])
    if not figure:
        return item
    text = with_figure(item.text, said(figure[0]), bench.question.told)
    return replace(item, text=text, cells=(*item.cells, *figure))


def _wants_names(bench: Workbench, relation: Relation, number: int) -> bool:
    """Tell whether the question asks for the names of some rows, of as many as these, and for nothing else."""
    question, demands = bench.question, demands_of(bench.question)
    chosen = relation.narrowed or demands.first or demands.extreme >= 0
    several = question.kind is Kind.LIST or demands.first or demands.left_out[0] >= 0
    of_each_time = len(bench.scope.periods) > 1 or bench.scope.since
    further = [question.terms[i] for ask in question.asks[1:] for i in ask.terms]
    more = any(a.kind.is_name for a in question.asks[1:]) or any(not is_weak(t) for t in further)
    return bool(chosen and (number == 1 or several)) and not of_each_time and not more


def _has_head(question: Question, relation: Relation, cells: Sequence[tuple[str, Cell]]) -> bool:
    """Tell whether what is asked stands under a head of its own, so that it is no name of the row."""
    terms = [t for i in question.asks[0].terms if not is_weak(t := question.terms[i])]  # 供应商 is what rows are
    naming = {cell.column_number for _, cell in cells}
    heads = {c.column for row in relation.rows for c in row.cells if c.column_number not in naming}
    return any(explained(t, head) >= SAID for t in terms for head in heads)


def each(bench: Workbench, relation: Relation) -> Found | None:
    """Give the figure of each row that the question names, in its order: 甲和乙的金额各是多少; or of as many as it says
    there are, as filed: 两份合同金额分别是多少."""
    single = list(dict.fromkeys(rows[0] for rows in relation.parts if len(rows) == 1))
    if not single and relation.narrowed and SEVERALLY.search(bench.question.folded):
        single = list(relation.rows) if said_count(bench.question) == len(relation.rows) else []
    if len(single) < 2 or len(single) != len(relation.rows) or _WORDS.search(bench.question.folded):
        return None
    cells = _measures(bench, single)
    if cells is None:
        return None
    unit = bench.question.asks[0].unit
    items = tuple(
        item_of(cell, label=name_of(row, bench.scope, bench.names), unit=unit)
        for row, cell in zip(single, cells, strict=True)
    )
    return Found(Status.ANSWERED, items, cells, kind=kind_of(items))


def _first(bench: Workbench, relation: Relation) -> list[Row]:
    """Return the first rows that the question wants, by their figure where it measures one, else as filed."""
    demands, rows = demands_of(bench.question), list(relation.rows)
    wanted = demands.first or (demands.extreme >= 0)
    if not wanted or (wanted == len(rows) and demands.extreme < 0):
        return rows
    if wanted >= len(rows) and demands.extreme >= 0:
        wanted = 1  # of the first five the cheapest
    elif wanted >= len(rows):
        return rows if relation.narrowed else []  # those of the first five that meet the conditions
    rows = [row for row in rows if _measures(bench, [row])] or rows  # what withholds its figure is not compared
    figures = _measures(bench, rows) if _compares(bench.question, demands) else None
    if figures is None:
        in_order = not _compares(bench.question, demands) and len({row.table for row in rows}) == 1
        return rows[:wanted] if in_order else []
    falling = bool(FALLS.search(bench.question.folded[max(0, demands.extreme - 3) : demands.extreme]))
    most = (demands.least < 0) != (falling and any(number(f) < 0 for f in figures))
    ordered = sorted(zip(figures, rows, strict=True), key=lambda p: number(p[0]), reverse=most)
    start = demands.rank - 1 if wanted == 1 else 0
    return [row for _, row in ordered[start : start + wanted]]


def _compares(question: Question, demands: Demands) -> bool:
    return demands.extreme >= 0 or any(t.kind and t.kind != "Text" for t in question.terms)
