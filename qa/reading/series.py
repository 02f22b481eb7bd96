"""Rows of things that a sentence lists, A、B和C, freed of the words before the first and behind the last."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.pattern import Pattern
from qa.evidence.found import Item
from qa.parsing.hole import Hole
from qa.parsing.names import Names
from qa.parsing.points import enumerated
from qa.parsing.words import counted, word_file
from qa.reading.figures import Filled
from qa.reading.sight import Sight, Span

LONGEST = 40  # characters of one thing
MARKED = 0.1  # what a row gains for each of its ends that the sentence marks
KNOWN = 2  # how many ends are marked of a row of names
CALLED = 0.3  # what a row gains that is called what is asked for: 甲、乙等办公室 of 哪些办公室
SAID = 0.3  # what a row gains that is said outright of the word asked about
_SAID_OF = Pattern(
    r"[^，,。；;：:]{0,4}?(?:主要|分别|具体|依次)?(?:包括|包含|涵盖|有|为|是|系|分为|由|[：:])(?:[一二两三四五六七八九十]+[\u4e00-\u9fff]{1,3})?[：:]?"
)
OPENED = 1.2  # what a row gains whose own clause opens with what is asked about
HEAD = 6  # characters before a hole that say of what it is
_CLAUSES, _LEADS = Pattern(r"[，；。,;]"), Pattern(r"(?:有|为|是|包括|包含|涵盖)[^，。]{0,2}$")
_STRETCH = Pattern(r"[^，,。；;：:！？“”‘’《》]+")
_AND = Pattern(r"以及|及|和|与|或")
_PART = Pattern("[^、]+")
_CLOSED = Pattern(r"等(?![级候同效于额])")  # behind it nothing more is of the row
_CLASS = Pattern(r"等?(?:(?<=等)|[一二两三四五六七八九十\d]+[大个种类家项处款名位])(?P<name>[\u4e00-\u9fff]{2,8})")
_COUNTED = Pattern(r"(?P<number>[两二三四五六七八九十])[大个种类家项处款](?P<name>[\u4e00-\u9fff]{2,8})")
_BRACKETED = Pattern(r"[（(][^（）()]*[）)]")
_QUOTES, _UNQUOTES = frozenset("“‘《"), frozenset("”’》")
_COLONS, _STOPS = frozenset("：:"), frozenset(("。", ""))
WORD = 4  # characters of a word asked about that no thing of the row may hold
NOUN = 4  # characters behind 等 in which the noun stands: 等地设有分公司
_NO_START = frozenset("的之等")  # no thing begins so: the words before it belong to it
_HIDDEN = "\ue000"  # stands for what is in brackets, which parts nothing
_JOINED = Pattern(r"[、，,]|[和与及]|以及")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of things, where it stands, and how many of its ends the sentence marks."""

    span: Span
    parts: tuple[str, ...]
    marked: int


@lru_cache(maxsize=1)
def _edges() -> tuple[Pattern, Pattern]:
    data = word_file("holes")
    return Pattern(data["begins"]), Pattern(data["ends"])


def listed(hole: Hole, sight: Sight, names: Names, asked: frozenset[str]) -> Filled | None:
    """Return the row of things nearest to the words of the question; as many as it asks for, of the kind it names."""
    found: list[Filled] = []
    rows = (*_rows(hole, sight), *_counted(hole, sight), *_of_names(sight, names, asked))
    opened = _opened(hole, sight, rows)
    for row in rows:
        parts = _of_kind(hole, row.parts)
        if any(p == form for cue in hole.cues for form in cue.forms for p in parts):
            continue  # what the question itself says is no answer to it
        if any(len(form) >= WORD and form in p for cue in hole.label for form in cue.forms[:1] for p in parts):
            continue
        if hole.number and len(parts) != hole.number:
            continue
        called = _class_of(sight, row.span)
        if called and hole.behind[:2] and _is_of_another(called, hole.behind):
            continue
        items = tuple(Item(p, "", p, p) for p in parts)
        marked = max(row.marked, KNOWN) if len(parts) < len(row.parts) else row.marked
        named = len(hole.behind) > 1 and (hole.behind[:2] in called or _all_are(row.parts, hole.behind[:2]))
        fit = sight.nearness(row.span, hole.cues) + MARKED * marked + SAID * _is_said(hole, sight, row.span)
        fit += OPENED if row.span in opened else 0.0
        found.append(Filled(row.span, items, fit + CALLED * named, marked, named=named))
    if found:
        return max(found, key=lambda f: f.fit)
    numbered = [p.text for p in enumerated(sight.text)]
    if len(numbered) != hole.number or not numbered:
        return None
    return Filled(Span(0, len(sight.text)), tuple(Item(p, "", p, p) for p in numbered), 0.5)


