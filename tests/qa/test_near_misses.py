"""What no filing names is not answered with what stands next to it."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "near_misses.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workspace(sample, tmp_path_factory):
    """The sample filings in a store of their own."""
    workspace = pilu.open(tmp_path_factory.mktemp("near") / "store")
    workspace.ingest([sample])
    return workspace


@pytest.mark.parametrize("question", CASES)
def test_refused(question, workspace):
    assert workspace.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "星野重工2024年上半年的销售收入是多少？",
        "A公司-星野重工这笔业务占合同负债的比例是多少？",
        "截至2023星野重工的账面余额和坏账准备分别是多少？",
    ],
)
def test_says_whom_nobody_names(workspace, question):
    answer = workspace.ask(question)
    assert (answer.reason, "星野重工" in answer.answer) == ("unknown_entity", True)
