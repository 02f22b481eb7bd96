"""What a question demands of a row beyond its words: the most, the least, more than so much, before a day."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from kg.values.quantity import find_quantities
from qa.parsing.question import Operator, Question, once
from qa.parsing.words import counted, word_file

LIMITED = 24  # squeezed characters before a figure in which a limit that it keeps to is written
ANY = "*"  # the unit of a limit that holds for figures of any: less than nothing
AT_MOST = Pattern(  # 最晚几个工作日内, 最高能提供多大吞吐: how much, not which
    r"最(?:晚|迟|长|多|短|快|早)(?=[几多][^，,。]{1,8}[之以]?内)|最[高大多长快](?=(?:能够?|可以?)(?![到达])[^，,。？?]{0,16}?(?:多[少大高长快]|几))"
)
_MOST = Pattern(
    r"最(?:高|大|多|长|贵|久|晚|新|后一(?=[期笔批次]))|排名第一|居首|第一大|金额(?:较|更)?大的|(?:较|更)(?:大|高|多|长)的"
    r"|(?:谁|哪[家个项])的?[^，,？?最更]{0,12}?(?P<at>更?[高大多])(?=[，,？?]|$)"
)
_LEAST = Pattern(
    r"最(?:低|小|少|短|便宜|早)|垫底|(?:较|更)(?:小|低|少|短)的"
    r"|(?:谁|哪[家个项])的?[^，,？?最更]{0,12}?(?P<at>更?[低小少])(?=[，,？?]|$)"
)
_DATED = Pattern(r"最(?:早|晚|新|后一[期笔批次])")
_NTH = Pattern(r"第(?P<nth>[二三四五六七八九十])(?=大|高|多|名|长|贵|低|小|少)|次(?=大|高)")
_NTH_LEAST = Pattern(r"第[二三四五六七八九十][低小少]")
_ABOVE = Pattern(r"(?:超过|大于|高于|多于|不低于|不少于|逾)了?\s*$")
_BELOW = Pattern(r"(?:低于|小于|少于|不足|不到|不超过)了?\s*$")
_AFTER_ABOVE, _AFTER_BELOW = Pattern(r"\s*及?以上"), Pattern(r"\s*(?:及?以下|以内)")
_BEFORE = Pattern(r"\s*(?:之前|以前|前)(?!五|十|三|次)")
_AFTER = Pattern(r"\s*(?:之后|以后|后)")
_SOME = Pattern(r"(?:还有|仍有|尚有|存在|有)(?=剩余|余额|未)")
_NONE = Pattern(r"(?:为|等于|是)(?:零|0)(?![\d.])|(?:没有|无)剩余")
_SIGN = Pattern(r"(?:为|是|呈)(?P<sign>[正负])(?:数|值)?")
_LOSING = Pattern(r"(?:亏[钱本损]|赔[钱本])(?=的)")
_EXCEPT = Pattern(
    r"(?:(?<![扣剔免解清])除(?:了|去)?|不算)(?P<who>[^，,。？?）)]{1,40}?)(?:之外|以外|外|[，,]|(?=[）)]))"
)
_UNDISCLOSED = Pattern(r"(?:没有|没|未|不曾)披露")
_FIRST = Pattern(
    r"前\s?(?P<front>[一二两三四五六七八九十\d]+)(?=大|名|位|家|个(?!月|季|(?:会计)?年|\s?(?:交易|工作|自然)?日)|项|期|笔|种|款|的)"
    r"|最[高大多长贵低小少短早晚新]的?前?(?P<of>[二两三四五六七八九十\d]+)(?=大|名|位|家|个|项|期|笔|种|款|类)"
)
_OF_MOST = Pattern(r"最[高大多长贵低小少短早晚新]的?前?[二两三四五六七八九十\d]+(?=大|名|位|家|个|项|期|笔|种|款|类)")
_LIMIT = Pattern(r"[^，,。；;？?的]{1,16}?(?:以[前后上下内]|之[前后]|前|后)(?!五|十|三|次)")
_SAID = Pattern(
    r"(\d+|[二两三四五六七八九十])(?:笔|份|项|家|起|期|单|个)|(?<![第前])([二两三四五六七八九十])大(?=主?[要客供合产])"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that a figure or a day of the row must keep to; `at` is where the question says it."""

    at: int
    amount: Quantity | None = None
    day: date | None = None
    above: bool = True

    def meets(self, value: object) -> bool:
        """Tell whether a value of the same kind lies on the right side."""
        if isinstance(value, Quantity) and self.amount is not None and self.is_of(value):
            return value.value > self.amount.value if self.above else value.value < self.amount.value
        if isinstance(value, Period) and self.day is not None:
            return value.end > self.day if self.above else value.end <= self.day
        return False

    def reached(self, value: Quantity) -> bool:
        """Tell whether a step of a scale that begins at a value lies on the right side: 3至4年 is 3年以上."""
        if self.amount is None or value.unit != self.amount.unit:
            return False
        return value.value >= self.amount.value if self.above else value.value < self.amount.value

    def is_of(self, value: object) -> bool:
        """Tell whether a value is of the kind that is limited."""
        if self.day is not None:
            return isinstance(value, Period)
        return isinstance(value, Quantity) and self.amount is not None and self.amount.unit in (value.unit, ANY)


