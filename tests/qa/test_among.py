"""Figures that are no answer beside the question or each other: given back, up to a day amid a quarter, another's."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from bench.memory import engine_of
from kg.answer import Status
from qa.checks.among import reckoned_with_others
from qa.evidence.found import Computation, Found, Item

FILING = """# 汀兰仪器股份有限公司关于2024年半年度报告问询函的回复

汀兰仪器股份有限公司（以下简称“汀兰仪器”或“公司”）截至2024年8月31日已投入声呐平台项目研发费用107.39万元。

2024年上半年公司研发费用为205.10万元。

单位：万元

| 供应商 | 采购内容 | 采购金额（含税） |
|---|---|---|
| 望亭机电 | 压电陶瓷 | 975.58 |
| 澜水电子 | 电信资源 | 412.30 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("among") / "reply.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


def test_what_was_spent_up_to_a_day_is_none_of_the_quarter_around_it(engine):
    assert engine.ask("2024年第三季度汀兰仪器的研发费用是多少？").status is Status.NOT_FOUND
    assert engine.ask("2024年上半年汀兰仪器的研发费用是多少？").result.value == 2051000


def test_a_figure_of_the_question_is_not_given_back(engine):
    assert engine.ask("汀兰仪器对望亭机电975.58万元的含税采购金额已经支付多少？").status is Status.NOT_FOUND


@pytest.mark.parametrize(("named", "amiss"), [(["a", "b"], ""), (["a"], "2")])
def test_figures_of_two_companies_are_computed_with_where_both_are_named(named, amiss):
    def cell(company):
        sets = {"subjects": frozenset({company}), "parties": frozenset(), "own": frozenset()}
        return SimpleNamespace(doc=company, text={"a": "1", "b": "2"}[company], **sets)

    scope = SimpleNamespace(issuers=frozenset(), parties=tuple(frozenset({n}) for n in named))
    bench = SimpleNamespace(scope=scope, question=SimpleNamespace(mentions=()), filings=())
    share = Computation("share", (cell("a"), cell("b")), Decimal("0.5"), "ratio")
    found = Found(Status.ANSWERED, (Item(Decimal("0.5"), "ratio", "50%"),), computation=share)
    assert reckoned_with_others(bench, found) == amiss


def test_a_sum_is_of_no_fewer_figures_than_the_question_says(engine):
    assert engine.ask("望亭机电和澜水电子两家的采购金额合计是多少？").result.value == 13878800
    assert engine.ask("望亭机电和澜水电子的三份采购金额合计是多少？").status is Status.NOT_FOUND
