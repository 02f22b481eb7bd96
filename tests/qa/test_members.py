"""Which member of a family meets a test: what has risen or fallen most, what is below nothing, what was not there."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status

HERE = Path(__file__).parent / "cases"
CASES = yaml.safe_load((HERE / "members.yaml").read_text(encoding="utf-8"))
EACH = [(name, case) for name, cases in CASES.items() for case in cases]


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pilu.Workspace]:
    """A store for each invented report."""
    opened = {name: pilu.open(tmp_path_factory.mktemp(name) / "store") for name in CASES}
    for name, workspace in opened.items():
        workspace.ingest([HERE / f"{name}.md"])
    return opened


@pytest.mark.parametrize(("report", "case"), EACH, ids=lambda part: part["q"] if isinstance(part, dict) else part)
def test_which_member(report: str, case: dict, workspaces: dict[str, pilu.Workspace]) -> None:
    answer = workspaces[report].ask(case["q"])
    if "none" in case:
        assert answer.status is Status.NOT_FOUND
        return
    assert answer.result is not None, answer.reason
    value = answer.result.value
    given = [v["value"] if isinstance(v, dict) else v for v in (value if isinstance(value, list) else [value])]
    assert len(given) == len(case["value"])
    for wanted, found in zip(case["value"], given, strict=True):
        assert found == wanted if isinstance(wanted, str) else float(found) == pytest.approx(wanted, rel=1e-3)
    assert all(edge.fact and edge.evidence for path in answer.paths for edge in path.edges)
