"""Values as strings say them: cases in files, and properties that hold for all of them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.period import Period
from kg.values.chinese import to_number
from kg.values.codes import find_codes, is_application_number, is_credit_code
from kg.values.dates import DocumentClock, find_periods, years
from kg.values.money import find_money
from kg.values.names import find_anonymous, find_products, one_spelling
from kg.values.numbers import absence, parse_number
from kg.values.quantity import find_quantities
from kg.values.units import narrow, scale

CLOCK = DocumentClock(date(2024, 10, 15), Period.months(2024, 1, 6))


def cases(name: str) -> list:
    return yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", cases("quantities"), ids=lambda case: case["text"])
def test_quantities(case):
    found = [(case["text"][a:b], q.value, q.unit, q.hedge) for a, b, q in find_quantities(case["text"])]
    wanted = [(words, Decimal(value), unit, *(hedge or [""])) for words, value, unit, *hedge in case["found"]]
    assert found == wanted


@pytest.mark.parametrize("case", cases("cells"), ids=lambda case: f"{case['cell']}|{case['unit']}")
def test_cells(case):
    found = parse_number(case["cell"], case["unit"])
    if "value" in case:
        assert found is not None
        assert (found.value, found.unit) == (Decimal(case["value"]), case["base"])
    else:
        assert found is None
        assert absence(case["cell"]) == case.get("absent")


@pytest.mark.parametrize(("text", "codes"), cases("periods"))
def test_periods(text, codes):
    assert [period.code for *_, period in find_periods(text, CLOCK)] == codes


def test_the_last_so_many_years_are_those_up_to_the_year_reported():
    """最近三年 of an annual report; 历时近三年 is nearly so long, and a half-year's report leaves it open."""
    annual = DocumentClock(None, Period.year(2023))
    assert [p.code for *_, p in find_periods("近三年资产负债率", annual)] == ["2021-01-01/2023-12-31"]
    assert [p.code for *_, p in find_periods("最近两个会计年度", annual)] == ["2022-01-01/2023-12-31"]
    assert list(find_periods("历时近三年，近年来", annual)) == []
    assert list(find_periods("近三年资产负债率", CLOCK)) == []


@pytest.mark.parametrize(("text", "code", "kind"), cases("codes"))
def test_codes(text, code, kind):
    found = [(code.text, code.kind.value) for *_, code in find_codes(text)]
    assert found == ([(code, kind)] if code else [])


def test_check_digits():
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert is_application_number("ZL200310102344.4") == is_application_number("200310102344.4")
    assert sum(is_application_number(f"200310102344.{check}") for check in "0123456789X") == 1


def test_a_bare_month_takes_the_year_beside_it():
    text = "公司于2022年3月签约，5月交付"
    assert [period.code for *_, period in find_periods(text, CLOCK)] == ["2022-03", "2022-05"]


def test_without_a_clock_nothing_is_guessed():
    assert list(find_periods("2月10日，报告期末，上半年，截至目前")) == []


def test_a_span_is_one_though_it_is_counted_behind_it():
    assert [p.code for *_, p in find_periods("2020-2023年3年营收CAGR")] == ["2020-01-01/2023-12-31"]
    assert [p.code for *_, p in find_periods("2020-2023年12月")] == ["2023-12"]


def test_a_span_has_its_years():
    [(_, _, span)] = find_periods("2019年至2023年")
    assert [year.code for year in years(span)] == ["2019", "2020", "2021", "2022", "2023"]


@given(st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False))
def test_money_survives_writing_and_reading(amount):
    text = f"金额为{amount:,.2f}元。"
    [(start, end, found)] = find_money(text)
    assert (found.value, found.unit, text[start:end]) == (amount, "CNY", f"{amount:,.2f}元")


@given(st.decimals(min_value=-100, max_value=100, places=2, allow_nan=False))
def test_percent_survives_writing_and_reading(percent):
    [(_, _, found)] = find_quantities(f"毛利率为{percent}%")
    assert (found.value, found.unit) == (percent / 100, "ratio")


@given(st.text(alphabet="0123456789,.-万亿元%年月日至第（）约超股 个台一二三十百公司AＢ１", max_size=40))
def test_spans_are_in_order_and_within_the_text(text):
    for finder in (find_quantities, lambda t: find_periods(t, CLOCK), find_codes):
        at = 0
        for start, end, _ in finder(text):
            assert at <= start < end <= len(text)
            at = end


@given(st.text(max_size=60))
def test_narrowing_keeps_the_length(text):
    assert len(narrow(text)) == len(text)


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals(number):
    digits = "零一二三四五六七八九"
    written = "".join(
        digits[int(d)] + unit for d, unit in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True) if d != "0"
    )
    assert to_number(written) == number


@pytest.mark.parametrize(
    ("words", "base", "factor"),
    [("单位：元 币种：人民币", "CNY", 1), ("（万元）", "CNY", 10000), ("金额单位：人民币亿元", "CNY", 10**8), ("万股", "share", 10000),
     ("元/股", "CNY/share", 1), ("%", "ratio", Decimal("0.01")), ("百万美元", "USD", 10**6), ("台", "台", 1)],
)  # fmt: skip
def test_scales(words, base, factor):
    unit = scale(words)
    assert unit is not None
    assert (unit.base, unit.factor) == (base, factor)


@pytest.mark.parametrize(
    ("text", "labels"),
    [("向A 公司及B公司采购", ["A公司", "B公司"]), ("客户一、客户二和供应商甲", ["客户一", "客户二", "供应商甲"]), ("客户 2 的回款", ["客户2"]),
     ("客户一般在验收后付款", []), ("为向客户A公司交付", ["A公司"]), ("AI公司众多，公司一直经营", []), ("2家公司、客户2家", []), ("第一大客户及某银行", ["第一大客户", "某银行"]),
     ("向第一大预付对象预付", ["第一大预付对象"]), ("第3大经销商", ["第3大经销商"]), ("客户Ⅱ、供应商①", ["客户Ⅱ", "供应商①"]),
     ("采购16台GPU服务器的客户已付款", ["16台GPU服务器的客户"]), ("交付16台服务器，客户已付款", []),
     ("客户1，客户2和客户3、客户4", ["客户1", "客户2", "客户3", "客户4"]), ("为供应商\n5、交易对方", []), ("中标单位三、价格", []),
     ("招标单位六盘水市", []), ("按银行三至五年期利率", []), ("P&P 公司为", []), ("与某光伏企业、某大型制药公司", ["某光伏企业", "某大型制药公司"]),
     ("确定某公司价值的方法，某一形态的企业", [])],
)  # fmt: skip
def test_anonymous_parties(text, labels):
    assert [label for *_, label in find_anonymous(text)] == labels


def test_a_product_with_a_letter_is_no_party():
    assert [label for *_, label in find_products("产品A与产品 B")] == ["产品A", "产品B"]
    assert list(find_anonymous("产品A与产品 B")) == []


def test_one_spelling():
    assert one_spelling("甲乙(北京) 科技有限公司") == one_spelling("甲乙（北京）科技有限公司")
