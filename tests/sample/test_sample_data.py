"""The written facts hold in the sample filings themselves: quotes stand there, figures add up but for the planted one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).resolve().parent
FACTS = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))
QUESTIONS = yaml.safe_load((HERE / "questions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def texts(sample) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(sample.iterdir())}


def test_the_folder_holds_the_filings_only(texts):
    assert sorted(texts) == ["broker_note.txt", "reduction_news.md", "reply_2024h1.txt", "sponsor_2023.txt"]


@pytest.mark.parametrize("fact", FACTS["facts"], ids=lambda fact: fact["id"])
def test_quote_stands_in_the_document(fact, texts):
    assert texts[fact["doc"]].count(fact["quote"]) >= 1


def test_ids_are_unique():
    for group in (FACTS["facts"], FACTS["tables"], QUESTIONS):
        ids = [each["id"] for each in group]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.get("proof")], ids=lambda question: question["id"])
def test_proof_stands_in_some_document(question, texts):
    assert any(question["proof"] in text for text in texts.values())


def figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "").rstrip("%")) if text not in {"", "-"} else Decimal(0)


@pytest.mark.parametrize(
    ("first", "column", "rows"),
    [
        ("费用\t2024年上半年", 1, 4),
        ("费用\t2024年上半年", 3, 4),
        ("客户名称\t合同金额", 1, 3),
        ("客户名称\t2024年上半年收入", 1, 2),
        ("供应商名称\t是否存在关联关系", 3, 3),
        ("借款银行\t借款金额", 2, 2),
        ("存货类别\t产品名称", 3, 4),
    ],
)
def test_tab_tables_add_up(texts, first, column, rows):
    assert sum(figures(texts, first, column)[:rows]) == figures(texts, first, column)[rows]


def test_one_total_is_wrong(texts):
    *parts, total = figures(texts, "存货类别\t产品名称", 4)
    assert (sum(parts), total) == (Decimal("624.30"), Decimal("642.30"))


def figures(texts, first: str, column: int) -> list[Decimal]:
    lines = texts["reply_2024h1.txt"].split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    table = []
    for line in lines[start + 1 :]:
        if "\t" not in line:
            break
        if not line.startswith("\t"):
            table.append(figure(line.split("\t")[column]))
    return table
