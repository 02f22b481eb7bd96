"""Figures asked of each of several things: 收入和毛利分别增长多少, 2022年和2023年各是多少, 排名和市占率是多少."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.pattern import Pattern
from qa.parsing.hole import Cue, Hole
from qa.parsing.question import Question, Term

_JOINED = Pattern(r"\s*(?:、|和|与|及|跟|以及|,)\s*[其已]?\s*")
_BOUND = Pattern(r"及以[上下内外]")
_EACH = Pattern(r"分别|各")
_IS = Pattern(r"[是为]的?$|(?:约|大概|大约|达到?)$")
CHANGES = Pattern(
    r"(?:增[长加]?|减[少亏]?|下[降滑跌]|[上回]升|降低?|提[高升]|缩窄|收窄|扩大|变动|变化|低|高|快|慢|涨|跌|缩水)了?(?:到|至)?$"
)
RANKED = ("排名", "位次", "名次")
KIND_UNITS = {
    "Money": frozenset({"CNY", "USD", "HKD", "EUR"}), "Ratio": frozenset({"ratio", "pp"}),
    "Shares": frozenset({"share"}), "Persons": frozenset({"person"}), "Points": frozenset({"pp", "ratio"}),
    "Price": frozenset({"CNY", "USD", "HKD"}),
}  # fmt: skip


def members_of(question: Question, hole: Hole, left: int, start: int) -> tuple[Hole, ...]:
    """Return the hole of each of several things of which one figure each is asked: 收入和毛利分别增长多少."""
    folded = question.folded
    each = [m.start() for m in _EACH.finditer(folded, left, start)]
    spots = _spots(question, left, each[-1] if each else start, named=bool(each))
    joins = _joins(folded, spots)
    spans = [span for span in question.periods if left <= span.start < start]
    years = [p for span in spans for p in span.periods]
    measures = joins and len(spans) == 1 and spots[joins[-1] - 1].kind  # 2020-2023年收入和利润的增速: not of each year
    if each and len(years) > 1 and not measures:
        dated = [_Spot(0, 0, Cue((f"{p.start.year}年",), 1.5)) for p in years]
        return tuple(_member(hole, [spot], hole.cues) for spot in dated)
    if not joins or (not each and (not _IS.search(folded[:start]) or _is_one(folded, spots, joins))):
        return ()
    last = first = joins[-1]
    while first in joins:
        first -= 1
    before = [spots[n : n + 1] for n in range(first, last)]
    if len(before) == 1:
        before = [_wider(folded, spots[: first + 1], len(spots) - last)]
    groups = [*before, spots[last:]]
    if _is_shared(groups[-1]):
        groups = [*([*group, groups[-1][-1]] for group in before), groups[-1]]
    own = {spot.cue for group in groups for spot in group}
    common = tuple(c for c in hole.cues if c not in own)
    return tuple(_member(hole, group, common) for group in groups)


def _joins(folded: str, spots: "Sequence[_Spot]") -> list[int]:
    """Return the numbers of the spots before which a list is joined: by 和 where it is, for 、 behind that stands in
    one of its things (购买商品、接受劳务付的现金)."""
    gaps = [(n, folded[spots[n - 1].end : spots[n].start]) for n in range(1, len(spots))]
    found = [(n, gap) for n, gap in gaps if _JOINED.fullmatch(gap) and not _bounded(folded, spots[n])]
    last = next((n for n, gap in reversed(found) if "、" not in gap), 0)
    return [n for n, _ in found if not last or n <= last]


def _is_one(folded: str, spots: "Sequence[_Spot]", joins: Sequence[int]) -> bool:
    """Tell whether 、 alone joins words that are no measures: 购买材料、接受服务支付的现金 is one."""
    sides = ((spots[n - 1], spots[n]) for n in joins)
    return all("、" in folded[one.end : other.start] and not one.kind for one, other in sides)


def _is_shared(last: "Sequence[_Spot]") -> bool:
    """Tell whether a ratio behind the last of several measures is asked of each: 收入和利润的增速."""
    return len(last) > 1 and last[-1].kind == "Ratio" and last[-2].kind not in ("", "Ratio")


def _bounded(folded: str, spot: "_Spot") -> bool:
    """Tell whether what stands before a word is the 及 of 及以上."""
    return bool(_BOUND.match(folded, spot.start - 1))


def _wider(folded: str, spots: "Sequence[_Spot]", size: int) -> "Sequence[_Spot]":
    """Return the last of some words with as many of those right before it as its counterpart has."""
    first = len(spots) - 1
    while first and len(spots) - first < size and folded[spots[first - 1].end : spots[first].start] in ("", "的"):
        first -= 1
    return spots[first:]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word, a name or a period of the question, and the kind of its values."""

    start: int
    end: int
    cue: Cue
    kind: str = ""


def _spots(question: Question, left: int, stop: int, *, named: bool) -> list[_Spot]:
    words = [t for t in question.terms if left <= t.start and t.end <= stop]
    words = [t for t in words if not (t.text.isdigit() and question.folded[t.end] == "年")]  # 3年CAGR
    spots = [_Spot(t.start, t.end, cue_of(t), t.kind) for t in words]
    if named:
        spots += [_Spot(m.start, m.end, Cue((m.text,), 1.0)) for m in question.mentions if left <= m.start < stop]
        for span in question.periods:
            if left <= span.start < stop:
                said = question.folded[span.start : span.end].rstrip("度")
                spots.append(_Spot(span.start, span.end, Cue((said,), 1.5)))
    return sorted(spots, key=lambda s: (s.start, s.end))


def _member(hole: Hole, group: Sequence[_Spot], common: tuple[Cue, ...]) -> Hole:
    cues = tuple(replace(s.cue, weight=2 * s.cue.weight) for s in group)
    kind = next((s.kind for s in reversed(group) if s.kind), "")
    units = hole.units if not kind or CHANGES.search(hole.before) else KIND_UNITS.get(kind, frozenset())
    ranked = any(s.cue.forms[0].endswith(RANKED) for s in group)
    return replace(hole, cues=(*cues, *common), own=cues, units=units, ranked=ranked)


def cue_of(term: Term) -> Cue:
    """Return a word of the question as it is looked for in a sentence."""
    return Cue(term.forms, term.weight)
