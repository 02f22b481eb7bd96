"""Questions over a restructuring report: its target has tables of its own, its list of terms gives names, and offices
are held by those of whom that very thing is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpus
import pilu

REPORT = r"""# 浙江青川电器股份有限公司发行股份购买资产预案

证券代码：300998  证券简称：青川电器

## 释义

青川电器、本公司、上市公司  |  指  |  浙江青川电器股份有限公司
---|---|---
标的公司、远山门业  |  指  |  北京远山门业股份有限公司
远山有限  |  指  |  远山门业前身北京远山门业有限公司
近水公司  |  指  |  北京市近水设施投资有限公司
QST 公司  |  指  |  QST Imaging Pty Ltd
独立财务顾问、甲泰证券  |  指  |  甲泰证券股份有限公司
审计机构  |  指  |  长青会计师事务所（特殊普通合伙）
高坡律师  |  指  |  北京市高坡律师事务所
内开门  |  指  |  车门打开时门扇在车辆内侧移动的门系统

## 一、上市公司情况

浙江青川电器股份有限公司的控股股东及实际控制人为阙一鸣先生，其简历如下。青川电器董事会主席由股东大会选举。

公司高级管理人员简介如下表：

姓名  |  职务  |  个人简历
---|---|---
范一军  |  董事长  |  2010年至今担任公司董事长。
卢小珍  |  董事兼财务总监  |  2010年至今担任公司财务总监。

青川电器2013年度主要财务指标如下：

单位：万元

项目  |  2013年度  |  2012年度
---|---|---
营业收入  |  22,465.25  |  15,814.05
基本每股收益  |  0.64  |  0.82

单位：万元

项目  |  2013年12月31日  |  2012年12月31日
---|---|---
资产总额  |  100,789.95  |  94,056.89
负债总额  |  10,180.37  |  4,869.08

青川电器2013年度前五大客户如下：

序号  |  客户名称  |  金额（万元）
---|---|---
1  |  上海高台车辆有限公司  |  900.00
2  |  重庆低谷车辆有限公司  |  800.00

## 二、交易对方情况

任职公司  |  职务  |  任职日期
---|---|---
远山门业  |  董事长、总经理  |  2011年1月至今

企业名称  |  北京市近水设施投资有限公司
---|---
企业类型  |  其他有限责任公司
法定代表人  |  田一清

林丙玉承诺远山门业2014年、2015年实现的净利润不低于3,000万元、3,900万元，预计远山门业2016年净利润为5,070万元。林丙玉直接和间接持有远山门业股份合计6,642万股，占其总股本的73.80%，为远山门业的控股股东和实际控制人。

交易对方  |  持股数量（万股）  |  股份对价（股）
---|---|---
林丙玉  |  3,780.00  |  5,041,735
唐建邦  |  18.00  |  \-

## 三、标的公司情况

远山门业报告期内的前五大客户收入情况如下（未经审计），最终数据以审计结果为准。审计后的情况将在报告书中披露。

2013 年 度  |  序号  |  客户名称  |  金额（万元）  |  占当期收入比重（ % ）
---|---|---|---|---
1  |  长河客车股份有限公司  |  6,237.37  |  31.70
2  |  南岭客车股份有限公司  |  4,867.84  |  24.74
合计  |  11,105.21  |  56.44

## 四、财务会计信息

本次交易的备考合并报表假设本次交易于2013年1月1日已经完成，具体如下：

单位：万元

项目  |  2013年12月31日
---|---
资产总额  |  300,789.95
负债总额  |  90,180.37

## 五、独立财务顾问意见

公司聘请乙和评估作为本次交易的评估机构，北京乙和资产评估有限公司（以下简称“乙和评估”）已出具报告。公司独立董事、实际控制人与中介机构上海青山会计师事务所有限公司对上述事项无异议。
"""


OTHER = """# 宁波海蓝股份有限公司重大资产购买预案

证券代码：300997  证券简称：海蓝股份

## 释义

海蓝股份、本公司、上市公司  |  指  |  宁波海蓝股份有限公司
---|---|---
独立财务顾问  |  指  |  乙信证券股份有限公司和丁信证券有限责任公司
审计机构  |  指  |  南风会计师事务所（特殊普通合伙）

海蓝股份2013年度主要财务指标如下：

单位：万元

项目  |  2013年度  |  2012年度
---|---|---
营业收入  |  9,100.10  |  8,200.20
净利润  |  1,100.10  |  1,200.20

截至2013年12月31日，本公司前三大股东情况如下：

序号  |  股东名称  |  持股数量（股）  |  持股比例
---|---|---|---
1  |  河川投资有限公司  |  274417732  |  34.86%
2  |  高坡控股有限公司  |  140173064  |  17.81%
3  |  平地实业有限公司  |  93312995  |  11.85%
"""


INVESTED = """公司最近12个月内的对外投资行为如下：

