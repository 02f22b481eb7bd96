"""The thesaurus: what people say for words of filings helps questions, never labels."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench.memory import engine_of
from kg.answer import Status
from kg.kept import words_of
from qa.parsing import thesaurus
from qa.parsing.match import explained, meanings_of
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.parsing.thesaurus import ALONE, equals, rings
from qa.parsing.words import fold, is_word, meaning_of

CONTEXT = Context(Names([("汀兰仪器", "t")]), 2025)
ASKING = re.compile("多少|几|哪|谁|什么|怎|如何|是否")
ASKED_IN_ONE = {
    "分几次",
    "现在怎么样",
    "怎么样了",
    "多少号人",
    "几号人",
    "多少口人",
    "多少员工",
    "多少钱一台",
    "值多少钱",
}
FILES = sorted((Path(thesaurus.__file__).parent / "data" / "thesaurus").glob("*.yaml"))
FILING = """# 汀兰仪器股份有限公司2023年年度报告

汀兰仪器股份有限公司（以下简称“汀兰仪器”或“公司”）的独立董事柳溪于2023年5月6日辞职。

单位：万元

| 项目 | 2023年 | 2022年 |
|---|---|---|
| 政府补助 | 321.00 | 128.50 |
| 应付账款 | 2,210.40 | 1,980.10 |
| 存货 | 906.00 | 870.00 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("thesaurus") / "annual_report.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("汀兰仪器2023年的财政补贴是多少？", 3210000),
        ("汀兰仪器2022年的应付货款是多少？", 19801000),
        ("汀兰仪器2023年的库存金额是多少？", 9060000),
    ],
)
def test_a_word_that_filings_do_not_use_is_understood(engine, text: str, value: int) -> None:
    assert engine.ask(text).result.value == value


@pytest.mark.parametrize("text", ["汀兰仪器2023年的出口存货是多少？", "汀兰仪器2023年的违约罚金是多少？"])
def test_a_word_whose_equals_no_filing_holds_either_is_refused(engine, text: str) -> None:
    assert engine.ask(text).status is Status.NOT_FOUND


def test_a_word_of_a_concept_is_that_concept_and_others_have_their_equals() -> None:
    stock, career = (parse(f"汀兰仪器的{said}是什么？", CONTEXT).terms[0] for said in ("货物库存", "从业经历"))
    assert (stock.meaning, career.meaning) == ("inventory", "")
    assert career.forms[:2] == ("从业经历", "履历")
    assert (career.unknown, explained(career, "履历"), explained(career, "从业经历")) == (False, 0.95, 1.0)


def test_longer_words_of_filings_are_not_cut() -> None:
    assert [t.text for t in parse("2023年末其他应收款是多少？", CONTEXT).terms] == ["其他应收款"]
    assert "定增" not in [t.text for t in parse("2023年收入稳定增长了吗？", CONTEXT).terms]


def test_short_words_are_read_where_they_stand_alone() -> None:
    rented, held = (parse(text, CONTEXT).terms for text in ("汀兰仪器租用的设备是什么？", "汀兰仪器出租用地是哪块？"))
    assert [t.meaning for t in rented if t.text == "租用"] == ["word:租赁"]
    assert "租用" not in [t.text for t in held]


def test_labels_are_not_read_with_it() -> None:
    assert not is_word("货物库存")
    assert meanings_of("货物库存") == frozenset()


def test_a_ring_is_told_word_of_filings_first() -> None:
    assert equals("从业经历")[0] == "履历"
    assert "从业经历" in equals("履历")
    assert equals("汀兰") == ()


def test_no_word_stands_in_two_rings() -> None:
    said = [word for path in FILES for words in words_of(path).values() for word in words]
    assert [word for word, times in Counter(word.removeprefix(ALONE) for word in said).items() if times > 1] == []


def test_no_word_of_filings_stands_in_two_files() -> None:
    filed = Counter(filed for path in FILES for filed in words_of(path))
    assert [word for word, times in filed.items() if times > 1] == []


def test_no_word_is_another_measure_of_filings() -> None:
    named = ((filed, word, meaning_of(fold(word))) for filed, words in rings().items() for word in words)
    assert [(filed, word) for filed, word, meaning in named if meaning and meaning.kind] == []


def test_no_word_swallows_what_a_question_asks() -> None:
    said = {word for words in rings().values() for word in words}
    assert {word for word in said if ASKING.search(word)} == ASKED_IN_ONE


def test_a_word_that_stands_alone_keeps_its_characters() -> None:
    terms = parse("汀兰仪器大宗一共卖了多少股？", CONTEXT).terms
    assert "block_trade" in [t.meaning for t in terms]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_files_are_sorted_and_of_one_subject(path: Path) -> None:
    filed = list(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert filed == sorted(filed)
    assert len(filed) <= 400
