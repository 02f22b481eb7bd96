"""Yes or no: from a row that says so, a typed fact that is denied, or a sentence and whether it negates."""

import re
from dataclasses import replace
from datetime import date

from kg.answer import Status
from qa.arithmetic import at_two_times
from qa.found import Found, Item
from qa.measure import measured, quantity
from qa.prose import Sentence
from qa.question import Kind
from qa.workbench import Workbench

LEAST = 0.55
ALIKE = 0.12  # of the words that a further sentence may explain less
_NEGATED = re.compile(
    r"不存在|均不|未(?=[与曾能实发签收完直]|[^来])|没有|并非|不是|不会|不能|不得|尚未|仍未|从未|无法|否"
    r"|不(?:属于|构成|涉及|适用|导致|影响|具备|符合|享有|参与|包括|损害|改变|需要|再|予)"
    r"|(?:^|[，、均且度])(?:公司)?无(?=重大|任何|其他|此类|上述|相关|实质)|公司无(?!偿|法)"
)
_ASKED_NEGATED = re.compile(r"没有?(?=吗|.{0,8}吗)|不是.{0,20}吗|未.{0,12}吗")
_MORE = re.compile(
    r"比.{1,24}[多少高低大小长短]了?吗|\b(?:more|less|higher|lower|larger|smaller|greater) .{0,40}than\b"
)
_LESS = re.compile(r"[少低小短]了?吗|\b(?:less|lower|smaller)\b")
_WILL = re.compile(r"能(?!不能).{0,10}吗|会.{0,12}吗|会不会|能不能|能否|是否会|是否能|\bwill\b|\bcan\b")
_OPEN = re.compile(r"有没有|是不是|能不能|会不会|有无|是否")


def yes_or_no(bench: Workbench) -> Found | None:
    """Answer with the sentence that says most of the question, and whether it negates it."""
    if _MORE.search(bench.question.folded) and len(bench.scope.periods) == 2:
        return _compared(bench)
    if _foretold(bench):
        return None
    options = bench.sentences
    bench.notes.extend([f"{s.total:.3f} words {s.words:.2f} | {s.text[:80]}" for s in options[:6]])
    if not options or options[0].words < LEAST:
        return None
    best = options[0]
    asked = bench.question.folded
    value = not negates(best, asked)
    alike = [s for s in options[1:6] if s.words >= best.words - ALIKE and negates(s, asked) != value]
    item = Item(value, "", "是" if value else "否")
    prose = (best, *alike[:2])
    return Found(Status.ANSWERED, (item,), (), min(0.85, 0.3 + 0.5 * best.words), kind="boolean", prose=prose)


def _compared(bench: Workbench) -> Found | None:
    """Tell whether a measure is more, or less, at the first of two times than at the second."""
    pair = at_two_times(bench, replace(measured(bench.question), kind=Kind.NUMBER, unit=""))
    if pair is None:
        return None
    (first, second), less = pair, bool(_LESS.search(bench.question.folded))
    value = quantity(first.cell) < quantity(second.cell) if less else quantity(first.cell) > quantity(second.cell)
    sure = round(0.2 + 0.6 * min(first.score.words, second.score.words), 3)
    cells = (first.cell, second.cell)
    return Found(Status.ANSWERED, (Item(value, "", "是" if value else "否", "", cells),), cells, sure, kind="boolean")


def _foretold(bench: Workbench) -> bool:
    """Tell whether the question wants to know what will be: no filing says so of a time after the newest."""
    newest = max((f.day for f in bench.filings), default=date.max)
    later = bool(bench.scope.periods) and all(p.end > newest for p in bench.scope.periods)
    return later and bool(_WILL.search(bench.question.folded))


def negates(sentence: Sentence, question: str) -> bool:
    """Tell whether a sentence denies what the question asks."""
    asked = bool(_ASKED_NEGATED.search(_OPEN.sub("", question)))
    return bool(_NEGATED.search(sentence.text)) != asked