项目  |  行业  |  投资金额（万元）
---|---|---
设立北坡医院有限公司  |  医疗  |  1,300.00
设立南坡医院有限公司  |  医疗  |  2,500.00
设立东坡医院有限公司  |  医疗  |  2,900.00
"""

THIRD = """# 成都白石药业股份有限公司重大资产购买预案

证券代码：300996  证券简称：白石药业

## 一、对外投资

INVESTED

## 二、许可

白石药业取得的许可证如下：

被许可人  |  授予日期  |  登记号  |  有效期限
---|---|---|---
东山分院  |  2015.10.28  |  N34050446000101  |  2015.10.28- 2018.10.27
西山分院  |  2015.04.17  |  P34050446000102  |  2015.04.17- 2019.12.31

## 三、产销

白石药业2020年产销量情况如下：

产品  |  单位  |  生产量  |  销售量  |  生产量比上年增减（%）  |  销售量比上年增减（%）
---|---|---|---|---|---
疫苗甲  |  万毫升  |  87,584.48  |  77,315.13  |  49.11  |  20.38
疫苗乙  |  万毫升  |  5,584.48  |  4,315.13  |  9.11  |  8.38

## 四、出口

2017、2018、2019年白石药业出口收入占主营业务收入的比例为58.90%、57.31%、55.40%。

## 五、股价

剔除同期中小板指数累计涨跌幅影响后，公司股票在停牌前 20 个交易日内的股价累计跌幅为 3.84%。

剔除同期申万一级（医药生物）指数累计涨跌幅影响后，公司股票停牌前 20 个交易日内的股价累计跌幅为 7.48%。

## 六、付款

根据《资产转让协议》，高坡医疗有限公司应于2016年12月31日之前以现金方式向西岭医疗有限公司支付不低于价款总额50%的交易款项。

## 七、再述投资

