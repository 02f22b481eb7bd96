"""The operands of Chinese questions: 甲比乙多多少, 从甲时到乙时减少多少, 甲占乙多少, 甲和乙合计, 扣掉甲还剩多少."""

import re
from dataclasses import replace

from kg.pattern import Pattern
from qa.computing.operands.asked import ASK, HOLE, Operands, operation_of
from qa.computing.operands.done import of_whole
from qa.computing.operands.sides import ahead_of, beside, last_measure, measure_in, named_until, with_time
from qa.computing.operands.wholes import PART
from qa.evidence.values import period_words
from qa.parsing.changes import Asked, Change, change_in
from qa.parsing.divide import conjuncts
from qa.parsing.question import Question

_THAN = Pattern(
    r"[，,]?(?:(?<![占同环对相无])[比较](?![例重率价差为大小高])|相比(?:于|较)?|(?<!占)与(?=[^与]{1,30}相比))"
)
_AGAIN = "(?:又|再|还|也|竟|竟然|反而|进一步|累计|一共|总共)*"  # said of a change, of neither side
_AS_AGAINST = Pattern(rf"(?:相比|而言|来说)?[，,]?{_AGAIN}$")
_LEFT = Pattern(
    r"[，,]?(?:中|里)?[，,]?(?:若|如果)?(?:扣掉|扣除|扣去|减去|刨去|刨除|剔除|去掉|除去|除掉|除开|抛开|不算|不含(?!税)|不包括|除了)"
    r"(?P<part>[^，,？?]{2,30}?)(?:(?:之后|以后|之外|以外|后|外)[，,]?|[，,]|(?=还|仍|尚|剩|余下))"
)
_REMAINS = Pattern(r"[，,]?(?:总共|一共)?(?:(?:还|仍|尚)(?:剩余|剩下|剩|余下|有|余)|剩余|剩下|剩|余下)(?=多少|几)")
_OF_ALL = Pattern(r"主营业务(?=毛利率)|主业|综合|整体")  # of a company as a whole
_APART = Pattern(r"(?:之间|两者|二者)?的?(?:相差|差额|差距|之差|差)(?:是|为|了|有)?")
_ADDED = Pattern(
    r"(?:这?[两二三四五]者|[两二三四五六][家项类笔个份款种][^\W占]{0,4}?|二者)?(?:合计数?|合共|一共|总共|总计|加起来|加在一起|加到一起|相加|之和|总和|共计|加总|合起来)(?:是|为|有|共)?"
)
_MEAN = Pattern(r"的?(?:这?[两二三四五六][者家]\w{0,4}?)?的?(?:算术)?(?:平均[值数]?|均值)(?=是|为|[？?]|多少|$)")
_SHARE_OF = Pattern(r"占(?P<of>[^，,？?占]{2,24}?)的?(?:比例|比重|比)")
_IN = Pattern(r"(?P<whole>.+?)(?:里面|里|中|当中)(?P<one>[^里中]+)$")
_FORMULA = Pattern(
    r"[（(，,](?:按照?|用|以|即|=)?(?P<one>[^（()）/÷，,]{2,16}?)\s*(?:除以|[/÷])\s*(?P<two>[^（()）/÷，,？?]{2,16})(?:[)）？?]|$|计算)"
)
_PER = Pattern(r"人均|平均每|每")
_PAY = Pattern("薪|工资")
_BY_HEADS = Pattern(r"的?(?:人均|(?:平均)?每[个名位人](?!月|季|年))")
_DIVIDED = Pattern(
    r"^(?:按照?|用|拿|以)?(?P<one>[^（()）/÷，,]{2,24}?)(?:除以|÷)(?P<two>[^（()）/÷，,？?]{2,16}?)"
    r"(?:来?计?算|(?:是|等于|得)?(?:多少|几)|[，,？?]|$)[，,]?(?P<behind>[^？?]*)"
)
_TIMES = Pattern(
    r"(?:是|等于|只有|[只仅]剩|缩水?到|降[到至]|相当于(?=[^，,？?]*倍))"
    r"(?P<right>[^，,？?]{2,30}?)的(?:(?:几|多少)倍|(?P<share>百分之几))"
)
_THEIRS = Pattern("^[其该]的?")
_HOW_MUCH = Pattern(r"多少|几")
_PERSONS = Pattern("^几个?人")
_PARTICLES = Pattern(r"^(?:[了出至约有是为达]|大约|大概|到底)+(?=多少|几|[花卖投支确采持赚亏招])")
_DONE = Pattern(r"^(?:[^\W\d_多少几]{1,2}了|[亏赚挣花])(?=多少|几)")
_YEARLESS = Pattern(r"\d{1,2}月|第?[一二三四]季|[上下]?半年")
_BY = Pattern(rf"[，,]?{_AGAIN}(?:变化|变动)?$")


