"""Questions that follow another: 那2022年呢？ What about B公司? One thing is put in place of another."""

import re

from kg.pattern import Pattern
from qa.parsing.parse import Context, parse
from qa.parsing.question import Question

_FOLLOWS = Pattern(
    r"^\s*(?:那么?|还有|换成)\s*(?P<zh>.+?)(?:呢|怎么样|如何)?\s*[？?。]?\s*$|^\s*(?P<bare>[^？?，,]{1,16}?)呢\s*[？?。]?\s*$"
    r"|^\s*(?:and|what about|how about|and what about|and for|and in)\s+(?P<en>.+?)\s*[?.]?\s*$",
    re.IGNORECASE,
)


def follow(last: str, said: str, context: Context) -> str:
    """Return a follow-up as a whole question: the last one with the new period, party or measure; else as it is said.

    >>> from qa.parsing.names import Names
    >>> follow("2023年的营业收入是多少？", "那2022年呢？", Context(Names([]), 2024))
    '2022年的营业收入是多少？'
    """
    match = _FOLLOWS.match(said)
    if not last or not match:
        return said
    new = parse(next(g for g in match.groups() if g), context)
    old = parse(last, context)
    if new.periods or new.mentions:
        text = last
        for spot, fresh in sorted(_swaps(old, new), key=lambda s: -s[0][0]):
            text = text[: spot[0]] + fresh + text[spot[1] :]
        return text if text != last else said
    if new.terms and old.asks[0].terms:
        asked = [old.terms[i] for i in old.asks[0].terms]
        fresh = new.text[new.terms[0].start : new.terms[-1].end]
        return last[: asked[0].start] + fresh + last[asked[-1].end :]
    return said


def _swaps(old: Question, new: Question) -> list[tuple[tuple[int, int], str]]:
    """Return what is put where: the new periods for the old, the new party for the last one named."""
    swaps: list[tuple[tuple[int, int], str]] = []
    if new.periods:
        fresh = new.text[new.periods[0].start : new.periods[-1].end]
        at = (old.periods[0].start, old.periods[-1].end) if old.periods else (0, 0)
        swaps.append((at, fresh))
    if new.mentions:
        fresh = new.text[new.mentions[0].start : new.mentions[0].end]
        at = (old.mentions[-1].start, old.mentions[-1].end) if old.mentions else (0, 0)
        swaps.append((at, fresh))
    return swaps
