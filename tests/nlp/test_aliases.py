"""Short names as filings define them."""

import pytest

from kg.model import DocumentMeta
from nlp.entities import find_entities
from tests.nlp.making import document


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("甲乙科技有限公司（以下简称“甲乙科技”）付款", ["甲乙科技"]),
        ("甲乙科技有限公司（以下简称“甲乙科技”或“甲乙”）付款", ["甲乙", "甲乙科技"]),
        ("甲乙科技有限公司（下称甲乙科技）付款", ["甲乙科技"]),
        ("甲乙科技有限公司（简称：“甲乙”）付款", ["甲乙"]),
        ("甲乙科技有限公司（600000）（以下简称“甲乙”）付款", ["甲乙"]),
        ("甲乙科技有限公司（以下简称“问询函”）", ["问询函"]),
        ("收到《问询函》（以下简称“问询函”）", []),
        ("甲乙科技有限公司（以下简称“公司”）付款", []),
    ],
)
def test_definitions(text, aliases):
    found = [alias.text for entity in find_entities(document(text))[0] for alias in entity.aliases]
    assert sorted(found) == aliases


def test_a_short_name_that_stands_in_a_column_belongs_to_its_full_name():
    doc = document("丙丁股份有限公司（以下简称“丙丁存储”）付款。", rows=(("公司名称", "收入"), ("丙丁存储", "1.00")))
    entities, mentions = find_entities(doc)
    assert [(e.name, [a.text for a in e.aliases]) for e in entities] == [("丙丁股份有限公司", ["丙丁存储"])]
    assert len(mentions) == 3


def test_a_listed_short_name_gets_its_code():
    doc = document("节后首日，丁戊科技（600000）公告，丁戊科技称。")
    [entity] = find_entities(doc)[0]
    assert (entity.name, entity.code) == ("丁戊科技", "600000.SH")


def test_a_name_that_lost_a_legal_word_is_a_variant():
    doc = document("甲乙科技股份有限公司付款。甲乙科技有限公司收款。甲乙科技股份有限公司到账。")
    [entity] = find_entities(doc)[0]
    assert entity.name == "甲乙科技股份有限公司"
    assert [(a.text, a.reason) for a in entity.aliases] == [("甲乙科技有限公司", "variant")]


def test_alike_is_not_the_same():
    doc = document("甲乙科技有限公司与甲乙数据科技有限公司。", meta=DocumentMeta())
    assert len(find_entities(doc)[0]) == 2