def read(question: Question) -> Operands | None:
    """Return what a Chinese question computes with."""
    change = change_in(question.folded)
    found = (
        of_whole(question)
        or _formula(question)
        or _by_heads(question)
        or _multiple(question)
        or _shares(question)
        or _share(question, change)
    )
    found = found or _rest(question)
    if found is None and change:
        found = _over(question, change) or _from_to(question, change)
        found = found or _than(question, change) or _since(question, change)
    return found or _joined(question)


# --- shares and multiples ----------------------------------------------------------------------------


def _formula(question: Question) -> Operands | None:
    """Read 流动比率（流动资产/流动负债）: the question says itself what is divided by what."""
    match = _FORMULA.search(question.text)
    if match is None:
        return _divided(question)
    per = _PER.search(question.text, 0, match.start())
    ahead = question.text[: per.start() if per else named_until(question, match.start())]
    return Operands("ratio", (_behind(ahead, match["one"]) + ASK, _behind(ahead, match["two"]) + ASK))


def _divided(question: Question) -> Operands | None:
    """Read 研发费用除以研发人员数量是多少, 按薪酬除以人数算，甲的销售人员人均薪酬是多少: whose is said behind."""
    match = _DIVIDED.search(question.text)
    if match is None:
        return None
    per = _PER.search(match["behind"])
    whose = match["behind"][: per.start()] if per else ""
    two = with_time(question, _behind(whose, match["two"]), match.span("one"), parties=not whose)
    return Operands("ratio", (whose + match["one"] + ASK, two + ASK))


def _by_heads(question: Question) -> Operands | None:
    """Read 甲的销售人员人均薪酬 and 平均每个研发人员摊到多少研发费用: what is paid, for how many."""
    match = _BY_HEADS.search(question.text)
    heads = [
        t
        for t in question.terms
        if t.kind == "Persons" and match and match.start() in (t.end, t.start - len(match.group()))
    ]
    measure = match and last_measure(question, match.end(), len(question.text))
    if match is None or measure is None or len(heads) != 1 or _is_within_a_measure(question, match):
        return None
    who, what = question.text[heads[0].start : heads[0].end], question.text[slice(*measure)]
    if measure[0] < heads[0].end:
        return None  # no figure but that of the persons is named
    ahead = question.text[: min(match.start(), heads[0].start)]
    of_them = who if heads[0].start < match.start() and _PAY.search(what) else ""  # all else is of the business
    return Operands("ratio", (f"{ahead}{of_them}{what}{ASK}", f"{ahead}{who}是多少人？"))


def _is_within_a_measure(question: Question, per: re.Match[str]) -> bool:
    """Tell whether 人均 is part of what filings call a measure themselves: 人均收入贡献."""
    return any(t.kind and t.start < per.end() < t.end for t in question.terms)


def _behind(ahead: str, said: str) -> str:
    """Return words behind others, what both say once: 销售人员, 销售人员数量."""
    twice = next((n for n in range(len(said), 1, -1) if ahead.endswith(said[:n])), 0)
    return ahead + said[twice:]


def _multiple(question: Question) -> Operands | None:
    match = _TIMES.search(question.text)
    if match is None:
        return None
    left = question.text[: match.start()]
    measure = last_measure(question, *match.span("right"))
    if measure and not last_measure(question, 0, match.start()):  # 甲是乙收入的几倍
        left = with_time(question, left, match.span("right"), parties=False) + question.text[slice(*measure)]
    operation = "share" if match["share"] else "multiple"
    return Operands(operation, (left + ASK, beside(question, left, match.span("right")) + ASK))


def _share(question: Question, change: Change | None) -> Operands | None:
    """Read 甲占乙的比例, and 乙里甲占多大比例; not what such a share has changed by."""
    match = PART.search(question.text)
    if (
        match is None
        or (change and not change.noun and match.start() < change.start < match.end())
        or (not match["of"] and not _IN.match(question.text[: match.start()]))
    ):
        return None
    left = question.text[: match.start()].rstrip("，,")
    if not match["of"]:
        inside = _IN.match(left)
        assert inside is not None
        return Operands("share", (left + ASK, f"{inside['whole']}一共{ASK}"))
    start, end = match.span("of")
    left = _lent(question, left, match.span("of"))
    said, measure = _THEIRS.sub("", match["of"]), last_measure(question, 0, match.start())
    whole = said
    if not last_measure(question, start, end) and measure:
        whole = f"{whole}{question.text[slice(*measure)]}"
    first = with_time(question, left, (start, end)) + ASK
    theirs = said != match["of"] or "合同" in said  # a contract is with whom its part is of; income is the company's
    whole = with_time(question, whole, (0, match.start()), parties=theirs) + ASK
    if sum(start <= t.start < end for t in question.terms) == 1 and last_measure(question, start, end):
        return Operands("share", (first, ahead_of(question, left, (start, end), said) + ASK), whole)
    return Operands("share", (first, whole))


