"""A letter of inquiry is the one on the report asked about: its number, and the day it came."""

import pytest

from bench.memory import engine_of
from kg.answer import Status

LETTERS = {"2023年年度报告": ("2024年6月3日", "1107"), "2024年半年度报告": ("2024年10月8日", "2207")}
OPENING = """证券代码：600998 证券简称：汀兰仪器

汀兰仪器股份有限公司关于{report}问询函的回复公告

汀兰仪器股份有限公司（以下简称“汀兰仪器”或“公司”）于{day}收到上海证券交易所出具的《关于汀兰仪器股份有限公司{report}的信息披露监管问询函》（上证公函【2024】{number}号）（以下简称“问询函”），现回复如下。
"""
QUESTIONS = {
    "公司是哪天收到关于2024年半年度报告的问询函的？": "2024-10-08",
    "公司是哪天收到2023年年报的监管问询函的？": "2024-06-03",
    "2023年年报问询函的文号是什么？": "上证公函【2024】1107号",
    "2022年年报问询函的文号是什么？": None,
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    paths = []
    for report, (day, number) in LETTERS.items():
        path = folder / f"{number}.txt"
        path.write_text(OPENING.format(report=report, day=day, number=number), encoding="utf-8")
        paths.append(path)
    return engine_of(paths)[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_letter_on_that_report(engine, question):
    answer = engine.ask(question)
    if QUESTIONS[question] is None:
        assert answer.status is Status.NOT_FOUND
        return
    assert answer.result.value == QUESTIONS[question]
