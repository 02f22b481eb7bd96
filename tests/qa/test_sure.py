"""An answer in the words of the question is surer than one in other words; one found far from them is less so."""

import pytest

from bench.memory import engine_of
from qa.answers.sure import signs, sure
from qa.parsing.words import word_file

REPORT = """# 汀兰仪器股份有限公司2023年年度报告

证券代码：600997 证券简称：汀兰仪器

单位：万元

| 项目 | 2023年度 | 2022年度 |
|---|---|---|
| 营业收入 | 905.00 | 810.00 |
| 研发费用 | 212.00 | 180.00 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("sure") / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return engine_of([path])[0]


def test_the_words_of_the_answer_itself_count(engine):
    plain = signs(*engine.solved("汀兰仪器2023年的营业收入是多少？"))
    other = signs(*engine.solved("汀兰仪器2023年的营收是多少？"))
    assert other["shared"] < plain["shared"]
    assert (
        engine.ask("汀兰仪器2023年的营业收入是多少？").confidence
        > engine.ask("汀兰仪器2023年的营收是多少？").confidence
    )


def test_what_is_computed_is_told_so(engine):
    found = signs(*engine.solved("汀兰仪器2023年的营业收入比研发费用多多少万元？"))
    assert found["computed"] == 1.0
    assert signs(*engine.solved("汀兰仪器2023年的研发费用是多少？"))["computed"] == 0.0


def test_several_values_are_told_so(engine):
    found = signs(*engine.solved("汀兰仪器2023年的营业收入和研发费用分别是多少？"))
    assert found["several"] == 1.0
    assert found["far"] == found["described"] == found["in steps"] == 0.0


def test_it_is_a_probability(engine):
    assert 0 < sure(*engine.solved("汀兰仪器2023年的研发费用是多少？")) < 1


def test_each_sign_has_a_weight(engine):
    names = {"constant", *signs(*engine.solved("汀兰仪器2023年的研发费用是多少？"))}
    weights = word_file("sure")["weights"]
    assert set(weights) == names
    assert all(weights[name] > 0 for name in ("score", "shared"))
    assert all(weights[name] < 0 for name in ("far", "described", "several", "in steps"))