def _lent(question: Question, left: str, whole: tuple[int, int]) -> str:
    """Return the part of a share with the measure of its whole, where it names none: 甲、乙合计占丙账面价值, 房屋占固定
    资产账面价值."""
    added, measure = _ADDED.search(left), last_measure(question, *whole)
    if measure is None or last_measure(question, 0, len(left)):
        return left
    lent = question.text[slice(*measure)]
    if added and added.end() == len(left):
        return f"{left[: added.start()]}{lent}{added.group()}"
    money = any(t.kind == "Money" and measure[0] <= t.start < measure[1] for t in question.terms)
    return f"{left}{lent}" if money and not added else left


def _shares(question: Question) -> Operands | None:
    """Read 甲和乙占丙的比例合计: shares of one whole, added up."""
    whole, together = PART.search(question.text) or _SHARE_OF.search(question.text), None
    if whole:
        together = _ADDED.search(question.text, whole.start("of"))
    return _joined(question) if together else None


# --- one thing or time against another ---------------------------------------------------------------


def _than(question: Question, change: Change) -> Operands | None:
    """Read 甲比乙多多少, 今年较2022年下降百分之几."""
    marks = [m for m in _THAN.finditer(question.text, 0, change.start) if _sets_against(question, change, m)]
    if not marks:
        return None
    mark, end = marks[-1], change.start
    end -= len(_AS_AGAINST.search(question.text[mark.end() : end]).group())  # type: ignore[union-attr]
    if end <= mark.end():
        return None
    left = question.text[: mark.start()].rstrip("，,")
    second = _dated(question, beside(question, left, (mark.end(), end)), mark.end())
    found, whole = _both(question, change, left, second), _OF_ALL.search(second)
    if whole and not _OF_ALL.search(question.text, mark.end(), end):  # the other company may not say so of its margin
        return replace(found, instead=second.replace(whole.group(), "") + _how_much(question, change))
    return found


def _dated(question: Question, said: str, start: int) -> str:
    """Return a side with the year of its times, where it leaves that to the other side: 2024年6月末, 3月末."""
    for span in question.periods:
        time = question.text[span.start : span.end]
        if span.start >= start and len(span.periods) == 1 and _YEARLESS.match(time):
            said = said.replace(time, period_words(span.periods[0], "zh"), 1)
    return said


def _sets_against(question: Question, change: Change, mark: re.Match[str]) -> bool:
    """Tell whether 比 parts two sides: not that of 较上年 nor one within a word, 可比公司."""
    words = (*question.terms, *question.mentions)
    return mark.start() not in range(*change.based) and not any(w.start < mark.end() - 1 < w.end for w in words)


def _from_to(question: Question, change: Change) -> Operands | None:
    """Read 从甲时到乙时减少了多少."""
    times = [(s, period_words(p, "zh")) for s in question.periods if s.end <= change.start for p in s.periods]
    start = question.periods[0].start if question.periods else 0
    if len(times) < 2 or question.text[start - 1 : start] not in ("从", "自", "由"):
        return None
    first, last = times[0], times[-1]
    between = question.text[first[0].end : last[0].start] if first[0] != last[0] else "到"
    if between not in ("到", "至"):
        return None
    ahead = question.text[: start - 1] + question.text[last[0].end : change.start]
    ahead = ahead[: len(ahead) - len(_BY.search(ahead).group())]  # type: ignore[union-attr]
    return _both(question, change, f"{last[1]}{ahead}", f"{first[1]}{ahead}")


def _since(question: Question, change: Change) -> Operands | None:
    """Read 同比减少多少万元, 较年初增加几个人, 2023年下降百分之几: of two times only the later is named, or none."""
    if (change.compared and not change.base) or (change.noun and len(question.asks) > 1):
        return None
    if not any(t.end <= change.start and len(t.text) > 1 for t in question.terms):
        return None  # of what, nothing says
    based = range(*change.based)
    times = [s for s in question.periods if s.end <= change.start and s.start not in based]
    if len(times) > 1 or any(len(s.periods) > 1 for s in times):
        return None
    place = (times[0].start, times[0].end) if times else (0, 0)
    ask = _how_much(question, change)
    left = question.text[: change.start]
    left = left[: len(left) - len(_BY.search(left).group())]  # type: ignore[union-attr]
    now, hole = (_edited(left, place, change.based, said) for said in (None, HOLE))
    return Operands(operation_of(change), (now + ask,), again=hole + ask, base=change.base)


