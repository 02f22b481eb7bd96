"""Fingerprints of parties: the figures and clauses that filings state about them.

A figure is one quantity of one fact, seen from one party of it. Two filings that hide a party behind a letter and name
it elsewhere usually print the same figure twice; how exactly it is printed tells how much that proves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Evidence, Fact, Party, Quantity, Role

CLAUSE_LENGTH = 40  # characters; shorter texts are phrases that any contract may hold
FLOWS = ("Sale", "Purchase")
PAYER_ROLES = ("buyer", "customer", "party_a")
PAYEE_ROLES = ("seller", "supplier", "party_b")
NUMBER = re.compile(r"[-−]?\d[\d,，]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity that a filing states of one party."""

    entity: str  # Entity.id
    doc: str
    side: str  # what the party is in the fact: payer, payee, or the role's name
    counterpart: str  # Entity.id of the other side, or ""
    type: str  # of the fact
    topic: str  # the fact's type, but one for Sale and Purchase: the same flow of money seen from both ends
    role: str  # amount, share, term …
    value: Decimal
    half: Decimal  # half a unit in the last printed place, in base units
    digits: int  # significant digits as printed
    unit: str
    period: str  # Period.code, or ""
    fact: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Clause:
    """A long text that a filing states of one party: obligations, terms of payment, background."""

    entity: str
    doc: str
    text: str
    fact: str
    evidence: Evidence


def figures(facts: Iterable[Fact]) -> Iterator[Figure]:
    """Yield each quantity of each typed fact once for each party of it."""
    for fact in facts:
        if fact.type == "Observation":
            continue
        parties = [role for role in fact.roles if isinstance(role.value, Party)]
        for role in fact.roles:
            if isinstance(role.value, Quantity) and role.value.value and not role.value.hedge:
                for party in parties:
                    yield _figure(fact, role, role.value, party, parties)


def clauses(facts: Iterable[Fact]) -> Iterator[Clause]:
    """Yield each long text of each typed fact once for each party but the issuer understood."""
    for fact in facts:
        if fact.type == "Observation":
            continue
        parties = [role for role in fact.roles if isinstance(role.value, Party) and role.start >= 0]
        for role in fact.roles:
            if isinstance(role.value, str) and len(role.value) >= CLAUSE_LENGTH:
                for party in parties:
                    assert isinstance(party.value, Party)
                    yield Clause(party.value.entity, fact.doc, role.value, fact.id, fact.evidence[0])


def _figure(fact: Fact, role: Role, quantity: Quantity, party: Role, parties: list[Role]) -> Figure:
    assert isinstance(party.value, Party)
    other = next((p.value.entity for p in parties if isinstance(p.value, Party) and p.value != party.value), "")
    period = fact.qualifiers.period
    return Figure(
        entity=party.value.entity,
        doc=fact.doc,
        side=_side(party.name),
        counterpart=other,
        type=fact.type,
        topic="Flow" if fact.type in FLOWS else fact.type,
        role=role.name,
        value=quantity.value,
        half=half_unit(role.text, quantity.value),
        digits=_digits(fact, role, quantity),
        unit=quantity.unit,
        period=period.code if period else "",
        fact=fact.id,
        evidence=fact.evidence[0],
    )


def _digits(fact: Fact, role: Role, quantity: Quantity) -> int:
    """Return how many printed digits tell something; all of a share of sales, which nobody chooses to be round."""
    if quantity.unit == "ratio" and fact.type in FLOWS and (match := NUMBER.search(role.text)):
        return max(1, len(re.sub(r"\D", "", match[0]).lstrip("0")))
    return significant_digits(role.text)


def _side(role: str) -> str:
    if role in PAYER_ROLES:
        return "payer"
    return "payee" if role in PAYEE_ROLES else role


def half_unit(printed: str, value: Decimal) -> Decimal:
    """Return half a unit in the last place of a printed number, in the base unit of `value`.

    After XBRL Calculations 1.1 (2023), where a printed number stands for its rounding interval.

    >>> half_unit("4,356.17", Decimal("43561700"))
    Decimal('50.000')
    """
    match = NUMBER.search(printed)
    if match is None:
        return Decimal(0)
    plain = Decimal(re.sub(r"[,，−-]", "", match[0]) or "0")
    scale = abs(value) / plain if plain else Decimal(1)
    return Decimal(5).scaleb(-len(match[1] or "") - 1) * scale


def significant_digits(printed: str) -> int:
    """Return how many digits of a printed number tell something: none for leading zeros, none for the zeros of a
    round number.

    >>> [significant_digits(text) for text in ("4,356.17", "6.50%", "1,000.00", "0.05")]
    [6, 3, 1, 1]
    """
    match = NUMBER.search(printed)
    if match is None:
        return 0
    whole, _, decimals = re.sub(r"[,，−-]", "", match[0]).partition(".")
    digits = whole + decimals if decimals.strip("0") else whole.rstrip("0")
    return max(1, len(digits.lstrip("0")))
