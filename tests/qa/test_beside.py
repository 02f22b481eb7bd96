"""Names and a figure asked for beside them, which one sentence gives behind figures of other things."""

from decimal import Decimal
from pathlib import Path

import pytest

from bench.memory import engine_of
from qa.engine import Engine

REPORT = """# 沧澜重工股份有限公司2024年年度报告

截至2024年12月31日，公司控股股东林小川、白露分别直接持有公司6,700,000股、2,200,000股，持股比例分别为14.04%、4.60%，控股股东林小川通过\
远山投资合伙企业（有限合伙）、岚峰投资合伙企业（有限合伙）间接持有公司3.86%股份。
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
