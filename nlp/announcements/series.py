"""Contracts that one phrase names side by side, 《…》、《…》 or “…”及“…”: the names, and what each is worth."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.pattern import Pattern
from kg.values.money import find_money
from nlp.announcements.amounts import Amount
from nlp.announcements.flat import Flat
from nlp.announcements.wording import Span

_NAME = Pattern(r"《(?P<title>[^《》\n]{2,160}(?:合同|协议|合同书|协议书))》|“(?P<quoted>[^“”\n]{8,120})”")
_BETWEEN = Pattern(
    r"(?:\([^()\n]*\))?(?:、|,|及|和|与|以及|,?(?:并|分别)?[与和同][^《》“”。;\n]{2,60}?签[订署]了?)(?:了|《)?"
)
_APART = Pattern(r"(?:金额|价款?|总价|造价|总额|投资额?)[^。;\n]{0,24}?分别(?:约?[为是])?")
_BEHIND = 400  # characters behind the names within which 分别 tells what each is worth
_JOINED = Pattern(r"(?<=[目程段标包购)])(?:以及|[和与及、])(?=[^、和与及]{6})")
_COUNT = Pattern(r"(?:等|[两二三四五六七\d]项|[两二三四五六七\d]个).*$")
_SHORT = Pattern(r"》?(?:\([^()]*\))?\((?:以下|下)?(?:简)?称(?:为)?[:]?[“\"](?P<short>[^“”\"()]{3,40})[”\"][^()]*\)")
_LEAST = 6  # characters of a name
_AND = Pattern(r"(?:人民币|约|RMB|和|及|与|[、,:]|\([^()]*\))*")
_SCORE = 9.0


def series(flat: Flat, chosen: Span) -> list[Span]:
    """Return the names of one phrase that a chosen name is one of, in order; nothing where it stands alone."""
    words = flat.text[slice(*chosen)]
    for run in _runs(flat):
        names = [match.span(match.lastgroup or 0) for match in run]
        said = [flat.text[slice(*name)] for name in names]
        if len(set(said)) == len(said) > 1 and (words in said or names[0][0] <= chosen[0] < names[-1][1]):
            return names
    return []


def parts(flat: Flat, chosen: Span) -> list[Span]:
    """Return the names that one name is made of where it joins several: 甲路新建工程与乙路新建工程."""
    start, end = chosen
    cuts = [match.span() for match in _JOINED.finditer(flat.text, start, end)]
    bounds = [start, *(at for cut in cuts for at in cut), end]
    found = [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    if found:
        last = _COUNT.search(flat.text, *found[-1])
        found[-1] = (found[-1][0], last.start() if last else found[-1][1])
    return found if len(found) > 1 and all(b - a >= _LEAST for a, b in found) else []


def _runs(flat: Flat) -> list[list[re.Match[str]]]:
    """Return the names in marks of the body, those side by side together."""
    runs: list[list[re.Match[str]]] = []
    for match in _NAME.finditer(flat.text, flat.body):
        before = runs[-1][-1] if runs else None
        if (
            before
            and before.lastgroup == match.lastgroup
            and _BETWEEN.fullmatch(flat.text, before.end(), match.start())
        ):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def told_apart(flat: Flat, names: Sequence[Span]) -> list[Amount]:
    """Return what each of several names is worth where 分别 says so behind them; nothing where it does not."""
    end = names[-1][1]
    said = _APART.search(flat.text, end, end + _BEHIND)
    if said is None:
        return []
    money = [
        Amount(said.end() + a, said.end() + b, quantity, quantity, _SCORE)
        for a, b, quantity in find_money(flat.text[said.end() : said.end() + _BEHIND])
    ][: len(names)]
    ends = [said.end(), *(item.end for item in money)]
    joined = all(_AND.fullmatch(flat.text, low, item.start) for low, item in zip(ends, money, strict=False))
    return money if joined and len(money) == len(names) else []


def _again(text: str, name: Span, at: int) -> int:
    """Return where a name, its short name or the longest end of it stands again behind a place; -1 where none does."""
    words = text[slice(*name)]
    defined = _SHORT.match(text, name[1])
    if defined and (again := text.find(defined["short"], at)) >= 0:
        return again
    for cut in range(max(1, min(len(words) - _LEAST, 2 * len(words) // 3))):
        again = text.find(words[cut:], at)
        if again >= 0:
            return again
    return -1


def stretches(flat: Flat, names: Sequence[Span], reach: int | None = None) -> list[Span]:
    """Return the stretches that tell of each name where it is named again, one after another; else nothing."""
    defined = _SHORT.match(flat.text, names[-1][1])
    at = defined.end() if defined else names[-1][1]
    again = [_again(flat.text, name, at) for name in names]
    if any(start < 0 for start in again) or any(a >= b for a, b in pairwise(again)):
        return []
    ends = [*again[1:], len(flat.text)]
    return [(start, min(end, start + reach) if reach else end) for start, end in zip(again, ends, strict=True)]
