"""A question that a sentence says nearly word for word has the figure that stands in its place there, whatever tables
hold; one that no sentence says so, or several with different figures, is left to the other ways."""

import pytest

from bench.memory import engine_of
from kg.answer import Status
from qa.reading.blank import said_so

FILING = """# 岚屿科技股份有限公司2023年年度报告

证券代码：600001 证券简称：岚屿科技

## 人员情况

截至2022年底，公司员工总数为846人，其中研发人员375人，仓储人员218人，行政人员52人。2023年底，公司质检人员数量已从2021年底的117人下降至63人。

截至2023年底，公司员工总数为701人，其中研发人员302人，仓储人员190人，行政人员41人。

## 费用情况

2023年度，质检费用同比下降12.40%，质检人员数量同比下降31.18%。行业内，禾木光学亏损缩窄15.20%，北山激光亏损缩窄23.90%。

2023年度，公司阀控业务收入为3,120.50万元，占当年阀门业务整体收入的41.37%，历年占比均在35%以上。

行业协会统计，同类合同中期限超过5年的仅有14份，其中公司就占8份。公司拟向不超过35名的特定对象发行股份，募集资金总额不超过62,000.00万元。

交易完成后，公司前四家客户的合计占比为58.20%。

## 股东转让

2021年4月6日，李禾将其持有出资额中的300000元转让给王屿，200000元转让给陈澜，200000元转让给赵汀，150000元转让给孙坪。

单位：人

| 人员构成 | 2023年末 | 2022年末 |
|---|---|---|
| 研发人员 | 302 | 375 |
| 行政人员 | 44 | 55 |
| 质检人员 | 63 | 80 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "report.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("截至2022年底，其中研发人员375人，仓储人员218人，行政人员多少人？", "52人"),
        ("截至2023年底，其中研发人员302人，仓储人员多少人？", "190人"),
        ("2023年底，公司质检人员数量已从2021年底的多少人下降至63人？", "117人"),
        ("2023年度，质检费用同比下降12.40%，质检人员数量同比下降多少%？", "31.18%"),
        ("禾木光学亏损缩窄15.20%，北山激光亏损缩窄多少%？", "23.90%"),
        ("2023年度，公司阀控业务收入为3120.50万元，占当年阀门业务整体收入的多少%？", "41.37%"),
        ("同类合同中期限超过5年的仅有14份，其中公司就占多少份？", "8份"),
        ("公司拟向不超过35名的特定对象发行股份，募集资金总额不超过多少万元？", "62,000.00万元"),
        ("公司前四家客户的合计占比为多少%？", "58.20%"),
        ("2021年4月6日，200000元转让给陈澜，200000元转让给赵汀，多少元转让给孙坪？", "150000元"),
        ("2021年4月6日，李禾将其持有出资额中的多少元转让给王屿？", "300000元"),
    ],
)
def test_the_figure_in_the_place_of_the_interrogative_answers(engine, text, shown):
    answer = engine.ask(text)
    assert answer.status is Status.ANSWERED, answer.reason
    assert answer.result.text == shown
    assert shown in answer.evidence[0].main.quote


@pytest.mark.parametrize(
    "text",
    [
        "2021年度，质检费用同比下降12.40%，质检人员数量同比下降多少%？",  # said of another year
        "2023年度，质检费用同比下降18.40%，质检人员数量同比下降多少%？",  # another figure is given
        "禾木光学亏损缩窄15.20%，东篱激光亏损缩窄多少%？",  # said of another company
    ],
)
def test_what_a_sentence_says_otherwise_is_not_read_out_of_it(engine, text):
    assert engine.ask(text).status is not Status.ANSWERED or engine.ask(text).result.text not in ("31.18%", "23.90%")


def test_a_plain_question_is_left_to_the_table(engine):
    assert engine.ask("公司2023年末的行政人员有多少人？").result.text.startswith("44")


def test_a_figure_said_of_two_times_alike_is_not_chosen(engine):
    assert said_so(engine.bench("公司员工总数为多少人，其中研发人员？")) is None
    found = said_so(engine.bench("截至2023年底，公司员工总数为多少人，其中研发人员？"))
    assert found
    assert found.items[0].text == "701人"
