"""Reasons, descriptions and definitions: the sentence or two that say it, found by words and by how they are said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import BlockKind, Evidence, Excerpt, Passage, Speaker
from qa.gather import query_words
from qa.library import Library, Search
from qa.match import explained, squeezed
from qa.names import Names
from qa.question import Kind, Question
from qa.scope import Scope
from qa.words import DATA, _yaml

PASSAGES = 24
LONGEST = 420  # characters of one sentence of an answer
_END = re.compile(
    r"[。！？；!?;](?:[”’」』）)])?|\n\s*\n|\n(?=\s*(?:[（(]?\d+[）).、]|[①-⑳]|[一二三四五六七八九十]+、))"
)
_QUESTION = re.compile(r"请公司|请说明|补充披露|说明.{0,30}(?:原因|合理性)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a filing with its place, how well it answers, and the passage it stands in."""

    text: str
    doc: str
    start: int
    end: int
    passage: Passage
    words: float
    manner: float

    @property
    def total(self) -> float:
        return self.words + self.manner


@lru_cache(maxsize=1)
def _manners() -> dict[str, tuple[re.Pattern[str], float]]:
    """Return how each kind of answer is worded: a pattern and what it adds."""
    data = _yaml(DATA / "manners.yaml")
    return {kind: (re.compile(line["pattern"]), float(line["weight"])) for kind, line in data.items()}


def sentences(question: Question, scope: Scope, library: Library, index: Search, names: Names) -> list[Sentence]:
    """Return the sentences that answer in prose, best first."""
    full = [e.name for m in question.mentions for i in m.ids[:2] if (e := library.entity(i))]
    query = query_words(question, scope, full)
    hits = index.search(query, PASSAGES, kind="passage", docs=sorted(scope.docs))
    found: dict[tuple[str, int], Sentence] = {}
    for hit in hits:
        passage = library.passage(hit.id)
        if passage is None or passage.kind in (BlockKind.HEADING, BlockKind.FURNITURE):
            continue
        text = library.text(passage.doc, passage.start, passage.end)
        for start, end in _split(text):
            sentence = _scored(question, scope, passage, text, (start, end), names)
            if sentence:
                found.setdefault((sentence.doc, sentence.start), sentence)
    return sorted(found.values(), key=lambda s: (-s.total, s.doc, s.start))


def _split(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= 6:
            yield _trim(text, start, match.end())
            start = match.end()
    if text[start:].strip():
        yield _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _scored(
    question: Question, scope: Scope, passage: Passage, text: str, span: tuple[int, int], names: Names
) -> Sentence | None:
    said = text[span[0] : span[1]]
    if len(said) < 6 or len(said) > 3 * LONGEST:
        return None
    own, around = squeezed(said), squeezed(" ".join(passage.section[-2:]) + text[max(0, span[0] - 160) : span[1]])
    weight = found = 0.0
    for term in question.terms:
        weight += term.weight
        found += term.weight * max(explained(term, own), 0.55 * explained(term, around))
    for figure in question.figures:
        weight += 1.2
        found += 1.2 if figure.digits in said else 0.0
    if scope.parties:
        ids = names.ids_in(said)
        weight += 1.5
        found += (
            1.5
            if all(group & ids for group in scope.parties)
            else 0.7
            if all(group & names.ids_in(around) for group in scope.parties)
            else 0.0
        )
    words = found / weight if weight else 0.0
    for period in scope.periods:
        year = str(period.start.year)
        words -= 0.08 if year not in said and re.search(r"20\d\d", said) else 0.0
    pattern, gain = _manners().get(question.kind.value, _manners()["other"])
    manner = gain if pattern.search(said) else 0.0
    manner -= 0.25 if _QUESTION.search(said) or said.rstrip().endswith(("？", "?")) else 0.0
    manner -= 0.1 if passage.speaker is Speaker.REGULATOR else 0.0
    return Sentence(said, passage.doc, passage.start + span[0], passage.start + span[1], passage, words, manner)


def evidence_of(sentence: Sentence) -> Evidence:
    """Return a sentence as evidence."""
    passage = sentence.passage
    quote = sentence.text[:1200]
    return Evidence(
        doc=sentence.doc,
        main=Excerpt(sentence.start, sentence.start + len(quote), quote),
        section=passage.section,
        speaker=passage.speaker,
    )


def shown(text: str) -> str:
    """Return a sentence as one line: blanks around line breaks gone."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def chosen(question: Question, options: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that make the answer: the best, and its neighbour where the reason follows it."""
    best = options[0]
    if question.kind is Kind.WHY and best.manner <= 0:
        near = [s for s in options[1:8] if s.doc == best.doc and 0 < s.start - best.end < 12 and s.manner > 0]
        return [best, *near[:1]]
    return [best]
