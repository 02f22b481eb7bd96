"""Sentences with 分别 taken apart: `A、B分别持有x、y` says that A holds x and that B holds y."""

import re
from itertools import pairwise

from kg.pattern import Pattern
from kg.values.dates import years
from kg.view import Piece
from nlp.marks import CHAR, Mark, Marked, period_of
from nlp.parallel_clauses import clause_each, clauses_apart
from nlp.parallel_words import word_lists

_JOINT = Pattern(r"\s?(?:、|，|,|；|以及|和|及|与|/)?\s?")
_PAIRED = Pattern(r"\s?(?:、|和|及|与|以及)\s?")
_WORDS = Pattern(r"分别(?:通过|以)([一-龥]{2,6})(?P<joint>和|及|与)([一-龥]{2,6}?)(?=的?方式)")
_EACH_YEAR = Pattern("每(?:一)?(?:个)?(?:会计)?年|各(?:个)?(?:会计)?年|各期")
_RANK = Pattern(r"第[一二三四五六七八九十]+[名位]?(?:[（(][^（）()]{0,12}[）)])?")
_RANKS = Pattern(rf"分别(?:位列|排名|为|位居|排)?(?P<ranks>{_RANK.pattern}(?:\s?(?:、|和|及|与)\s?{_RANK.pattern})+)")
_RATIO = CHAR["Ratio"]
_BETWEEN_COLONS = Pattern(r"[^：:\s]+")
_PART = r"(?:(?![为是])[\u4e00-\u9fffA-Za-z]){2,10}"
_PROPORTION = Pattern(
    rf"(?P<parts>{_PART}(?:\s?[：:]\s?{_PART}){{1,4}})"
    rf"(?P<is>\s?[=＝]\s?)(?P<shares>{_RATIO}(?:\s?[：:]\s?{_RATIO}){{1,4}})"
)
_VALUES = ("Money", "Ratio", "Shares", "Persons", "Count")
_Run = tuple[int, ...]  # positions of the marks of one list


def expand_parallel(marked: Marked) -> list[Marked]:
    """Return one sentence for each pair of what 分别 parts; a sentence without it comes back as it is.

    The list after 分别 tells how many pairs there are; each other list of that many values of one kind goes along,
    and so does a span of that many years. Where nothing goes along, nothing is parted.
    """
    if proportion := _in_proportion(marked):
        return proportion
    at = marked.text.find("分别")
    if at < 0:
        return _by_time(marked)
    if apart := clauses_apart(marked):
        return [part for clause in apart for part in expand_parallel(clause)]
    if ranked := _ranks(marked, at):
        return ranked
    runs = _runs(marked)
    after = next((run for run in runs if run[0] > at and len(run) > 1), None)
    if after is None:
        return [marked]
    size = len(after)
    if size == 2 and (words := _WORDS.search(marked.text)):
        return [_one_of(_pick(marked, [after], {}, number), words, number) for number in range(size)]
    going = [run for run in runs if len(run) == size]
    spans = {pos: item for pos, item in marked.marks.items() if _is_span_of(item, size)}
    clause = marked.text.rfind("；", 0, at)
    along = bool(spans) or any(clause < run[0] < at for run in going)
    words = [] if along else word_lists(marked.text, at, size)
    if words:
        going = [run for run in going if run[0] > clause]
    elif not along and (len(going) < 2 or all(marked.marks[run[0]].kind in _VALUES for run in going)):
        return clause_each(marked, at, after) or [marked]
    parts = [_pick(marked, going, spans, number) for number in range(size)]
    return [_with_word(marked, part, words, number) for number, part in enumerate(parts)] if words else parts


def _in_proportion(marked: Marked) -> list[Marked]:
    """Return one sentence for each part of a whole whose shares stand behind them: 甲：乙：丙=40%：59%：1%."""
    match = _PROPORTION.search(marked.text)
    if match is None:
        return []
    parts = [m.span() for m in _BETWEEN_COLONS.finditer(marked.text, *match.span("parts"))]
    shares = [at for at in range(*match.span("shares")) if at in marked.marks]
    if len(parts) != len(shares):
        return []
    low, high = match.span()
    kept = [{*range(*part), *range(*match.span("is")), share} for part, share in zip(parts, shares, strict=True)]
    return [marked.keep(at for at in range(len(marked.text)) if at in own or not low <= at < high) for own in kept]


