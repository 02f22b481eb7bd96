"""Whether a sentence affirms, denies or leaves open what a question asks: denials that meet, only, opposites."""

from pathlib import Path

import pytest
import yaml

from bench.memory import engine_of
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.yesno.polarity import affirms

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "polarity.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([("沧澜重工", "e1"), ("沧澜", "e2")]), 2024)
CONTRACTS = """# 沧澜重工股份有限公司2024年合同情况

| 客户 | 合同金额（万元） | 合同内容 | 交割及支付方式 |
|---|---|---|---|
| 甲公司 | 1,200.00 | 储罐 | 3月交付产品，客户已全部回款 |
| 甲公司 | 456.90 | 储罐 | 5月交付产品，客户还未回款 |
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['q']} {case['said'][-8:]}")
def test_what_a_sentence_says_of_a_question(case):
    assert affirms(parse(case["q"], CONTEXT), case["said"]) is case["so"]


def test_the_row_of_the_figure_that_a_question_gives_decides(tmp_path):
    (tmp_path / "contracts.md").write_text(CONTRACTS, encoding="utf-8")
    engine, *_ = engine_of([tmp_path / "contracts.md"])
    said = {figure: engine.ask(f"甲公司{figure}万元那份储罐合同回款了吗？").result for figure in ("1,200.00", "456.90")}
    assert {figure: result and result.value for figure, result in said.items()} == {"1,200.00": True, "456.90": False}
