"""What a question demands beyond its words, and whether an outcome has met it; one that has not is no answer.

A question that counts, adds, compares, limits or leaves out is answered by a way that did so (`Found.met`), or by words
of the filing that say it was done: 合计, 平均, 最高. A figure that is merely of the right kind is not its answer.
"""

import re
from datetime import date
from decimal import Decimal

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from qa.evidence.cells import Cell
from qa.evidence.found import WORDED, Found, Item
from qa.evidence.given import says
from qa.evidence.near import near, near_item
from qa.evidence.rank import best
from qa.parsing.asks import PART_OF, SHARE
from qa.parsing.changes import Asked, change_in, says_change
from qa.parsing.demands import ANY, LIMITED, Bound, demands_of, limits_of
from qa.parsing.match import BY_RANGE, meanings_of, squeezed
from qa.parsing.question import Kind, Operator, Question, Term
from qa.parsing.wanted import is_tested
from qa.parsing.words import counted, meanings

USUAL = 5  # how many customers, suppliers and debtors filings list
LIMIT = 4  # characters that say a limit: 1年以内, 3年以上
MEASURED = 0.7  # how well a side of a share must be of the measure that the question names
NEAR = 16  # squeezed characters before a figure in which a sentence says of it that it is a sum, a mean
_OPERATORS = {
    Operator.COUNT: "count", Operator.DIFFERENCE: "difference", Operator.GROWTH: "growth", Operator.SUM: "sum",
    Operator.AVERAGE: "average",
}  # fmt: skip
_SAID = {
    "difference": r"差|比|超过",
    "growth": "幅",
    "sum": r"合计|总|共|累计|余额|小计",
    "average": r"平均|均|每",
    "change": "多|少|差",
}
_EXTREME = Pattern(r"最[高低大小多少早晚长短新佳优]|第[一二三]|highest|largest|lowest|first", re.IGNORECASE)
_EACH = Pattern(r"分别[是为有占达]?(?:多少|几)")  # one figure does not answer for several
_SEVERALLY = Pattern("分别|各")
_FIRST = Pattern(r"前([一二两三四五六七八九十\d]+)")
_TIMES = Pattern(r"(?:几|多少)倍")
_OF_CHANGE = frozenset({"difference", "growth", "change"})
_SHARE_OF = Pattern(r"占(?P<of>[^，,。？?是]{2,16}?)的?(?:比例|比重|占比|百分比)(?![为是达到约的\s]*\d)")
_WITHOUT = Pattern("除|不含(?!税)|不包括")
_REST = Pattern(r".{0,16}?其[他它]")
_UP_TO, _LEVEL = Pattern("至|到|达"), Pattern("(?:至|到|达)(?:了|约|近)*$")
_DAY = Pattern(r"\d{4}-\d\d-\d\d")
_BEFORE_OR_AFTER = Pattern("[之以](?=[前后])")  # 6月底前, 6月底之前
_COUNTED = Pattern(r"\d|[一二两三四五六七八九十]")


def duties(question: Question) -> tuple[str, ...]:
    """Return what a question demands of whatever answers it."""
    if question.kind in (Kind.WHY, Kind.HOW, Kind.DEFINE, Kind.YESNO):
        return ()
    demands = demands_of(question)
    found = [name for operator, name in _OPERATORS.items() if question.has(operator)]
    if "count" in found and "sum" in found:
        found.remove("sum")  # 一共有几家 counts
    found += ["extreme"] * ((demands.extreme >= 0 or demands.rank > 1) and question.kind is not Kind.WHEN)
    found += ["limits"] * bool(demands.bounds or max(demands.none, demands.undisclosed) >= 0)
    found += ["only"] * demands.only
    found += ["left out"] * (demands.left_out[0] >= 0)
    found += ["first"] * bool(demands.first)
    found += ["several"] * bool(_EACH.search(question.folded))
    found += ["all asked"] * (len(question.openings) > 1 and not question.has(Operator.AGREE))
    found += ["multiple"] * bool(_TIMES.search(question.folded))
    found += ["apart"]
    found += ["chosen"] * is_tested(question)
    change = change_in(question.folded)
    found += ["change"] * bool(change and not change.noun)
    if {"sum", "difference"} <= {*found} and change and not change.compared:
        found.remove("sum")  # 一共减少了多少 subtracts
    found += ["figure"] * bool(question.figures and not demands.bounds)
    found += ["ratio of these"] * bool(PART_OF.search(question.folded) or _SHARE_OF.search(question.folded))
    return tuple(found)


def unmet(question: Question, found: Found) -> str:
    """Return the first demand that an outcome has not met; empty where it has met all, or says the question itself."""
    if WORDED in found.met:
        return ""
    return next((d for d in duties(question) if d not in found.met and not _stated(d, question, found)), "")


