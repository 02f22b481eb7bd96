"""The leak check finds what it should and lets general words pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaks import Secrets, find_leaks, leaks_in, party_names, phrases, runs, short_names

WORDS = {
    "suffixes": ["公司"],
    "party_types": ["Alias"],
    "anonymous": r"^[A-Z]\s?公司$",
    "general": ["本公司"],
}
SECRETS = Secrets(
    names=frozenset({"晨曦仪器有限公司"}),
    question_runs=frozenset(runs("去年第三季度的云端收入是多少万元", 10)),
    seed_runs=frozenset(runs("归属于上市公司股东的净利润为负且营业收入低于一亿元", 16)),
    phrases=frozenset(phrases("How many shares did the second holder sell")),
    statutory=("归属于上市公司股东的扣除非经常性损益的净利润", "归属于上市公司股东的净利润"),
)


def kinds(text: str) -> list[str]:
    return [leak.kind for leak in leaks_in(text, Path("x.py"), SECRETS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARTY = '晨曦仪器\n有限公司'", ["party"]),
        ("# 第三季度的云端收入是多少", ["question"]),
        ("第三季度的云端收入", []),
        ("# 第三季度的 云端收入\n是多少", ["question"]),
        ("many shares did the second", ["question"]),
        ("many shares did the", []),
        ("归属于上市公司股东的净利润", []),
        ("上市公司股东的净利润为负且营业收入", ["seed"]),
        ("2024-01-01,2024-12-31,100.00%", []),
    ],
)
def test_what_is_a_leak(text, expected):
    assert kinds(text) == expected


def test_overlapping_runs_are_told_once_and_separate_ones_apart():
    run = "第三季度的云端收入是多少"
    assert kinds(f"{run}，另外{run}") == ["question", "question"]


def test_party_names():
    facts = [
        {"type": "Sale", "subject": "北方一二三公司", "object": "云服务"},
        {"type": "Alias", "subject": "本公司", "object": "一二三"},
        {"type": "Sale", "subject": "A 公司", "object": None},
    ]
    questions = [{"entities": ["某某人甲"]}]
    found = party_names(facts, questions, "南山工业股份（以下简称“南山工业”）与本办法（以下简称“试行办法”）", WORDS)
    assert found == {"北方一二三公司", "一二三", "某某人甲", "南山工业"}


def test_nothing_of_the_development_set_ships(shared):
    if not (shared / "eval" / "qa_dev.jsonl").is_file():
        pytest.skip("no development questions")
    found = find_leaks(shared)
    assert not found, "\n".join(map(str, found))


def test_names_without_their_endings_are_names_where_questions_use_them_so():
    words = {"endings": ["科技", "股份"]}
    questions = [{"question": f"晨曦{year}年的收入是多少？"} for year in (2021, 2022, 2023)]
    questions += [{"question": "长夜科技2023年的收入是多少？"}] * 3
    assert short_names({"晨曦科技", "长夜科技", "北方重型机械股份"}, questions, words) == {"晨曦"}
