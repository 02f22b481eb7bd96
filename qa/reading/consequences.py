"""What comes of something: 如果不能及时交付会怎样 is answered by the sentence that says so of that very condition."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.gloss import glossed
from qa.parsing.match import squeezed
from qa.parsing.question import Kind, Question
from qa.reading.shown import SHOWN, shown

LEAST = 0.75  # of the pairs of characters of the condition that a sentence must have
LEAST_WORDS = 0.5  # of a question's words
LEAST_PAIRS = 3
_CONDITION = Pattern(
    r"(?:如果|如|若|要是|一旦|假如|倘若|万一)(?P<said>[^，,？?]{3,30}?)(?:的话|了|时|后)?(?:[，,]|(?=会|将|可能|怎|该))"
    r"|(?P<moved>[^，,？?]{3,24}?)(?:一变|变了|一断|的话)[，,]"
)
_ASKS = Pattern(
    r"(?:会|将|可能)(?:是|有|面临|带来|造成|导致|出现|引发|产生)?(?:什么|哪些|啥|怎样|怎么样|如何)|(?:什么|怎样的?|何种)(?:后果|影响|风险)|怎么办"
)
_FOLLOWS = Pattern("可能|将|会|则|导致|造成|引发|触发|有权|应当|须|面临")


def consequence(bench: Workbench) -> Found | None:
    """Answer what comes of a condition that the question states; None where no sentence says it of that condition."""
    condition = condition_of(bench.question)
    if len(condition) < LEAST_PAIRS:
        return None
    options = [(share, s) for s in bench.sentences if (share := _share(condition, s)) >= LEAST]
    best = max(options, key=lambda option: (option[0], option[1].total), default=None)
    if best is None:
        return None
    text = glossed(shown(best[1].text)) if bench.question.told == "en" else shown(best[1].text)
    sure = round(min(0.85, 0.35 + 0.3 * best[0] + 0.2 * best[1].words), 3)
    return Found(Status.ANSWERED, text=text, confidence=sure, kind="text", prose=(best[1],))


def condition_of(question: Question) -> frozenset[str]:
    """Return the pairs of characters of the condition of which a question asks what would come; none in others."""
    match = _CONDITION.search(question.folded)
    if question.kind in (Kind.YESNO, Kind.NUMBER, Kind.WHY) or not match or not _ASKS.search(question.folded):
        return frozenset()
    said = match["said"] or match["moved"]
    for name in sorted((m.text for m in question.mentions), key=len, reverse=True):
        said = said.replace(name, "\n")
    return frozenset(_pairs(said))


def _pairs(said: str) -> Iterator[str]:
    for run in re.split(r"[\n的了]", said):
        yield from (a + b for a, b in pairwise(squeezed(run)))


def _share(condition: frozenset[str], sentence: Sentence) -> float:
    """Return how much of a condition a sentence has ahead of what it says to follow."""
    said = squeezed(sentence.text)
    if sentence.words < LEAST_WORDS or len(said) > SHOWN:
        return 0.0
    held = [pair for pair in condition if pair in said]
    end = max((said.find(pair) + len(pair) for pair in held), default=len(said))
    return len(held) / len(condition) if _FOLLOWS.search(said, end) else 0.0
