"""What a contract is worth: each amount of money near a word for price, with how far it is believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.money import find_money
from kg.values.quantity import HIGH, LOW
from nlp import lexicon
from nlp.announcements.flat import Flat

_CLAUSE = 46  # characters before an amount in which its word may stand
_NEAR = 16  # characters that may part the word from the amount
_AGAINST = 18  # characters before an amount in which no word of another figure may stand
_HOME_REACH = 110  # characters behind a foreign amount in which its worth in yuan may stand
_BREAK = Pattern(r"[。;\t]|(?<!:)\n")
_TO = Pattern(r"(?:至|到|~|-|—)(?:人民币)?")
_PLUS = Pattern(r"(?:人民币)?(?:加上?|以及|[和及与+])(?:人民币)?")
_PART = 2.0  # how much less a part of the price is believed than the whole
_MIN_YUAN = 1000  # nobody announces a contract for less


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, or the two ends of a range, at `[start, end)` of the flat text."""

    start: int
    end: int
    high: Quantity
    low: Quantity
    score: float


@cache
def _before() -> tuple[tuple[float, Pattern], ...]:
    rows = lexicon.load("announcements")["amount"]["before"]
    return tuple((float(row["score"]), Pattern(row["pattern"])) for row in rows)


@cache
def _data(key: str) -> Pattern:
    return Pattern(lexicon.load("announcements")["amount"][key])


def find_amounts(flat: Flat) -> list[Amount]:
    """Return the amounts of the body that a word for price announces, left to right."""
    found = list(told_amounts(flat.text, flat.body))
    result: list[Amount] = []
    for number, amount in enumerate(found):
        score = _score(flat.text, amount)
        beside = (*found[max(0, number - 1) : number], *found[number + 1 : number + 2])
        if score <= 0 or any(_added(flat.text, amount, other) for other in beside):
            continue
        home = _home(flat.text, amount, found[number + 1 :])
        result.append(Amount(*((home.start, home.end, home.high, home.low) if home else _parts(amount)), score))
    return result


def _added(text: str, one: Amount, other: Amount) -> bool:
    """Tell whether two amounts of different currencies are only worth a contract together: 1亿元和2,000万美元."""
    first, second = (one, other) if one.start < other.start else (other, one)
    return one.high.unit != other.high.unit and bool(_PLUS.fullmatch(text, first.end, second.start))


def _parts(amount: Amount) -> tuple[int, int, Quantity, Quantity]:
    return amount.start, amount.end, amount.high, amount.low


def told_amounts(text: str, body: int) -> Iterator[Amount]:
    """Yield every amount of the body, whatever is said of it; a range as one."""
    pending: tuple[int, int, Quantity] | None = None
    last: Amount | None = None
    for start, end, quantity in find_money(text):
        if start < body:
            continue
        if last and last.high.unit == quantity.unit and _TO.fullmatch(text, last.end, start):
            last = Amount(last.start, end, quantity, last.low, 0.0)
            continue
        if quantity.hedge == LOW:
            pending = (start, end, quantity)
            continue
        if last:
            yield last
        last = Amount(start, end, quantity, quantity, 0.0)
        if quantity.hedge == HIGH and pending:
            last = Amount(pending[0], end, quantity, pending[2], 0.0)
        pending = None
    if last:
        yield last


def _score(text: str, amount: Amount) -> float:
    if amount.high.unit == "CNY" and amount.high.value < _MIN_YUAN:
        return 0.0
    low = max(0, amount.start - _CLAUSE)
    breaks = [match.end() for match in _BREAK.finditer(text, low, amount.start)]
    low = breaks[-1] if breaks else low
    clause = text[low : amount.start]
    if _data("against").search(clause[-_AGAINST:]) or _data("against_behind").match(text, amount.end):
        return 0.0
    best = 0.0
    for score, pattern in _before():
        for match in pattern.finditer(clause):
            gap = len(clause) - match.end()
            if gap <= _NEAR:
                best = max(best, score - gap / 20)
    if best and _data("less").search(clause[-_AGAINST:]):
        best -= _PART
    if best and not text[amount.start : amount.end].isascii() and not re.search(r"\d", text[amount.start : amount.end]):
        best -= 0.5
    return best


def _home(text: str, amount: Amount, behind: list[Amount]) -> Amount | None:
    """Return what a foreign amount is worth in yuan, where the next words say so."""
    if amount.high.unit == "CNY":
        return None
    for other in behind[:3]:
        between = text[amount.end : other.start]
        if len(between) <= _HOME_REACH and other.high.unit == "CNY" and _data("home").search(between):
            return other if not re.search(r"[。;\n]", between) else None
    return None
