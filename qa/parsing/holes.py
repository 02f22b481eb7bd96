"""The holes of a question: what is to be filled in, what stands beside it, and the words that tell where."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.parsing.each import CHANGES, KIND_UNITS, RANKED, cue_of, members_of
from qa.parsing.hole import DURATIONS, Cue, Hole, Want
from qa.parsing.match import BY_RANGE
from qa.parsing.points import wanted
from qa.parsing.question import Question, once
from qa.parsing.words import COMMA, counted, word_file

BESIDE = 12  # characters before and behind a hole that may stand beside its answer too
TAIL = 5  # characters right before a hole that are looked for as they stand
COMMON = 0.25  # what a word of the question counts that stands in another clause than the hole
_JOINED = Pattern(r"[、和及并]|以及")  # parts what is asked by one hole from what is asked by the next
_CLAUSE = Pattern(rf"[；;。？?！]|{COMMA}")
_HOW = Pattern(r"主要|具体|分别|一般|通常")  # words between a thing and what is asked of it
_ORDINAL = Pattern(r"[第前][一二三四五六七八九十]")
_IN_TURN = Pattern(r"分别|历年|各年|每年|逐年|近[两二三四五]年|[两二三四五]年各")  # one measure at several times
_SEVERAL_DAYS = Pattern(r"哪几|分别|哪[两二三四五]")
_ON_WHICH = Pattern(r"[哪几日年]")  # a day of the calendar: 哪天, not 何时
_DAY = Pattern(r"[天日号]")
_RATIO = ("百分之几", "百分之多少", "几成", "多大比例")
_VERB = Pattern(r"[之以]?内?(?:就|要|会|能|可以?|需要?|应当?|得)?(?P<verb>[\u4e00-\u9fff]{2})")
_AFTER = Pattern(r"(?:扣除|扣掉|减去|剔除|刨去)[^，,]{2,12}?(?:之后|以后|后)")
_MONEY = Pattern(r"钱|款(?![\u4e00-\u9fff])|款项")
_OF_HUNDRED = Pattern(r"(?:的)?(?:百分比|比例|比重|份额)")
_PAYS = Pattern(r"(?:支付|付|花费?|欠|回款|收款|到账|缴纳|偿还|赔偿?|退[款还]|还款|收回|借)[了过出回款]*$")
_DURATION = ("多久", "多长", "多长时间")
_TOGETHER = Pattern(r"一共|总共|合计|共计|累计|总计|加起来|之和")
_SEVERAL_THINGS = Pattern(r"[和与及加、跟]|之和")
_STILL = Pattern(r"还(?:有|剩|欠|差|需|要)|尚(?:有|余|欠)|仍有")
CHANGE = Pattern(r"增|减|降|升|高|低|缩|扩|涨|跌|快|慢|多|少|变")
_LEFT = Cue(("剩余", "尚未", "余额", "尚余", "尚需", "还需", "待", "欠", "未"), 2.0)  # how filings say 还有, 还剩
# What the one has paid the other has received.
_PAID = Cue(("支付", "回款", "收款", "付款", "已付", "收到", "偿还", "退还", "退款", "赔偿"), 1.0)


@lru_cache(maxsize=1)
def _patterns() -> tuple[Pattern, Pattern]:
    data: dict[str, Any] = word_file("holes")
    whole = "|".join(f"(?P<{want}>{pattern})" for want, pattern in data["holes"].items())
    return Pattern(whole), Pattern(data["choice"])


@lru_cache(maxsize=1)
def _coded() -> tuple[str, ...]:
    """Return the nouns whose names are written in a way of their own."""
    return tuple(word_file("holes")["named"])


def _of_one_kind(first: str, second: str) -> str:
    """Return what is offered second without the words behind it: of 总额法, 净额法确认收入 it is 净额法."""
    end = second.find(first[-1], 1) + 1
    return second[:end] if end else second


@once
def holes_of(question: Question) -> tuple[Hole, ...]:
    """Return what a question leaves open, in its order."""
    folded = question.folded
    if choice := _patterns()[1].search(folded):
        second = _of_one_kind(choice["first"], choice["second"])
        behind = choice.start("second") + len(second)
        cues = (*_cues(question, 0, choice.start()), *_cues(question, behind, len(folded)))
        return (Hole(Want.CHOICE, cues, options=(choice["first"], second)),)
    found = [_sized(m, folded) for m in _patterns()[0].finditer(folded)]
    marks = [0, *(m.end() for m in _CLAUSE.finditer(folded)), len(folded)]
    for (_, _, end, *_), (_, start, *_) in pairwise(found):
        marks += [joined.end()] if (joined := _JOINED.search(folded, end, start)) else []
    holes: list[Hole] = []
    for n, (want, start, end, units, number) in enumerate(found):
        left = max(m for m in marks if m <= start)
        right = min(m for m in marks if m >= end)
        left = max(left, found[n - 1][2] if n else 0)
        right = min(right, found[n + 1][1] if n + 1 < len(found) else len(folded))
        tail = folded[max(left, start - TAIL) : start].rstrip("了是为的约")
        done = max((m.end() for m in _AFTER.finditer(folded, left, start)), default=left)  # 扣除费用后实际募集多少
        cues = (*_cues(question, done, right, without=(start, end)), *_others(question, done, right))
        cues = (*cues, Cue((tail,), 1.0)) if len(tail) > 1 else cues
        behind = _VERB.match(folded, end, right) if units == DURATIONS else None
        cues = (*cues, Cue((behind["verb"],), 1.5)) if behind else cues
        cues = (*cues, _LEFT) if _STILL.search(folded[left:start]) else cues
        cues = (*cues, _PAID) if want is Want.FIGURE and _PAYS.search(folded[left:start]) else cues
        hole = Hole(
            want,
            cues,
            (start, end),
            _label(question, left, start, min(right, end + BESIDE)),
            folded[max(left, start - BESIDE) : start],
            folded[end : min(right, end + BESIDE)].rstrip("？?，,。"),
            units or _units(question, left, start, want),
            number,
            summed=bool(_TOGETHER.search(folded, left, start) and _SEVERAL_THINGS.search(folded, left, start)),
            total=bool(_TOGETHER.search(folded, left, start)),
            changed=want is Want.FIGURE and bool(CHANGES.search(folded[:start])),
            ranked=want is Want.RANK or folded[:start].rstrip("是为的").endswith(RANKED),
            clause=_clause_of(question, left, right, end),
            to_the_day=want is Want.DAY and bool(_DAY.search(folded[start:end])),
            exact=want is Want.DAY and bool(_ON_WHICH.search(folded[start:end])),
            plural=want is Want.DAY and bool(_SEVERAL_DAYS.search(folded[max(0, start - 2) : end])),
        )
        joined = members_of(question, hole, left, start)
        in_turn = want is Want.FIGURE and not joined and bool(_IN_TURN.search(folded, left, start))
        holes.append(replace(hole, joined=joined, plural=hole.plural or in_turn))
    return tuple(holes)


def _sized(match: re.Match[str], folded: str) -> tuple[Want, int, int, frozenset[str], int]:
    """Return a hole with the measure word behind it, which belongs to it."""
    want, (start, end) = Want.TELL if match.lastgroup == "told" else Want(str(match.lastgroup)), match.span()
    said = match.group()
    if want is Want.SEVERAL:
        number = next((number for c in said if (number := counted(c)) > 1), 0)
        number = number or (wanted(_ORDINAL.sub("", folded[:start])) if said.startswith("分别") else 0)
        return want, start, end, frozenset(), number
    if want is Want.DAY:
        return want, start, end, frozenset(), wanted(folded)
    if want is Want.FIGURE and folded[:start].rstrip("是为的").endswith(_coded()):
        return Want.THING, start, end, frozenset(), 0  # 文号是多少: what is written like one
    if want is not Want.FIGURE:
        return want, start, end, frozenset(), 0
    if said in _RATIO:
        return want, start, end, frozenset({"ratio"}), 0
    if said in _DURATION:
        return want, start, end, DURATIONS, 0
    if _MONEY.match(folded[end:]):
        return want, start, end + 1, frozenset({"CNY"}), 0
    if _OF_HUNDRED.match(folded[end:]):
        return want, start, end, frozenset({"ratio"}), 0
    found = next(iter(find_quantities("1" + folded[end : end + 8])), None)
    if found and found[0] == 0:
        return want, start, end + found[1] - 1, frozenset({found[2].unit}), 0
    return want, start, end, frozenset(), 0


def _units(question: Question, left: int, start: int, want: Want) -> frozenset[str]:
    """Return the units that the word before 是多少 is measured in; none where a change or an unknown thing is."""
    if want is not Want.FIGURE or CHANGES.search(question.folded[:start]):
        return frozenset()
    if _PAYS.search(question.folded[left:start]):
        return KIND_UNITS["Money"]
    kinds = [t.kind for t in question.terms if left <= t.start < start and t.kind]
    return KIND_UNITS.get(kinds[-1], frozenset()) if kinds else frozenset()


def _cues(question: Question, left: int, right: int, *, without: tuple[int, int] = (-1, -1)) -> tuple[Cue, ...]:
    inside = [t for t in question.terms if left <= t.start < right and not without[0] <= t.start < without[1]]
    return (*(cue_of(t) for t in inside), *_named(question, left, right))


def _clause_of(question: Question, left: int, right: int, end: int) -> tuple[Cue, ...]:
    """Return the words of a hole's own clause that tell what is said there; the noun behind it is what is asked for."""
    return tuple(cue_of(t) for t in question.terms if left <= t.start < right and t.start != end and len(t.text) > 1)


def _label(question: Question, left: int, start: int, right: int) -> tuple[Cue, ...]:
    behind = [t for t in question.terms if start < t.start < right and t.kind and t.meaning not in BY_RANGE]
    if behind and not question.folded[start : behind[0].start].strip("多少了的"):
        return (cue_of(behind[0]),)  # 扣掉了多少发行费用
    before = [t for t in question.terms if left <= t.start and t.end <= start]
    return tuple(cue_of(t) for t in before[-1:] if len(_HOW.sub("", question.folded[t.end : start])) <= len("是什么"))


def _others(question: Question, left: int, right: int) -> tuple[Cue, ...]:
    rest = [Cue(t.forms, COMMON * t.weight) for t in question.terms if not left <= t.start < right]
    return (*rest, *(Cue((m.text,), COMMON) for m in question.mentions if not left <= m.start < right))


def _named(question: Question, left: int, right: int) -> tuple[Cue, ...]:
    return tuple(Cue((m.text,), 1.0) for m in question.mentions if left <= m.start < right)
