"""Where an announcement states several contracts: the stretches that state one each."""

import re

from nlp.announcements.offers import Offers, best, within
from nlp.announcements.wording import Span

_SENTENCE = re.compile(r"[^。;\n]+")
_SURE = 6.0  # the score of a project's cue that may make a contract of its own
_STATED = 4.0  # the same for titles of contracts


def groups(offers: Offers, *, by_title: bool) -> list[Span]:
    """Return one stretch for each contract, where there are several; `by_title`: contracts are told by their titles."""
    return _labelled(offers) or _sentences(offers, by_title)


def _labelled(offers: Offers) -> list[Span]:
    """Group by 项目名称：… that stands several times, each time with another name."""
    labels = [item for item in offers.projects if item.cue == "label"]
    if len({offers.plain(item) for item in labels}) < 2:
        return []
    starts = [item.span[0] for item in labels]
    found = list(zip(starts, [*starts[1:], len(offers.flat.text)], strict=True))
    priced = [window for window in found if offers.amounts_in(window)]
    return found if len(priced) >= len(found) - 1 else []


def _sentences(offers: Offers, by_title: bool) -> list[Span]:
    """Group by sentences that each give a name and an amount of their own."""
    found: dict[str, Span] = {}
    prices: set[object] = set()
    names = [
        item
        for item in (offers.contracts if by_title else offers.projects)
        if item.score >= (_STATED if by_title else _SURE)
    ]
    for match in _SENTENCE.finditer(offers.flat.text, offers.flat.body):
        amounts = offers.amounts_in(match.span())
        named = best(within(names, match.span()))
        if named is None or not amounts or amounts[0].high.value in prices:
            continue
        key = offers.plain(named)
        if not any(key in other or other in key for other in found):
            found[key] = match.span()
            prices |= {item.high.value for item in amounts}
    return list(found.values()) if len(found) > 1 else []
