"""What is said of a quarter is not cited for the half-year that holds it."""

import pytest

from bench.memory import engine_of

FILING = """# 青禾数据股份有限公司经营情况说明

证券代码：688999 证券简称：青禾数据

2024年一季度公司净资产为2,100.00万元，经营活动产生的现金流量净额为35.55万元，同比转正。

2024年半年度公司净资产为1,950.00万元，经营活动产生的现金流量净额为171.77万元，同比转正。
"""


@pytest.mark.parametrize(
    ("time", "figure"), [("2024年上半年", "171.77万元"), ("2024年第一季度", "35.55万元"), ("2024年一季度", "35.55万元")]
)
def test_cites_the_time_asked(time, figure, tmp_path):
    path = tmp_path / "filing.md"
    path.write_text(FILING, encoding="utf-8")
    engine, _ = engine_of([path])
    answer = engine.ask(f"{time}经营活动现金流量净额转正了吗？")
    assert answer.answer.startswith("是")
    assert figure in "".join(e.main.quote for e in answer.evidence)
