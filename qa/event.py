"""Whether a day that was found is that of the event asked about: 哪年挂牌 is not answered by the year of the founding.

A day of a sentence is of the words around it, up to the days before and behind; a day of a row is of the row's heads.
"""

import re
from collections.abc import Iterator

from kg.values.dates import find_periods
from qa.found import Found, Item
from qa.match import explained, squeezed
from qa.question import Kind, Question, Term
from qa.workbench import Workbench

SAID = 0.5  # how well the words at a day must say the event
_TITLE = re.compile(r"《[^《》]*》")
_BLANKS = re.compile(r"\s+")


def of_another_event(bench: Workbench, found: Found) -> str:
    """Return the event asked about where nothing at the day that was found, or in the sentence given, says a word of
    it."""
    question = bench.question
    if question.kind is not Kind.WHEN or found.computation or (not found.text and len(found.items) != 1):
        return ""
    event = _event(question)
    at = (s.head + s.text for s in found.prose) if found.text else _at(found, found.items[0])
    said = [squeezed(text) for text in at] if event else []
    met = not said or any(explained(term, text) >= SAID for term in event for text in said)
    return "" if met else event[0].text


def _event(question: Question) -> list[Term]:
    """Return the words that say what happened: those behind the interrogative, where there are none those before."""
    if len(question.openings) != 1:
        return []
    start, end = question.openings[0]
    words = [t for t in question.terms if len(t.text) > 1 and not t.text.isascii()]
    return [t for t in words if t.start >= end] or [t for t in words if t.end <= start]


def _at(found: Found, item: Item) -> Iterator[str]:
    """Yield the words at the day that was found."""
    for cell in (*item.cells, *found.cells[:1]):
        heads = f"{cell.row} {cell.column} {cell.label} {cell.heads} {cell.about}"
        yield heads if cell.line_number >= 0 else f"{heads} {_around(cell.evidence.main.quote, cell.text)}"
    for sentence in found.prose:
        yield (
            f"{sentence.head} {_around(sentence.text, item.text)}"
            if sentence.evidence.cell is None
            else "".join((sentence.head, sentence.text, sentence.evidence.cell.row))
        )


def _around(text: str, day: str) -> str:
    """Return what a sentence says around one of its days, from the day before it to the one behind; without titles."""
    bare, said = _BLANKS.sub("", text), _BLANKS.sub("", day)
    masked = _TITLE.sub(lambda m: "\n" * len(m.group()), bare)
    start = masked.find(said) if said else -1
    if start < 0:
        return masked
    days = [(a, b) for a, b, _ in find_periods(masked)]
    left = max((b for _, b in days if b <= start), default=0)
    right = min((a for a, _ in days if a >= start + len(said)), default=len(masked))
    return masked[left:right]
