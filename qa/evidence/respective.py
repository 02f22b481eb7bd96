"""Which of several parties a figure belongs to where one sentence lists both: 与甲、与乙…，分别涉及金额 x 和 y."""

from collections.abc import Sequence
from typing import Protocol

from kg.model import Evidence
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.parsing.words import unspaced

_EACH = "分别"
_END = Pattern(r"[，。；;](?!\d)")
_SENTENCE = "。；;"


class Listing(Protocol):
    """Finds the parties of a text in their order."""

    def listed(self, text: str) -> Sequence[frozenset[str]]:
        """Return the parties that a text names, left to right, each once."""
        ...


def respective(evidence: Evidence, names: Listing) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the party that a figure after 分别 belongs to, and the others of its list; None where there is no list.

    As many parties must stand before 分别 as figures after it; a party before all of them (公司与甲…) may be one more.
    """
    if evidence.focus is None or _EACH not in evidence.main.quote:
        return None
    quote = evidence.main.quote
    ahead = quote[: evidence.focus[0] - evidence.main.start]
    text, at = unspaced(quote), len(unspaced(ahead))
    each = text.rfind(_EACH, 0, at)
    if each < 0:
        return None
    end = _END.search(text, each)
    stop = end.start() if end else len(text)
    figures = [(a, b) for a, b, _ in find_quantities(text) if each < a and b <= stop]
    place = next((i for i, (a, b) in enumerate(figures) if a <= at < b), -1)
    listed = names.listed(text[max(text.rfind(mark, 0, each) for mark in _SENTENCE) + 1 : each])[-len(figures) :]
    if place < 0 or len(figures) < 2 or len(listed) != len(figures):
        return None
    others = frozenset().union(*(ids for i, ids in enumerate(listed) if i != place))
    return listed[place], others - listed[place]
