"""Every graph has the shape that the ontology gives it."""

import pytest

from corpus import load
from kg import ontology
from kg.model import Fact, Party, Role
from nlp import read
from pilu.conformity import violations

pytest.importorskip("pyshacl")

LINES = "杭州星海软件股份有限公司2023年度报告\n2023年度，公司营业收入为3.50亿元，同比增长10.00%。\n"


def test_a_role_of_words_filled_by_a_party_is_found(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(LINES, encoding="utf-8")
    document = load(path)
    facts = [fact for fact in read(document).facts if fact.type == "FinancialMetric"]
    assert not list(violations(document, facts, ontology.load()))
    wrong = Fact("FinancialMetric", document.id, (Role("metric", Party("甲", "a1"), "甲"),), facts[0].evidence)
    assert any("metric" in line for line in violations(document, [wrong], ontology.load()))


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_a_filing_conforms(seeds, name):
    document = load(next(seeds.glob(f"{name}*")))
    assert not list(violations(document, read(document).facts, ontology.load()))
