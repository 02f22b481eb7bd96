"""Marked sentences: every name, quantity and date of a sentence becomes one character that tells its range.

Patterns over them are data (`kg/ontology`), matching is `re`, and each value that a group captures still knows where
it stands in the filing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import EntityKind, Party, Period, Quantity, Value
from kg.pattern import Pattern
from kg.values.codes import CodeKind, find_codes
from kg.values.dates import find_periods
from kg.values.quantity import find_quantities
from kg.values.units import words
from kg.view import Piece, View
from nlp.context import Context

_ORDER = (
    "Organization Person Bank Court Regulator Anonymous Product Money Shares Persons Ratio Points Count Price "
    "Duration Date Period CaseNumber Code Title"
)
CHAR = {name: chr(0xE000 + number) for number, name in enumerate(_ORDER.split())}
NAME_OF = {char: name for name, char in CHAR.items()}
_PARTIES = ("Organization", "Person", "Bank", "Court", "Regulator", "Anonymous")
# ontology range: the kinds of marks that fill it
ACCEPTS: Mapping[str, tuple[str, ...]] = {
    "Party": _PARTIES,
    "Date": ("Date",),
    "Period": ("Period", "Date"),
    "Count": ("Count", "Persons"),
    **{name: (name,) for name in CHAR if name not in ("Date", "Period", "Count")},
}
_KINDS = {
    EntityKind.ORG: "Organization",
    EntityKind.PERSON: "Person",
    EntityKind.BANK: "Bank",
    EntityKind.COURT: "Court",
    EntityKind.REGULATOR: "Regulator",
    EntityKind.ANONYMOUS: "Anonymous",
    EntityKind.PRODUCT: "Product",
}
_TITLE = Pattern(r"《[^《》]{1,120}(?:《[^《》]{1,80}》[^《》]{0,80})?》")


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a sentence: what it is, the words that say it, and where they stand in the canonical text."""

    kind: str
    value: Value
    text: str
    start: int
    end: int
    lead: str = ""  # the hedge before it, which the mark stands for too


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its values replaced by marks. `spans[i]` is the canonical range of `text[i]`."""

    text: str
    spans: tuple[Piece, ...]
    marks: Mapping[int, Mark]  # by position in `text`

    def span(self, start: int, end: int) -> Piece:
        """Map a range of the marked text to the canonical range that holds it."""
        return self.spans[start][0], self.spans[end - 1][1]

    def slice(self, start: int, end: int) -> "Marked":
        """Return the part `[start, end)`."""
        marks = {at - start: mark for at, mark in self.marks.items() if start <= at < end}
        return Marked(self.text[start:end], self.spans[start:end], marks)

    def keep(self, positions: Iterable[int], replaced: Mapping[int, Mark] | None = None) -> "Marked":
        """Return the sentence with only these positions, some marks replaced."""
        replaced = replaced or {}
        chosen = list(positions)
        marks = {new: replaced.get(old, self.marks[old]) for new, old in enumerate(chosen) if old in self.marks}
        text = "".join(CHAR[marks[new].kind] if new in marks else self.text[old] for new, old in enumerate(chosen))
        return Marked(text, tuple(self.spans[old] for old in chosen), marks)

    def plain_after(self, item: Mark) -> str:
        """Return the few words that stand behind a mark."""
        at = next(place for place, mark in self.marks.items() if mark is item)
        return self.text[at + 1 : at + 5]

    def plain(self) -> str:
        """Return the sentence with its words put back."""
        parts, done = [], 0
        for at in sorted(self.marks):
            parts += self.text[done:at], self.marks[at].lead, self.marks[at].text
            done = at + 1
        return "".join([*parts, self.text[done:]])


def mark(view: View, context: Context) -> Marked:
    """Replace what a view names and measures by marks: titles first, then names, codes, dates, quantities."""
    found: list[tuple[int, int, Mark]] = []
    taken = bytearray(len(view.text))
    for start, end, kind, value in _candidates(view, context):
        if taken.find(1, start, end) < 0:
            a, b = view.span(start, end)
            words_of, low = view.text[start:end], start
            start = _before_hedge(view.text, start, value)
            item = Mark(kind, value, words_of, a, b, view.text[start:low])
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, item))
    found.sort(key=lambda item: item[0])
    return _replace(view, found)


def _before_hedge(text: str, start: int, value: Value) -> int:
    """Return where the hedge of a quantity begins: 约 is part of its mark, so that patterns need not foresee it."""
    if not isinstance(value, Quantity) or not value.hedge:
        return start
    bare = text[max(0, start - 8) : start].rstrip()
    return (
        start - (len(text[max(0, start - 8) : start]) - len(bare)) - len(value.hedge)
        if bare.endswith(value.hedge)
        else start
    )


def _replace(view: View, found: list[tuple[int, int, Mark]]) -> Marked:
    parts: list[str] = []
    spans: list[Piece] = []
    marks: dict[int, Mark] = {}
    at = 0
    for start, end, item in found:
        parts.append(view.text[at:start])
        spans += _each(view.offsets[at:start])
        marks[len(spans)] = item
        parts.append(CHAR[item.kind])
        spans.append((item.start, item.end))
        at = end
    parts.append(view.text[at:])
    spans += _each(view.offsets[at:])
    return Marked("".join(parts), tuple(spans), marks)


def _each(offsets: Sequence[int]) -> Iterator[Piece]:
    return zip(offsets, [offset + 1 for offset in offsets], strict=True)


def _candidates(view: View, context: Context) -> Iterator[tuple[int, int, str, Value]]:
    text = view.text
    if not text:
        return
    for title in _TITLE.finditer(text):
        yield *title.span(), "Title", title[0]
    for mention in context.mentions_in(*view.span(0, len(text))):
        start = bisect_left(view.offsets, mention.start)
        end = bisect_left(view.offsets, mention.end)
        if start < end:
            yield start, end, _KINDS[mention.kind], Party(context.by_id[mention.entity].name, mention.entity)
    for start, end, code in find_codes(text):
        yield start, end, "CaseNumber" if code.kind is CodeKind.CASE else "Code", code.text
    for start, end, period in find_periods(text, context.clock):
        yield start, end, "Date" if period.is_instant else "Period", period
    for start, end, quantity in find_quantities(text):
        yield start, end, kind_of(quantity), quantity


@cache
def _kind_of_unit(unit: str) -> str:
    if "/" in unit:
        return "Price"
    fixed = {"share": "Shares", "person": "Persons", "ratio": "Ratio", "pp": "Points"}
    if unit in fixed:
        return fixed[unit]
    if unit in words()["currencies"].values():
        return "Money"
    return "Duration" if unit in ("month", "day", "working day", "trading day", "hour", "minute") else "Count"


def kind_of(quantity: Quantity) -> str:
    """Return the range that a quantity's unit puts it in."""
    return _kind_of_unit(quantity.unit)


