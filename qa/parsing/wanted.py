"""What a question wants of the members of a family: by which test they are told apart, and what of them is shown.

A test looks at a figure, at what it has changed by, or at the rate of that change: the most, the least, above or below
nothing, there now and not before. What is left of the question when test and interrogative are taken out says which
family is meant.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from kg.pattern import Pattern
from kg.values.units import alternatives
from qa.parsing.changes import Asked, Base, change_in, falls
from qa.parsing.demands import ANY, Bound, demands_of
from qa.parsing.question import Ask, Kind, Operator, Question, Term
from qa.parsing.words import counted, word_file

EACH = Pattern(r"[，,；;？?](?:要|又)?(?:分别|各自?)(?:[是为有](?:多少|几)|多少|几)")  # 谁更高，分别是多少
GAP = 2  # characters between a measure and the test that it is put to: 金额是最多的


class Of(StrEnum):
    """What of a member is looked at."""

    VALUE = "value"
    CHANGE = "change"
    RATE = "rate"


class Way(StrEnum):
    """What is looked for."""

    MOST = "most"
    LEAST = "least"
    ABOVE = "above"
    BELOW = "below"
    NEW = "new"  # nothing before, something now
    GONE = "gone"
    WITHIN = "within"  # on the right side of a limit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of which family."""

    of: Of
    way: Way
    question: Question  # which family: without test, interrogative and what is asked beside the name
    sign: int = 0  # what a change must be: 1 a rise, -1 a fall, 0 either
    party: bool = False  # the members are parties
    time: bool = False  # they are times
    several: bool = False  # more than one member may be named
    noun: tuple[Term, ...] = ()  # what kind of member is asked for
    shown: tuple[Ask, ...] = ()  # what is asked of the member beside its name
    by: Of | None = None  # by how much it has changed, asked beside its name
    either: bool = False  # as a rate where the filing states one, else as an amount
    listed: tuple[Term, ...] = ()  # what the question names one by one
    fall: bool = False  # it is asked by how much it has fallen
    base: Base | None = None
    rank: int = 1  # 2: the second
    first: int = 1  # 2: the first two, with what is asked of each
    measure: tuple[int, ...] = ()  # words of the family's question that say what is looked at: right before the test
    counted: str = ""  # how many there are is asked, and how they are counted: 家
    bound: Bound | None = None  # the limit that it keeps to


