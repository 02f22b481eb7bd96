"""A store in a folder, and a small reader of facts in place of `nlp`, so that these tests are about keeping, not reading."""

import pytest

import nlp
import pilu
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


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(nlp, "read", read, raising=False)


@pytest.fixture
def filings(tmp_path):
    """Write small filings; returns a function from name and rows to path."""
    folder = tmp_path / "filings"
    folder.mkdir()

    def write(name="a.txt", rows=(("A公司", "4,356.17"), ("B公司", "12.00"))):
        lines = ["关于问询函的回复", "一、销售情况", "客户\t销售金额（万元）", *(f"{a}\t{b}" for a, b in rows)]
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


@pytest.fixture
def workspace(tmp_path, reader):
    with pilu.open(tmp_path / "store") as opened:
        yield opened
