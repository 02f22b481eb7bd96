"""A small reader of facts in place of `nlp`, so that tests are about keeping and showing, not about reading."""

from kg.model import (
    Alias,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Excerpt,
    Extraction,
    Fact,
    Mention,
    Party,
    Qualifiers,
    Quantity,
    Role,
    entity_id,
)
from kg.period import Period
from kg.values.numbers import to_decimal

SELLER = "甲云股份有限公司"


def read(document: Document) -> Extraction:
    """Take each line `LABEL\\tAMOUNT` for a sale to LABEL in 2023."""
    seller = Entity(entity_id(SELLER), SELLER, EntityKind.ORG, (Alias("甲云", "defined"),), roles=("issuer",))
    entities, mentions, facts = {seller.id: seller}, [], []
    at = 0
    for line in document.text.splitlines(keepends=True):
        label, _, amount = line.strip().partition("\t")
        if amount and label != "客户":
            buyer = Entity(entity_id(label, document.id), label, EntityKind.ANONYMOUS, roles=("customer",))
            entities[buyer.id] = buyer
            mentions.append(Mention(at, at + len(label), label, buyer.id, EntityKind.ANONYMOUS))
            start = at + len(label) + 1
            roles = (
                Role("seller", Party(SELLER, seller.id), ""),
                Role("buyer", Party(label, buyer.id), label, at, at + len(label)),
                Role("amount", Quantity(to_decimal(amount) * 10000, "CNY"), amount, start, start + len(amount)),
            )
            quote = f"{label}\t{amount}"
            evidence = Evidence(document.id, Excerpt(at, at + len(quote), quote), (start, start + len(amount)))
            facts.append(Fact("Sale", document.id, roles, (evidence,), Qualifiers(Period.year(2023))))
        at += len(line)
    return Extraction(document.id, tuple(entities.values()), tuple(mentions), tuple(facts))
