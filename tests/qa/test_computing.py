"""Changes, leads, shares, sums, rests and choices over one invented report, in the ways that both languages ask."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status

HERE = Path(__file__).parent / "cases"
CASES = yaml.safe_load((HERE / "computing.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> pilu.Workspace:
    opened = pilu.open(tmp_path_factory.mktemp("computing") / "store")
    opened.ingest([HERE / "computing.md"])
    return opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_computing(case: dict, workspace: pilu.Workspace) -> None:
    answer = workspace.ask(case["q"])
    if "none" in case:
        assert answer.status is Status.NOT_FOUND
        return
    assert answer.result is not None, answer.reason
    value = answer.result.value
    given = [v["value"] if isinstance(v, dict) else v for v in (value if isinstance(value, list) else [value])]
    wanted = case["value"] if isinstance(case["value"], list) else [case["value"]]
    for one, other in zip(wanted, given, strict=False):
        if isinstance(one, str):
            assert other == one
        else:
            assert abs(float(other)) == pytest.approx(abs(one), rel=1e-3)
    assert all(edge.fact and edge.evidence for path in answer.paths for edge in path.edges)


@pytest.mark.parametrize("case", [c for c in CASES if "value" in c], ids=lambda case: case["q"])
def test_operands_are_cited(case: dict, workspace: pilu.Workspace) -> None:
    answer = workspace.ask(case["q"])
    computation = answer.result.computation if answer.result else None
    assert all(operand["evidence"] for operand in (computation["operands"] if computation else []))
