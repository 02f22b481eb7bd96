"""The same question said otherwise has the same value; a filing about somebody else changes nothing; queries hold."""

import json
from pathlib import Path

import pytest
import yaml

import pilu
from qa.answers.json import to_json

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "metamorphic.yaml").read_text(encoding="utf-8"))
SAMPLE_QUESTIONS = Path(__file__).parent.parent / "sample" / "questions.yaml"
OTHER = "证券代码：600000 证券简称：某某股份\n某某股份有限公司公告\n2023年度，某某股份有限公司营业收入为12.00亿元。\n"


@pytest.fixture(scope="module")
def workspace(sample, tmp_path_factory):
    """The sample filings in a store of their own."""
    workspace = pilu.open(tmp_path_factory.mktemp("metamorphic") / "store")
    workspace.ingest([sample])
    return workspace


@pytest.fixture(scope="module")
def crowded(sample, tmp_path_factory):
    """The sample filings beside one of another company."""
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "other.txt").write_text(OTHER, "utf-8")
    workspace = pilu.open(folder / "store")
    workspace.ingest([sample, folder / "other.txt"])
    return workspace


def result(workspace, question):
    shaped = to_json(workspace.ask(question), workspace.library, "")
    read = json.loads(json.dumps(shaped, ensure_ascii=False, default=str))
    return read["status"], (read["result"] or {}).get("value")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["same"][0])
def test_said_otherwise(case, workspace):
    first, *others = case["same"]
    status, value = result(workspace, first)
    assert status == "answered"
    assert {question: result(workspace, question)[1] for question in others} == dict.fromkeys(others, value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["same"][0])
def test_another_filing_changes_nothing(case, workspace, crowded):
    assert result(crowded, case["same"][0]) == result(workspace, case["same"][0])


def test_queries_of_answers_give_rows(workspace):
    without = []
    for case in yaml.safe_load(SAMPLE_QUESTIONS.read_text(encoding="utf-8")):
        answer = workspace.ask(case["q"])
        if answer.sparql and not len(list(workspace.sparql(answer.sparql))):
            without.append(case["id"])
    assert not without
