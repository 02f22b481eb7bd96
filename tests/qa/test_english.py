"""How English questions are put into Chinese, words in their forms, and lists that can be read."""

from pathlib import Path

import pytest
import yaml

import pilu
from kg.answer import Status
from qa.english import in_chinese
from qa.english.lexicon import said, verb
from qa.parsing.names import Names
from qa.parsing.words import fold

HERE = Path(__file__).parent / "cases"
CASES = yaml.safe_load((HERE / "english.yaml").read_text(encoding="utf-8"))
LISTS = sorted((Path(__file__).parents[2] / "qa" / "data" / "english").glob("*.yaml"))
NAMES = Names([("星海科技股份有限公司", "1"), ("Xinghai", "1"), ("远山科技", "2"), ("北港银行", "3"), ("B公司", "4")])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["en"])
def test_in_chinese(case: dict[str, str]) -> None:
    assert in_chinese(case["en"], NAMES, 2024).text == case["zh"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("right-of-use assets", "使用权资产"),
        ("capitalized", "资本化"),
        ("subsidiaries", "子公司"),
        ("write-offs", "核销"),
    ],
)
def test_words_in_their_forms(english: str, chinese: str) -> None:
    assert said(english) == chinese


def test_verbs_in_their_forms() -> None:
    assert {verb(form) for form in ("sell", "sells", "sold", "selling")} == {"销售"}
    assert verb("table") == ""


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists(path: Path) -> None:
    lines = yaml.safe_load(path.read_text(encoding="utf-8"))
    words = [word for line in lines.values() for word in line]
    assert all(isinstance(word, str) and word == fold(word) for word in words)
    assert len(words) == len(set(words))


def test_answered_in_english(tmp_path: Path) -> None:
    workspace = pilu.open(tmp_path / "store")
    workspace.ingest([HERE / "computing.md"])
    answer = workspace.ask("By how many yuan did selling expenses rise in 2023 compared with 2022?")
    assert answer.status is Status.ANSWERED
    assert answer.lang == "en"
    assert answer.question.startswith("By how many yuan")
    assert answer.answer.startswith("The difference is ")
    assert any(line.startswith("read as 2023年") for line in answer.explain)
