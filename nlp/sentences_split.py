"""Sentences of a view: at 。；！？, not within brackets or quotes, offsets kept."""

from collections.abc import Iterator

from kg.pattern import Pattern
from kg.view import Piece, View

_END = Pattern(r"[。！？!?；;][”’」』）)】]*")
_OPENERS, _CLOSERS = "（(“「『【《", "）)”」』】》"
_LONGEST = 600  # a bracket left open further than this is a slip of the pen


def sentence_spans(text: str, *, at_semicolons: bool = True) -> Iterator[Piece]:
    """Yield `(start, end)` of each sentence of a line of prose, its final mark included.

    >>> [tuple(p) for p in sentence_spans("甲（含税；下同）。乙；丙")]
    [(0, 9), (9, 11), (11, 12)]
    """
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] in "；;" and not at_semicolons:
            continue
        inside = text[start : match.start()]
        if match.start() - start < _LONGEST and _depth(inside) > 0 and _depth(match[0][1:]) + _depth(inside) > 0:
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _depth(text: str) -> int:
    return sum(map(text.count, _OPENERS)) - sum(map(text.count, _CLOSERS))


def sentences(view: View, *, at_semicolons: bool = True) -> Iterator[View]:
    """Yield each sentence of a view as a view."""
    return (view.slice(start, end) for start, end in sentence_spans(view.text, at_semicolons=at_semicolons))
