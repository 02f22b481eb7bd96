"""A change over one period: a balance from the day before it, a flow from the year before."""

from decimal import Decimal

import pytest

import pilu

REPORT = """# 远岸测绘股份有限公司2024年半年度报告

证券代码：600998 证券简称：远岸测绘

## 一、固定资产

单位：万元

| 项目 | 2024年6月30日累计折旧 | 2023年12月31日累计折旧 |
|---|---|---|
| 房屋及建筑物 | 250.50 | 200.00 |
| 测绘设备 | 90.00 | 81.50 |

## 二、费用

单位：万元

| 项目 | 2023年度 | 2022年度 |
|---|---|---|
| 研发费用 | 840.00 | 1,260.00 |
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> pilu.Workspace:
    folder = tmp_path_factory.mktemp("change")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    opened = pilu.open(folder / "store")
    opened.ingest([folder / "report.md"])
    return opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("测绘设备的累计折旧2024年上半年增加了多少万元？", 85000),
        ("公司2023年研发费用减少了多少万元？", 4200000),
    ],
)
def test_change(workspace: pilu.Workspace, question: str, value: int) -> None:
    result = workspace.ask(question).result
    assert result is not None
    assert result.value == Decimal(value)
