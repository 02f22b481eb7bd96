"""What something is: the sentence that says it of the very words asked about, 甲是指…, 甲（A）即…, 甲：…."""

import re
from collections.abc import Iterator, Sequence

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.gloss import glossed
from qa.parsing.question import Question
from qa.parsing.words import fold
from qa.reading.shown import SHOWN, shown

LOOKED_AT = 30  # sentences
LEAST = 0.5  # of a question's words that the sentence explains
SHORTEST = 6  # characters behind what is defined that say what it is
_ASIDE = r"(?:[（(][^（）()]{1,40}[）)])?[”」\"》]?[，,]?(?:则|就|即|主要|实质上?|本质上?|通常|一般)?"
_STRONG = Pattern(_ASIDE + r"(?:是指|系指|指的是|的含义|的定义|是一[种类个款项套家]|指|即|＝|=|等于|意为)")
_WEAK = Pattern(_ASIDE + r"(?:是(?!否)|为|系(?!统|列)|[：:])")
_CLAUSE = Pattern(r"[。；;\n]|(?<=[^\d]),|，")
_ITSELF = Pattern(r"[“\"「『](?P<word>[^“”\"「」『』]{2,24})[”\"」』]|(?P<latin>[a-z][a-z0-9+./-]{1,20})")


def defined(bench: Workbench) -> Found | None:
    """Answer with the sentence that says what the last thing named by the question is; None where none does."""
    best: tuple[tuple[float, ...], Sentence, int] | None = None
    for n, sentence in enumerate(bench.sentences[:LOOKED_AT]):
        if sentence.words < LEAST or sentence.evidence.cell is not None:
            continue
        for fit, start in _says(bench.question, shown(sentence.text)):
            key = (fit, sentence.total, -n)
            if best is None or key > best[0]:
                best = key, sentence, start
    if best is None:
        return None
    _, sentence, start = best
    text = shown(sentence.text)
    if len(text) > SHOWN:
        text = text[max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0) :]
    return as_said(bench, sentence, text, min(0.9, 0.35 + 0.5 * sentence.total))


def as_said(bench: Workbench, sentence: Sentence, text: str, sure: float) -> Found:
    """Return a sentence as the answer, or what of it says it."""
    text = glossed(text) if bench.question.told == "en" else text
    return Found(Status.ANSWERED, text=text, confidence=sure, kind="text", prose=(sentence,))


def _says(question: Question, text: str) -> Iterator[tuple[float, int]]:
    """Yield how well a sentence says what the thing is, and where it begins to."""
    said = fold(text)
    if len(said) != len(text):
        said = text.lower()
    for weight, form in _things(question):
        for match in re.finditer(re.escape(form), said):
            for value, pattern in ((1.0, _STRONG), (0.5, _WEAK)):
                found = pattern.match(said, match.end())
                if found and len(said) - found.end() >= SHORTEST:
                    yield value + weight, match.start()
                    break


def _things(question: Question) -> Sequence[tuple[float, str]]:
    """Return the words of a question that may be what it asks about, the whole of them counting most."""
    found = [(1.0, m["word"] or m["latin"]) for m in _ITSELF.finditer(question.folded)]
    found += [(0.6, fold(mention.text)) for mention in question.mentions]
    terms = question.terms
    if terms:
        for first in range(len(terms)):
            if not question.folded[terms[first].end : terms[-1].start].strip("的 ") or first == len(terms) - 1:
                found.append((0.6, question.folded[terms[first].start : terms[-1].end]))
                break
    if terms:
        found += [(0.3, form) for form in terms[-1].forms if form]
    return found
