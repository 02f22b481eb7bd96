"""Why something is so: of the effect that the clause asks about, by how much people say, and which way it went."""

from decimal import Decimal
from pathlib import Path

import pytest

from bench.memory import engine_of
from qa.engine import Engine
from qa.parsing.tenths import says_tenths, tenths_of

REPLY = """# 沧澜重工股份有限公司关于问询函的回复公告

2023年，同行业公司的利润变动不一。远山机电下滑幅度达到88.65%，主要系其持续加大研发投入所致。

远山机电增长达到41.00%，主要系其回收了多笔旧款，使得利润回升。

公司也曾向岚峰精工、白鹭能源等国内厂商询价，但由于海运航线停运等原因，均被告知无法供货。

乙公司是海外阀门厂家的供货渠道，具备向公司供货的基础，因而公司选择从乙公司采购阀门。

其中，已向甲公司交付储罐且客户已验收，因此公司将相应存货结转营业成本。

此外，由于公司尚未收到客户的验收单，未能结转营业成本，导致公司账面存货规模大幅增加。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("why") / "reply.md"
    path.write_text(REPLY, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("远山机电2023年利润为什么跌了近九成？", "持续加大研发投入", "旧款"),
        ("岚峰精工、白鹭能源为什么供不了货，沧澜重工才找的乙公司？", "海运航线停运", "因而公司选择"),
        ("沧澜重工的存货怎么一下子多了那么多？", "尚未收到客户的验收单", "甲公司"),
        ("沧澜重工为什么从乙公司采购阀门？", "具备向公司供货的基础", "海运"),
    ],
)
def test_the_reason_is_of_the_effect_asked_about(engine: Engine, text: str, said: str, unsaid: str) -> None:
    answer = engine.ask(text).answer
    assert said in answer
    assert unsaid not in answer.split("。")[0]


@pytest.mark.parametrize("text", ["远山机电2023年利润为什么跌了近五成？", "岚峰精工为什么搬迁总部？"])
def test_what_nobody_explains_has_no_reason(engine: Engine, text: str) -> None:
    assert engine.ask(text).result is None


@pytest.mark.parametrize(
    ("word", "bounds"),
    [
        ("近九成", ("0.85", "0.90")),
        ("超三成", ("0.30", "0.40")),
        ("六成多", ("0.60", "0.70")),
        ("约五成", ("0.45", "0.55")),
        ("几成", None),
        ("成", None),
    ],
)
def test_between_which_shares_tenths_lie(word: str, bounds: tuple[str, str] | None) -> None:
    assert tenths_of(word) == (bounds and tuple(map(Decimal, bounds)))


@pytest.mark.parametrize(
    ("word", "text", "so"),
    [
        ("近九成", "同比下滑88.65%", True),
        ("近九成", "同比下滑91.20%", False),
        ("超三成", "占比达到32%", True),
        ("近九成", "减少88万元", False),
    ],
)
def test_which_per_cent_are_so_many_tenths(word: str, text: str, so: bool) -> None:
    assert says_tenths(word, text) is so
