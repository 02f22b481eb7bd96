"""Under which conditions something is so: the sentence that supposes something and says that of it, 如果…，那么…."""

import re
from collections.abc import Sequence

from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.sentences import BEFORE
from qa.evidence.workbench import Workbench
from qa.parsing.match import explained, squeezed
from qa.parsing.question import Question, Term
from qa.parsing.words import unspaced
from qa.reading.defined import as_said
from qa.reading.shown import SHOWN, focused, shown

LOOKED_AT = 12  # sentences
LEAST, SAID = 0.45, 0.4  # of the question's words that a sentence must have, and of its clause's what is said to follow
SOME = 0.34  # how well a word of that clause must be said around it
_ASKS = Pattern(
    r"(?:什么|何种|哪种|哪些|怎样的?|什么样的)(?:情况|情形|条件|前提|状况)之?下|满足(?:什么|哪些)(?:样的)?(?:条件|要求)"
)
_SUPPOSES = Pattern(
    r"(?:^|[，；：“”（、]|但|则|未来|公司|期内)(?P<start>如果|如(?![下上前何此期实同]|火)|若(?!干)|倘若|假如|一旦|只要|只有|除非"
    r"|当(?=[^，。]{3,40}时[，,])|在(?=[^，。]{3,60}(?:情况|情形|条件|前提)下[，,])|出现(?=[^，。]{3,60}时[，,]))"
    r"(?P<condition>[^，。；]{2,})[，,](?P<rest>.+)"
)
_ONLY = Pattern(
    r"(?P<start>只有|除非|必须)(?P<condition>[^。；]{2,}?)(?:的情况下|时|后)?，?[才方否](?P<rest>[^，。；]+)"
)
_ENTITLED = Pattern(  # 收入未达到约定，甲方有权终止合同
    r"(?P<start>)(?P<condition>[^，。；：]*(?:未能?|不|没有|逾期|超过|低于|达到|违反)[^，。；]{2,})[，,]"
    r"(?P<rest>[^，。；]*(?:有权|有义务)[^。；]+)"
)
_WAYS = "高低多少大小增减升降涨跌"
_CLAUSE = Pattern(r"[，,；;。？?！](?!\d)")


def asks_condition(question: Question) -> bool:
    """Tell whether it is asked under which condition something is so."""
    return _ASKS.search(question.folded) is not None


def supposing(bench: Workbench) -> Found | None:
    """Answer 什么情况下 with the sentence that says under which condition; None where it is not asked."""
    asked = _ASKS.search(bench.question.folded)
    if asked is None:
        return None
    start, end = _clause(bench.question.folded, asked)
    clause = bench.question.folded[start : asked.start()] + bench.question.folded[asked.end() : end]
    terms = [t for t in bench.question.terms if start <= t.start < end and len(t.text) > 1]
    terms = [t for t in terms if t.end <= asked.start() or t.start >= asked.end()]
    if not terms:
        return None
    likely = (s for s in bench.sentences[:LOOKED_AT] if s.words >= LEAST and _speaks_of(bench, terms, s))
    options = [(fit, s) for s in likely if (fit := _fit(terms, clause, s)) >= SAID]
    if not options:
        return None
    fit, best = max(options, key=lambda option: option[0] + option[1].words)
    text = shown(best.text)
    match = _supposed(text)
    if match and len(text) > SHOWN:
        text = text[match.start("start") :]
    condition = match["start"] + match["condition"] if match else text
    return as_said(bench, focused(best, condition), text, round(0.3 + 0.3 * best.words + 0.2 * fit, 3))


def _is_within(term: Term, terms: Sequence[Term]) -> bool:
    """Tell whether a word stands between two others that it touches: 租赁 of 终止租赁合同, which 终止合同 says too."""
    return any(t.end == term.start for t in terms) and any(t.start == term.end for t in terms)


def _supposed(text: str) -> re.Match[str] | None:
    """Return what a text supposes, and what it says to follow."""
    return _ONLY.search(text) or _SUPPOSES.search(text) or _ENTITLED.search(text)


def _clause(folded: str, asked: re.Match[str]) -> tuple[int, int]:
    """Return the clause that asks, in which stands what is so under the condition."""
    marks = [m.start() for m in _CLAUSE.finditer(folded)]
    left = max((m + 1 for m in marks if m < asked.start()), default=0)
    return left, min((m for m in marks if m >= asked.end()), default=len(folded))


def _speaks_of(bench: Workbench, terms: Sequence[Term], sentence: Sentence) -> bool:
    """Tell whether a sentence, what stands before it or the headings over it say each of the words."""
    before = bench.library.text(sentence.doc, max(0, sentence.start - BEFORE), sentence.start)
    around = squeezed(" ".join((*sentence.evidence.section, before, sentence.text)))
    return all(explained(t, around) >= SOME for t in terms)


def _fit(terms: Sequence[Term], clause: str, sentence: Sentence) -> float:
    """Return how much of those words a sentence says to follow from what it supposes; nothing where one that is no
    measure, but what happens, is not among them; of measures it must say that they go the same way."""
    match = _supposed(unspaced(sentence.text))
    if match is None:
        return 0.0
    rest = squeezed(match["rest"])
    happens = [t for t in terms if not t.kind and not _is_within(t, terms)]
    if any(explained(t, rest) < SOME for t in happens) or not (happens or set(_WAYS) & set(clause) & set(rest)):
        return 0.0
    return sum(t.weight * explained(t, rest) for t in terms) / sum(t.weight for t in terms)
