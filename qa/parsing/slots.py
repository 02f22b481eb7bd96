"""The things that a question asks of one row, clause by clause: what is to be filled, of which kind, near which words.

有多少个、账面成本多少、要计提多少跌价 has three slots: a number of things, and two figures, each told by the words of
its own clause. `qa.rows.projection` fills them with the cells of a row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.pattern import Pattern
from qa.parsing.match import squeezed
from qa.parsing.question import Kind, Question
from qa.parsing.words import masked

_STRONG = Pattern(r"[，,；;](?!\d{3})|[？?](?=.)")
_WEAK = Pattern(r"以及|并且|[、和及并与又]")
_JOIN = Pattern(r"\s*(?:以及|及其|[、和与及])\s*")
_LINK = Pattern(r"(?:分别|各自|各)?(?:[是为达约共到了在]|(?<![持拥])有)*\s*$")
_NAME = Pattern(r"谁|哪(?!天|一?[天日年]|里)|叫什么|何人")
_WHEN = Pattern(r"哪一?[天日]|何时|什么时[候间]|几号|何日")
_NUMBER = Pattern(r"多少|几|多[大高长久]|何$")
_CORE = Pattern(r"多少|几何|几|多[大高长久]|谁|哪[^，,。]*|什么[时候间]*|何[时日人]?")
_UNITS = (
    (Pattern(r"\s*个?百分点"), "pp"),
    (Pattern(r"\s*[百千]?[万亿]?[元块]|\s*钱"), "CNY"),
    (Pattern(r"\s*(?:人|名|位)"), "person"),
    (Pattern(r"\s*[万亿]?股"), "share"),
    (Pattern(r"\s*个?月"), "month"),
    (Pattern(r"\s*(?P<counter>[个件台套家笔份项例块条只张辆期次])"), ""),
)
_RATIO = Pattern(r"占比|比例|比重|率|份额|百分之|几成|(?<!对)占(?!用)")
_SHARE = Pattern(r"占比|比例|比重|份额|(?<!对)占(?!用)")
_CHANGE = Pattern(r"同比|环比|增[长减加速幅]|变动|变化|变了|下降|减少|上升|下滑|提[高升]|涨|升|降幅|降了|多了|少了")
_BARE = ("", "是", "为", "有", "达", "达到", "具体是", "具体", "高的是", "大的是")
MOST = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to be found in a row."""

    kind: Kind
    start: int  # the clause that asks for it
    end: int
    at: int  # where its interrogative stands
    terms: tuple[int, ...] = ()  # words of the clause, as places in `Question.terms`
    words: str = ""  # the clause, squeezed, less names, times and interrogatives
    unit: str = ""
    change: bool = False
    share: bool = False  # of something: no rate with a name of its own

    @property
    def bare(self) -> bool:
        """Tell whether its clause says nothing of what is asked: 是多少."""
        return self.kind in (Kind.NUMBER, Kind.WHAT) and not self.unit and not self.change and self.words in _BARE

    @property
    def counter(self) -> bool:
        """Tell whether the unit is a measure word of things counted."""
        return len(self.unit) == 1 and not self.unit.isascii()


def slots_of(question: Question) -> list[tuple[Slot, ...]]:
    """Return how the things asked may be read, the reading that parts most first."""
    clauses = list(_clauses(question))
    if not clauses or len(clauses) > MOST:
        return []
    whole = tuple(_slot(question, *clause) for clause in clauses)
    parted = tuple(slot for clause in clauses for slot in _parted(question, *clause))
    return [parted, whole] if len(whole) < len(parted) <= MOST else [whole]