def _opened(hole: Hole, sight: Sight, rows: Sequence[_Row]) -> set[Span]:
    """Return of parallel rows (甲领域有A、B，乙领域有C、D) the one whose own clause opens with what is asked about."""
    asked = hole.before.rstrip("是为有的都")
    asked = next((asked.removesuffix(word) for word in word_file("holes")["classes"] if asked.endswith(word)), asked)
    asked = asked[-HEAD:]
    leads = {row.span: _CLAUSES.split(sight.folded[: row.span.start])[-1] for row in rows}
    leads = {span: lead for span, lead in leads.items() if _LEADS.search(lead)}
    nearest = {span: _nearest(asked, lead, [o for o in leads.values() if o != lead]) for span, lead in leads.items()}
    best = max(nearest.values(), default=0)
    chosen = {span for span, at in nearest.items() if at == best}
    apart = len({span.start for span in leads}) > 1 and len({span.start for span in chosen}) == 1
    return chosen if best and apart else set()


def _nearest(asked: str, lead: str, others: Sequence[str]) -> int:
    """Return up to where in the words before a hole a lead has two characters that no other has; 0 for none."""
    pairs = ((n, asked[n - 2 : n]) for n in range(len(asked), 1, -1))
    return next((n for n, pair in pairs if pair in lead and not any(pair in other for other in others)), 0)


def _class_of(sight: Sight, span: Span) -> str:
    """Return what a row is called behind its 等, up to the next mark: 功能 of 查询、统计等功能."""
    match = _CLASS.match(sight.text, span.end)
    return match["name"] if match else ""


def _is_of_another(called: str, behind: str) -> bool:
    """Tell whether a row is of other things than those asked for: 等平台 for 哪些功能; of a part: 等环节的投入."""
    classes, noun = word_file("holes")["classes"], behind[:2]
    return noun in classes and noun not in called and any(word in called[:NOUN] for word in classes)


def _is_said(hole: Hole, sight: Sight, span: Span) -> bool:
    """Tell whether a row is said outright of the word before the hole: 客户包括甲、乙 of 客户有哪些."""
    ends = [p.end for cue in hole.label for p in sight.places(cue) if p.end <= span.start]
    return any(_SAID_OF.fullmatch(sight.text[end : span.start]) for end in ends)


def _of_kind(hole: Hole, parts: Sequence[str]) -> Sequence[str]:
    """Return those of a row that are called what is asked for (哪几家医院), where only some are; else all of them."""
    for size in range(min(4, len(hole.behind)), 1, -1):
        kept = [p for p in parts if _bare(p).endswith(hole.behind[:size])]
        if kept:
            return kept if len(kept) > 1 else parts
    return parts


def _all_are(parts: Sequence[str], noun: str) -> bool:
    """Tell whether the things of a row are all called what is asked for: 财务人员、行政人员 of 哪些人员."""
    return all(len(bare := _bare(p)) > len(noun) and bare.endswith(noun) for p in parts)


def _bare(part: str) -> str:
    return _BRACKETED.sub("", part)


def _of_names(sight: Sight, names: Names, asked: frozenset[str]) -> Iterator[_Row]:
    """Yield the names of parties that stand side by side."""
    run: list[Span] = []
    text = sight.text
    spans = [Span(m.start, m.end) for m in names.find(text) if m.ids and m.sure == 1.0 and not set(m.ids) & asked]
    for span in (*spans, Span(len(text) + 1, len(text) + 1)):
        if run and _JOINED.fullmatch(text[run[-1].end : span.start]):
            run.append(span)
            continue
        if len(run) > 1:
            yield _Row(Span(run[0].start, run[-1].end), tuple(text[s.start : s.end] for s in run), KNOWN)
        run = [span]


def _rows(hole: Hole, sight: Sight) -> Iterator[_Row]:
    """Yield the rows that 、 and 和 part; what stands in brackets parts nothing."""
    hidden = _BRACKETED.sub(lambda m: _HIDDEN * len(m.group()), sight.text)
    for stretch in _STRETCH.finditer(hidden):
        at = stretch.start()
        spans = _parts(stretch.group(), sight, at, hole)
        if len(spans) < 2:
            continue
        others = [stretch.group()[s.start : s.end] for s in spans[1:]]
        first = stretch.group()[spans[0].start : spans[0].end]
        begin = _begin(first, others, sight, at + spans[0].start, hole)
        spans = [Span(spans[0].start + begin, spans[0].end), *spans[1:]]
        kept = [sight.text[at + s.start : at + s.end] for s in spans]
        span = Span(at + spans[0].start, at + spans[-1].end)
        opened = bool(begin) or sight.text[span.start - 1 : span.start] in (_QUOTES | _COLONS)
        closed = span.end < stretch.end() or sight.text[span.end : span.end + 1] in _UNQUOTES
        whole = sight.text[span.start - 1 : span.start] in _COLONS and sight.text[span.end : span.end + 1] in _STOPS
        if len(kept) == 2 and "、" not in stretch.group() and hole.number != 2 and not _is_said(hole, sight, span):
            continue
        if "的" in kept[-1][:-1] and not any("的" in p for p in kept[:-1]):
            continue  # 甲、乙的投资者: the row only says of which
        if kept[0][:1] not in _NO_START and all(2 <= len(_bare(p)) <= LONGEST for p in kept) and _alike(kept):
            yield _Row(span, tuple(kept), KNOWN if whole else opened + closed)


