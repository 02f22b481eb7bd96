"""Every class of the ontology works: its example is read from its text, its words are its own."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kg.model import Block, BlockKind, Document, DocumentMeta, Fact, Party, Quantity
from kg.ontology import Example, FactType, load
from kg.period import Period
from nlp import read

ISSUER = "某某科技股份有限公司"
CLASSES = sorted(load().types.values(), key=lambda type_: type_.name)


def document(example: Example) -> Document:
    """Return a filing of one paragraph: the example, with a line above that names the issuer."""
    head = (example.issuer or ISSUER) + "公告"
    text = f"{head}\n{example.text}\n"
    blocks = (
        Block(BlockKind.HEADING, ((0, len(head)),)),
        Block(BlockKind.PARAGRAPH, ((len(head) + 1, len(text) - 1),)),
    )
    meta = DocumentMeta(issuer=example.issuer or ISSUER, published=date(2024, 12, 31), period=Period.year(2023))
    return Document("0" * 64, "example.txt", text, meta, blocks, ())


def said(value: Any) -> str:
    """Return a value as an example writes it."""
    if isinstance(value, Quantity):
        return f"{value.value.normalize():f}"
    if isinstance(value, Party):
        return value.name
    return value.code if isinstance(value, Period) else str(value)


def holds(fact: Fact, wanted: dict[str, Any]) -> bool:
    """Tell whether a fact has every role and qualifier of an example."""
    period = fact.qualifiers.period
    of_fact = {
        "period": period.code if period else "",
        "as_of": period.code if period and period.is_instant else "",
        "modality": fact.qualifiers.modality.value,
    }
    for name, value in wanted.items():
        expected = f"{Decimal(str(value)).normalize():f}" if _is_number(value) else str(value)
        found = [of_fact[name]] if name in of_fact else [said(role.value) for role in fact.all(name)]
        if expected not in found and str(value) not in found:
            return False
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and value.replace(".", "", 1).isdigit())


@pytest.mark.parametrize("type_", CLASSES, ids=lambda type_: type_.name)
def test_example_is_read(type_: FactType) -> None:
    assert type_.examples, "a class shows what it reads"
    for example in type_.examples:
        facts = [fact for fact in read(document(example)).facts if fact.type == type_.name]
        assert any(holds(fact, dict(example.fact)) for fact in facts), [
            {role.name: said(role.value) for role in fact.roles} | {"when": fact.qualifiers.period} for fact in facts
        ]


@pytest.mark.parametrize("type_", CLASSES, ids=lambda type_: type_.name)
def test_evidence_is_exact(type_: FactType) -> None:
    for example in type_.examples:
        filing = document(example)
        for fact in read(filing).facts:
            for evidence in fact.evidence:
                for part in (evidence.main, *evidence.context):
                    assert filing.text[part.start : part.end] == part.quote


def test_classes_are_labelled_and_asked_for() -> None:
    for type_ in CLASSES:
        assert all((type_.label.zh, type_.label.en, type_.definition, type_.asks.zh, type_.asks.en)), type_.name
