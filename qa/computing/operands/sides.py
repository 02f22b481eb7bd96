"""The two sides of a comparison, made whole: what one side leaves out, the other says.

Of 甲公司2023年收入比成本多多少 the second operand keeps what it does not replace: 甲公司2023年成本. What a comparison
replaces is of its own sort: a time a time, a party a party, a measure a measure.
"""

import re
from itertools import pairwise

from kg.pattern import Pattern
from qa.parsing.match import BY_RANGE
from qa.parsing.names import Mention
from qa.parsing.periods import Span
from qa.parsing.question import Question, Term
from qa.parsing.words import Word, finder, fold, meanings

_PRONOUN = Pattern(r"^[它其他]的?|^该公司")
_YEAR_BEFORE = Pattern(r"^(?:上一?年|去年|前一年)(?:同期|度|末)?$")
_SAME_TIME = Pattern(r"(?:同年|同期|同时期|同日)的?$|(?<=.)(?:同年|同期)(?=.)|^(?:同年|同期)的?(?=..)")
SHORT = 2  # characters of 占比, 比例: of what, the other side says
_PEERS = frozenset({"word:平均值", "word:可比公司"})
_BEGINNING = Pattern(r"^(?:年初|期初)$")


def beside(question: Question, left: str, right: tuple[int, int]) -> str:
    """Return the first operand with what stands at `right` in place of its counterpart."""
    said = _SAME_TIME.sub("", question.text[slice(*right)])
    if shared := _shared_end(question, left, right):
        return beside(question, left[: -len(shared)], (right[0], right[1] - len(shared))) + shared
    if told := _named_alike(question, left, right):
        return told
    if (pronoun := _PRONOUN.match(said)) and question.mentions:
        named = question.mentions[0]
        return f"{question.text[named.start : named.end]}{said[pronoun.end() :]}"
    if last_measure(question, *right) or _own_rate(question, right):
        if any(right[0] <= m.start < right[1] for m in question.mentions):
            return with_time(question, said, (0, len(left)))
        return _at_its_time(question, left, right) or ahead_of(question, left, right, said)
    party = [m for m in question.mentions if m.end <= len(left)]
    if party and _of_peers(question, right):
        named = [m for m in question.mentions if right[0] <= m.start < right[1]]
        if not named:
            return left[: party[-1].end] + said + left[party[-1].end :]
        listed = question.text[named[0].start : named[-1].end]  # 甲和乙的平均值
        return f"{left[: party[-1].start]}{listed}{left[party[-1].end :]}的平均值"
    for spots in (_times(question, (0, len(left))), [m for m in question.mentions if m.end <= len(left)]):
        same = [s for s in (*question.periods, *question.mentions) if right[0] <= s.start < right[1]]
        if spots and (
            any(type(s) is type(spots[0]) for s in same) or (spots[0] in question.periods and _relative(said))
        ):
            spot = spots[-1]
            behind = _behind_things(question, spot.end, left) if _names_a_thing(question, right) else spot.end
            kept = "".join(question.text[s.start : s.end] for s in _times(question, (spot.end, behind)))
            return left[: spot.start] + kept + _time(said, question.text[spot.start : spot.end]) + left[behind:]
    things = [t for t in question.terms if t.end <= len(left) and not t.kind]
    parties = [m for m in question.mentions if m.end <= len(left)]
    if parties and not things and any(t.kind and t.end <= len(left) for t in question.terms):
        return left[: parties[-1].start] + said + left[parties[-1].end :]
    said_here = [t for t in question.terms if right[0] <= t.start < right[1]]
    if len(said_here) == 1 and not said_here[0].kind and (thing := _counterpart(question, things, len(left))):
        return left[: thing.start] + said + left[thing.end :]
    like = [t for t in question.terms if t.end <= len(left) and not t.kind and t.text[-1:] == said[-1:].lower()]
    if like:
        return left[: like[-1].start] + said + left[like[-1].end :]
    return ahead_of(question, left, right, said)


def _own_rate(question: Question, right: tuple[int, int]) -> bool:
    """Tell whether a side names a party and ends in a rate of its own name: 乙的研发费用率, for 甲的研发投入占比."""
    named = any(right[0] <= m.start < right[1] for m in question.mentions)
    return named and any(
        t.kind == "Ratio" and t.end == right[1] and len(t.text) > SHORT and t.meaning not in BY_RANGE
        for t in question.terms
    )


def _at_its_time(question: Question, left: str, right: tuple[int, int]) -> str:
    """Return the first operand with the time and the measure that the second begins and ends with: 2023年成本 for
    2024年甲的收入; empty where either says no time."""
    own, other = _times(question, (0, len(left))), _times(question, right)
    if not own or not other or other[0].start != right[0] or not (said := question.text[other[0].end : right[1]]):
        return ""
    told = ahead_of(question, left, (other[0].end, right[1]), said)
    old, new = (question.text[s.start : s.end] for s in (own[-1], other[0]))
    return told.replace(old, new, 1)


def _shared_end(question: Question, left: str, right: tuple[int, int]) -> str:
    """Return the words that both sides end in, where the right says a time ahead: 2024年的减亏额, 2023年的减亏额."""
    said = question.text[max((s.end for s in _times(question, right)), default=right[0]) : right[1]]
    whole = (n for n in range(min(len(left), len(said)), 1, -1) if left.endswith(said[-n:]))
    number = next((n for n in whole if not _cuts(question, len(left) - n) and not _cuts(question, right[1] - n)), 0)
    return said[-number:] if number else ""


def _cuts(question: Question, at: int) -> bool:
    """Tell whether a place lies within a word: 公有云市场 and 私有云市场 end in 市场 alike, not in 有云市场."""
    return any(w.start < at < w.end for w in (*question.terms, *question.mentions, *question.periods))


