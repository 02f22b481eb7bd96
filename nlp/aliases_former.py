"""Names that a company had before: X（曾用名Y）, X（原名Y）, Y（现更名为X）, Y更名为X."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.pattern import Pattern
from nlp.names import Found
from nlp.readings import Reading

_DAY = r"(?:[，,]?(?:已?于)?\s?\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?(?:起|后)?)?"
_RENAMED = r"(?:更名|改名|名称变更|更名变更|改制更名)(?:为|成)"
_QUOTE = r"[“\"「『]?\s?"
_SINCE = r"(?:现已|现|后|已|正式|公司|依法|申请|的)*"
_LATER = Pattern(rf"\s?[”\"」』]?\s?[（(]?{_DAY}[，,]?\s?{_SINCE}{_RENAMED}\s?{_QUOTE}")
_EARLIER = Pattern(rf"\s?[（(](?:[^（）()\n]{{0,12}}[，,；;])?(?:曾用名称?|原名称?|前身)(?:[为是系])?[:：]?\s?{_QUOTE}")
_FROM = Pattern(rf"\s?(?:系|是)?由\s?{_QUOTE}")
_CAME = Pattern(rf"[”\"」』]?{_DAY}(?:更名|改名|名称变更)而来")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A company's former and present name; the words from `start` to `end` of the reading say so."""

    former: Found
    present: Found
    start: int
    end: int


def find_renamed(reading: Reading, names: Iterable[Found]) -> Iterator[Renamed]:
    """Yield former names whose place beside the present one leaves no doubt which is which."""
    found = list(names)
    starts = {each.start: each for each in sorted(found, key=lambda name: name.end)}  # the longest that begins there
    text = reading.text
    for each in found:
        if (match := _LATER.match(text, each.end)) and (present := starts.get(match.end())):
            yield Renamed(each, present, each.start, present.end)
            continue
        match = _EARLIER.match(text, each.end) or _FROM.match(text, each.end)
        former = starts.get(match.end()) if match else None
        if match and former and (match.re is _EARLIER.compiled or _CAME.match(text, former.end)):
            yield Renamed(former, each, each.start, former.end)
