"""Lines that state the unit of the table below them."""

import pytest

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
