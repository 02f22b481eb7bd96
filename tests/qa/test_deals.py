"""Questions that name a deal by its parties, over the restructuring reports of two companies: what a report says of
本次交易 answers, of the company asked about; what it bought before is another deal."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpus
import pilu

QINGHE = r"""# 青禾种业股份有限公司发行股份购买资产暨关联交易报告书

证券代码：300997  证券简称：青禾种业

## 释义

青禾种业、上市公司、本公司  |  指  |  青禾种业股份有限公司
---|---|---
标的公司、白露米业  |  指  |  沧州白露米业有限公司
禾丰集团  |  指  |  禾丰农业集团有限公司
霜降油脂  |  指  |  沧州霜降油脂有限公司
标的资产  |  指  |  白露米业 100% 股权
本次交易、本次重组  |  指  |  青禾种业向禾丰集团发行股份购买白露米业 100% 股权
独立财务顾问  |  指  |  甲泰证券、乙安证券
甲泰证券  |  指  |  甲泰证券股份有限公司
乙安证券  |  指  |  乙安证券股份有限公司

## 一、本次交易概述

本次交易的发行价格为12.50元/股，发行数量为2,400.00万股。

本次交易构成关联交易，不构成重组上市。

本次交易标的资产的预估增值率为150.00%。

本次交易前后，上市公司股权结构变化情况如下：

股东名称  |  本次交易前持股数量（万股）  |  本次交易前持股比例  |  本次交易后持股数量（万股）  |  本次交易后持股比例
---|---|---|---|---
禾丰集团  |  3,000.00  |  30.00%  |  5,400.00  |  43.55%
其他股东  |  7,000.00  |  70.00%  |  7,000.00  |  56.45%

2015年，青禾种业以4,500.00万元收购霜降油脂60%股权。

## 二、标的公司情况

白露米业2016年度营业收入为8,800.00万元，净利润为960.00万元。

截至评估基准日，白露米业沧州厂区土地使用权及地上建筑物评估价值为5,100.00万元。

禾丰集团承诺，白露米业2017年度至2019年度每年实现的扣除非经常性损益后的净利润不低于1,000.00万元、1,200.00万元、1,500.00万元。

截至2016年12月31日，青禾种业前三名股东情况如下：

序号  |  股东名称  |  持股数量（股）  |  持股比例（%）
---|---|---|---
1  |  禾丰集团  |  30,000,000  |  30.00
2  |  清明投资有限公司  |  9,000,000  |  9.00
3  |  立夏投资有限公司  |  8,000,000  |  8.00

禾丰集团简要财务数据如下：

项目  |  2016年12月31日  |  2015年12月31日
---|---|---
资产总额  |  671,323,743.84  |  676,546,108.18
流动比率  |  1.20  |  1.10
"""
LANTIAN = r"""# 蓝田水务股份有限公司重大资产购买报告书

证券代码：300996  证券简称：蓝田水务

## 释义

蓝田水务、上市公司、本公司  |  指  |  蓝田水务股份有限公司
---|---|---
标的公司、谷雨环保  |  指  |  宁远谷雨环保有限公司
标的资产  |  指  |  谷雨环保 80% 股权
本次交易、本次重组  |  指  |  蓝田水务以现金购买谷雨环保 80% 股权

## 一、本次交易概述

本次交易不构成关联交易，不构成重组上市。

本次交易标的资产的预估增值率为90.00%。

本次交易的交易价格为6,000.00万元。
"""
ANSWERS = {
    "青禾种业这次发行股份买白露米业，发行价格和发行数量分别是多少？": (Decimal("12.50"), Decimal(24000000)),
    "青禾种业收购白露米业100%股权的发行价格是多少？": (Decimal("12.50"),),
    "交易完成后禾丰集团持有青禾种业的比例是多少？": (Decimal("0.4355"),),
    "交易前禾丰集团持有青禾种业的比例是多少？": (Decimal("0.3000"),),
    "青禾种业收购白露米业构成关联交易吗？": (True,),
    "蓝田水务购买谷雨环保80%股权构成关联交易吗？": (False,),
    "Does 青禾种业's acquisition of 白露米业 constitute a backdoor listing (重组上市)?": (False,),
    "青禾种业收购的白露米业2016年度营业收入是多少？": (Decimal(88000000),),
    "蓝田水务收购谷雨环保的交易价格是多少？": (Decimal(60000000),),
    "禾丰集团承诺白露米业2018年度扣非净利润不低于多少？": (Decimal(12000000),),
    "截至2016年12月31日青禾种业第二大股东的持股比例是多少？": (Decimal("0.09"),),
    "禾丰集团2015年末的资产总额是多少？": (Decimal("676546108.18"),),
    "青禾种业这次重组聘请的独立财务顾问有哪几家？": ("甲泰证券、乙安证券",),
}
REFUSED = (
    "青禾种业收购霜降油脂的发行价格是多少？",  # another deal
    "蓝田水务收购谷雨环保的发行价格是多少？",  # paid in cash
    "蓝田水务收购谷雨环保，净利润是多少？",  # of which of the two nothing says
    "白露米业沧州厂区土地使用权评估价值是多少？",  # told with the buildings only
    "蓝田水务收购白露米业的交易价格是多少？",  # another company's deal
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("qinghe.txt", QINGHE), ("lantian.txt", LANTIAN)):
        (folder / name).write_text(text, encoding="utf-8")
    with pilu.open(folder / "store") as workspace:
        workspace.ingest(corpus.expand([folder / "qinghe.txt", folder / "lantian.txt"]))
        yield workspace


@pytest.mark.parametrize(("question", "values"), ANSWERS.items())
def test_a_deal_is_asked_about_by_its_parties(reports, question, values):
    answer = reports.ask(question)
    assert answer.status == "answered", answer.explain
    given = answer.result.value
    assert (tuple(item["value"] for item in given) if isinstance(given, list) else (given,)) == values


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_report_says_of_that_deal_is_refused(reports, question):
    answer = reports.ask(question)
    assert answer.status == "not_found", answer.answer
