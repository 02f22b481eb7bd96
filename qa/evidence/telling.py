"""How much of a question's telling words a text has: pairs of its characters, rare ones counting more.

The words that a question is parsed into are all that a sentence must explain, but several sentences often explain them
alike. Which of them says it shows in what the parser knows nothing of: 适用的投资者类别 rather than 投资者.
"""

import math
from collections.abc import Iterator, Sequence

from kg.pattern import Pattern
from qa.parsing.match import SURE, explained
from qa.parsing.question import Question
from qa.parsing.words import finder, masked, single_characters

_EMPTY = frozenset({"ask", "unit", "empty", "relative"})
_RUN = Pattern(r"[\u4e00-\u9fff]+|[a-z0-9.%-]{2,}")


class Telling:
    """The telling pieces of one question, each as rare as it is among the texts found for it."""

    def __init__(self, question: Question, texts: Sequence[str]) -> None:
        pieces = dict.fromkeys(_pieces(question))
        size = len(texts) + 1
        known = [t for t in question.terms if not t.unknown]
        self._said_by = [(t, own) for t in known if (own := [p for p in pieces if p in (t.text, *t.forms)])]
        self._rare = {p: math.log(size / (sum(p in t for t in texts) + 0.5)) for p in pieces}
        self._whole = sum(self._rare.values())

    def share(self, text: str) -> float:
        """Return how much of them a squeezed text has, from 0 to 1."""
        if not self._whole:
            return 0.0
        said = {piece for term, own in self._said_by if explained(term, text) >= SURE for piece in own}
        return sum([r for piece, r in self._rare.items() if piece in said or piece in text]) / self._whole


def _pieces(question: Question) -> Iterator[str]:
    """Yield the pairs of Chinese characters and the Latin words that are no names, days or interrogatives."""
    gone = [(part.start, part.end) for part in (*question.mentions, *question.periods)]
    gone += [(w.start, w.end) for w in finder().find(question.folded) if w.role in _EMPTY]
    letters = masked(question.folded, gone)
    separators = single_characters()[0]
    for run in _RUN.findall("".join(" " if c in separators else c for c in letters)):
        if run[0].isascii():
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
