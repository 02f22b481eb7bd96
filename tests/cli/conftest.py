import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import nlp

sys.path.insert(0, str(Path(__file__).parent.parent / "pilu"))

from small_reader import read

import cli

FILING = "关于问询函的回复\n一、销售情况\n客户\t销售金额（万元）\nA公司\t4,356.17\nB公司\t12.00\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line on a store of its own; `run(...)` returns click's result."""
    monkeypatch.setattr(nlp, "read", read, raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "PILU_STORE"):
        monkeypatch.delenv(name, raising=False)
    return lambda *args, **rest: CliRunner().invoke(cli.app, [str(arg) for arg in args], **rest)


@pytest.fixture
def filing(tmp_path):
    path = tmp_path / "reply.txt"
    path.write_text(FILING, "utf-8")
    return path


@pytest.fixture
def filled(run, filing):
    """The same, with one filing ingested."""
    assert run("ingest", filing).exit_code == 0
    return run
