"""Questions over several rows of a table: counted, added up, compared, listed under conditions; or refused."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status

HERE = Path(__file__).parent / "cases"
CASES = yaml.safe_load((HERE / "rows.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A store with one invented filing of three tables."""
    workspace = pilu.open(tmp_path_factory.mktemp("rows") / "store")
    workspace.ingest([HERE / "rows.md"])
    return workspace


@pytest.mark.parametrize("case", [c for c in CASES if "value" in c], ids=lambda c: c["q"])
def test_what_is_made_of_rows(case, workspace):
    answer = workspace.ask(case["q"])
    assert answer.status is Status.ANSWERED
    value = answer.result.value
    if isinstance(case["value"], list):
        found = value if isinstance(value, list) else [value]
        plain = [v["value"] if isinstance(v, dict) else v for v in found]
        assert plain == case["value"]
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
