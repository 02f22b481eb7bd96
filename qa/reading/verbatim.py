"""What a sentence says where a question that is else the same word for word has its hole.

Such a sentence needs no weighing of words: the two are laid side by side, and what stands in the gap is the answer. The
company whose filing it is may be called by its name or as 公司; figures, names and what denies must be the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import WORD_FOR_WORD, Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Want
from qa.parsing.holes import holes_of
from qa.reading.days import single_days
from qa.reading.sight import Sight, Span
from qa.reading.time import clock_of

LOOKED_AT = 32  # sentences
SHORTEST = 8  # characters of a question beside its hole that make it the same as a sentence
PAIRS, SAME = 0.75, 0.9  # of its pairs of characters that a sentence must have, and of its characters in their order
RUN = 2  # characters that count as the same in a stretch
ADDED = 0.2  # of a question's characters that a sentence may have more, between them
BESIDE = 2  # characters beside what fills a gap: 于, 起
REACH = 32  # characters at an open end of which the answer is one
SURE = 0.9
_MARKS = Pattern(r"[\s,，。、；;：:？?！!“”\"'‘’《》()（）\[\]【】〔〕]")
_SELF = Pattern(r"(?:(?<=[，,；;。：:])|^)(?:本|上市)?公司")
_TELLING = Pattern(r"[\da-z不未没无非否]")  # characters that must be the same
_PLANNED = Pattern(r"拟|计划|预计|可能|打算|有望|力争|应当|是否")
_DENIES = Pattern(r"[不未没无非否免防禁]")
_NOUN = Pattern(r"^(?:单位|公司|客户|供应商|企业|机构|银行|股东|法院)")
_SUPPOSED = Pattern(r"如(?=果|若|本|标|交|公|上|[^下上期何实])|若|倘|一旦")
_MARK = Pattern(r"[，,；;。：:](?!\d)")
_END = Pattern(r"[，,；;。：:（(]")
_NAME = Pattern(
    r"[\u4e00-\u9fffA-Za-z（）()·&]{2,28}?(?:有限(?:责任)?公司|合伙企业(?:（有限合伙）)?|分公司|支行|分行|银行|集团|事务所(?:（特殊普通合伙）)?|研究院|法院|委员会|政府|局)"
)
_NO_NAME = Pattern(r"[或的以被]|采用|有资金")


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a sentence stands open as a question does, with which part of the question's characters it says."""

    sentence: Sentence
    text: str  # of the sentence, without blanks
    span: Span
    same: float
    skipped: str = ""  # characters of the question right behind its hole that the sentence says otherwise
    behind: str = ""  # the first character of the sentence behind all that the question says
    opened: bool = False  # the question says nothing before its hole, or next to nothing
    closed: bool = False  # nor behind it

    def fits(self, span: Span) -> bool:
        """Tell whether a stretch fills it, but for a small word beside."""
        ahead, behind = span.start - self.span.start, self.span.end - span.end
        return (0 <= ahead <= BESIDE or (self.opened and ahead >= 0)) and (
            0 <= behind <= BESIDE or (self.closed and behind >= 0)
        )


def gaps(bench: Workbench, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Gap]:
    """Yield where sentences say both sides of a question's hole, each a range of the question."""
    before, after = (bare(bench, bench.question.folded[a:b], a) for a, b in (left, right))
    before, after = (side if len(side) >= RUN else [] for side in (before, after))
    if len(before) + len(after) < SHORTEST:
        return
    anywhere = not bench.scope.home or (bench.scope.usual and len(before) >= RUN and not _speaks_of_own(bench))
    pairs = {a + b for side in (before, after) for (a, _), (b, _) in pairwise(side)}
    for sentence in bench.verbatim[:LOOKED_AT]:
        sight = Sight(sentence.text)
        heard = sentence.evidence.cell is None and (anywhere or sentence.doc in bench.scope.home)
        alike = heard and sum(pair in sight.folded for pair in pairs) >= PAIRS * len(pairs)
        if alike and (gap := _gap(bench, sentence, sight, before, after)):
            yield gap


def word_for_word(bench: Workbench) -> Found | None:
    """Answer on which day or by whom with what stands where the question asks; None where sentences differ."""
    holes = holes_of(bench.question)
    if len(holes) != 1 or len(bench.question.openings) > 1 or not (holes[0].want is Want.PARTY or holes[0].is_day):
        return None
    start, end = holes[0].at
    if holes[0].exact and not holes[0].to_the_day:
        return None  # which year or month
    if holes[0].want is Want.PARTY and (noun := _NOUN.search(bench.question.folded[end:])):
        end += noun.end()
    found = list(gaps(bench, (0, start), (end, len(bench.question.folded))))
    said = [(gap, item) for gap in found if (item := _item(bench, holes[0].want, gap))]
    best = [(g, i) for g, i in said if g.same >= max(gap.same for gap, _ in said)]
    if not best or len({item.value for _, item in best}) > 1:
        return None
    kind = "date" if holes[0].want is Want.DAY else "string"
    prose = tuple(gap.sentence for gap, _ in best[:2])
    return Found(Status.ANSWERED, (best[0][1],), (), SURE, kind=kind, prose=prose, met=frozenset({WORD_FOR_WORD}))


