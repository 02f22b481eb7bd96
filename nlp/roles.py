"""The parts that parties play, read off the facts: who buys is a customer, who sells to the issuer a supplier."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, EntityKind, Fact, Party

# fact type, role: what the filler is to the issuer, unless the issuer fills it
_PARTS = {
    ("Sale", "buyer"): "customer",
    ("Sale", "customer"): "customer",
    ("Purchase", "seller"): "supplier",
    ("Purchase", "supplier"): "supplier",
    ("Shareholding", "holder"): "shareholder",
    ("ShareReduction", "holder"): "shareholder",
    ("Receivable", "debtor"): "debtor",
    ("Prepayment", "supplier"): "supplier",
    ("Prepayment", "payee"): "supplier",
    ("Subsidiary", "subsidiary"): "subsidiary",
    ("Loan", "lender"): "lender",
    ("CreditLine", "bank"): "lender",
    ("Contract", "party_a"): "contract party",
    ("Contract", "party_b"): "contract party",
    ("PeerComparison", "peer"): "peer",
    ("Partnership", "partner"): "partner",
}
_KINDS = {
    EntityKind.BANK: "bank",
    EntityKind.COURT: "court",
    EntityKind.REGULATOR: "regulator",
    EntityKind.PERSON: "person",
    EntityKind.PRODUCT: "product",
    EntityKind.ANONYMOUS: "anonymous",
}


def with_roles_of(entities: Iterable[Entity], facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """Return the entities with the roles that the facts and their kinds give them."""
    parts: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for role in fact.roles:
            part = _PARTS.get((fact.type, role.name))
            if part and isinstance(role.value, Party):
                parts[role.value.entity].add(part)
    return tuple(_with(entity, parts[entity.id]) for entity in entities)


def _with(entity: Entity, parts: set[str]) -> Entity:
    if "issuer" in entity.roles:
        parts = set()
    if entity.kind in _KINDS:
        parts = parts | {_KINDS[entity.kind]}
    return replace(entity, roles=tuple(sorted({*entity.roles, *parts})))
