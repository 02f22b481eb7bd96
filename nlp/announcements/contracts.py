"""Contracts that an announcement of a contract or an award states: the document as a whole states one, or a few."""

from collections.abc import Iterator

from kg.model import Document, Evidence, Fact, Qualifiers, Role, Value
from kg.pattern import Pattern
from kg.view import Piece
from nlp.announcements.flat import Flat, flatten
from nlp.announcements.parties import Parties
from nlp.announcements.records import Reader, Record
from nlp.announcements.wording import PRICED, Span
from nlp.context import Context
from nlp.evidence import LONGEST, excerpt

_KINDS = frozenset({"contract"})
_OTHER_KINDS = frozenset(
    {"correction", "announcement", "meeting", "earnings_notice", ""}
)  # may be about a contract, too
_TITLE = Pattern(r"合同|中标|协议|订单|成交|中选|项目")
_SAID = Pattern(r"中标通知书|中标(?:人|单位|金额|价)|签(?:订|署)[^。]{0,60}合同")
_ALIAS = Pattern(r"[(（](?:以下|下称|简称)[^()（）]*[)）]")  # a bracket within a name that only gives a short one
_NOT_YET = Pattern(
    r"预中标|拟中标人?|(?:推荐的)?(?:中标|成交)候选人?"
)  # in a title or the words below: nothing is won yet
_WON = Pattern(r"(?<!尚未)(?<!未)收到[^。]{0,80}中标通知书")
_BEGINNING = 400  # characters in which an announcement says what it announces
_SHORT = 8000  # characters; an announcement under another title is short when it announces a contract


def contracts(document: Document, context: Context) -> Iterator[Fact]:
    """Yield the contracts that an announcement of a contract or an award states; other documents state none here."""
    if not is_announcement(document):
        return
    flat = flatten(document)
    reader = Reader(flat, Parties(flat, context), "".join(document.meta.title.split()), document.tables)
    for record in reader.records():
        yield _fact(document, flat, record)


def is_announcement(document: Document) -> bool:
    """Tell whether a document announces contracts or awards, by its kind and its title."""
    kind, title = document.meta.kind, document.meta.title
    if kind in _KINDS or (kind in _OTHER_KINDS and _TITLE.search(title)):
        return True
    said = _SAID.findall(document.text) if kind == "announcement" and len(document.text) < _SHORT else ()
    return len(said) > 1


def _fact(document: Document, flat: Flat, record: Record) -> Fact:
    roles: list[Role] = []
    places: list[Span] = []

    def add(name: str, value: Value, at: Span) -> None:
        start, end = flat.span(*at) if at[0] >= 0 else (-1, -1)
        roles.append(Role(name, value, flat.words(*at) if start >= 0 else "", start, end))
        if start >= 0:
            places.append(at)

    if record.amount:
        at = (record.amount.start, record.amount.end)
        add("amount_max", record.amount.high, at)
        add("amount_min", record.amount.low, at)
    for name, span in (("project", record.project), ("contract", record.contract)):
        if span:
            words = flat.words(*span)
            add(name, PRICED.sub("", _ALIAS.sub("", words)) if name == "project" else words, span)
    for name, named in (("party_a", record.party_a), ("party_b", record.party_b)):
        if named:
            add(name, named.party, (named.start, named.end))
    for named in record.consortium:
        add("consortium", named.party, (named.start, named.end))
    not_yet = _NOT_YET.search(flat.text, 0, _BEGINNING)
    if not_yet and not _WON.search(flat.text, 0, 2 * _BEGINNING):
        add("status", flat.words(*not_yet.span()), not_yet.span())
    return Fact("Contract", document.id, tuple(roles), _evidence(document, flat, places), Qualifiers(), "announcement")


def _evidence(document: Document, flat: Flat, places: list[Span]) -> tuple[Evidence, ...]:
    """Return the sentences in which the roles stand, the one that states the amount or the award first, each once."""
    found: dict[Piece, Evidence] = {}
    for start, end in places:
        piece = _sentence(flat, start, end)
        if not any(a <= piece[0] and piece[1] <= b for a, b in found):
            found[piece] = Evidence(document.id, excerpt(document, *piece), focus=flat.span(start, end))
    return tuple(found.values())


def _sentence(flat: Flat, start: int, end: int) -> Piece:
    low = max(flat.text.rfind(mark, 0, start) for mark in "。\n;") + 1
    highs = [at for mark in "。\n;" if (at := flat.text.find(mark, end - 1)) >= 0]
    high = min(highs, default=len(flat.text) - 1)
    high = high if flat.text[high] == "\n" else high + 1
    first, last = flat.span(low, max(high, end))
    if last - first > LONGEST:
        here = flat.span(start, end)
        first = max(first, here[0] - LONGEST // 4)
        last = min(last, max(first + LONGEST, here[1]))
    return first, last
