"""The parts that parties play, read off the facts: who buys from the issuer is its customer, by sale or by contract."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.model import Entity, EntityKind, Fact, Modality, Party

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
# fact type, role: who has to fill which other role for the filler to be what
_AGAINST_ISSUER = {
    ("Contract", "party_a"): ("party_b", "customer"),
    ("Contract", "party_b"): ("party_a", "supplier"),
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
    listed = tuple(entities)
    issuers = {entity.id for entity in listed if "issuer" in entity.roles}
    parts: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for role in fact.roles:
            if isinstance(role.value, Party):
                parts[role.value.entity].update(parts_of(fact, role.name, issuers))
    return tuple(_with(entity, parts[entity.id]) for entity in listed)


def parts_of(fact: Fact, role: str, issuers: Collection[str]) -> Iterator[str]:
    """Yield what the filler of a role is: whoever buys from the issuer by contract is its customer, too."""
    if part := _PARTS.get((fact.type, role)):
        yield part
    opposite, part = _AGAINST_ISSUER.get((fact.type, role), ("", ""))
    others = fact.all(opposite) if opposite and fact.qualifiers.modality is Modality.ASSERTED else ()
    if any(isinstance(other.value, Party) and other.value.entity in issuers for other in others):
        yield part


def _with(entity: Entity, parts: set[str]) -> Entity:
    if "issuer" in entity.roles:
        parts = set()
    if entity.kind in _KINDS:
        parts = parts | {_KINDS[entity.kind]}
    return replace(entity, roles=tuple(sorted({*entity.roles, *parts})))