INVESTED
""".replace("INVESTED", INVESTED)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    with pilu.open(folder / "store") as opened:
        opened.ingest([folder / "report.txt", folder / "other.txt"])
        yield opened


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    path = tmp_path_factory.mktemp("read") / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return corpus.load(path).tables


@pytest.mark.parametrize(
    ("question", "value", "quote"),
    [
        ("青川电器预案中的“近水公司”指哪家公司？", "北京市近水设施投资有限公司", "近水公司"),
        ("QST公司的全称是什么？", "QST Imaging Pty Ltd", "QST 公司"),
        ("远山有限的全称是什么？", "北京远山门业有限公司", "远山有限"),
        ("青川电器的独立财务顾问是谁？", "甲泰证券股份有限公司", "独立财务顾问、甲泰证券"),
        ("青川电器的实际控制人是谁？", "阙一鸣", "控股股东及实际控制人为阙一鸣"),
        ("谁是远山门业的控股股东和实际控制人？", "林丙玉", "为远山门业的控股股东和实际控制人"),
        ("青川电器的董事长是谁？", "范一军", "董事长"),
        ("青川电器现在的财务总监是谁？", "卢小珍", "财务总监"),
        ("青川电器本次重组的评估机构是谁？", "北京乙和资产评估有限公司", "作为本次交易的评估机构"),
        ("青川电器本次重组的律师事务所是哪家？", "北京市高坡律师事务所", "高坡律师"),
        ("近水公司的法定代表人是谁？", "田一清", "田一清"),
        ("远山门业2013年第一大客户是谁？", "长河客车股份有限公司", "长河客车股份有限公司"),
        ("青川电器2013年第一大客户是谁？", "上海高台车辆有限公司", "上海高台车辆有限公司"),
    ],
)
def test_who_is_asked_for_is_told_by_what_says_so(workspace, question, value, quote):
    answer = workspace.ask(question)
    assert (answer.status, answer.result.value) == ("answered", value), answer.explain
    assert any(quote in each.main.quote for each in answer.evidence)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("海蓝股份的独立财务顾问是哪两家？", ["乙信证券股份有限公司", "丁信证券有限责任公司"]),
        (
            "青川电器这次重组的独立财务顾问和审计机构分别是谁？",
            ["甲泰证券股份有限公司", "长青会计师事务所（特殊普通合伙）"],
        ),
        (
            "青川电器、海蓝股份两家这次重组的审计机构分别是谁？",
            ["长青会计师事务所（特殊普通合伙）", "南风会计师事务所（特殊普通合伙）"],
        ),
    ],
)
def test_several_who_are_asked_for_are_told_in_the_order_asked(workspace, question, value):
    answer = workspace.ask(question)
    assert (answer.status, list(answer.result.value)) == ("answered", value), answer.explain


@pytest.mark.parametrize(
    "question", ["青川电器预案释义里的“内开门”是什么意思？", "内开门是什么？", "青川电器预案中内开门指什么？"]
)
def test_a_term_means_what_the_list_of_terms_says(workspace, question):
    answer = workspace.ask(question)
    assert (answer.status, answer.result.value) == ("answered", "车门打开时门扇在车辆内侧移动的门系统")
    assert "内开门" in answer.evidence[0].main.quote


@pytest.mark.parametrize("question", ["青川电器的总裁是谁？", "远山门业的总经理是谁？", "近水公司的实际控制人是谁？"])
def test_nobody_is_named_for_an_office_of_which_nothing_says_who_holds_it(workspace, question):
    assert workspace.ask(question).status == "not_found"


def test_a_bare_head_is_what_the_class_of_its_table_calls_it(workspace):
    answer = workspace.ask("远山门业2013年对南岭客车股份有限公司的销售金额是多少？")
    assert (answer.status, answer.result.value) == ("answered", 48678400)


def test_a_figure_a_share_is_no_money_of_the_scale_of_its_table(workspace):
    answer = workspace.ask("青川电器2013年的基本每股收益是多少？")
    assert (answer.result.value, answer.result.unit) == (Decimal("0.64"), "CNY/share")


@pytest.mark.parametrize(
    ("question", "value"),
    [("青川电器2013年末的资产总额是多少？", 1007899500), ("青川电器2013年末的备考资产总额是多少？", 3007899500)],
)
def test_accounts_as_if_a_deal_were_done_are_those_of_nobody_who_does_not_ask_for_them(workspace, question, value):
    assert workspace.ask(question).result.value == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("预计远山门业2016年净利润是多少？", 50700000),
        ("远山门业2016年实际实现的净利润是多少？", None),
        ("远山门业2016年的净利润是多少？", None),
    ],
)
def test_what_is_foreseen_is_no_figure_of_what_was(workspace, question, value):
    answer = workspace.ask(question)
    assert (answer.result.value if answer.result else None) == value, answer.explain


def test_a_figure_of_several_companies_is_of_none_where_nobody_is_named(workspace):
    assert workspace.ask("公司2013年度的营业收入是多少？").status == "ambiguous"
    assert workspace.ask("海蓝股份2013年度的营业收入是多少？").result.value == 91001000
    assert workspace.ask("每股收益2013年是多少？").result.value == Decimal("0.64")


def test_many_digits_are_a_figure_under_a_head_that_states_a_unit(workspace):
    answer = workspace.ask("截至2013年12月31日，海蓝股份的第二大股东是谁，持股多少股？")
    assert answer.status == "answered"
    assert "高坡控股有限公司" in answer.answer
    assert "140173064股" in answer.answer


def test_an_escaped_dash_is_a_dash(tables):
    [table] = [table for table in tables if table.width == 3 and "股份对价（股）" in table.heads(2)]
    assert [cell.text for cell in table.rows[1]] == ["唐建邦", "18.00", "-"]


@pytest.fixture(scope="module")
def third(tmp_path_factory):
    folder = tmp_path_factory.mktemp("third")
    (folder / "third.txt").write_text(THIRD, encoding="utf-8")
    with pilu.open(folder / "store") as opened:
        opened.ingest([folder / "third.txt"])
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("东山分院的许可证有效期到哪一天？", "2018-10-27"),
        ("西山分院的许可证有效期从哪一天起？", "2015-04-17"),
        ("2018年白石药业出口收入占主营业务收入的比例是多少？", Decimal("0.5731")),
        ("白石药业停牌前20个交易日内，剔除同期申万一级（医药生物）指数影响后股价累计跌幅是多少？", Decimal("7.48")),
        ("按《资产转让协议》，高坡医疗在2016年12月31日前至少要向西岭医疗支付价款总额的多少？", Decimal("50")),
    ],
)
def test_one_thing_of_many_alike(third, question, value):
    answer = third.ask(question)
    assert answer.status == "answered", answer.explain
    assert answer.result.value in (value, value / 100 if isinstance(value, Decimal) else value), answer.explain


def test_a_table_that_is_printed_again_has_no_lines_more(third):
    answer = third.ask("白石药业最近12个月内的对外投资里，投资金额最大的是哪个项目，金额多少？")
    assert answer.status == "answered", answer.explain
    assert "东坡医院" in answer.answer
    assert "2,900.00" in answer.answer


def test_a_change_asked_of_both_is_no_level_of_one(third):
    answer = third.ask("白石药业2020年疫苗甲的生产量和销售量同比分别增长多少？")
    assert [item["text"] for item in answer.result.value] == ["49.11%", "20.38%"], answer.explain
