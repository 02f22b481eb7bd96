"""Questions over several rows of a table: counted, added up, compared, listed under conditions; or refused."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status

HERE = Path(__file__).parent / "cases"
SAME = yaml.safe_load((HERE / "rows_same.yaml").read_text(encoding="utf-8"))
OTHER = "证券代码：600001 证券简称：别家股份\n别家股份有限公司公告\n2023年度，别家股份有限公司新增客户为3家，借款余额为9.00亿元。\n"
CASES = yaml.safe_load((HERE / "rows.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A store with one invented filing of three tables."""
    workspace = pilu.open(tmp_path_factory.mktemp("rows") / "store")
    workspace.ingest([HERE / "rows.md"])
    return workspace


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The same filing beside one of another company."""
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "other.txt").write_text(OTHER, "utf-8")
    workspace = pilu.open(folder / "store")
    workspace.ingest([HERE / "rows.md", folder / "other.txt"])
    return workspace


def value_of(workspace, question):
    """The status and the values of an answer, also where it is one."""
    answer = workspace.ask(question)
    value = answer.result.value if answer.result else None
    parts = value if isinstance(value, list) else [value]
    return answer.status, [v["value"] if isinstance(v, dict) else v for v in parts]


def _same(found, wanted):
    return found == wanted if isinstance(wanted, str) else float(found) == pytest.approx(wanted)


@pytest.mark.parametrize("same", SAME, ids=lambda same: same[0])
def test_said_otherwise(same, workspace):
    first = value_of(workspace, same[0])
    assert first[0] is Status.ANSWERED
    assert {q: value_of(workspace, q) for q in same} == dict.fromkeys(same, first)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["q"])
def test_an_unrelated_filing_changes_nothing(case, workspace, crowded):
    assert value_of(crowded, case["q"]) == value_of(workspace, case["q"])


@pytest.mark.parametrize("case", [c for c in CASES if "value" in c], ids=lambda c: c["q"])
def test_what_is_made_of_rows(case, workspace):
    answer = workspace.ask(case["q"])
    assert answer.status is Status.ANSWERED
    value = answer.result.value
    if isinstance(case["value"], list):
        found = value if isinstance(value, list) else [value]
        plain = [v["value"] if isinstance(v, dict) else v for v in found]
        assert len(plain) == len(case["value"])
        assert all(_same(*pair) for pair in zip(plain, case["value"], strict=True)), plain
    elif isinstance(case["value"], str):
        assert value == case["value"]
    else:
        assert float(value) == pytest.approx(case["value"], rel=1e-3)


@pytest.mark.parametrize("case", [c for c in CASES if "value" in c], ids=lambda c: c["q"])
def test_each_row_that_counts_is_cited(case, workspace):
    answer = workspace.ask(case["q"])
    assert answer.paths
    assert all(edge.fact and edge.evidence for path in answer.paths for edge in path.edges)
    computation = answer.result.computation
    operands = computation["operands"] if computation else []
    assert all(operand["evidence"] for operand in operands)


@pytest.mark.parametrize("case", [c for c in CASES if "none" in c], ids=lambda c: c["q"])
def test_what_cannot_be_made_is_refused(case, workspace):
    assert workspace.ask(case["q"]).status is Status.NOT_FOUND
