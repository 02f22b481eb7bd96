"""A spelling that fits two parties alike is asked back about, not guessed."""

from pathlib import Path

import pytest

import pilu
from kg.answer import Status

TEXT = """宁州青禾科技股份有限公司
2023年年度报告

2023年，公司向宁州海联科技有限公司采购服务器，采购金额为100.00万元。
2023年，公司向江州海莲科技有限公司采购服务器，采购金额为200.00万元。
2023年，公司向江州云帆数据科技有限公司采购服务器，采购金额为300.00万元。
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> pilu.Workspace:
    folder: Path = tmp_path_factory.mktemp("ambiguous")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    opened = pilu.open(folder / "store")
    opened.ingest([folder / "report.txt"])
    return opened


def test_two_equal_fits_are_named(workspace: pilu.Workspace) -> None:
    answer = workspace.ask("How much did the company purchase from Hailian Technology in 2023?")
    assert answer.status is Status.AMBIGUOUS
    assert answer.reason == "宁州海联科技有限公司、江州海莲科技有限公司"
    assert answer.result is None


def test_one_fit_is_taken(workspace: pilu.Workspace) -> None:
    answer = workspace.ask("How much did the company purchase from Yunfan Data in 2023?")
    assert answer.status is not Status.AMBIGUOUS
    assert "云帆" in " ".join(e.main.quote for e in answer.evidence)
