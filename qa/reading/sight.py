"""Where the words of a question stand in a sentence, and how near a stretch of it is to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.pattern import Pattern
from kg.values.dates import DocumentClock
from qa.parsing.hole import Cue
from qa.parsing.words import fold, unspaced

REACH = 12  # characters over which nearness falls to half
BEHIND, AHEAD, PAST, CLAUSE, SENTENCE = (
    0.9,
    0.5,
    0.5,
    0.75,
    0.5,
)  # what nearness keeps: word behind it, another value or a mark between
LEAST_PART = 0.5  # of a word that a sentence must have in one piece
_FILLED_IN = Pattern(r"[\[［](\d[\d,.]*)[\]］]")  # the blanks of a form: 应在[2]个自然日内
_COMMA, _STOP = Pattern(r"[，,；;](?!\d)"), Pattern(r"[。！？]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence."""

    start: int
    end: int


class Sight:
    """A sentence without blanks, as the words of a question see it."""

    def __init__(self, text: str, clock: DocumentClock | None = None) -> None:
        self.text = _FILLED_IN.sub(r"\1", unspaced(text))
        self.clock = clock
        folded = fold(self.text)
        self.folded = folded if len(folded) == len(self.text) else self.text.lower()
        self._kept: dict[Cue, tuple[Span, ...]] = {}

    def places(self, cue: Cue) -> tuple[Span, ...]:
        """Return where a word stands, in any of its forms; else where most of it stands in one piece."""
        if cue not in self._kept:
            found = [s for form in cue.forms for s in self._all(form)]
            self._kept[cue] = tuple(found or (s for form in cue.forms[:1] for s in self._all(self._part(form))))
        return self._kept[cue]

    def _all(self, form: str) -> Iterator[Span]:
        at = self.folded.find(form) if form else -1
        while at >= 0:
            yield Span(at, at + len(form))
            at = self.folded.find(form, at + 1)

    def _part(self, word: str) -> str:
        """Return the longest part of a word that the sentence has, if it is most of it."""
        least = max(2, round(LEAST_PART * len(word)))
        for size in range(len(word) - 1, least - 1, -1):
            for start in range(len(word) - size + 1):
                if word[start : start + size] in self.folded:
                    return word[start : start + size]
        return ""

    def nearness(self, span: Span, cues: Sequence[Cue], rivals: Sequence[Span] = ()) -> float:
        """Tell from 0 to 1 how near a stretch is to the words that tell where it stands; values between hide them."""
        weight = sum(c.weight for c in cues)
        return sum(c.weight * self._near(span, c, rivals) for c in cues) / weight if weight else 0.0

    def _near(self, span: Span, cue: Cue, rivals: Sequence[Span]) -> float:
        return max((self._apart(span, place, rivals) for place in self.places(cue)), default=0.0)

    def _apart(self, span: Span, place: Span, rivals: Sequence[Span]) -> float:
        left, right = (place.end, span.start) if place.start < span.start else (span.end, place.start)
        between = self.text[left:right] if left < right else ""
        near = 1 / (1 + len(between) / REACH) * (1.0 if place.start < span.start else BEHIND)
        if place.start >= span.end and _COMMA.search(between):
            near *= AHEAD
        if any(left <= r.start and r.end <= right for r in rivals):
            near *= PAST
        if _STOP.search(between):
            return near * SENTENCE
        return near * CLAUSE if _COMMA.search(between) else near
