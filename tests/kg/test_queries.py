"""Each example query runs on a small case that has something for it to find."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg.model import EntityKind, Quantity
from kg.sparql import check, prepare
from kg.store import OxigraphStore, Rows
from tests.kg.making import ISSUER, YEAR, make_entity, make_fact, money, party
from tests.kg.test_store import add

FOLDER = Path(__file__).parents[2] / "docs" / "queries"
QUERIES = sorted(FOLDER.glob("*.rq"))
SCOPE = "issuer's letters"
A = party("A公司", SCOPE)
BANK, MAKER, OTHER = "某某银行股份有限公司", "乙设备有限公司", "丙贸易有限公司"


def ratio(value: str) -> Quantity:
    return Quantity(Decimal(value), "ratio")


def one() -> Quantity:
    return Quantity(Decimal(1), "")


@pytest.fixture(scope="module")
def case():
    us = party(ISSUER)
    sale = {"seller": us, "buyer": A, "period": YEAR[2023], "rank": one()}
    facts = {
        "a": [
            make_fact("Sale", "a", 1, **sale, amount=money("1000000.50"), share=ratio("0.3")),
            make_fact("Sale", "a", 2, **{**sale, "buyer": party(OTHER)}, amount=money("500000"), share=ratio("0.2")),
            make_fact("Purchase", "a", 3, buyer=us, supplier=A, amount=money("7"), period=YEAR[2023]),
            make_fact("Purchase", "a", 4, buyer=us, supplier=party(MAKER), product="GPU服务器", amount=money("8")),
            make_fact("Contract", "a", 5, party_a=A, party_b=us, product="服务器", amount_max=money("170400000")),
            make_fact("Contract", "a", 6, party_a=A, party_b=us, product="软件", amount_max=money("99")),
            make_fact("Loan", "a", 7, lender=party(BANK), borrower=us, amount=money("10000000")),
            make_fact("CreditLine", "a", 8, lender=party(BANK), borrower=us, total=money("2"), available=money("1")),
        ],
        "b": [
            make_fact("Sale", "b", 1, **sale, amount=money("1000000.50"), share=ratio("0.3")),
            make_fact("Shareholding", "b", 2, holder=party(OTHER), company=us, shares=money("5", "share")),
            make_fact("Arbitration", "b", 3, claimant=us, respondent=party(OTHER), amount=money("3000000")),
            make_fact("Payment", "b", 4, payer=party(OTHER), payee=us, amount=money("1000000")),
            make_fact("ShareReduction", "b", 5, holder=party(OTHER), modality="planned", stated_by="press"),
        ],
    }
    known = [make_entity(name) for name in (ISSUER, MAKER, OTHER)]
    known += [make_entity("A公司", EntityKind.ANONYMOUS, SCOPE), make_entity(BANK, EntityKind.BANK)]
    with OxigraphStore.in_memory() as store:
        for key, stated in facts.items():
            add(store, key, stated, known)
        yield store


def run(store: OxigraphStore, name: str) -> Rows:
    return store.query(prepare(check((FOLDER / f"{name}.rq").read_text(encoding="utf-8"))))


def test_there_are_at_least_twelve():
    assert len(QUERIES) >= 12


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_what_it_asks_and_finds_something(case, path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# zh: ")
    assert lines[1].startswith("# en: ")
    rows = run(case, path.stem)
    assert len(rows) > 0
    assert rows.values() == run(case, path.stem).values()


def columns(rows: Rows, *names: str) -> list[tuple]:
    at = [rows.variables.index(name) for name in names]
    return [tuple(row[i] for i in at) for row in rows.values()]


EXPECTED = {
    "customer_and_supplier": (("party", "sold", "bought"), [("A公司", Decimal("1000000.50"), Decimal(7))]),
    "large_contracts": (("customer", "amount"), [("A公司", Decimal(170400000))]),
    "servers_sold": (("customer", "supplier"), [("A公司", MAKER)]),
    "concentration": (
        ("document", "customers", "amount", "share"),
        [("a.txt", 2, Decimal("1500000.50"), Decimal("0.5")), ("b.txt", 1, Decimal("1000000.50"), Decimal("0.3"))],
    ),
    "said_twice": (("party", "period", "agree"), [("A公司", "2023", True)]),
    "shareholders": (("what", "holder"), [("holding", OTHER)]),
    "lawsuits": (("respondent", "amount", "paid"), [(OTHER, Decimal(3000000), Decimal(1000000))]),
    "loans": (("bank", "what", "amount"), [(BANK, "credit line", 2), (BANK, "loan", 10000000)]),
    "other_speakers": (("speaker", "modality"), [("press", "planned")]),
    "anonymous": (("party", "document", "facts"), [("A公司", "a.txt", 4), ("A公司", "b.txt", 1)]),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_query_finds_what_it_should(case, name):
    names, rows = EXPECTED[name]
    assert columns(run(case, name), *names) == rows


def test_customers_are_listed_with_amount_and_share(case):
    rows = columns(run(case, "customers"), "period", "customer", "amount", "share", "document")
    assert ("2023", "A公司", Decimal("1000000.50"), Decimal("0.3"), "a.txt") in rows
    assert len(rows) == 3
