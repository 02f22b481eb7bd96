"""Where an announcement states several contracts: the stretches that state one each."""

import re
from collections.abc import Iterator

from nlp.announcements.offers import Found, Offers
from nlp.announcements.wording import Span

_SURE = 6.0  # the score of a project's cue that may make a contract of its own
_STATED = 4.0  # the same for titles of contracts
_SENTENCE = re.compile(r"[^。;\n]+")
_PAST = re.compile(
    r"会计年度|以前年度|上年度|年度(?:本)?公司|曾(?:与|于|经|中标|签)|此前|类似(?:业务|交易|项目)|发生(?:业务|交易)"
)
_CLOSING = re.compile(
    r"[。;\n](?=(?:[(]?[一二三四五六七八九十]{1,3}[)、.])?(?:上述|以上|本次|此次|截[至止]|特此|[^,。;\n]{0,8}(?:影响|风险)))"
)


def groups(offers: Offers, *, by_title: bool) -> list[Span]:
    """Return one stretch for each contract, where there are several; `by_title`: contracts are told by their titles."""
    return _labelled(offers) or _told(offers, by_title)


def _labelled(offers: Offers) -> list[Span]:
    """Group by 项目名称：… that stands several times, each time with another name."""
    labels = [item for item in offers.projects if item.cue == "label"]
    if len({offers.plain(item) for item in labels}) < 2:
        return []
    starts = [item.span[0] for item in labels]
    found = list(zip(starts, [*starts[1:], len(offers.flat.text)], strict=True))
    priced = [window for window in found if offers.amounts_in(window)]
    return found if len(priced) >= len(found) - 1 else []


def _told(offers: Offers, by_title: bool) -> list[Span]:
    """Group by names that each begin a stretch with an amount of its own."""
    starts = [_sentence(offers, item)[0] for item in _names(offers, by_title)]
    starts = sorted(set(starts))
    ends = [*starts, len(offers.flat.text)][1:]
    found: list[Span] = []
    prices: set[object] = set()
    for start, end in zip(starts, ends, strict=True):
        closing = _CLOSING.search(offers.flat.text, start, end)
        window = (start, closing.start() + 1 if closing else end)
        amounts = offers.amounts_in(window)
        if not amounts or amounts[0].high.value in prices:
            continue
        found.append(window)
        prices |= {item.high.value for item in amounts}
    return found if len(found) > 1 else []


def _names(offers: Offers, by_title: bool) -> Iterator[Found]:
    """Yield the first place of each name that may be a contract of its own."""
    sure = _STATED if by_title else _SURE
    seen: list[str] = []
    for item in offers.contracts if by_title else offers.projects:
        key = offers.plain(item)
        if _PAST.search(offers.flat.text, *_sentence(offers, item)):
            continue
        if item.span[0] < offers.flat.body or item.score < sure:
            continue
        if any(key in other or other in key for other in seen):
            continue
        seen.append(key)
        yield item


def _sentence(offers: Offers, item: Found) -> Span:
    """Return the sentence in which a candidate stands."""
    text = offers.flat.text
    start = max(offers.flat.body, *(text.rfind(mark, 0, item.span[0]) + 1 for mark in "。\n;"))
    match = _SENTENCE.match(text, start)
    return match.span() if match else item.span
