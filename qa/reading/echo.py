"""How far a sentence says around a place the very words that a question has around its hole: 提前几个交易日披露.

Where it does so at some length, or where one clause of it holds all words of the clause that asks, it says what is
asked, though other words of the question stand elsewhere or nowhere.
"""

from itertools import takewhile

from kg.pattern import Pattern
from qa.parsing.hole import Hole, Want
from qa.parsing.words import COMMA
from qa.reading.sight import Sight, Span

REACH = 24  # characters beside a place that are looked at
LEAST, WHOLE = 6, 4  # characters that make an echo, and those of a whole predicate behind that do
FEWEST, TELLING = 2, 1.0  # words of a clause that make it the same, and what such a word weighs
_GLUE = Pattern(r"[的了是为有达到约共均都也已在便即就、（）()“”\"《》\s]|分别|以及")
_NOUN = Pattern(r"^(?:公司|客户|供应商|企业|机构|银行|单位|股东|个|家)")  # what is asked for
_MARK, _NOT = Pattern(rf"[。；：;:]|{COMMA}"), Pattern(r"[未无不没非](?!同|断)")
_FIGURES = (Want.FIGURE, Want.RANK)


def echoes(hole: Hole, sight: Sight, span: Span) -> bool:
    """Tell whether enough characters right before and right behind a place are those beside the hole, small words left
    out."""
    left = _bare(sight.folded[max(0, span.start - REACH) : span.start])[::-1]
    right = _bare(sight.folded[span.end : span.end + REACH])
    behind = _bare(_NOUN.sub("", hole.behind))
    follows = begin_alike(behind, right)
    predicate = hole.want not in _FIGURES and WHOLE <= len(behind) == follows
    return predicate or begin_alike(_bare(hole.before)[::-1], left) + follows >= LEAST


def framed(hole: Hole, sight: Sight, span: Span) -> bool:
    """Tell whether the clause of a place holds all telling words of the clause that asks, and denies no more: 对甲、乙
    等办公室进行退租 of 退租了哪几个地方的办公室."""
    telling = [cue for cue in hole.clause if cue.weight >= TELLING]
    if hole.want in _FIGURES or len(telling) < FEWEST:
        return False
    start = max((m.end() for m in _MARK.finditer(sight.folded, 0, span.start)), default=0)
    end = next((m.start() for m in _MARK.finditer(sight.folded, span.end)), len(sight.folded))
    around = sight.folded[start : span.start] + "|" + sight.folded[span.end : end]
    denies = bool(_NOT.search(around)) != bool(_NOT.search(hole.before + hole.behind))
    return not denies and all(any(form in around for form in cue.forms) for cue in telling)


def begin_alike(one: str, other: str) -> int:
    """Return how many characters two texts have alike from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _bare(text: str) -> str:
    return _GLUE.sub("", text)
