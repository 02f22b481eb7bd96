"""Who signs a filing: names behind a label, on a line of their own or behind a colon."""

from pathlib import Path

import pytest

from bench.memory import engine_of
from qa.engine import Engine

NEWS = """# 沧澜重工遭股东减持

2月13日，沧澜重工股份有限公司公告称，股东远山投资减持10万股。记者致电沧澜重工，但电话无人接听。

客户 储罐

记者 林小川
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("signed") / "news.md"
    path.write_text(NEWS, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    "text", ["写沧澜重工减持的那篇报道的记者是谁？", "那篇新闻的记者叫什么？", "这篇报道是哪位记者写的？"]
)
def test_a_line_of_its_own_says_who_wrote(engine: Engine, text: str) -> None:
    answer = engine.ask(text)
    assert answer.result
    assert answer.result.value == "林小川"
    assert answer.evidence[0].main.quote == "记者 林小川"


@pytest.mark.parametrize("text", ["沧澜重工的客户是谁？", "这篇新闻的编辑是谁？", "沧澜重工的产品叫什么？"])
def test_what_signs_nothing_is_nobody(engine: Engine, text: str) -> None:
    assert "林小川" not in engine.ask(text).answer
