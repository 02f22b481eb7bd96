"""Whether a sentence says a question word for word: each of its clauses, and at a figure just what stands at the hole.

Then it states what is asked, whatever the question would demand of a figure put together out of others: 不超过, 合计,
平均 and 比 are the sentence's own words, and a figure that the question gives too stands there twice.
"""

from collections.abc import Iterator

from kg.pattern import Pattern
from qa.parsing.match import squeezed
from qa.parsing.question import Question
from qa.parsing.spelled import spelled_out
from qa.parsing.words import COMMA, fold
from qa.reading.sight import Sight, Span

LEAST, BESIDE = 6, 2  # characters of a question, and of the clause that asks, small words and times left out
_CLAUSE = Pattern(rf"[。？?！;:]|{COMMA}")
_GLUE = Pattern(r"[的了是为约其]")
_HOW_MANY = Pattern("多少|几")
_NUMBER = Pattern(r"[\d.,\s\[\]]+")


def worded(question: Question, sight: Sight, span: Span) -> bool:
    """Tell whether a sentence says around a figure all that a question says around its one hole."""
    if len(question.openings) != 1:
        return False
    hole = _HOW_MANY.search(question.folded, *question.openings[0])
    clauses = list(_clauses(question.folded))
    asked = next(((a, b) for a, b in clauses if hole and a <= hole.start() < b), None)
    if hole is None or asked is None:
        return False
    start, end = hole.span()
    before, behind = _bare(sight.folded[: span.start]), _bare(sight.folded[span.end :])
    left = _bare(question.folded[asked[0] : start])
    right = _without_unit(_bare(question.folded[end : asked[1]]), _unit(sight, span))
    if len(left) + len(right) < BESIDE or not before.endswith(left) or not behind.startswith(right):
        return False
    times = [(s.start, s.end) for s in question.periods]
    rest = [(a, b) for a, b in clauses if (a, b) != asked and not any(s <= a and b <= e for s, e in times)]
    others = [(_bare(question.folded[a:b]), before if b <= start else behind) for a, b in rest]
    enough = len(left) + len(right) + sum(len(said) for said, _ in others) >= LEAST
    return enough and all(said in around for said, around in others)


def times_said(question: Question, sight: Sight) -> bool:
    """Tell whether a sentence says each time of a question in its very words."""
    said = squeezed(sight.folded)
    return all(squeezed(question.folded[span.start : span.end]) in said for span in question.periods)


def _clauses(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a question that say anything stand, without blanks at their ends."""
    start = 0
    for end in (*(m.start() for m in _CLAUSE.finditer(folded)), len(folded)):
        said = folded[start:end]
        if said.strip():
            yield start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        start = end + 1


def _unit(sight: Sight, span: Span) -> str:
    return squeezed(_NUMBER.sub("", sight.folded[span.start : span.end]))


def _without_unit(right: str, unit: str) -> str:
    """Return what stands behind a hole without the unit, which may be asked for in a smaller one: 多少元 of 3万元."""
    tails = (unit[at:] for at in range(len(unit)))
    return right.removeprefix(next((tail for tail in tails if right.startswith(tail)), ""))


def _bare(text: str) -> str:
    return _GLUE.sub("", squeezed(spelled_out(fold(text))))