def _stated(duty: str, question: Question, found: Found) -> bool:
    """Tell whether the filing itself says what was demanded."""
    said = [near(cell, NEAR) for cell in found.cells[:1]] or [squeezed(s.text) for s in found.prose]
    if duty == "sum" and len(found.items) > 1 and len(question.openings) < 2 and not _SEVERALLY.search(question.folded):
        return False  # the figures beside each other are not what they come to
    if duty == "first":
        first = demands_of(question).first
        read = (match for s in found.prose if found.kind != "list" for match in _FIRST.finditer(s.text))
        return any(_counts(cell, first) for cell in found.cells[:1]) or any(counted(m[1]) == first for m in read)
    if duty == "extreme":
        return any(_EXTREME.search(text) for text in said)
    if duty == "only":
        return any("唯一" in text for text in said)
    if duty == "left out":
        return any(_says_left_out(question, text) for text in said)
    if duty == "chosen":
        return any(says_change(text) for text in said)
    if duty == "several":
        return len(found.items) != 1 or not isinstance(found.items[0].value, Decimal)
    if duty == "all asked":
        return bool(found.text) or len(found.items) != 1 or _with_more(question, found.items[0])
    if duty == "limits":
        ways = (_written_so, _called_so, _limits_said, _keeps_to_them)
        return any(way(question, found) for way in ways)
    if duty == "multiple":
        return any("倍" in item.text or item.unit == "倍" for item in found.items)
    if duty == "apart":
        return _apart(found)
    if duty == "figure":
        return _figures_said(question, found)
    if duty == "ratio of these":
        return _of_these(question, found)
    if duty == "change" and found.met & {"difference", "growth"}:
        return True
    if duty == "count":
        return bool(found.items) and bool(_COUNTED.match(found.items[0].text)) and not found.items[0].unit.isascii()
    pattern = _SAID.get(duty)
    if pattern is None or (duty in _OF_CHANGE and (_in_points(question, found) or _is_no_change(question, found))):
        return False
    if duty in _OF_CHANGE:
        return _each_changed(question, found, pattern, said)
    return any(re.search(pattern, text) for text in said)


def _each_changed(question: Question, found: Found, pattern: str, said: list[str]) -> bool:
    """Tell whether words say of the figures that they are changes; of what has risen to so much (上升至226万元) that
    tells no change, unless up to how much is asked."""
    cells = [item.cells[0] for item in found.items if item.cells]
    if len(question.openings) == 1 and len(cells) > 1:
        said = [near(cell, NEAR) for cell in cells]
    change = change_in(question.folded)
    levels = change is not None and _UP_TO.search(question.folded[change.told[1] : change.end])
    told = [bool(re.search(pattern, t) or says_change(t)) and bool(levels or not _LEVEL.search(t)) for t in said]
    return bool(told) and (all(told) if len(question.openings) == 1 else any(told))


def _with_more(question: Question, item: Item) -> bool:
    """Tell whether a name is given with a figure: of 谁最多，多少 that answers both."""
    if not isinstance(item.value, str):
        return question.kind is not Kind.NUMBER and bool(item.label)  # 2021年：2.83亿元
    return any(c.isdigit() for c in item.text.replace(item.value, "", 1))


def _says_left_out(question: Question, text: str) -> bool:
    """Tell whether a sentence or a head itself leaves out what the question does: 除了甲，还有乙, 其他收入."""
    start, end = demands_of(question).left_out
    if _REST.match(question.folded, end) and _REST.search(text):
        return True
    apart = _WITHOUT.split(text, maxsplit=1)[1:]
    terms = [t for t in question.terms if start <= t.start < end and len(t.text) > 1]
    return bool(apart and terms) and all(any(f in apart[0] for f in t.forms) for t in terms)


def _in_points(question: Question, found: Found) -> bool:
    """Tell whether points are given though what has changed is no ratio: they are of something else."""
    measures = {t.kind for t in question.terms} - {"", "Text", "Code"}
    asked = any(ask.unit == "pp" for ask in question.asks)
    return not asked and bool(measures) and "Ratio" not in measures and any(i.unit == "pp" for i in found.items)


def _is_no_change(question: Question, found: Found) -> bool:
    """Tell whether points of a lead are asked for (高几个百分点) and a share is given: it is one of the two sides."""
    change = change_in(question.folded)
    points = change is not None and change.compared and change.asked is Asked.POINTS
    return points and not found.computation and any(c.unit == "ratio" for i in found.items for c in i.cells)


def _called_so(question: Question, found: Found) -> bool:
    """Tell whether what sounds like a limit is what the row found is called: 1年以内."""
    said = [question.folded[b.at : b.at + LIMIT] for b in demands_of(question).bounds if b.amount is not None]
    labels = [squeezed(cell.label) for cell in found.cells]
    return bool(said) and bool(labels) and all(squeezed(limit) in label for limit in said for label in labels)


