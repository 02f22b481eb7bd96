"""Whether something is so: verbs said twice (赔不赔), figures above or below nothing, a sentence that no other comes near."""

from pathlib import Path

import pytest

from bench.memory import engine_of
from qa.engine import Engine
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.parsing.question import Kind

CONTEXT = Context(Names([("沧澜重工", "e1")]), 2024)
REPLY = """# 沧澜重工股份有限公司关于问询函的回复公告

储罐业务与公司主营业务具有关联性及协同作用。

2022年至2024年，公司分别确认汇兑损益210.50万元、-88.20万元、96.40万元。

除上述人员外，公司其他董事、监事均未曾通过员工持股平台参与战略配售。

公司的储罐业务按照验收时点确认收入。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("whether") / "reply.md"
    path.write_text(REPLY, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("沧澜重工手上有没有未了的诉讼？", Kind.YESNO),
        ("沧澜重工还有没有别的客户？", Kind.YESNO),
        ("客户的损失，沧澜重工赔不赔？", Kind.YESNO),
        ("沧澜重工承不承担运费？", Kind.YESNO),
        ("沧澜重工是不是控股股东？", Kind.YESNO),
        ("沧澜重工有多少名没有签合同的员工？", Kind.NUMBER),
    ],
)
def test_a_verb_said_twice_asks_whether(text: str, kind: Kind) -> None:
    assert parse(text, CONTEXT).kind is kind


def test_the_verb_said_twice_is_a_word_of_the_question() -> None:
    assert [t.text for t in parse("客户的损失，沧澜重工赔不赔？", CONTEXT).terms][-1] == "赔"


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("储罐业务跟沧澜重工主营业务有协同作用吗？", True),
        ("沧澜重工2022年的汇兑损益是负数吗？", False),
        ("沧澜重工2023年的汇兑损益是负数吗？", True),
        ("沧澜重工其他董监有没有通过员工持股平台参与过战略配售？", False),
    ],
)
def test_whether_something_is_so(engine: Engine, text: str, so: bool) -> None:
    result = engine.ask(text).result
    assert result
    assert result.value is so


@pytest.mark.parametrize("text", ["沧澜重工有没有通过员工持股平台收购海外公司？", "沧澜重工的桥梁业务是不是按月结算？"])
def test_what_no_sentence_says_stays_open(engine: Engine, text: str) -> None:
    assert engine.ask(text).result is None


def test_advice_asked_by_a_verb_said_twice_is_asked_for_all_the_same() -> None:
    assert parse("远山科技的股票该不该买？", CONTEXT).opinion
    assert parse("远山科技的股票推荐买吗？", CONTEXT).opinion
    assert not parse("远山科技是否向公司推荐了董事？", CONTEXT).opinion
    assert not parse("客户的损失，沧澜重工赔不赔？", CONTEXT).opinion
