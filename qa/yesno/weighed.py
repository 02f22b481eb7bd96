"""Yes or no about figures: more than so much, than at another time, than of another; risen; positive; any at all.

What is compared is asked by itself (甲的毛利率比乙高吗: 甲的毛利率是多少, 乙的毛利率是多少), so that each side is
looked up, computed and proved as ever. Where one side has no answer there is no yes or no: sentences do not compare.
"""

import re
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.computing.operands.sides import beside
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.question import Ask, Kind, Question
from qa.rows.conditions import is_nil

CLOSE = Decimal("0.0005")  # within which a figure is the one that the question gives, written shorter
LEAST = 0.75  # of a question's words that the row must explain of which there may be any
NOW = 0.9  # how timely a figure must be to be of the time asked
WILL = Pattern(r"能(?!不能).{0,10}吗|会.{0,12}吗|会不会|能不能|能否|是否会|是否能")
_UP, _DOWN = (
    "正增长|增长|增加|上升|提高|提升|上涨|扩大|[多高大长]",
    "负增长|下降|减少|降低|下滑|收窄|缩小|下跌|[少低小短]",
)
_END = r"了?(?:吗|没有|没|与否)?[？?]?$"
_WHETHER = "是否|是不是|有没有|有无|会不会|到底"
_THAN = Pattern(
    rf"(?P<left>.+?)(?:{_WHETHER})?(?<![同环占相对])比(?P<right>.{{1,24}}?)(?:还|更|要|有所)?(?P<way>{_UP}|{_DOWN}){_END}"
)
_OVER = Pattern(
    rf"(?P<left>.+?)(?:{_WHETHER})?(?P<way>高于|大于|超过|多于|低于|小于|少于)了?(?P<right>.{{2,24}}?){_END}"
)
_ROSE = Pattern(rf"(?P<left>.{{3,}}?)(?:是否|是不是)?(?:同比|有所|[是为呈](?=[正负]增))*(?P<way>{_UP}|{_DOWN}){_END}")
_SIGN = Pattern(rf"(?P<left>.+?)(?:是否|实现)*(?P<way>盈利|亏损|转正|转负|(?:为|是)[正负](?:数|值|的)?){_END}")
_YEAR_BEFORE = Pattern(r"(?:上年|去年|上一年|前一年|上年度)?(?:同期)?")
_LIMIT = (
    ("above", Pattern(r"(?:超过?了?|大于|高于|多于|逾|突破)\s*$")),
    ("at", Pattern(r"(?:达到?了?|满|够|不低于|不少于|至少)\s*$")),
    ("equal", Pattern(r"(?:等于|是不是|是否[为是]|[正恰刚]好是|就是)[^，,。\d]{0,16}$")),
    ("below", Pattern(r"(?:低于|小于|少于|不足|不到)\s*$")),
)
_AHEAD = Pattern(r"[，,]?(?:是否|是不是|有没有|有无|到底|[正恰刚]好|还|仍)*$")
_ANY = Pattern(r"有没有|是否有|是否存在|(?:有|存在).{2,16}吗")
_PROFITS = ("盈利", "亏损")
_SINKS = Pattern(rf"{_DOWN}|负|亏")


def by_figures(bench: Workbench) -> Found | None:
    """Answer where the question sets a figure against another, or asks whether there is any; None for others."""
    return _against_limit(bench) or _against_other(bench) or _risen(bench) or _any_at_all(bench) or _of_sign(bench)


def _of_sign(bench: Workbench) -> Found | None:
    """Tell whether a figure is above or below zero where that is asked of it outright, which words of sentences beside
    other figures do not tell."""
    match = _SIGN.search(bench.question.text)
    return by_sign(bench) if match and match["way"] not in _PROFITS else None


def by_sign(bench: Workbench) -> Found | None:
    """Tell whether a figure is above or below zero: 盈利了吗."""
    match = _SIGN.search(bench.question.text)
    what = "净利润" if match and match["way"] in _PROFITS else ""
    found = _figure(bench, f"{match['left']}{what}") if match else None
    if found is None or match is None:
        return None
    number = found.items[0].value
    assert isinstance(number, Decimal)
    return _shown((number < 0) is bool(_SINKS.search(match["way"])), found)


