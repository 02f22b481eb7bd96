"""Fingerprints of parties: the figures and clauses that filings state about them.

A figure is one quantity of one fact, seen from one party of it. Two filings that hide a party behind a letter and name
it elsewhere usually print the same figure twice; how exactly it is printed tells how much that proves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.identity.exact import FLOWS, Exact, exact_of, happened, unit_prices
from kg.model import Evidence, Fact, Party, Role

CLAUSE_LENGTH = 40  # characters; shorter texts are phrases that any contract may hold
LASTING = frozenset(
    {"amount_max", "amount_min", "contract_amount", "term", "quantity", "price", "unit_price", "monthly_price"}
)
PAYER_ROLES = ("buyer", "customer", "party_a")
PAYEE_ROLES = ("seller", "supplier", "party_b")


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
    printed: str = ""  # as the filing writes it, with its unit

    @property
    def lasts(self) -> bool:
        """Tell whether it says what a contract has for good, and not how much of it fell into a period."""
        return self.role in LASTING


@dataclass(frozen=True, slots=True)
class Clause:
    """A long text that a filing states of one party: obligations, terms of payment, background."""

    entity: str
    doc: str
    text: str
    fact: str
    evidence: Evidence


def figures(facts: Iterable[Fact]) -> Iterator[Figure]:
    """Yield each quantity and each date of each typed fact once for each party of it, and unit prices that follow."""
    for fact in facts:
        if fact.type == "Observation":
            continue
        parties = [role for role in fact.roles if isinstance(role.value, Party)]
        for role in fact.roles:
            if found := exact_of(fact, role):
                yield from (figure_of(fact, role.name, party, parties, found) for party in parties)
        for name, found in (*unit_prices(fact), *happened(fact)):
            yield from (figure_of(fact, name, party, parties, found) for party in parties)


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


def figure_of(fact: Fact, role: str, party: Role, parties: list[Role], exact: Exact) -> Figure:
    """Return a figure of a fact as one party of it has it."""
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
        role=role,
        value=exact.value,
        half=exact.half,
        digits=exact.digits,
        unit=exact.unit,
        period=period.code if period else "",
        fact=fact.id,
        evidence=fact.evidence[0],
        printed=exact.printed,
    )


def _side(role: str) -> str:
    if role in PAYER_ROLES:
        return "payer"
    return "payee" if role in PAYEE_ROLES else role
