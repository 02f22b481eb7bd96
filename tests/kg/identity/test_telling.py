"""Roles that tell: what facts of whole parties show together and no filing says."""

from decimal import Decimal

import pytest

from kg.identity.telling import Tells, telling
from kg.model import Quantity
from tests.kg.making import ISSUER, make_fact, party

SUPPLIER, CUSTOMER, OLD = "乙算科技股份有限公司", "上海远山科技有限公司", "上海近水科技有限公司"
LETTER = party("E公司", "reply")


def alone(entity: str, period: str) -> str:
    return entity


def renamed(entity: str, period: str) -> str:
    """One party: a company, its former name and the letter that hides it."""
    return party(CUSTOMER).entity if entity in (party(OLD).entity, LETTER.entity) else entity


def bought(seller: str, buyer, doc: str = "a", at: int = 0, **more):
    return make_fact("Sale", doc, at, seller=party(seller), buyer=buyer, **more)


def told(facts, whole=alone) -> dict[str, list[tuple[Tells, tuple[str, ...]]]]:
    return {key: [(each.role, each.others) for each in found] for key, found in telling(facts, whole).items()}


def test_a_customer_whom_the_supplier_sells_to_as_well():
    facts = [
        make_fact("Purchase", "a", 1, buyer=party(ISSUER), supplier=party(SUPPLIER)),
        bought(ISSUER, party(CUSTOMER), at=2),
        make_fact("Contract", "b", 3, party_a=party(CUSTOMER), party_b=party(SUPPLIER)),
    ]
    others = (party(SUPPLIER).entity, party(ISSUER).entity)
    assert told(facts) == {party(CUSTOMER).entity: [(Tells.SHARED, others)]}
    [[found]] = telling(facts, alone).values()
    assert found.facts == (facts[0].id, facts[2].id, facts[1].id)
    assert told(facts[:2]) == told(facts[1:]) == {}


def test_the_customer_may_stand_under_a_letter_here_and_under_a_former_name_there():
    facts = [
        make_fact("Purchase", "a", 1, buyer=party(ISSUER), supplier=party(SUPPLIER)),
        bought(ISSUER, LETTER, at=2),
        bought(SUPPLIER, party(OLD), "b", 3),
    ]
    assert told(facts) == {}
    assert list(told(facts, renamed)) == [party(CUSTOMER).entity]


def test_a_plan_to_sell_makes_nobody_a_customer():
    facts = [
        make_fact("Purchase", "a", 1, buyer=party(ISSUER), supplier=party(SUPPLIER)),
        bought(ISSUER, party(CUSTOMER), at=2),
        bought(SUPPLIER, party(CUSTOMER), "b", 3, modality="planned"),
    ]
    assert told(facts) == {}


TIES = [
    make_fact("Subsidiary", "b", 1, subsidiary=party(OLD), parent=party(ISSUER)),
    make_fact("Relation", "b", 1, party=party(ISSUER), other=party(OLD), kind="共同控股股东"),
    make_fact(
        "Shareholding", "b", 1, holder=party(OLD), company=party(ISSUER), share=Quantity(Decimal("0.05"), "ratio")
    ),
    bought(ISSUER, party(OLD), "b", 1, related_party=True),
]


@pytest.mark.parametrize("tie", TIES, ids=lambda fact: fact.type)
def test_a_related_party_that_trades_under_another_name(tie):
    facts = [tie, bought(ISSUER, LETTER, related_party=False)]
    assert told(facts) == {}
    assert told(facts, renamed) == {party(CUSTOMER).entity: [(Tells.RELATED, (party(OLD).entity, LETTER.entity))]}
    assert told([tie, bought(ISSUER, party(OLD))], renamed) == {}  # one name is no secret


@pytest.mark.parametrize(
    "no_tie",
    [
        make_fact("Relation", "b", 1, party=party(ISSUER), other=party(OLD), kind="总经销商"),
        make_fact(
            "Shareholding", "b", 1, holder=party(OLD), company=party(ISSUER), share=Quantity(Decimal("0.0499"), "ratio")
        ),
        bought(ISSUER, party(OLD), "b", 1, related_party=False),
        make_fact("Subsidiary", "b", 1, subsidiary=party(OLD), parent=party(SUPPLIER)),
    ],
    ids=lambda fact: fact.type,
)
def test_who_is_not_related_to_the_seller_is_told_to_be_nothing(no_tie):
    assert told([no_tie, bought(ISSUER, LETTER)], renamed) == {}