def _counted(hole: Hole, sight: Sight) -> Iterator[_Row]:
    """Yield rows that commas part and a number behind them counts: 具备甲，乙，丙三大模块."""
    for match in _COUNTED.finditer(sight.text):
        number = counted(match["number"])
        parts = list(re.finditer(r"[^，,、。；;：:]+", sight.text[: match.start()]))[-number:]
        if len(parts) != number or "，" not in sight.text[parts[0].start() : match.start()]:
            continue
        first = parts[0].group()
        begin = _begin(first, [p.group() for p in parts[1:]], sight, parts[0].start(), hole)
        kept = (first[begin:], *(p.group() for p in parts[1:]))
        if begin and all(2 <= len(_bare(p)) <= LONGEST for p in kept):
            yield _Row(Span(parts[0].start() + begin, match.start()), kept, KNOWN)


def _parts(said: str, sight: Sight, at: int, hole: Hole) -> list[Span]:
    """Return what 、 parts, the last also at its 和."""
    found = [Span(*m.span()) for m in _PART.finditer(said)]
    if not found:
        return []
    closes = (n for n, s in enumerate(found[:-1]) if n and _CLOSED.search(said, s.start + 1, s.end))
    found = found[: next(closes, len(found) - 1) + 1]  # 甲、乙等企业、机构
    last = found[-1]
    others = [said[s.start : s.end] for s in found[1:-1]] or [said[found[0].start : found[0].end]]
    end = last.start + _end(said[last.start : last.end], others if len(found) > 1 else [], sight, at + last.start, hole)
    join = next((m for m in _AND.finditer(said, last.start + 2, end) if m.end() <= end - 2), None)
    if join is None:
        return [*found[:-1], Span(last.start, end)]
    return [*found[:-1], Span(last.start, join.start()), Span(join.end(), end)]


def _begin(first: str, others: Sequence[str], sight: Sight, at: int, hole: Hole) -> int:
    """Return where the first thing of a row begins: behind a verb, or where it is long behind the question."""
    begin = max((m.end() for m in _edges()[0].finditer(first) if m.end() < len(first) - 1), default=0)
    of = first.rfind("的", begin) + 1
    if begin < of < len(first) - 1 and len(first) - of >= min(len(o) for o in others) - 1:
        begin = of  # 年报中的甲、乙: what a thing is of is no part of its name, where the others have none
    if len(first) - begin <= max(len(o) for o in others) + 1:
        return begin
    ends = [p.end - at for c in hole.cues for p in sight.places(c) if begin < p.end - at < len(first) - 1]
    behind = max(ends, default=begin)
    return behind + (first[behind : behind + 1] == "了")


def _end(last: str, others: Sequence[str], sight: Sight, at: int, hole: Hole) -> int:
    """Return where the last thing of a row ends: before 等, 三种; behind the end that all others have; where it is
    long, before a word of the question."""
    marks = [m.start() for m in _edges()[1].finditer(last) if m.start() >= 2]
    shared = _shared_end(others)
    joined = next((m.end() for m in _AND.finditer(last, 2)), 0)
    behind = last.find(shared, joined) + len(shared) if len(shared) > 1 and last.find(shared, joined) > 0 else 0
    if behind and (not marks or behind <= marks[0]):
        return behind
    if marks:
        return marks[0]
    if not others:
        return len(last)
    usual = max(len(o) for o in others)
    places = [p.start - at for c in hole.cues for p in sight.places(c) if p.end - p.start > 1]
    return min((p for p in places if 2 <= p < len(last)), default=len(last)) if len(last) > usual + 1 else len(last)


def _shared_end(parts: Sequence[str]) -> str:
    """Return in what all parts end: 医院 of 甲医院、乙医院; of one part its last two characters."""
    if len(parts) == 1:
        return parts[0][-2:]
    for size in range(min(map(len, parts), default=0), 1, -1):
        if len({p[-size:] for p in parts}) == 1:
            return parts[0][-size:]
    return ""


def _alike(parts: Sequence[str]) -> bool:
    """Tell whether no end of a row is far longer than the things between: then it holds other words too."""
    sizes = sorted(len(_bare(p)) for p in parts)
    return sizes[-1] <= 2 * sizes[len(sizes) // 2] + 4