def _by_time(marked: Marked) -> list[Marked]:
    """Return one sentence for each of several periods where it gives as many values: 2022年及2023年，…为x及y; of a span
    of years where each is spoken of: 2022年至2024年每年不低于x、y、z."""
    runs = [run for run in _runs(marked) if len(run) > 1 and _is_paired(marked, run)]
    times = [run for run in runs if marked.marks[run[0]].kind in ("Date", "Period")]
    values = [run for run in runs if marked.marks[run[0]].kind in _VALUES]
    if not times and len(values) == 1:
        size, first = len(values[0]), values[0][0]
        spans = {at: item for at, item in marked.marks.items() if at < first and _is_span_of(item, size)}
        if len(spans) == 1 and _EACH_YEAR.search(marked.text, max(spans), first):
            return [_pick(marked, values, spans, number) for number in range(size)]
    if len(times) != 1 or len(values) != 1 or len(times[0]) != len(values[0]) or times[0][-1] > values[0][0]:
        return [marked]
    return [_pick(marked, [times[0], values[0]], {}, number) for number in range(len(times[0]))]


def _is_paired(marked: Marked, run: _Run) -> bool:
    return all(_PAIRED.fullmatch(marked.text[a + 1 : b]) for a, b in pairwise(run))


def _ranks(marked: Marked, at: int) -> list[Marked]:
    """Return one sentence for each year of a span and the rank that 分别位列 gives it; none where they do not match."""
    listed = _RANKS.search(marked.text, at)
    if listed is None:
        return []
    ranks = [match.span() for match in _RANK.finditer(marked.text, *listed.span("ranks"))]
    spans = {place: item for place, item in marked.marks.items() if place < at and _is_span_of(item, len(ranks))}
    if not spans:
        return []
    low, high = listed.span("ranks")
    parts = []
    for number, (start, end) in enumerate(ranks):
        dropped = {place for place in range(low, high) if not start <= place < end}
        parts.append(_with_years(marked, dropped, spans, number))
    return parts


def _one_of(marked: Marked, words: re.Match[str], number: int) -> Marked:
    """Return the sentence with one of two words that 分别 parts: 分别以甲和乙方式减持a和b."""
    low, high = words.span(3 if number == 0 else 1)
    joint = words.span("joint")
    dropped = {*range(low, high), *range(*joint)}
    return marked.keep(at for at in range(len(marked.text)) if at not in dropped)


def _is_span_of(item: Mark, size: int) -> bool:
    period = period_of(item)
    return period is not None and period.start.year < period.end.year and len(years(period)) == size


def _runs(marked: Marked) -> list[_Run]:
    """Return the lists of neighbouring marks of one kind, single marks included."""
    found: list[list[int]] = []
    for at in sorted(marked.marks):
        last = found[-1][-1] if found else -1
        if (
            found
            and _alike(marked, last, at)
            and not _with(marked, last, at)
            and (at == last + 1 or _is_joint(marked.text[last + 1 : at]))
        ):
            found[-1].append(at)
        else:
            found.append([at])
    return [tuple(run) for run in found]


def _with(marked: Marked, one: int, other: int) -> bool:
    """Tell whether 与 joins a party to the issuer as in 公司与甲集团签订: two sides, no list."""
    return marked.text[one + 1 : other].strip() == "与" and marked.marks[one].text in (
        "公司",
        "本公司",
        "我公司",
        "发行人",
    )


def _alike(marked: Marked, one: int, other: int) -> bool:
    a, b = marked.marks[one].kind, marked.marks[other].kind
    parties = {"Organization", "Person", "Bank", "Anonymous"}
    return a == b or {a, b} <= parties or {a, b} <= {"Date", "Period"}


def _is_joint(between: str) -> bool:
    return _JOINT.fullmatch(between) is not None


def _with_word(marked: Marked, part: Marked, words: list[list[Piece]], number: int) -> Marked:
    """Return a part with only its own word of each list: the others are left out where the part still has them."""
    dropped: set[Piece] = set()
    for items in words:
        own = items[number]
        low, high = items[0][0], items[-1][1]
        dropped.update(marked.spans[at] for at in range(low, high) if not own[0] <= at < own[1])
    return part.keep(at for at in range(len(part.text)) if part.spans[at] not in dropped)


def _pick(marked: Marked, runs: list[_Run], spans: dict[int, Mark], number: int) -> Marked:
    dropped: set[int] = set()
    for run in runs:
        chosen = run[number]
        dropped.update(range(run[0], run[-1] + 1))
        dropped.discard(chosen)
    return _with_years(marked, dropped, spans, number)


def _with_years(marked: Marked, dropped: set[int], spans: dict[int, Mark], number: int) -> Marked:
    """Return the sentence without some places, each span of years replaced by its year of that number."""
    replaced = {}
    for at, item in spans.items():
        period = period_of(item)
        assert period is not None
        replaced[at] = Mark("Period", years(period)[number], item.text, item.start, item.end)
    return marked.keep((at for at in range(len(marked.text)) if at not in dropped), replaced)
