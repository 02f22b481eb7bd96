"""English words in the senses that filings have them in, and what a general dictionary has for those unknown."""

from pathlib import Path

import pytest

import pilu
from kg.answer import Status
from qa.english import in_chinese
from qa.english.dictionary import glossed
from qa.parsing.names import Names

NAMES = Names([("星海科技股份有限公司", "1"), ("Xinghai", "1")])
PASSAGES = [
    "星海科技的云原生应用占全部应用的比重达到三成",
    "公司陵园业务的毛利率有所上升，子公司的猪瘟疫苗取得证书",
    "设备故障可能中断客户业务并造成数据丢失",
]


def read(_: str) -> list[str]:
    return PASSAGES


def test_the_dictionary_by_its_glosses() -> None:
    assert glossed("cemetery") == (("陵园", "墓地", "墓园"), ())
    assert glossed("interrupt") == ((), ("中断", "截断", "插口"))
    assert glossed("cemet") == ((), ())
    assert glossed("~") == ((), ())


@pytest.mark.parametrize(
    ("english", "chinese", "guessed"),
    [
        ("How many cloud-native applications did Xinghai have?", "Xinghai云原生应用有多少个？", 1),
        ("What was the gross margin of Xinghai's cemetery business?", "Xinghai的陵园业务的毛利率是多少？", 1),
        ("When was the swine fever vaccine of Xinghai approved?", "Xinghai的猪瘟疫苗什么时候审议通过？", 1),
        ("What was the gross margin of Xinghai's orchard business?", "Xinghai的orchard业务的毛利率是多少？", 0),
        ("What was Xinghai's revenue in 2023?", "2023年Xinghai的营业收入是多少？", 0),  # measures keep their word
        ("Did Hengda interrupt Xinghai?", "Hengda是否中断Xinghai？", 1),
    ],
)
def test_a_sense_that_filings_have(english: str, chinese: str, guessed: int) -> None:
    said = in_chinese(english, NAMES, 2024, read)
    assert (said.text, said.guessed) == (chinese, guessed)


def test_our_own_sense_stays_where_filings_have_it() -> None:
    assert (
        in_chinese("How many applications did Xinghai file?", NAMES, 2024, lambda _: ["公司的专利申请数"]).guessed == 0
    )


def test_a_guessed_word_makes_an_answer_less_sure(tmp_path: Path) -> None:
    filing = tmp_path / "filing.md"
    filing.write_text(
        "# 星海陵园股份有限公司2023年年度报告\n\n单位：万元\n\n| 业务 | 2023年收入 |\n|---|---|\n"
        "| 陵园服务 | 1,250.00 |\n| 物业服务 | 310.00 |\n",
        "utf-8",
    )
    with pilu.open(tmp_path / "store") as workspace:
        workspace.ingest([filing])
        told, asked = (
            workspace.ask(q)
            for q in ("2023年陵园服务的收入是多少？", "What was the revenue of the cemetery service in 2023?")
        )
    assert told.status is asked.status is Status.ANSWERED
    assert "1,250.00" in asked.answer
    assert asked.confidence < told.confidence