def _against_limit(bench: Workbench) -> Found | None:
    """Tell whether the figure asked about lies above or below the one that the question gives."""
    question = bench.question
    limit = next((found for found in _limits(question)), None)
    if limit is None:
        return None
    how, before, amount = limit
    found = _figure(bench, before, "是多少？")
    if found is None or found.items[0].unit != amount.unit:
        return _NOT_SAID
    figure, bound = abs(Decimal(str(found.items[0].value))), Decimal(amount.value)
    same = abs(figure - bound) <= CLOSE * bound
    ways = {"above": figure > bound, "at": figure >= bound, "below": figure < bound, "equal": same}
    return _shown(ways[how], found)


def _limits(question: Question) -> list[tuple[str, str, Quantity]]:
    """Return the figures that a question sets as limits: on which side, what stands before, how much."""
    found: list[tuple[str, str, Quantity]] = []
    for start, _, amount in find_quantities(question.folded):
        for how, words in _LIMIT:
            if match := words.search(question.text[:start]):
                found.append((how, _AHEAD.sub("", question.text[: match.start()]), amount))
                break
    return found


def _against_other(bench: Workbench) -> Found | None:
    """Compare what is asked of one with the same of another, of another time, or with the year before."""
    question = bench.question
    match = _THAN.search(question.text) or _OVER.search(question.text)
    if match is None:
        return None
    if _YEAR_BEFORE.fullmatch(match["right"]):
        return _grown(bench, match) or _NOT_SAID
    other = beside(question, match["left"], match.span("right"))
    first = _figure(bench, match["left"])
    second = _figure(bench, other) if first else None
    if first is None or second is None or first.items[0].unit != second.items[0].unit:
        return _NOT_SAID
    one, two = Decimal(str(first.items[0].value)), Decimal(str(second.items[0].value))
    if one == two:
        return _NOT_SAID  # one figure found twice
    return _shown(one < two if _SINKS.search(match["way"]) else one > two, first, second)


def _risen(bench: Workbench) -> Found | None:
    """Tell whether a measure has risen, or fallen where that is asked; None where no growth is stated."""
    match = _ROSE.search(bench.question.text)
    return _grown(bench, match) if match else None


def _grown(bench: Workbench, match: re.Match[str]) -> Found | None:
    found = _figure(bench, match["left"], "同比增长多少？")
    if found is None or not found.items[0].value:
        return None
    return _shown((Decimal(str(found.items[0].value)) < 0) is bool(_SINKS.search(match["way"])), found)


def _any_at_all(bench: Workbench) -> Found | None:
    """Tell whether there is any of a line that a table gives a figure or a dash for: 有其他业务收入吗."""
    question = bench.question
    if not _ANY.search(question.folded) or not question.terms or question.terms[-1].kind != "Money":
        return None
    row = next(iter(bench.ranked(Ask(Kind.NUMBER, (len(question.terms) - 1,)), [])), None)
    if row is None or row.cell.line_number < 0 or row.score.asked < 1 or row.score.words < LEAST:
        return None
    timely = [c for c in bench.cells if c.table == row.cell.table and isinstance(c.value, Quantity)]
    timely = [c for c in timely if bench.scope.timely(c) >= NOW]
    if not timely:
        return None
    some = [c for c in timely if c.line == row.cell.line and not is_nil(c)]
    return _answer(bool(some), tuple((some or [row.cell])[:2]), 0.2 + 0.6 * row.score.words)


# --- what is asked by itself ----------------------------------------------------------------------

_NOT_SAID = Found(Status.NOT_FOUND, reason="no_such_fact")


def _figure(bench: Workbench, what: str, how: str = "是多少？") -> Found | None:
    """Ask for one figure as a question of its own; None where that has no answer, several, or one that a sentence says.

    减少7.57% in words is no figure that could be set against another.
    """
    return bench.operand(f"{what}{how}") if bench.another else None


def _shown(value: bool, *sides: Found) -> Found:
    cells = tuple(dict.fromkeys(c for side in sides for c in (*side.cells, *(x for i in side.items for x in i.cells))))
    return _answer(value, cells, min(side.confidence for side in sides))


def _answer(value: bool, cells: tuple[Cell, ...], sure: float) -> Found:
    item = Item(value, "", "是" if value else "否", "", cells)
    return Found(Status.ANSWERED, (item,), cells, round(sure, 3), kind="boolean")