_WHICH = Pattern(
    r"(?:是|为|有|在|属于|分别是)?(?:谁|哪(?![里儿天日怕])(?P<many>些|几|[两二三四五六七八九十])?一?"
    r"(?:个(?!月)|家|项|类|种|款|年度|年|期|季度|块|只|笔|名|位|份|条|部分|方)?)"
)
_OFF = r"(?:得|的|了)?(?P<rate>幅度|比例|百分比|率)?(?:金额|数额|数量|额|数)?"
_MOST = r"最(?:(?P<most>多|大|高|快|明显|厉害|猛|狠)|(?P<least>少|小|低|慢))的?"
_SAID = r"(?:不[降升减增跌涨]反|逆势|逆市|是|为|出现|有所|反而|却|还在|还|仍在|仍|在|呈现?|实现)*"
_LOSING = Pattern(
    r"(?:是|为|在)?(?<!净)(?:亏(?:着|本|钱|损)|赔(?:着|本|钱)|倒亏|倒贴)[做卖经营干]{0,2}(?=的|[，,；;？?]|$)的?"
)
_NONE, _SOME = r"(?:还|尚|都|仍|并)?(?:没有|没|无|未有|不存在|为零|为0)", r"(?:才|新|又|已|开始|已经)?有了?"
_HERE = r"[^，,；;。？?]{0,8}?"
_BY_RATE = Pattern("快|慢|厉害|猛|狠|明显")
_JOINED = Pattern(r"\s*(?:[、，,和与及]|以及)\s*(?:[两二三四五六七]?[项类])?")
_BARE = Pattern(
    r"(?:更|较|略|稍)?(?:(?P<most>高|大|多|长|贵|快)|(?P<least>低|小|(?<!多)少|短|便宜|慢))(?=些|一些|一点|[，,？?]|$)"
)
_PARTIES = frozenset({"word:客户", "word:供应商", "word:子公司", "word:银行", "word:股东", "word:公司", "word:经销商"})
_EARNED = frozenset({"gross_margin", "gross_profit", "net_profit", "net_margin", "operating_profit"})
_TAIL = Pattern(r"[，,；;]")
_VALUE = Pattern(
    r"(?:第(?P<nth>[二三四五])|(?P<next>次)|(?<!第)最)(?:(?P<most>高|大|多|长|贵|久)|(?P<least>低|小|少|短|便宜))(?!的?前?[二两三四五六七八九十\d])的?"
)
_MANY = r"(?P<number>[二两三四五六七八九十\d]{1,2})[家个名位项类种款笔份大]"
_FIRST = Pattern(
    rf"最(?:(?P<most>高|大|多|长|贵|久)|(?P<least>低|小|少|短|便宜))的?前?{_MANY}|(?:排名?|排在|位[居列]|居)?前(?P<front>[二两三四五六七八九十\d]{{1,2}})[名位家个项类大]的?"
)
_WHAT = Pattern(r"(?:分别|各自)?[是有](?P<many>什么|啥)")
_HOW_MANY = Pattern(r"(?:一共|总共|共)?有?(?<!哪)(?P<many>几|多少)(?P<counter>[家个项位名类种])")
_SIDE = "(?:不?(?:超过|高于|大于|多于|低于|小于|少于)|不足|不到|逾|达到?)"
_AHEAD, _BEHIND = Pattern(rf"(?:[在为是达]|{_SIDE}了?)\s*$"), Pattern(r"元?\s*(?:及?以[上下内])?的?")


@cache
def _moves() -> dict[str, int]:
    words = word_file("changes")
    return dict.fromkeys(words["rises"], 1) | dict.fromkeys(words["falls"], -1) | dict.fromkeys(words["moves"], 0)


@cache
def _patterns() -> tuple[Pattern, Pattern, Pattern]:
    words = word_file("changes")
    verbs = alternatives(list(_moves()))
    nouns = alternatives(list(words["nouns"]))
    moved = alternatives([w for w, sign in _moves().items() if sign])
    based = alternatives([w for base in Base for w in words[base]])
    extreme = Pattern(rf"(?:(?P<verb>{verbs}){_OFF}|(?P<noun>{nouns}))的?{_MOST}")
    turned = Pattern(rf"(?:{based})?{_SAID}(?<!新)(?P<verb>{moved})了?的?(?!\w?最|幅|率|额|比例|金额|[多少几])")
    return extreme, turned, Pattern(based)


def is_tested(question: Question) -> bool:
    """Tell whether a question asks for what has risen or fallen, has come or gone, or lies below nothing."""
    wanted = wanted_in(question)
    return wanted is not None and wanted.way not in (Way.MOST, Way.LEAST, Way.WITHIN)


def wanted_in(question: Question) -> Wanted | None:
    """Return what a question wants of the members of a family; None where it asks for none by a test known here."""
    if question.kind in (Kind.WHY, Kind.YESNO, Kind.DEFINE, Kind.HOW):
        return None
    which = _WHICH.search(question.folded)
    if (many := _HOW_MANY.search(question.folded)) and (found := _bounded(question, many)):
        return found
    if which is None:
        what = _WHAT.search(question.folded)
        return _several(question, what) if what else None
    for reading in (_extreme, _appears, _turned, _losing, _bounded, _most, _several):
        if found := reading(question, which):
            return found
    return None


