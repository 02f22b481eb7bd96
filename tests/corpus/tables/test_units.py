"""Lines that state the unit of the table below them."""

import pytest

from corpus.tables import find_tables
from corpus.tables.units import unit_line


@pytest.mark.parametrize(
    ("line", "unit", "written"),
    [
        ("单位：万元", "万元", "万元"),
        ("单位：元 币种：人民币", "元", "元"),
        ("（金额单位：人民币千元）", "千元", "千元"),
        ("续 上 表 ： 单 位 ： 万 元", "万元", "万 元"),
        ("（续） 单位：万元", "万元", "万元"),
        ("（除特别注明外，金额单位均为人民币元）", "元", "元"),
        ("人民币百万元", "百万元", "百万元"),
        ("单位：万元、%", "万元", "万元"),
    ],
)
def test_a_line_that_is_a_unit(line, unit, written):
    found = unit_line(line, 0, len(line))
    assert found is not None
    assert found.text == unit
    assert line[slice(*found.at)] == written


@pytest.mark.parametrize("line", ["单位名称", "本单位为高新技术企业", "主营业务收入", "单位：", "以万元为单位的合同"])
def test_a_line_that_is_none(line):
    assert unit_line(line, 0, len(line)) is None


def test_of_several_units_the_one_of_money_is_that_of_the_table():
    assert units("单位：个、万元\n\n" + ASSETS) == ["万元"]
    assert units("单位：元/吨\n\n" + ASSETS) == ["元"]


def units(text):
    return [table.unit for table in find_tables(text)]


ASSETS = "项目 | 2023年末 | 2022年末\n---|---|---\n资产总额 | 9,100.10 | 8,200.20\n负债总额 | 5,100.10 | 4,200.20\n"
INCOME = "项目 | 2023年度 | 2022年度\n---|---|---\n营业收入 | 91.10 | 82.20\n净利润 | 5.10 | 4.20\n"
RATIOS = "项目 | 2023年度 | 2022年度\n---|---|---\n流动比率 | 1.10 | 1.20\n周转次数 | 5.10 | 4.20\n"


def test_amounts_right_below_a_table_are_in_its_unit_and_ratios_are_not():
    assert units("单位：万元\n\n" + ASSETS + "\n" + INCOME) == ["万元", "万元"]
    assert units("单位：万元\n\n" + ASSETS + "\n" + RATIOS) == ["万元", ""]


def test_a_unit_that_stands_below_its_table():
    title = "①资产负债表主要数据\n\n"
    assert units(title + ASSETS + "\n单位：万元\n\n以上数据未经审计。\n") == ["万元"]
    assert units(title + ASSETS + "\n单位：元\n\n" + INCOME) == ["", "元"]


def test_a_unit_alone_above_a_table():
    assert units("主要数据如下：\n\n万元\n\n" + ASSETS) == ["万元"]
