"""Names and a figure asked for beside them, which one sentence gives behind figures of other things."""

from decimal import Decimal
from pathlib import Path

import pytest

from bench.memory import engine_of
from qa.engine import Engine

REPORT = """# 沧澜重工股份有限公司2024年年度报告

截至2024年12月31日，公司控股股东林小川、白露分别直接持有公司6,700,000股、2,200,000股，持股比例分别为14.04%、4.60%，控股股东林小川通过\
远山投资合伙企业（有限合伙）、岚峰投资合伙企业（有限合伙）间接持有公司3.86%股份。

公司园区用地765.25亩（510,170.90平米），厂房面积117,874.17平米。仓库租金为每月12,500元。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("beside") / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return engine_of([path])[0]


def test_the_figure_behind_the_names_is_of_them(engine: Engine) -> None:
    result = engine.ask("林小川通过哪两家合伙企业间接持有沧澜重工股份，间接持股比例是多少？").result
    assert result is not None
    names = ["远山投资合伙企业（有限合伙）", "岚峰投资合伙企业（有限合伙）"]
    assert [item["value"] if isinstance(item, dict) else item for item in result.value] == [*names, Decimal("0.0386")]


def test_as_many_names_as_are_asked_for(engine: Engine) -> None:
    assert engine.ask("林小川通过哪三家合伙企业间接持有沧澜重工股份，间接持股比例是多少？").result is None


def test_a_second_measure_is_read_beside_the_first(engine: Engine) -> None:
    """厂房面积 is no part of 园区用地, though the question says its whole subject once."""
    result = engine.ask("沧澜重工园区用地多少亩，厂房面积多少平方米？").result
    assert result is not None
    assert [item["value"] for item in result.value] == [Decimal("765.25"), Decimal("117874.17")]
    assert engine.ask("沧澜重工园区用地多少亩，租金每月多少元？").result is None