def _clauses(question: Question) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the stretch of each interrogative, and where that stands; a list at the end has none of its own."""
    folded, begin = question.folded, 0
    stop = len(folded.rstrip("？?。 呢"))
    openings = [_core(folded, o) for o in question.openings if o[0] < stop]
    for n, opening in enumerate(openings):
        following = openings[n + 1][0] if n + 1 < len(openings) else stop
        marks = (_STRONG, _WEAK) if n + 1 < len(openings) else (_STRONG,)
        mark = next((m for pattern in marks if (m := pattern.search(folded, opening[1], following))), None)
        if mark is None and n + 1 < len(openings):
            return
        yield begin, (mark.start() if mark else stop), opening
        begin = mark.end() if mark else stop
    if begin < stop and any(t.start >= begin and t.kind not in ("", "Text") for t in question.terms):
        yield begin, stop, (stop, stop)


def _core(folded: str, opening: tuple[int, int]) -> tuple[int, int]:
    """Return where the interrogative itself stands in what opens a question: 多少 of 增长率是多少."""
    found = list(_CORE.finditer(folded, *opening))
    return (found[-1].start(), opening[1]) if found else opening


def _slot(question: Question, start: int, end: int, opening: tuple[int, int]) -> Slot:
    folded = question.folded
    said = folded[opening[0] : opening[1]]
    kind = Kind.WHAT
    for pattern, found in ((_WHEN, Kind.WHEN), (_NAME, Kind.WHO), (_NUMBER, Kind.NUMBER)):
        if pattern.search(folded[max(start, opening[0] - 1) : opening[1]] if found is Kind.WHO else said):
            kind = found
            break
    near = folded[_last_break(question, start, opening[0]) : opening[0]]
    behind = folded[opening[1] : end]
    unit = _unit(said + behind, len(said)) if kind is Kind.NUMBER else ""
    change = bool(_CHANGE.search(near)) and kind is not Kind.WHO
    if not unit and kind is not Kind.WHO and (_RATIO.search(near[-8:]) or _RATIO.search(behind)):
        unit = "ratio"
    terms = tuple(i for i, t in enumerate(question.terms) if start <= t.start < end)
    share = unit == "ratio" and bool(_SHARE.search(near[-8:] + behind))
    return Slot(kind, start, end, opening[0], terms, _words(question, start, end, opening), unit, change, share)


def _last_break(question: Question, start: int, at: int) -> int:
    """Return where the words right before an interrogative begin: behind the last comma of its clause."""
    return max((m.end() for m in _STRONG.finditer(question.folded, start, at)), default=start)


def _unit(said: str, at: int) -> str:
    """Return the unit that stands in or behind an interrogative: 多少万元, 几个."""
    for start in (at, *(m.end() for m in re.finditer("多少|几", said[:at]))):
        for pattern, unit in _UNITS:
            if match := pattern.match(said, start):
                return unit or match["counter"]
    return ""


def _words(question: Question, start: int, end: int, opening: tuple[int, int]) -> str:
    spots = [(s.start, s.end) for s in (*question.mentions, *question.periods)]
    return squeezed(masked(question.folded, (opening, *spots))[start:end])


def _parted(question: Question, start: int, end: int, opening: tuple[int, int]) -> list[Slot]:
    """Return a clause as the things that 和 joins in it, ahead of its interrogative or without one."""
    whole = _slot(question, start, end, opening)
    begin = _last_break(question, start, opening[0])
    stop = begin + len(_LINK.sub("", question.folded[begin : opening[0]]))
    joins = [m for m in _JOIN.finditer(question.folded, begin, stop) if _between_words(question, m)]
    if whole.kind is Kind.WHO or not joins:
        return [whole]
    edges = [start, *(e for m in joins for e in m.span()), stop]
    return [replace(_piece(question, whole, a, b), at=b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _piece(question: Question, whole: Slot, start: int, end: int) -> Slot:
    said = question.folded[_last_break(question, start, end) : end]
    terms = tuple(i for i, t in enumerate(question.terms) if start <= t.start < end)
    unit = "ratio" if _RATIO.search(said[-8:]) else ""
    words = _words(question, start, end, (end, end))
    kind = Kind.WHAT if whole.kind is Kind.WHAT else Kind.NUMBER
    change, share = bool(_CHANGE.search(said[-6:])), bool(unit and _SHARE.search(said[-8:]))
    return Slot(kind, start, end, end, terms, words, unit, change, share)


def _between_words(question: Question, join: re.Match[str]) -> bool:
    spots: Sequence[object] = (*question.terms, *question.mentions, *question.periods)
    return not any(s.start < join.end() and join.start() < s.end for s in spots)  # type: ignore[attr-defined]
