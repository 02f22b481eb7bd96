"""What parties are to the issuer, read off the facts."""

from dataclasses import replace

import pytest

from nlp.roles import with_roles_of
from tests.kg.making import ISSUER, make_entity, make_fact, party

FIRM = "丁山软件有限公司"


def roles_after(**said) -> set[str]:
    """The roles of the firm after one contract."""
    entities = [replace(make_entity(ISSUER), roles=("issuer",)), make_entity(FIRM)]
    return set(with_roles_of(entities, [make_fact("Contract", "a", 1, **said)])[1].roles)


@pytest.mark.parametrize(
    ("mine", "theirs", "part"), [("party_a", "party_b", "customer"), ("party_b", "party_a", "supplier")]
)
def test_a_contract_with_the_issuer_makes_a_customer_or_a_supplier(mine, theirs, part):
    assert roles_after(**{mine: party(FIRM), theirs: party(ISSUER)}) == {"contract party", part}


def test_a_plan_or_another_firms_contract_makes_neither():
    assert roles_after(party_a=party(FIRM), party_b=party(ISSUER), modality="planned") == {"contract party"}
    assert roles_after(party_a=party(FIRM), party_b=party("戊水软件有限公司")) == {"contract party"}
