"""Where an announcement states several contracts: the stretches that state one each."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.pattern import Pattern
from nlp.announcements.items import PAST, items, number
from nlp.announcements.offers import Found, Offers
from nlp.announcements.wording import Span

_SURE = 6.0  # the score of a project's cue that may make a contract of its own
_STATED = 4.0  # the same for titles of contracts
_SENTENCE = Pattern(r"[^。;\n]+")
_CLOSING = Pattern(
    r"[。;\n](?=(?:[(]?[一二三四五六七八九十]{1,3}[)、.])?(?:上述|以上|本次|此次|截[至止]|特此|[^,。;\n]{0,8}(?:影响|风险)))"
)
_HEAD = Pattern(
    r"(?:^|(?<=[:。;]))(?:(?P<first>[一二三四五六七八九十]{1,3}、)|(?P<second>[(][一二三四五六七八九十]{1,3}[)])"
    r"|(?P<third>\d{1,2}[、.](?!\d)))(?P<x>[^\n。;:]{4,400})(?=[\n。;:]|$)",
    re.MULTILINE,
)
_NUMBERED_LINE = Pattern(
    r"^(?:(?P<first>[一二三四五六七八九十]{1,3})、|[(](?P<second>[一二三四五六七八九十]{1,3})[)]|(?P<third>\d{1,2})[、.](?!\d))",
    re.MULTILINE,
)
_NAMES = Pattern(r"(?:项目|工程|标段|合同段|采购|合同|协议)")
_GENERAL = Pattern(
    r"影响|风险|介绍|概况|内容|条款|当事人|对方|履行|备查|提示|审议|其他|说明|主要|基本|情况|名称|地点|规模|金额|编号|概述"
)
_NUMBERED = Pattern(r"(?:项目|合同|标段)[一二三四五六七八九\d]$")
_LONG = 16  # characters; a heading that is longer names something, whatever words it has


def groups(offers: Offers, *, by_title: bool) -> list[Span]:
    """Return one stretch for each contract, where there are several; `by_title`: contracts are told by their titles."""
    named = _labelled(offers) or _headed(offers) or _told(offers, by_title)
    return max(named, items(offers), key=len)


def _labelled(offers: Offers) -> list[Span]:
    """Group by 项目名称：… that stands several times, each time with another name."""
    labels = [item for item in offers.projects if item.cue == "label"]
    if len({offers.plain(item) for item in labels}) < 2:
        return []
    starts = _openings(offers.flat.text, offers.flat.body, [item.span[0] for item in labels])
    found = list(zip(starts, [*starts[1:], len(offers.flat.text)], strict=True))
    priced = [window for window in found if offers.amounts_in(window)]
    return found if len(priced) >= len(found) - 1 else []


def _openings(text: str, body: int, places: Sequence[int]) -> Sequence[int]:
    """Return where the numbered parts begin, 1、… 2、…, that hold one place each; the places where no such parts do."""
    for style in ("first", "second", "third"):
        low, found = body, list[tuple[int, int]]()
        for place in places:
            heads = [match for match in _NUMBERED_LINE.finditer(text, low, place) if match[style]]
            found += [(head.start(), number(head[style])) for head in heads[-1:]]
            low = place
        if len(found) == len(places) and all(b[1] == a[1] + 1 for a, b in pairwise(found)):
            return [start for start, _ in found]
    return places


def _headed(offers: Offers) -> list[Span]:
    """Group by headings of one level that name projects or contracts, each above an amount."""
    heads = list(_HEAD.finditer(offers.flat.text, offers.flat.body))
    for level in ("first", "second", "third"):
        same = [match for match in heads if match[level]]
        bounds = [*(match.start() for match in same), len(offers.flat.text)]
        found = [(bounds[at], bounds[at + 1]) for at, match in enumerate(same) if _names_contract(match["x"])]
        priced = [window for window in found if offers.amounts_in(window)]
        prices = {offers.amounts_in(window)[0].high.value for window in priced}
        if len(prices) > 1 and len(priced) >= len(found) - 1:
            return priced
    return []


def _names_contract(heading: str) -> bool:
    """Tell whether a heading names a project or a contract, and not only what is said of one."""
    if _NUMBERED.search(heading):
        return True
    return bool(_NAMES.search(heading)) and (len(heading) > _LONG or not _GENERAL.search(heading))


def _told(offers: Offers, by_title: bool) -> list[Span]:
    """Group by names that each begin a stretch with an amount of its own."""
    starts = sorted({_sentence(offers, item)[0] for item in _names(offers, by_title)})
    found: list[Span] = []
    for start, end in zip(starts, [*starts, len(offers.flat.text)][1:], strict=True):
        closing = _CLOSING.search(offers.flat.text, start, end)
        found.append((start, closing.start() + 1 if closing else end))
    return _priced(offers, found)


def _priced(offers: Offers, windows: list[Span]) -> list[Span]:
    """Return those of several stretches that have an amount of their own; none where that is one only."""
    found: list[Span] = []
    prices: set[object] = set()
    for window in windows:
        amounts = offers.amounts_in(window)
        if amounts and amounts[0].high.value not in prices:
            found.append(window)
            prices |= {item.high.value for item in amounts}
    return found if len(found) > 1 else []


def _names(offers: Offers, by_title: bool) -> Iterator[Found]:
    """Yield the first place of each name that may be a contract of its own."""
    sure = _STATED if by_title else _SURE
    seen: list[str] = []
    for item in offers.contracts if by_title else offers.projects:
        key = offers.plain(item)
        if item.span[0] < offers.flat.body or item.score < sure:
            continue
        if any(key in other or other in key for other in seen) or PAST.search(
            offers.flat.text, *_sentence(offers, item)
        ):
            continue
        seen.append(key)
        yield item


def _sentence(offers: Offers, item: Found) -> Span:
    """Return the sentence in which a candidate stands."""
    text = offers.flat.text
    start = max(offers.flat.body, *(text.rfind(mark, 0, item.span[0]) + 1 for mark in "。\n;"))
    match = _SENTENCE.match(text, start)
    return match.span() if match else item.span
