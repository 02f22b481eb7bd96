"""The deals of restructuring reports: whom a filing buys or sells, and questions that name a deal by its parties.

甲股份收购乙公司，发行价格是多少 asks of what the filing calls 本次交易, without naming 乙公司 again beside each figure;
甲股份收购的乙公司 is 乙公司, and no statement about it need name 甲股份.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.pattern import Pattern
from qa.evidence.library import Library, Search
from qa.evidence.scope import Filing
from qa.parsing.names import Mention, Names
from qa.parsing.words import fold, unspaced, word_file

HITS = 60  # statements of a filing among which its list of terms defines the deal
THIS = "本次交易"
TERMS = "本次交易 本次重组 标的公司 标的资产 交易标的 目标公司"


@dataclass(frozen=True, slots=True)
class Deal:
    """What a filing is about: whose deal it is, and the parties that are bought or sold by it."""

    doc: str
    issuers: frozenset[str]
    targets: frozenset[str]


def deals(filings: Iterable[Filing], library: Library, index: Search, names: Names) -> list[Deal]:
    """Return the deals that the lists of terms of restructuring reports define."""
    reports = (f for f in filings if f.meta.kind == "restructuring" and f.issuers)
    found = (Deal(f.id, f.issuers, _targets(f, library, index, names) - f.issuers) for f in reports)
    return [deal for deal in found if deal.targets]


def _targets(filing: Filing, library: Library, index: Search, names: Names) -> frozenset[str]:
    said = _said()
    hits = index.search(TERMS, HITS, kind="statement", docs=[filing.id])
    found: set[str] = set()
    for fact in library.facts([hit.id for hit in hits]):
        value = fact.role("value") if fact.type == "Entry" else None
        label = unspaced("".join(str(role.value) for role in fact.all("row")))
        if value is None or not (said["deal"].match(label) or said["target"].search(label)):
            continue
        text = fold(unspaced(value.text))
        known = [m for m in names.find(text) if m.ids and m.sure >= 0.9]
        sold = [m for m in known if said["sold"].match(text, m.end)]
        whole = [m for m in known if said["target"].search(label) and (m.start, m.end) == (0, len(text))]
        found.update(i for m in (*sold, *whole) for i in m.ids)
    return frozenset(found)


def plainly(text: str, names: Names, known: Sequence[Deal]) -> str:
    """Return a question that calls a party bought or sold by its name alone: 乙公司 for 甲股份要买的乙公司."""
    return _put(text, ((buyer.start, target.start, "") for buyer, target in _pairs(text, names, known, "的")))


def of_this_deal(text: str, names: Names, known: Sequence[Deal]) -> str:
    """Return a question that names the deal of a filing by its parties as one about 本次交易; empty where it names
    none, or asks of the accounts of a company."""
    said = _said()
    if not known or said["accounts"].search(text) or not said["of_deal"].search(text):
        return ""
    parts = [(buyer.end, _share(text, target.end), THIS) for buyer, target in _pairs(text, names, known, "")]
    return _put(text, parts or list(_called(text, names, known)))


def _pairs(text: str, names: Names, known: Sequence[Deal], of: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of a company and of what its filing buys or sells, with nothing but that said between."""
    buys = Pattern(_said()["buys"].pattern + of)
    mentions = [m for m in names.find(text) if m.ids] if known else []
    for buyer, target in pairwise(mentions):
        if buys.fullmatch(fold(text[buyer.end : target.start])) and _is_of(known, buyer, target):
            yield buyer, target


def _called(text: str, names: Names, known: Sequence[Deal]) -> Iterator[tuple[int, int, str]]:
    """Yield where a deal is called by the party bought or sold, of a company that the question names: 乙公司重组; or by
    both, as English is put: 乙公司的甲股份的收购."""
    mentions = [m for m in names.find(text) if m.ids]
    for target, buyer in pairwise(mentions):
        taken = _said()["taken"].match(text, buyer.end)
        if text[target.end : buyer.start] == "的" and taken and _is_of(known, buyer, target):
            yield target.start, taken.end(), text[buyer.start : buyer.end] + THIS
            return
    for target in mentions:
        called = _said()["called"].match(text, _share(text, target.end))
        if called and any(_is_of(known, other, target) for other in mentions):
            yield target.start, called.end(), THIS


def _is_of(known: Sequence[Deal], buyer: Mention, target: Mention) -> bool:
    return any(deal.issuers & set(buyer.ids) and deal.targets & set(target.ids) for deal in known)


def _share(text: str, end: int) -> int:
    found = _said()["share"].match(text, end)
    return found.end() if found else end


def _put(text: str, parts: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other words in place of some; empty where there are none to put."""
    said, end = "", 0
    for start, stop, words in parts:
        said, end = said + text[end:start] + words, stop
    return said + text[end:] if end else ""


@cache
def _said() -> dict[str, Pattern]:
    return {name: Pattern(unspaced(pattern)) for name, pattern in word_file("deals").items()}
