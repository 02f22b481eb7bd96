"""Yes or no: from a row that says so, a typed fact that is denied, or a sentence and whether it negates."""

import re

from kg.answer import Status
from qa.found import Found, Item
from qa.prose import Sentence
from qa.workbench import Workbench

LEAST = 0.55
ALIKE = 0.12  # of the words that a further sentence may explain less
_NEGATED = re.compile(
    r"不存在|均不|未(?=[与曾能实发签收完直]|[^来])|没有|并非|不是|不会|不能|不得|尚未|仍未|从未|无法|不属于|否"
)
_ASKED_NEGATED = re.compile(r"没有?(?=吗|.{0,8}吗)|不是.{0,20}吗|未.{0,12}吗")
_OPEN = re.compile(r"有没有|是不是|能不能|会不会|有无|是否")


def yes_or_no(bench: Workbench) -> Found | None:
    """Answer with the sentence that says most of the question, and whether it negates it."""
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


def negates(sentence: Sentence, question: str) -> bool:
    """Tell whether a sentence denies what the question asks."""
    asked = bool(_ASKED_NEGATED.search(_OPEN.sub("", question)))
    return bool(_NEGATED.search(sentence.text)) != asked