@dataclass(frozen=True, slots=True)
class Demands:
    """The demands of one question on the row that answers it."""

    most: int = -1  # where it asks for the most; -1: it does not
    least: int = -1
    dated: bool = False  # the first or last in time
    rank: int = 1  # 2: the second largest
    only: bool = False  # one row and no other may meet the conditions
    some: int = -1  # where it asks for rows whose figure is more than nothing
    none: int = -1  # where it asks for rows whose figure is nothing
    undisclosed: int = -1  # where it asks for rows whose figure is withheld
    first: int = 0  # how many rows are wanted: 前三名, 最大的两项; 0: it does not say
    ranked: bool = False  # those are so many of the most: 最大的两项
    left_out: tuple[int, int] = (-1, -1)  # where it says what is to be left out: 除甲公司外
    bounds: tuple[Bound, ...] = field(default=())

    @property
    def extreme(self) -> int:
        """Where the question asks for the most or the least; -1 where it does not."""
        return max(self.most, self.least)

    @property
    def limits(self) -> bool:
        """Whether it says which rows are meant by what they hold."""
        return bool(self.bounds) or max(self.some, self.none, self.undisclosed) >= 0

    def __bool__(self) -> bool:
        return self.extreme >= 0 or self.only or max(self.some, self.none) >= 0 or bool(self.bounds)


@once
def demands_of(question: Question) -> Demands:
    """Return what a question demands of a row."""
    folded = AT_MOST.sub("\0\0", question.folded)
    most, least, nth, some, none = (p.search(folded) for p in (_MOST, _LEAST, _NTH, _SOME, _NONE))
    falling = _NTH_LEAST.search(folded)
    undisclosed, left_out = _UNDISCLOSED.search(folded), _EXCEPT.search(folded)
    return Demands(
        _place(most) if most else (nth.start() if nth and not falling else -1),
        _place(least) if least and not most else (falling.start() if falling else -1),
        bool(_DATED.search(folded)),
        counted(nth["nth"] or "二") if nth else 1,
        "唯一" in folded,
        some.start() if some else -1,
        none.start() if none else _of_nothing(question),
        undisclosed.start() if undisclosed else -1,
        _first(folded),
        bool(_OF_MOST.search(folded)),
        left_out.span() if left_out else (-1, -1),
        tuple(_bounds(question)),
    )


def _place(match: re.Match[str]) -> int:
    """Return where a question says the most or the least: of 谁的毛利率高 the last word."""
    return match.start("at") if match["at"] else match.start()


def _of_nothing(question: Question) -> int:
    """Return where a question asks for rows that have nothing: 一分钱都没回的, 尚未确认收入的; -1 where it does not."""
    if question.abstract or (not question.kind.is_name and not question.has(Operator.COUNT)):
        return -1
    said = ((question.folded.find(w) + len(w)) for w in word_file("conditions")["nothing"] if w in question.folded)
    return max(said, default=-1)


def _first(folded: str) -> int:
    match = next(reversed([*_FIRST.finditer(folded)]), None)  # of the first five, the first two
    said = next((g for g in match.groups() if g), "") if match else ""
    return counted(said)


def limits_of(question: Question) -> tuple[str, ...]:
    """Return the limits of a question in its own words: 6月底前, 100万元以上; empty where one is none of those."""
    found = [_LIMIT.match(question.folded, bound.at) for bound in demands_of(question).bounds]
    return tuple(m.group() for m in found if m) if all(found) else ()


def said_count(question: Question) -> int:
    """Return how many things a question says there are: 三份合同, 4笔; 0 where it does not say."""
    match = _SAID.search(question.folded)
    return counted(match[1] or match[2]) if match else 0


def _bounds(question: Question) -> list[Bound]:
    folded = question.folded
    found: list[Bound] = []
    for start, end, amount in find_quantities(folded):
        if _ABOVE.search(folded[:start]) or _AFTER_ABOVE.match(folded, end):
            found.append(Bound(start, amount=Quantity(Decimal(amount.value), amount.unit)))
        elif _BELOW.search(folded[:start]) or _AFTER_BELOW.match(folded, end):
            found.append(Bound(start, amount=Quantity(Decimal(amount.value), amount.unit), above=False))
    nothing = Quantity(Decimal(0), ANY)
    found += [Bound(m.start(), amount=nothing, above=m["sign"] == "正") for m in _SIGN.finditer(folded)]
    if question.kind.is_name:
        found += [Bound(m.start(), amount=nothing, above=False) for m in _LOSING.finditer(folded)]
    for span in question.periods:
        if span.periods and _BEFORE.match(folded, span.end):
            found.append(Bound(span.start, day=span.periods[0].end, above=False))
        elif span.periods and _AFTER.match(folded, span.end) and not span.open:
            found.append(Bound(span.start, day=span.periods[0].end))
    return found