def _written_so(question: Question, found: Found) -> bool:
    """Tell whether right before each figure a limit stands in the question's words: 其中6月底前到期7万元."""
    limits = limits_of(question)
    said = [near_item(found, item, LIMITED) for item in found.items]
    return bool(limits and said) and all(squeezed(limit) in text for limit in limits for text in said)


def _limits_said(question: Question, found: Found) -> bool:
    """Tell whether the sentence read says the limits itself: that something is below nothing, 净利润为负值且…, or the
    very words, 6月底前."""
    said = _BEFORE_OR_AFTER.sub("", "".join(squeezed(s.text) for s in found.prose))
    return bool(demands_of(question).bounds) and all(_is_said(question, b, said) for b in demands_of(question).bounds)


def _is_said(question: Question, bound: Bound, said: str) -> bool:
    if bound.amount is not None and bound.amount.unit == ANY:
        return bool(re.search(f"[为是呈]{question.folded[bound.at + 1]}", said))
    span = next((s for s in question.periods if s.start == bound.at), None)
    limit = _BEFORE_OR_AFTER.sub("", question.folded[span.start : span.end + 2]) if span else ""
    return span is not None and squeezed(limit[: span.end - span.start + 1]) in said


def _keeps_to_them(question: Question, found: Found) -> bool:
    """Tell whether a day that was found is itself on the right side of the days that limit it: 在…之前的哪天."""
    bounds, days = demands_of(question).bounds, [str(item.value) for item in found.items]
    if question.kind is not Kind.WHEN or not bounds or not all(map(_DAY.fullmatch, days)):
        return False
    found_days = [Period(date.fromisoformat(day), date.fromisoformat(day)) for day in days]
    return all(bound.meets(day) for bound in bounds for day in found_days)


def _apart(found: Found) -> bool:
    """Tell whether a difference is not that of a figure with itself, and several figures are not one given twice."""
    figures = [(item.value, cell.key) for item in found.items for cell in item.cells if isinstance(item.value, Decimal)]
    if found.computation is None:
        return len(set(figures)) == len(figures)
    return found.computation.operation not in ("difference", "growth") or found.computation.value != 0


def _figures_said(question: Question, found: Found) -> bool:
    """Tell whether a figure that says which thing is meant (9,000万元的合同) stands where a looked-up value stands."""
    if not found.items or not isinstance(found.items[0].value, Decimal) or found.computation or found.prose:
        return True
    cells = [cell for item in found.items for cell in item.cells]
    said = [e.quote for cell in cells for e in (cell.evidence.main, *cell.evidence.context)]
    return not said or any(says(quote, figure) for figure in question.figures for quote in said)


def _of_these(question: Question, found: Found) -> bool:
    """Tell whether a computed share is of the measures that the question names on either side of 占."""
    computation = found.computation
    match = PART_OF.search(question.folded) or _SHARE_OF.search(question.folded)
    if computation is None and match is not None and match["of"]:
        units = {item.unit for item in found.items if isinstance(item.value, Decimal)}
        if units and not units & {"ratio", "pp", ""}:
            return False  # an amount is no share
        return not any(_is_another_rate(question, cell) for item in found.items for cell in item.cells)
    if computation is None or computation.operation != "share" or len(computation.operands) != 2 or match is None:
        return True
    whole = [t for t in question.terms if match.start("of") <= t.start < match.end("of") and _is_measure(t)]
    part = [t for t in question.terms if t.end <= match.start() and _is_measure(t)]
    return all(
        not terms or any(best(term, operand) >= MEASURED for term in terms)
        for terms, operand in zip((part, whole), computation.operands, strict=True)
    )


def _is_another_rate(question: Question, cell: Cell) -> bool:
    """Tell whether a figure stands under a head that calls it a rate of its own, no share: 毛利率."""
    rates = {m for m in meanings_of(cell.column) if meanings()[m].kind == "Ratio"} - {t.meaning for t in question.terms}
    return bool(rates) and not SHARE.search(cell.column + cell.row)


def _is_measure(term: Term) -> bool:
    return term.kind not in ("", "Text", "Ratio") and term.meaning not in BY_RANGE


def _counts(cell: Cell, number: int) -> bool:
    """Tell whether caption or headings over a figure speak of as many: 前五大客户; of five where they do not say."""
    around = cell.about + cell.far + cell.said + squeezed(f"{cell.label} {cell.heads}")
    told = {counted(match[1]) for match in _FIRST.finditer(around)}
    listed = cell.total or bool(cell.own) or not isinstance(cell.value, Quantity)
    return number in told or (not told and number == USUAL and listed)