def _extreme(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 减少最多的是哪一项, 哪家的增幅最大."""
    match = _patterns()[0].search(question.folded)
    if match is None:
        return None
    word = match["verb"] or match["noun"]
    sign = _moves().get(match["verb"] or "", 0) if match["verb"] else _sign_of(word)
    rate = bool(match["noun"] or match["rate"] or _BY_RATE.search(match.group()))
    way = Way.MOST if match["most"] else Way.LEAST
    return _wanted(question, which, match.span(), Of.RATE if rate else Of.CHANGE, way, sign)


def _sign_of(noun: str) -> int:
    return next((sign for word, sign in _moves().items() if word[0] == noun[0]), 0)


def _turned(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 哪一项同比是增加的, 收入下滑的是谁."""
    for match in _patterns()[1].finditer(question.folded):
        ahead = match.end() <= which.start() and not question.folded[match.end() : which.start()].strip("的是")
        ends = re.match(r"[，,；;？?]|$", question.folded[match.end() :])
        behind = which.end() <= match.start() and ends and not _TAIL.search(question.folded, which.end(), match.start())
        if ahead or behind:
            sign = _moves()[match["verb"]]
            return _wanted(question, which, match.span(), Of.CHANGE, Way.ABOVE if sign > 0 else Way.BELOW, sign)
    return None


def _losing(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 哪个客户是亏着做的."""
    match = _LOSING.search(question.folded)
    earned = [t for t in question.terms if t.meaning in _EARNED]
    if match is None or len(earned) != 1:
        return None  # of what nobody says
    found = _wanted(question, which, match.span(), Of.VALUE, Way.BELOW)
    return found if earned[0] in found.question.terms else _looking_at(found, earned[0])


def _most(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 毛利率最高的是哪一项, 哪家的采购额第二大."""
    match = _VALUE.search(question.folded) or _BARE.search(question.folded, which.end())
    if match is None or demands_of(question).dated or demands_of(question).first:
        return None
    grown = next((t for t in question.terms if t.meaning == "yoy" and t.end <= match.start()), None)
    of, also = (Of.RATE, (grown.start, grown.end)) if grown else (Of.VALUE, (0, 0))
    way = Way.MOST if match["most"] else Way.LEAST
    found = _wanted(question, which, match.span(), of, way, also=also)
    second = match.re is _VALUE.compiled and (match["nth"] or ("二" if match["next"] else ""))
    return replace(found, rank=counted(second) if second else 1, sign=int(of is Of.RATE))


def _several(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 采购额最高的两家是谁，各多少万元: the first so many, with what is asked of each."""
    match = _FIRST.search(question.folded)
    if match is None or re.search("[里中，,]", question.folded[match.end() : which.start()]):
        return None  # of the first five, another
    number = counted(match["number"] or match["front"])
    found = _wanted(question, which, match.span(), Of.VALUE, Way.LEAST if match["least"] else Way.MOST)
    return replace(found, first=number) if number > 1 else None


def _bounded(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 哪几项的金额超过1亿元, 有几家客户的占比在10%以上: every member that keeps to the limit, or their number."""
    bounds = [b for b in demands_of(question).bounds if b.amount is not None]
    figures = [f for f in question.figures if bounds and f.start == bounds[0].at]
    if len(bounds) != 1 or len(demands_of(question).bounds) > 1 or len(figures) != 1 or not bounds[0].amount:
        return None
    ahead = _AHEAD.search(question.folded[: figures[0].start])
    behind = _BEHIND.match(question.folded, figures[0].end)
    span = ahead.start() if ahead else figures[0].start, behind.end() if behind else figures[0].end
    found = _wanted(question, which, span, Of.VALUE, Way.WITHIN)
    if bounds[0].amount.unit == ANY or found.shown or demands_of(question).extreme >= 0:
        return None
    family = replace(found.question, figures=())
    return replace(
        found, question=family, bound=bounds[0], several=True, counted=which.groupdict().get("counter") or ""
    )


def _appears(question: Question, which: re.Match[str]) -> Wanted | None:
    """Read 2022年末没有、2023年末才有的是哪家."""
    spans = [s for s in question.periods if s.periods]
    if len(spans) < 2:
        return None
    first, last, *_ = spans
    for way, one, two in ((Way.NEW, _NONE, _SOME), (Way.GONE, _SOME, _NONE)):
        before = Pattern(rf"{_HERE}(?P<said>{one})").match(question.folded, first.end)
        now = Pattern(rf"{_HERE}(?P<said>{two}(?:的|了)*)").match(question.folded, last.end)
        if before and now and before.end() <= last.start:
            return _wanted(question, which, now.span("said"), Of.VALUE, way, also=before.span("said"))
    return None


def _looking_at(wanted: Wanted, term: Term) -> Wanted:
    """Return the same with a measure that the question names behind its test: 毛利率 of who loses."""
    terms = (*wanted.question.terms, term)
    return replace(wanted, question=replace(wanted.question, terms=terms), measure=(len(terms) - 1,))


def _wanted(
    question: Question,
    which: re.Match[str],
    test: tuple[int, int],
    of: Of,
    way: Way,
    sign: int = 0,
    also: tuple[int, int] = (0, 0),
) -> Wanted:
    """Return what is wanted, with the question about the family alone."""
    end = max(which.end(), test[1], also[1])
    tail = _TAIL.search(question.folded, end)
    stop = tail.start() if tail else len(question.folded)
    based = _patterns()[2].search(question.folded, 0, stop)
    out = [which.span(), test, also, (stop, len(question.folded)), based.span() if based else (0, 0)]
    listed = _listed(question, which)
    change, whole = change_in(question.folded[stop:]) if tail else None, change_in(question.folded)
    by = None
    if change:
        by = Of.RATE if change.asked is Asked.RATE or (change.asked is Asked.OPEN and of is Of.RATE) else Of.CHANGE
    shown = tuple(a for a in question.asks if not a.kind.is_name and a.at >= stop) if not change else ()
    noun = tuple(t for t in question.terms if t.start == which.end() and not t.kind)
    family = _without(question, [*out, *((t.start, t.end) for t in listed[:-1])], noun, stop)
    many = which["many"]
    return Wanted(
        of,
        way,
        family,
        sign,
        _is_of_parties(question, which, noun),
        bool(re.search("[年期季度月]$", which.group())),
        bool(many) or question.kind is Kind.LIST,
        noun,
        shown,
        by,
        bool(change and change.asked is Asked.OPEN),
        listed,
        bool(change and re.match(rf"{falls()}|[少低小]", question.folded[stop + change.told[0] :])),
        whole.base if whole else None,
        measure=tuple(i for i, t in enumerate(family.terms) if t.end <= test[0] <= t.end + GAP and t not in noun)[-1:],
    )


def _listed(question: Question, which: re.Match[str]) -> tuple[Term, ...]:
    """Return the things that a question names side by side ahead of its interrogative: 营业成本、销售费用和管理费用."""
    terms = [t for t in question.terms if t.end <= which.start() and len(t.text) > 1]
    joined = [(a, b) for a, b in pairwise(terms) if _JOINED.fullmatch(question.folded, a.end, b.start)]
    return tuple(dict.fromkeys(t for pair in joined for t in pair))


def _is_of_parties(question: Question, which: re.Match[str], noun: tuple[Term, ...]) -> bool:
    """Tell whether a party is asked for: 谁, 哪家, 哪个客户."""
    return "谁" in which.group() or "家" in which.group() or any(t.meaning in _PARTIES for t in noun)


def _without(question: Question, spans: list[tuple[int, int]], noun: tuple[Term, ...], end: int) -> Question:
    """Return a question about the same family: some stretches blank, the words there dropped, one name asked for."""
    folded, text = list(question.folded), list(question.text)
    for start, end in spans:
        folded[start:end] = " " * (end - start)
        text[start:end] = " " * (end - start)
    kept = tuple(t for t in question.terms if not any(_is_blank(t, span) for span in spans))
    return replace(
        question,
        text="".join(text),
        folded="".join(folded),
        terms=kept,
        asks=(Ask(Kind.WHICH, tuple(i for i, t in enumerate(kept) if t in noun)),),
        operators=frozenset({Operator.COMPARE}),
        periods=tuple(s for s in question.periods if s.start < end),
        openings=(),
    )


def _is_blank(term: Term, span: tuple[int, int]) -> bool:
    """Tell whether a word goes with a stretch that is blank: of 第二大客户 the customers are left."""
    start, end = span
    return term.start < end and start < term.end and not (start <= term.start and end < term.end)
