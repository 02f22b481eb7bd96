"""Figures said in prose: labels, periods, subjects, exact spans."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Block, BlockKind, Document, DocumentMeta, Entity, EntityKind, Period, Quantity, entity_id
from nlp.context import Context, clock_of
from nlp.figures import figures

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "figures.yaml").read_text(encoding="utf-8"))
ISSUER = "示例科技股份有限公司"


def context_of(text: str) -> Context:
    meta = DocumentMeta(issuer=ISSUER, published=date(2024, 10, 21), period=Period.months(2024, 1, 6))
    block = Block(BlockKind.PARAGRAPH, ((0, len(text)),))
    document = Document("d" * 64, "made.txt", text, meta, (block,), ())
    issuer = Entity(entity_id(ISSUER), ISSUER, EntityKind.ORG, roles=("issuer",))
    return Context(document, (issuer,), (), clock_of(document))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:18] for case in CASES])
def test_a_sentence_says_these_figures(case):
    context = context_of(case["text"])
    facts = list(figures(context.document, context))
    got = []
    for fact in facts:
        value = fact.role("value").value
        assert isinstance(value, Quantity)
        period = fact.qualifiers.period
        got.append([period.code if period else None, [r.text for r in fact.all("row")], value.value, value.unit])
    assert got == [[p, labels, Decimal(v), unit] for p, labels, v, unit in case["figures"]]
    for fact in facts:
        assert fact.qualifiers.modality == case.get("modality", "asserted")
        subject = fact.role("subject")
        assert (subject.value.name if subject else None) == case.get("subject", ISSUER)


@given(
    st.lists(
        st.sampled_from(["公司", "2023年", "营收", "1.5亿元", "，", "。", "分别为", "、", "3%", "较", "同期", "和"]),
        max_size=20,
    )
)
def test_every_figure_points_at_its_words(parts):
    text = "".join(parts)
    context = context_of(text)
    for fact in figures(context.document, context):
        [evidence] = fact.evidence
        assert text[evidence.main.start : evidence.main.end] == evidence.main.quote
        value = fact.role("value")
        assert text[value.start : value.end] == value.text
        assert evidence.focus == (value.start, value.end)