def _item(bench: Workbench, want: Want, gap: Gap) -> Item | None:
    if gap.skipped:
        return None
    if want is Want.DAY:
        found = single_days(gap.text, clock_of(bench, gap.sentence.doc))
        return next((item for span, item in found if gap.fits(span)), None)
    said = gap.text[gap.span.start : gap.span.end]
    return Item(name, "", name, name) if (name := _name(bench, gap, said)) else None


def _name(bench: Workbench, gap: Gap, said: str) -> str:
    """Return the name that a gap is, or at the end of a sentence begins with."""
    if (whole := _NAME.fullmatch(said)) and not _NO_NAME.search(said):
        return whole[0]
    named = [m for m in bench.names.find(said) if m.ids]
    alone = next((m for m in named if m.start == 0 and m.end == len(said)), None)
    return said[alone.start : alone.end] if alone else ""


def asked_of(bench: Workbench) -> frozenset[str]:
    """Return all whom a question is about."""
    return bench.scope.issuers.union(*bench.scope.parties)


def bare(bench: Workbench, text: str, start: int = 0) -> list[tuple[str, int]]:
    """Return the characters of a text with their places, without marks and without the company that speaks."""
    own = {n for m in bench.names.find(text) if set(m.ids) & bench.scope.issuers for n in range(m.start, m.end)}
    own |= {n for m in _SELF.finditer(text) for n in range(*m.span())}
    return [(char, start + n) for n, char in enumerate(text) if n not in own and not _MARKS.match(char)]


def _same(bench: Workbench, asked: list[tuple[str, int]], held: set[int]) -> float:
    """Return which part of a question's characters is held; 0 where names, figures or what denies is not."""
    named = {n for m in bench.question.mentions for n in range(m.start, m.end)}
    left = [(char, n) for at, (char, n) in enumerate(asked) if at not in held and n >= 0]
    if any(n in named or _TELLING.match(char) for char, n in left):
        return 0.0
    return 1 - len(left) / (len(asked) - 1)


def _gap(
    bench: Workbench, sentence: Sentence, sight: Sight, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> Gap | None:
    text, said = sight.text, bare(bench, sight.folded)
    asked = [*before, ("\0", -1), *after]
    matcher = SequenceMatcher(None, _chars(asked), _chars(said), autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size >= RUN]
    ahead = [b for b in blocks if b.a < len(before)]
    behind = [b for b in blocks if b.a > len(before)]
    if (before and (not ahead or ahead[-1].a + ahead[-1].size < len(before))) or (after and not behind):
        return None
    same = _same(bench, asked, {n for b in blocks for n in range(b.a, b.a + b.size)})
    inside = [(one, two) for one, two in pairwise(blocks) if not (one in ahead and two in behind)]
    added = "".join(_chars(said[one.b + one.size : two.b]) for one, two in inside)
    if same < SAME or len(added) > ADDED * len(asked) or _TELLING.search(added) or _PLANNED.search(added):
        return None
    first, last = blocks[0], blocks[-1]
    start = said[ahead[-1].b + ahead[-1].size - 1][1] + 1 if ahead else max(0, said[first.b][1] - REACH)
    end = said[behind[0].b][1] if behind else min(len(text), start + REACH)
    opened, closed = clause_start(text, said[first.b][1]), said[last.b + last.size - 1][1] + 1
    ends = next((m.start() for m in _MARK.finditer(text, closed)), len(text))
    lead = text[opened : said[first.b][1]] if ahead else ""
    if _DENIES.search(lead) or _PLANNED.search(lead) or _DENIES.search(text[closed:ends]):
        return None  # 未对甲计提, of 甲是否计提; 甲的情形不存在
    if _SUPPOSED.search(text[:end]) and not _SUPPOSED.search(bench.question.text):
        return None
    if bench.names.ids_in(lead) - asked_of(bench):
        return None  # of somebody else
    span = _edges(text, start, end, opened, bool(ahead), bool(behind))
    skipped = _chars(after[: behind[0].a - len(before) - 1]) if behind else ""
    return Gap(sentence, text, span, same, skipped, text[closed : closed + 1], not ahead, not behind)


def _chars(bare: list[tuple[str, int]]) -> str:
    return "".join(char for char, _ in bare)


def _speaks_of_own(bench: Workbench) -> bool:
    """Tell whether a question speaks of the company whose filings are meant, by its name or as 公司."""
    said = bench.question.folded
    return len(bare(bench, said)) < sum(not _MARKS.match(char) for char in said)


def clause_start(text: str, at: int) -> int:
    """Return where the clause of a place begins."""
    return max((m.end() for m in _MARK.finditer(text, 0, at)), default=0)


def _edges(text: str, start: int, end: int, opened: int, told_ahead: bool, told_behind: bool) -> Span:
    """Return a gap without the marks at its ends; where the question says nothing on one side, within its clause."""
    if not told_ahead:
        start = max(start, opened)
    if not told_behind and (mark := _END.search(text, start + 1)):
        end = min(end, mark.start())
    while start < end and text[start] in "，,：:“《(（":
        start += 1
    while end > start and text[end - 1] in "，,：:”》)）":
        end -= 1
    return Span(start, end)
