"""What all extractors found, put in order: values as their roles want them, nothing twice, sides of contracts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Fact, Modality, Party, Role
from kg.ontology.model import ENTITY_RANGES, Ontology
from kg.period import Period
from nlp.context import Context

_CUSTOMERS = {("Sale", "buyer"), ("Contract", "party_a")}
_SUPPLIERS = {("Purchase", "supplier"), ("Prepayment", "supplier"), ("Contract", "party_b")}
_MEASURED = {"FinancialMetric", "SegmentMetric", "OperatingMetric", "Forecast"}
_TRADES = frozenset({"Sale", "Purchase"})
_TELLING = {  # classes whose rules know better than the words before a figure what it is
    "Arbitration",
    "BlockTrade",
    "Contract",
    "CreditLine",
    "Issuance",
    "LeaseInstalment",
    "Litigation",
    "MarketClaim",
    "Payment",
    "PriceClaim",
    "ShareReduction",
    "Shareholding",
}


def settled(facts: Iterable[Fact], context: Context) -> list[Fact]:
    """Return the facts, each once: roles typed and distinct, what a fuller fact of the same words says left out."""
    typed = [_typed(fact, context.ontology) for fact in facts]
    typed = [_agreed(_dated(fact, context), context) for fact in typed]
    return _without_poorer(_without_measured(_with_sides(typed, context)))


def _typed(fact: Fact, ontology: Ontology) -> Fact:
    type_ = ontology.types.get(fact.type)
    if type_ is None:
        return fact
    roles = []
    for role in fact.roles:
        range_ = type_.roles[role.name].range if role.name in type_.roles else ""
        if range_ == "Text" and isinstance(role.value, Party | Period):
            role = replace(role, value=" ".join(role.text.split()) or str(role.value))
        elif range_ in ENTITY_RANGES and isinstance(role.value, str):
            role = replace(role, value=Party(role.value, ""))
        roles.append(role)
    distinct = roles
    if len({role.name for role in roles}) < len(roles):
        distinct = list({(role.name, repr(role.value)): role for role in reversed(roles)}.values())[::-1]
    return fact if distinct == list(fact.roles) else replace(fact, roles=tuple(distinct))


def _dated(fact: Fact, context: Context) -> Fact:
    """Take from a sentence's statement of fact a day ahead of the filing: 有效期至2067年 is not when it holds."""
    period, meta = fact.qualifiers.period, context.document.meta
    latest = meta.published or (meta.period and meta.period.end.replace(year=meta.period.end.year + 1, day=28))
    if period is None or latest is None or period.start <= latest or not fact.rule.startswith("sentence:"):
        return fact
    if fact.qualifiers.modality not in (Modality.ASSERTED, Modality.DENIED):
        return fact
    return replace(fact, qualifiers=replace(fact.qualifiers, period=None))


def _agreed(fact: Fact, context: Context) -> Fact:
    """Take what is bought or sold over a term that runs beyond the filing as agreed, not as done."""
    period, published = fact.qualifiers.period, context.document.meta.published
    if fact.type not in _TRADES or published is None or period is None or period.end <= published:
        return fact
    if fact.qualifiers.modality is not Modality.ASSERTED or not fact.rule.startswith("sentence:"):
        return fact
    return replace(fact, qualifiers=replace(fact.qualifiers, modality=Modality.SCHEDULED))


def _with_sides(facts: list[Fact], context: Context) -> list[Fact]:
    """Give the other party of a contract the side that it has elsewhere in the filing; where both or none, leave it."""
    customers, suppliers = _parts(facts, _CUSTOMERS), _parts(facts, _SUPPLIERS)
    issuer = context.issuer
    if issuer is None:
        return facts
    us = Party(issuer.name, issuer.id)
    return [_sided(fact, customers, suppliers, us) if fact.type == "Contract" else fact for fact in facts]


def _parts(facts: Iterable[Fact], parts: set[tuple[str, str]]) -> set[str]:
    return {
        role.value.entity
        for fact in facts
        for role in fact.roles
        if (fact.type, role.name) in parts and isinstance(role.value, Party) and role.value.entity
    }


def _sided(fact: Fact, customers: set[str], suppliers: set[str], us: Party) -> Fact:
    other = fact.role("counterparty")
    named = {role.name for role in fact.roles}
    if other is None or not isinstance(other.value, Party) or named & {"party_a", "party_b"}:
        return fact
    buys, sells = other.value.entity in customers, other.value.entity in suppliers
    if buys == sells or other.value.entity == us.entity:
        return fact
    side, ours = ("party_a", "party_b") if buys else ("party_b", "party_a")
    roles = [replace(role, name=side) if role.name == "counterparty" else role for role in fact.roles]
    return replace(fact, roles=(*roles, Role(ours, us, us.name)))


def _without_measured(facts: list[Fact]) -> list[Fact]:
    """Leave out a measure whose figure a telling class holds: the price of a trade is no metric of the company."""
    told = {
        (role.start, role.end)
        for fact in facts
        if fact.type in _TELLING and fact.rule.startswith("sentence:")
        for role in fact.roles
        if role.start >= 0
    }
    kept = [fact for fact in facts if not (fact.type in _MEASURED and _figures(fact) and _figures(fact) <= told)]
    forecast = {place[0] for fact in kept if fact.type == "Forecast" for place in _figures(fact)}
    return [fact for fact in kept if not (fact.type == "Forecast" and _repeats(fact, forecast))]


def _repeats(fact: Fact, measured: set[int]) -> bool:
    """Tell whether a forecast in words only repeats one that is measured."""
    claim = fact.role("claim")
    return claim is not None and any(claim.start <= at < claim.end for at in measured)


def _figures(fact: Fact) -> set[tuple[int, int]]:
    return (
        {(role.start, role.end) for role in fact.roles if role.start >= 0} if fact.rule.startswith("measure") else set()
    )


def _without_poorer(facts: list[Fact]) -> list[Fact]:
    """Leave out a fact of a sentence all of whose words fill the same roles of another of its class."""
    held: Mapping[tuple[str, int], list[Fact]] = defaultdict(list)
    said = [fact for fact in facts if fact.rule.startswith(("sentence:", "table:", "measure:"))]
    places = {id(fact): _places(fact) for fact in said}
    for fact in said:
        for place in places[id(fact)]:
            held[fact.type, place[1]].append(fact)
    kept = []
    for number, fact in enumerate(facts):
        if fact.rule.startswith("sentence:"):
            mine = places[id(fact)]
            rivals = {id(f): f for place in mine for f in held[fact.type, place[1]] if f is not fact}
            if any(
                mine < places[key] or (mine == places[key] and _first(facts, rival, number))
                for key, rival in rivals.items()
            ):
                continue
        kept.append(fact)
    return kept


def _places(fact: Fact) -> set[tuple[str, int, int]]:
    return {(role.name, role.start, role.end) for role in fact.roles if role.start >= 0}


def _first(facts: list[Fact], rival: Fact, number: int) -> bool:
    """Tell whether of two facts that fill the same words the rival is better: it has more roles, or it is earlier."""
    fact = facts[number]
    mine = (len(fact.roles), fact.qualifiers.period is not None)
    other = (len(rival.roles), rival.qualifiers.period is not None)
    return other > mine or (other == mine and any(each is rival for each in facts[:number]))