def _edited(text: str, time: tuple[int, int], base: tuple[int, int], said: str | None) -> str:
    """Return a text without the words of its base, with something said in place of its time."""
    if text[base[1] : base[1] + 1] in ("，", ","):
        base = base[0], base[1] + 1
    edits = [(*base, "")] if base[0] >= 0 and base[1] <= len(text) else []
    edits += [] if said is None else [(*time, said)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text.strip("，,").rstrip("的")


def _both(question: Question, change: Change, first: str, second: str) -> Operands:
    """Return the two questions that a comparison is made of: 减少了多少万元 asks 是多少万元 of both."""
    ask = _how_much(question, change)
    return Operands(operation_of(change), (first + ask, second + ask))


def _how_much(question: Question, change: Change) -> str:
    """Return how the figure itself is asked for, where the question asks what it has changed by: 多持有多少股 asks 持有
    多少股 of both, 减少了多少万元 是多少万元."""
    if change.asked in (Asked.RATE, Asked.POINTS) or change.noun:
        return ASK
    rest = question.text[change.told[1] :]
    if last_measure(question, 0, change.start):  # 坏账准备多提了多少: what it is is asked, not what was done
        rest = _DONE.sub("", rest)
    rest = _PERSONS.sub("多少人", _PARTICLES.sub("", rest))
    return f"是{rest}" if _HOW_MUCH.match(rest) else rest


def _over(question: Question, change: Change) -> Operands | None:
    """Read 甲超过乙多少万元."""
    if change.right[0] < 0:
        return None
    rest = question.text[change.right[1] :].removeprefix("的")
    ask = ASK if change.asked is Asked.POINTS else f"是{rest}"
    left = question.text[: change.start]
    return Operands("difference", (left + ask, beside(question, left, change.right) + ask))


# --- what is left ------------------------------------------------------------------------------------


def _rest(question: Question) -> Operands | None:
    """Read 甲扣掉乙还剩多少, 刨去乙，甲还有多少."""
    match, remains = _LEFT.search(question.text), _REMAINS.search(question.text)
    if match is None or remains is None or remains.start() < match.end():
        return None
    ahead = question.text[: match.start()].rstrip("，,的")
    behind = question.text[match.end() : remains.start()].strip("，,的")
    whole = f"{ahead}{behind}"
    ask = f"是{question.text[remains.end() :]}"
    part = question.text[slice(*match.span("part"))]
    if not last_measure(question, *match.span("part")):
        told = (t for t in question.terms if t.kind == "Money" and t.end <= remains.start())
        measures = [t for t in told if not match.start() <= t.start < match.end()]
        part += question.text[measures[-1].start : measures[-1].end] if measures else ""
    names = "".join(
        question.text[s.start : s.end]
        for spots in (question.mentions, question.periods)
        for s in spots
        if not match.start("part") <= s.start < match.end("part")
    )
    return Operands("rest", (whole + ask, names + part + ask))


# --- several taken together --------------------------------------------------------------------------


def _joined(question: Question) -> Operands | None:
    """Read 甲与乙相差多少, 甲和乙合计多少."""
    for operation, marker in (("difference", _APART), ("sum", _ADDED), ("average", _MEAN)):
        for match in marker.finditer(question.text):
            rest = question.text[match.end() :]
            texts = conjuncts(question, match.start(), match.end(), measures=False)
            if texts:
                whole = _measured(tuple(t.removesuffix(rest) for t in texts), rest)
                return Operands(operation, tuple(_timed(question, t + (rest or ASK)) for t in whole))
    return None


def _measured(said: tuple[str, ...], rest: str) -> tuple[str, ...]:
    """Return parts with the measure that only one of them names: 激光器和光学镜头收入, of both."""
    measures = [measure_in(text) for text in said]
    lent = next(filter(None, measures), "")
    if not lent or measure_in(rest):
        return said
    return tuple(text if own else f"{text}{lent}" for text, own in zip(said, measures, strict=True))


def _timed(question: Question, said: str) -> str:
    """Return a part with the one time that the question names, where it says none itself."""
    spans = question.periods
    if len(spans) != 1 or not spans[0].periods or any(word in said for word in _times_in(question)):
        return said
    return f"{question.text[spans[0].start : spans[0].end]}{said}"


def _times_in(question: Question) -> list[str]:
    return [question.text[s.start : s.end] for s in question.periods]
