"""How much of what a question says a text says too, in the same order, up to each of its places.

The words of a question count in any of their forms, its figures and times as they are written, and the characters
between them a little. Marks within figures are left out: 1,200 is 1200.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.pattern import Pattern
from qa.parsing.question import Question
from qa.parsing.words import fold

NUMBER, TIME, NAME, CHARACTER = 1.2, 1.2, 1.0, 0.15  # what a figure, a time, a name, a further character weigh
EARLIER, OTHERWISE = 0.8, 0.8  # what counts that only what stands before a sentence says, and what is said otherwise
_NUMBER = Pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NUMERALS = "一二三四五六七八九十"
_HAN = Pattern(r"[\u4e00-\u9fff]")
_THOUSANDS = Pattern(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, figure, time, name or further character of a question, in the forms in which it may be said; its own is
    the first."""

    forms: tuple[str, ...]
    weight: float


class Plain:
    """A text folded, the marks within its figures left out."""

    def __init__(self, text: str) -> None:
        chars = [folded if len(folded := fold(c)) == 1 else c for c in text]
        self._marks = [m.start() for m in _THOUSANDS.finditer("".join(chars))]
        gone = set(self._marks)
        self.text = "".join(c for i, c in enumerate(chars) if i not in gone)

    def at(self, place: int) -> int:
        """Return where a place of the text that it was made of lies."""
        return place - bisect_left(self._marks, place)


def parts_of(question: Question, start: int, end: int) -> Iterator[Part]:
    """Yield what a stretch of a question says, in its order."""
    folded = question.folded
    words = [t for t in question.terms if not t.text.isdigit()]
    spots = [(t.start, t.end, Part((folded[t.start : t.end], *t.forms), t.weight)) for t in words]
    spots += [(m.start, m.end, Part((fold(m.text),), NAME)) for m in question.mentions]
    spots += [(p.start, p.end, Part(_time(folded[p.start : p.end]), TIME)) for p in question.periods]
    spots += [(m.start(), m.end(), Part(_figure(m[0]), NUMBER)) for m in _NUMBER.finditer(folded)]
    at = start
    for first, last, part in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if at <= first and last <= end:
            yield from _characters(folded[at:first])
            yield part
            at = last
    yield from _characters(folded[at:end])


def needed(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield the forms of each figure and time of a question: who answers it must say them."""
    folded = question.folded
    yield from (_figure(m[0]) for m in _NUMBER.finditer(folded))
    yield from (_time(folded[p.start : p.end]) for p in question.periods)


def _characters(text: str) -> Iterator[Part]:
    return (Part((c,), CHARACTER) for c in text if _HAN.match(c))


def _time(said: str) -> tuple[str, ...]:
    """Return a time as it is written, and without what filings add to a year."""
    return said, said.rstrip("度末底")


def _figure(said: str) -> tuple[str, ...]:
    """Return a figure without marks, and a small one also as a numeral, which the question may have been spelled in."""
    plain = said.replace(",", "")
    small = plain.isdigit() and 0 < int(plain) <= len(_NUMERALS)
    return (plain, _NUMERALS[int(plain) - 1]) if small else (plain,)


def chain(parts: Sequence[Part], text: str, sentence: int = 0) -> list[float]:
    """Return for each place of a text how much of some parts stands before it in their order; a sentence begins at
    `sentence`, what stands before that counts less."""
    best = [0.0] * (len(text) + 1)
    for part in parts:
        found: list[tuple[int, float]] = []
        for form in dict.fromkeys(part.forms):
            weight = part.weight * (1.0 if form == part.forms[0] else OTHERWISE)
            found += [(e, best[s] + weight * (1.0 if s >= sentence else EARLIER)) for s, e in places(form, text)]
        for end, value in found:
            for place in range(end, len(best)):
                if best[place] >= value:
                    break
                best[place] = value
    return best


def places(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where some words or a figure stand in a text; a figure stands there whole."""
    ends = form[:1].isdigit() and form[-1:].isdigit()
    at = text.find(form) if form else -1
    while at >= 0:
        end = at + len(form)
        if not ends or not (re.match(r"[\d.]", text[at - 1 : at]) or re.match(r"\.?\d", text[end : end + 2])):
            yield at, end
        at = text.find(form, at + 1)
