"""A cell called by its row and its head, as its table writes them: that one, or none where several differ."""

import pytest

import pilu
from kg.answer import Status

FILING = """证券代码：600002 证券简称：禾田股份
# 禾田股份有限公司2023年年度报告

## 一、主要会计数据
单位：万元

| 项目 | 2023年末 | 2022年末 | 本期末比上年同期末增减（%） |
|---|---|---|---|
| 总资产 | 8,120.00 | 7,600.00 | 6.84 |
| 减：累计折旧 | 610.00 | 540.00 | 12.96 |

## 二、固定资产
单位：万元

| 类别 | 本期增加 | 本期减少 | 占比（%） |
|---|---|---|---|
| 烘干机组 | 31.20 | 4.10 | 18.40 |
| 冷库 | 12.70 | 0.90 | 7.30 |
| 一、晾场（含租入部分） | 5.50 | 0.60 | 2.10 |

## 三、仓库
单位：千元

| 仓库 | 上半年租金 |
|---|---|
| 城南仓 | 45.60 |

| 仓库 | 保管费 |
|---|---|
| 城北仓 | 3.30 |

| 仓库 | 保管费 |
|---|---|
| 城北仓 | 4.40 |
"""

SALES = """<html><body><p>证券代码：600002 证券简称：禾田股份</p><h1>禾田股份有限公司关于产品收入的公告</h1>
<p>单位：万元</p><table>
<tr><td rowspan="2">产品</td><td colspan="2">2023年度</td><td colspan="2">2022年度</td></tr>
<tr><td>金额</td><td>占比（%）</td><td>金额</td><td>占比（%）</td></tr>
<tr><td>干果</td><td>905.00</td><td>35.10</td><td>870.00</td><td>36.90</td></tr>
<tr><td>籽油</td><td>640.00</td><td>24.80</td><td>588.00</td><td>24.90</td></tr>
</table></body></html>
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A store with two invented filings of one company."""
    folder = tmp_path_factory.mktemp("crossing")
    (folder / "filing.md").write_text(FILING, "utf-8")
    (folder / "sales.html").write_text(SALES, "utf-8")
    workspace = pilu.open(folder / "store")
    workspace.ingest([folder / "filing.md", folder / "sales.html"])
    return workspace


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("总资产的本期末比上年同期末增减（%）是多少？", "6.84%"),
        ("总资产的本期末比上年同期末增减是多少？", "6.84%"),
        ("累计折旧的2023年末是多少？", "610.00万元"),
        ("减：累计折旧的2022年末是多少？", "540.00万元"),
        ("2022年末的累计折旧是多少万元？", "540.00万元"),
        ("累计折旧的本期末比上年同期末增减（%）是多少？", "12.96%"),
        ("烘干机组的本期增加是多少？", "31.20万元"),
        ("禾田股份烘干机组的本期增加是多少？", "31.20万元"),
        ("本期减少中冷库是多少？", "0.90万元"),
        ("请问报告中冷库的本期减少是多少？", "0.90万元"),
        ("晾场的本期减少是多少？", "0.60万元"),
        ("冷库的占比是多少？", "7.30%"),
        ("干果的2022年度占比（%）是多少？", "36.90%"),
        ("2022年干果的占比是多少？", "36.90%"),
        ("籽油的2023年度金额是多少？", "640.00万元"),
        ("城南仓的上半年租金是多少？", "45.60千元"),
    ],
)
def test_the_cell_called(workspace, question, text):
    answer = workspace.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.result.text == text
    assert any("row and head" in line for line in answer.explain)


@pytest.mark.parametrize(
    "question",
    [
        "城北仓的保管费是多少？",  # in two tables, with different values
        "干果的占比是多少？",  # of which year
        "冷库和烘干机组的本期增加是多少？",
        "冷库的折旧的本期增加是多少？",  # says more than row and head
        "2021年干果的占比是多少？",
        "2022恒岳药业股份有限公司累计折旧是多少？",  # nobody has heard of them
        "冷库的占比是多少万元？",
    ],
)
def test_no_cell_called(workspace, question):
    answer = workspace.ask(question)
    assert not any("row and head" in line for line in answer.explain)


def test_two_cells_called_alike_are_not_told_apart(workspace):
    assert workspace.ask("城北仓的保管费是多少？").status is Status.NOT_FOUND
