"""Marked sentences: offsets survive, 分别 is taken apart, patterns capture values."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import DocumentMeta, Party, Quantity
from kg.period import Period
from kg.view import whole
from nlp.context import Context, clock_of
from nlp.entities import find_entities
from nlp.marks import CHAR, captures, expression_of, mark
from nlp.parallel import expand_parallel
from nlp.sentences_split import sentence_spans
from tests.nlp.making import document

META = DocumentMeta(issuer="发行股份有限公司", published=date(2024, 4, 30), period=Period.year(2023))


def marked(text):
    doc = document(text, meta=META)
    entities, mentions = find_entities(doc)
    return mark(whole(doc.text, 0, len(text)), Context(doc, entities, mentions, clock_of(doc)))


def test_a_mark_stands_for_each_value():
    found = marked("2023年度，公司向甲乙科技有限公司销售约300万元，占5%。")
    kinds = [found.marks[at].kind for at in sorted(found.marks)]
    assert kinds == ["Period", "Organization", "Organization", "Money", "Ratio"]
    assert found.text == "{Period}，{Organization}向{Organization}销售{Money}，占{Ratio}。".format(**CHAR)


def test_a_pattern_captures_values_with_their_places():
    text = "截至报告期末，控股股东李一直接持有公司5,000股，占总股本的5.00%。"
    found = marked(text)
    pattern = expression_of(
        "{holder}(?:直接)?持有公司{shares}，占[^。]*?{share}", {"holder": "Party", "shares": "Shares", "share": "Ratio"}
    )
    match = re.search(pattern, found.text)
    assert match is not None
    got = {capture.role: capture.mark for capture in captures(match, found)}
    assert isinstance(got["holder"].value, Party)
    assert got["shares"].value == Quantity(Decimal(5000), "share")
    assert text[got["share"].start : got["share"].end] == "5.00%"


def test_a_text_role_is_a_run_of_words():
    found = marked("公司主要产品为分布式存储系统，毛利率为5%。")
    match = re.search(expression_of("主要产品为{product}，", {"product": "Text"}), found.text)
    assert match is not None
    [capture] = captures(match, found)
    assert capture.mark.value == "分布式存储系统"


def test_a_list_role_takes_all():
    found = marked("控股股东李一、王二和张三签署协议")
    match = re.search(expression_of("{party+}签署", {"party": "Party"}), found.text)
    assert match is not None
    assert [capture.mark.text for capture in captures(match, found)] == ["李一", "王二", "张三"]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("控股股东李一、王二分别持有10股、20股，占比分别为1%、2%。", ["控股股东李一分别持有10股，占比分别为1%。", "控股股东王二分别持有20股，占比分别为2%。"]),
        ("2021年度和2022年度，收入分别为3亿元和4亿元。", ["2021年度，收入分别为3亿元。", "2022年度，收入分别为4亿元。"]),
        ("收入为3亿元。", ["收入为3亿元。"]),
        ("分别签订三份合同。", ["分别签订三份合同。"]),
    ],
)  # fmt: skip
def test_parallel_sentences(text, parted):
    assert [sentence.plain() for sentence in expand_parallel(marked(text))] == parted


def test_a_span_of_years_is_taken_apart():
    found = expand_parallel(marked("2016年至2018年，分别实现营收1亿元、2亿元和3亿元。"))
    periods = [next(m.value.code for m in s.marks.values() if isinstance(m.value, Period)) for s in found]
    assert periods == ["2016", "2017", "2018"]


def test_what_is_said_of_each_year_of_a_span_is_taken_apart():
    found = expand_parallel(marked("2016年至2018年每年实现的净利润不低于1亿元、2亿元和3亿元。"))
    periods = [next(m.value.code for m in s.marks.values() if isinstance(m.value, Period)) for s in found]
    assert periods == ["2016", "2017", "2018"]


def test_values_of_a_span_that_speaks_of_no_year_stay_together():
    assert len(expand_parallel(marked("2016年至2018年先后借入1亿元、2亿元和3亿元。"))) == 1


@given(st.text(alphabet="公司甲乙分别持有，。；、和（）1234万元%年月日股 A客户一《》", max_size=50))
def test_offsets_survive(text):
    found = marked(text)
    assert len(found.text) == len(found.spans)
    assert found.plain().replace(" ", "") in {text.replace(" ", ""), found.plain().replace(" ", "")}
    for sentence in expand_parallel(found):
        for item in sentence.marks.values():
            assert text[item.start : item.end] == item.text


@given(st.text(alphabet="甲乙，。；！（）“”", max_size=60))
def test_sentences_cover_the_line(text):
    assert "".join(text[a:b] for a, b in sentence_spans(text)).strip() == text.strip()