# --- patterns ------------------------------------------------------------------------------------

SLOT = Pattern(r"\{(?P<role>[a-z_0-9]+)(?P<many>[+!])?\}")
_ISSUER_WORDS = Pattern(r"(?:本公司|我公司|公司|我司|发行人)(?![\])])")
_AND = r"(?:\s?(?:、|，|,|以及|和|及|与)\s?)"
_ANY_PARTY = "".join(CHAR[name] for name in _PARTIES)


def expression_of(pattern: str, ranges: Mapping[str, str]) -> str:
    """Return a sentence rule as a regular expression: `{role}` is one value of the role's range, `{role+}` a list
    joined by 、 or 和. `{role!}` is one too; who uses the match sees to it that it is not the issuer.

    A role may stand twice; 公司 in a rule also matches where the sentence has it marked as the issuer.
    Raises KeyError for a role that `ranges` lacks.
    """
    used: dict[str, int] = {}

    def slot(match: re.Match[str]) -> str:
        role = match["role"]
        used[role] = used.get(role, 0) + 1
        group = role if used[role] == 1 else f"{role}__{used[role]}"
        if ranges[role] not in ACCEPTS:
            return rf"(?P<{group}>[^。；，！？\s][^。；，！？]{{0,60}}?)"
        one = "[" + "".join(CHAR[kind] for kind in ACCEPTS[ranges[role]]) + "]"
        return rf"(?P<{group}>{one}(?:{_AND}{one})*)" if match["many"] == "+" else rf"(?P<{group}>{one})"

    open_words = _ISSUER_WORDS.sub(lambda match: f"(?:{match[0]}|[{_ANY_PARTY}])", pattern)
    return SLOT.sub(slot, open_words)


@dataclass(frozen=True, slots=True)
class Capture:
    """A role that a match filled."""

    role: str
    mark: Mark


def captures(match: re.Match[str], marked: Marked) -> Iterator[Capture]:
    """Yield what a match captured, left to right; a Text role has the words themselves as its value."""
    groups = sorted((match.span(name), name) for name in match.groupdict() if match[name] is not None)
    for (start, end), name in groups:
        role = name.partition("__")[0]
        inside = [marked.marks[at] for at in range(start, end) if at in marked.marks]
        one_each = all(at in marked.marks or marked.text[at] in " 、，,以及和与" for at in range(start, end))
        if inside and one_each:
            yield from (Capture(role, item) for item in inside)
        elif start < end:
            words_of = marked.slice(start, end).plain()
            a, b = marked.span(start, end)
            yield Capture(role, Mark("Text", words_of, words_of, a, b))


def over_years(marked: Marked, start: int, end: int) -> bool:
    """Tell whether a length of years stands there in which what follows came about: 6年间, 三年来."""
    return any(
        start <= at < end and item.text.endswith("年") and marked.text[at + 1 : at + 2] in ("间", "来")
        for at, item in marked.marks.items()
    )


def period_of(item: Mark) -> Period | None:
    """Return the period of a mark that is one."""
    return item.value if isinstance(item.value, Period) else None
