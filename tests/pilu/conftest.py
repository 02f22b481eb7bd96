"""A store in a folder, and small filings to put into it."""

import pytest

import nlp
import pilu
from tests.pilu.small_reader import read


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(nlp, "read", read, raising=False)


@pytest.fixture
def filings(tmp_path):
    """Write small filings; returns a function from name and rows to path."""
    folder = tmp_path / "filings"
    folder.mkdir()

    def write(name="a.txt", rows=(("A公司", "4,356.17"), ("B公司", "12.00"))):
        lines = ["关于问询函的回复", "一、销售情况", "客户\t销售金额（万元）", *(f"{a}\t{b}" for a, b in rows)]
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


@pytest.fixture
def workspace(tmp_path, reader):
    with pilu.open(tmp_path / "store") as opened:
        yield opened
