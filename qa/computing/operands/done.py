"""What of a whole has been done: 授信额度用掉了百分之几, 合同的回款比例, 采购金额还有多少没付.

The part and the whole are asked by themselves; the words for both are data (`done.yaml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.pattern import Pattern
from qa.computing.operands.asked import ASK, Operands
from qa.parsing.periods import Span
from qa.parsing.question import Question, Term
from qa.parsing.words import word_file

_SHARE = r"(?:大约|约)?(?:百分之(?:几|多少)|几成|多大比例|多少比例|多大一?部分)"
_OF = "(?:(?:的?(?:金额|款项?))?占[其该]?(?:合同|采购|账款)?(?:总?金额|总?额|价款)的?)"
_RATE = r"(?:的?(?:比例|比率|占比)|率)(?:是|为|有|达|达到)?(?:了?多少|百分之[几多]少?|多大|几成)?"
_SOON = "(?:的|里面?|中|[，,])?(?:(?<![账收付款])(?:客户|公司|对方))?(?:已经?|目前|累计|一共|总共|总体|整体)*"
_STILL = r"[，,]?(?:公司)?(?:还|仍|尚)有?(?:有|差|剩|欠)?(?P<ask>多少(?:[百千]?[万亿]?元)?)(?P<what>[^，,？?]{0,10}?)"
_AS_OF = Pattern("(?:截[至止]到?|到)?$")
_AS_OF_DAY = Pattern("(?:截[至止]到?|到)?")
_LESS = Pattern("[，,](?:扣|减|除|刨)[^，,]{1,10}$")  # 扣掉已回款的还差多少: says it once more
_OF_WHOLE_ALONE = Pattern("(?:不?含税|IPO|首发|首次公开发行(?:股票)?|上市)的?$", re.IGNORECASE)
_INSIDE = Pattern("[里中]面?$")


@dataclass(frozen=True, slots=True)
class _Line:
    """Verbs of one kind, and what filings call the part of each whole that they speak of."""

    share: Pattern
    rest: Pattern
    parts: dict[str, str]
    wholes: dict[str, str]  # of the wholes that filings call otherwise


@cache
def _lines() -> tuple[_Line, ...]:
    found = []
    for line in word_file("done"):
        verb = f"(?:{'|'.join(line['verbs'])})"
        share = rf"{_SOON}{verb}[了掉]?(?:{_OF}?{_SHARE}|(?:金额|款项?)?{_RATE})[？?]?$"
        rest = rf"{_STILL}(?:没有?|尚?未|还没){verb}"
        found.append(_Line(Pattern(share), Pattern(rest), line["parts"], line.get("wholes", {})))
    return tuple(found)


def of_whole(question: Question) -> Operands | None:
    """Return the part that is done and the whole, where the share of the one in the other is asked, or the rest."""
    for line in _lines():
        if match := line.share.search(question.text):
            return _operands(question, line, "share", match.start(), ASK)
        if match := line.rest.search(question.text):
            ask = f"是{match['ask']}？"
            return _operands(question, line, "left", match.start(), ask, match["what"])
    return None


def _operands(question: Question, line: _Line, operation: str, end: int, ask: str, what: str = "") -> Operands | None:
    """Return both questions: the whole is the last such word ahead of the verb, or the one behind 还有多少."""
    ahead = _without_debtor(question, _LESS.sub("", question.text[:end]))
    whole = next((t for t in _wholes(question, line) if t.end <= end + len(what) + len(ask)), None)
    if whole is None:
        return None
    part, inside = line.parts[whole.meaning], whole.end <= end
    said = line.wholes.get(whole.meaning) or question.text[whole.start : whole.end]
    if not inside:  # 还有多少万元应收账款没回款
        return Operands(
            operation, (f"{ahead}{part}{ask}", f"{ahead}{said}{ask}"), _timeless(question, ahead) + said + ask
        )
    ahead = _INSIDE.sub("", ahead)
    first, behind = ahead[: whole.start], ahead[whole.end :]
    if told := _as_of(question, whole.end, behind):  # 甲的应收账款到5月底
        first, behind = f"{told}，{first}", ""
    own = [s for s in question.periods if s.end <= whole.start]
    done, due = (_without(question, first, own[-1:]), _without(question, first, own[:-1])) if own[1:] else (first,) * 2
    first_of_part = _OF_WHOLE_ALONE.sub("", done)
    named = f"{done}{said}{part}{behind}" if not whole.kind else f"{first_of_part}{part}{behind}"
    all_of = f"{due}{said}{'' if whole.kind else '金额'}{behind}"
    again = _timeless(question, all_of)
    return Operands(operation, (named + ask, all_of + ask), again + ask if again != all_of else "", undated=True)


def _as_of(question: Question, start: int, behind: str) -> str:
    """Return the day up to which something is done, where words behind the whole say nothing else."""
    spans = [s for s in question.periods if start <= s.start < start + len(behind)]
    told = behind.strip("，, ")
    return told if len(spans) == 1 and _AS_OF_DAY.fullmatch(_without(question, told, spans)) else ""


def _without_debtor(question: Question, ahead: str) -> str:
    """Return words without who is said behind a comma to do it: 采购金额里，甲公司还有多少没付."""
    named = next((m for m in question.mentions if m.end == len(ahead) and m.start), None)
    behind_comma = named and ahead[named.start - 1] in "，,"
    return ahead[: named.start - 1] if named and behind_comma else ahead


def _wholes(question: Question, line: _Line) -> Iterator[Term]:
    return (t for t in reversed(question.terms) if t.meaning in line.parts)


def _timeless(question: Question, text: str) -> str:
    """Return words without their times: what a contract comes to, or was raised, is of no later day."""
    return _without(question, text, question.periods)


def _without(question: Question, text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        before, time, behind = text.partition(question.text[span.start : span.end])
        text = (_AS_OF.sub("", before) + behind).strip("，, ") if time else text
    return text
