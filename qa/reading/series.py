"""Rows of things that a sentence lists, A、B和C, freed of the words before the first and behind the last."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.found import Item
from qa.points import points
from qa.reading.figures import Filled
from qa.reading.hole import Hole
from qa.reading.sight import Sight, Span
from qa.words import word_file

LONGEST = 40  # characters of one thing
_STRETCH = re.compile(r"[^，,。；;：:！？“”‘’《》（）()]+")
_AND = re.compile(r"以及|及|和|与|或")
_PART = re.compile("[^、]+")
_QUOTES, _UNQUOTES = frozenset("“‘《"), frozenset("”’》")
MARKED = 0.1  # what a row gains for each of its ends that the sentence marks


@lru_cache(maxsize=1)
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = word_file("holes")
    return re.compile(data["begins"]), re.compile(data["ends"])


def listed(hole: Hole, sight: Sight) -> Filled | None:
    """Return the row of things nearest to the words of the question; as many as it asks for."""
    found: list[Filled] = []
    for span, parts, marked in _rows(hole, sight):
        if hole.number and len(parts) != hole.number:
            continue
        items = tuple(Item(p, "", p, p) for p in parts)
        found.append(Filled(span, items, sight.nearness(span, hole.cues) + MARKED * marked, marked))
    if found:
        return max(found, key=lambda f: f.fit)
    numbered = points(sight.text, hole.number) if hole.number else []
    return Filled(Span(0, len(sight.text)), tuple(Item(p, "", p, p) for p in numbered), 0.5) if numbered else None


def _rows(hole: Hole, sight: Sight) -> Iterator[tuple[Span, list[str], int]]:
    for stretch in _STRETCH.finditer(sight.text):
        parts = _parts(stretch.group(), sight, stretch.start(), hole)
        if len(parts) < 2:
            continue
        first, others = parts[0].group(), [p.group() for p in parts[1:]]
        start = _begin(first, others, sight, stretch.start() + parts[0].start(), hole)
        kept = [first[start:], *others]
        span = Span(parts[0].start() + start + stretch.start(), parts[-1].end() + stretch.start())
        if all(2 <= len(p) <= LONGEST for p in kept) and _alike(kept):
            opened = bool(start) or sight.text[span.start - 1 : span.start] in _QUOTES
            closed = span.end < stretch.end() or sight.text[span.end : span.end + 1] in _UNQUOTES
            yield span, kept, opened + closed


def _parts(said: str, sight: Sight, at: int, hole: Hole) -> list[re.Match[str]]:
    """Return what 、 parts, the last also at its 和; what only 和 parts where two are asked for."""
    found = list(_PART.finditer(said))
    if not found or (len(found) < 2 and hole.number != 2):
        return []
    last = found[-1]
    others = [p.group() for p in found[1:-1]] or [found[0].group()]
    end = last.start() + _end(last.group(), others if len(found) > 1 else [], sight, at + last.start(), hole)
    join = next((m for m in _AND.finditer(said, last.start() + 2, end) if m.end() <= end - 2), None)
    if join is None:
        return [*found[:-1], *_PART.finditer(said, last.start(), end)]
    halves = (_PART.match(said, last.start(), join.start()), _PART.match(said, join.end(), end))
    return [*found[:-1], *(half for half in halves if half)]


def _begin(first: str, others: Sequence[str], sight: Sight, at: int, hole: Hole) -> int:
    """Return where the first thing of a row begins: behind a verb, or where it is long behind the question."""
    begin = max((m.end() for m in _edges()[0].finditer(first) if m.end() < len(first) - 1), default=0)
    if len(first) - begin <= max(len(o) for o in others) + 1:
        return begin
    ends = [p.end - at for c in hole.cues for p in sight.places(c) if begin < p.end - at < len(first) - 1]
    behind = max(ends, default=begin)
    return behind + (first[behind : behind + 1] == "了")


def _end(last: str, others: Sequence[str], sight: Sight, at: int, hole: Hole) -> int:
    """Return where the last thing of a row ends: before 等, 三种; where it is long, before a word of the question."""
    marks = [m.start() for m in _edges()[1].finditer(last) if m.start() >= 2]
    if marks:
        return marks[0]
    if not others:
        return len(last)
    usual = max(len(o) for o in others)
    places = [p.start - at for c in hole.cues for p in sight.places(c) if p.end - p.start > 1]
    return min((p for p in places if 2 <= p < len(last)), default=len(last)) if len(last) > usual + 1 else len(last)


def _alike(parts: Sequence[str]) -> bool:
    """Tell whether no end of a row is far longer than the things between: then it holds other words too."""
    sizes = sorted(len(p) for p in parts)
    return sizes[-1] <= 2 * sizes[len(sizes) // 2] + 4