def _named_alike(question: Question, left: str, right: tuple[int, int]) -> str:
    """Return the first operand with each of the names and times that make up the second in place of its own: 乙2022年
    for 甲2023年; empty where the second says more than several of those, or one that the first has none of."""
    sorts = (question.mentions, question.periods, question.sources)
    spots = [[s for s in sort if right[0] <= s.start and s.end <= right[1]] for sort in sorts]
    rest = question.text[slice(*right)]
    for spot in (s for found in spots for s in found):
        rest = rest.replace(question.text[spot.start : spot.end], "", 1)
    if rest.strip("的在里中") or sum(bool(found) for found in spots) < 2:
        return ""
    edits: list[tuple[int, int, str]] = []
    for sort, found in zip(sorts, spots, strict=True):
        own = [s for s in sort if s.end <= len(left)]
        if found and not own:
            return ""
        edits += [(own[-1].start, own[-1].end, question.text[found[0].start : found[-1].end])] if found else []
    for start, end, new in sorted(edits, reverse=True):
        left = left[:start] + new + left[end:]
    return left


def _of_peers(question: Question, right: tuple[int, int]) -> bool:
    """Tell whether a side names only the mean or the peers of whom the other names: 同行平均值."""
    terms = [t for t in question.terms if right[0] <= t.start < right[1]]
    return any(t.meaning in _PEERS for t in terms) and not any(t.kind for t in terms)


def _names_a_thing(question: Question, right: tuple[int, int]) -> bool:
    return any(right[0] <= t.start < right[1] and not t.kind for t in question.terms)


def _behind_things(question: Question, start: int, left: str) -> int:
    """Return where the things end that stand between a party and its measure: 乙软件 takes the place of 甲浮标业务."""
    behind = [t for t in question.terms if start <= t.start and t.end <= len(left)]
    measure = next((t.start for t in behind if t.kind), -1)
    return max((t.end for t in behind if t.start < measure), default=start)


def _counterpart(question: Question, things: list[Term], end: int) -> Term | None:
    """Return the only thing that words name, or the one of which they name the measure: 云产品收入."""
    if len(things) == 1:
        return things[0]
    of = {t.start for t in question.terms if t.kind and t.end <= end}
    return next((t for t in things[-1:] if {t.end, t.end + 1} & of), None)


def _relative(said: str) -> bool:
    return bool(_YEAR_BEFORE.match(said) or _BEGINNING.match(said))


def _time(said: str, old: str) -> str:
    """Return the time compared with: 上年, 年初 are reckoned from the other."""
    if _YEAR_BEFORE.match(said):
        return re.sub(r"(?:19|20)\d\d", lambda m: str(int(m.group()) - 1), old)
    year = re.search(r"(?:19|20)\d\d", old)
    return f"{year.group()}年初" if year and _BEGINNING.match(said) else said


def _times(question: Question, within: tuple[int, int]) -> list[Span]:
    return [s for s in question.periods if within[0] <= s.start and s.end <= within[1]]


def with_time(question: Question, said: str, other: tuple[int, int], *, parties: bool = True) -> str:
    """Return a side of a comparison with the time, and the party, of the other side, where it says none itself."""
    at = question.text.find(said)
    own = (at, at + len(said)) if at >= 0 else (0, 0)
    ahead = ""
    kinds: tuple[tuple[Mention, ...] | tuple[Span, ...], ...] = (question.mentions, question.periods)
    for spots in kinds if parties else kinds[1:]:
        theirs = [s for s in spots if other[0] <= s.start < other[1]]
        if theirs and not any(own[0] <= s.start < own[1] for s in spots):
            ahead += question.text[theirs[0].start : theirs[0].end]
    return ahead + said


def last_measure(question: Question, start: int, end: int) -> tuple[int, int] | None:
    """Return where the last measure stands that a stretch names by itself."""
    found = _measures(question.folded[start:end])
    return (start + found[-1].start, start + found[-1].end) if found else None


def measure_in(said: str) -> str:
    """Return the last measure that words name, as it stands; empty where they name none."""
    found = _measures(fold(said))
    return said[found[-1].start : found[-1].end] if found else ""


def _measures(folded: str) -> list[Word]:
    found = [w for w in finder().find(folded) if w.role == "concept"]
    return [w for w in found if meanings()[w.value].kind not in ("", "Text", "Code", "Ratio")]


def ahead_of(question: Question, left: str, right: tuple[int, int], said: str) -> str:
    """Return what stands before a measure with another in its place: after its last 的, else of as many words."""
    start = named_until(question, len(left))
    if start == 0 or not left[:start].endswith("的"):
        words = _said_once([t for t in question.terms if start <= t.start and t.end <= len(left)])
        number = sum(right[0] <= t.start < right[1] for t in question.terms)
        start = words[-min(number, len(words))] if words and number else len(left)
    ahead = left[:start]
    return ahead + (said.removeprefix(ahead[-2:]) if len(ahead) > 1 else said)


def _said_once(terms: list[Term]) -> list[int]:
    """Return where the words begin of which each says a thing of its own: 已回款金额 is one measure, not two."""
    joined = [b.start for a, b in pairwise(terms) if a.kind and a.end == b.start and b.meaning in BY_RANGE]
    return [t.start for t in terms if t.start not in joined]


def named_until(question: Question, end: int) -> int:
    """Return where the names and times of a stretch end, or its last 的 behind them."""
    spots = [s.end for s in (*question.mentions, *question.periods) if s.end <= end]
    return max(question.text.rfind("的", 0, end) + 1, max(spots, default=0))
