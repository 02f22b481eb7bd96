"""Shares that people tell in tenths, 近九成, 超三成, 六成多, and the per cent of filings that are so much."""

from decimal import Decimal

from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.parsing.words import counted

BESIDE = Decimal("0.05")  # how far from so many tenths a share may lie that is called so
_TENTHS = Pattern(
    r"(?P<below>将?近|接近|不到|不足)?(?P<above>超过?|逾|多达)?大?约?(?P<digit>[一二两三四五六七八九])成(?P<more>多|以上)?"
)


def tenths_of(word: str) -> tuple[Decimal, Decimal] | None:
    """Return between which shares a word says that one lies; None where it tells none.

    >>> tenths_of("近九成")
    (Decimal('0.85'), Decimal('0.9'))
    """
    match = _TENTHS.fullmatch(word)
    if match is None:
        return None
    share = Decimal(counted(match["digit"])) / 10
    if match["above"] or match["more"]:
        return share, share + 2 * BESIDE
    return share - BESIDE, share if match["below"] else share + BESIDE


def says_tenths(word: str, text: str) -> bool:
    """Tell whether a text states a share that a word tells in tenths: 88.65% of 近九成."""
    bounds = tenths_of(word)
    shares = (amount.value for *_, amount in find_quantities(text) if bounds and amount.unit == "ratio")
    return bounds is not None and any(bounds[0] <= abs(share) <= bounds[1] for share in shares)
