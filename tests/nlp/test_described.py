"""Customers told by what they take, and the schedule that a table gives of their contract."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus import load
from kg.model import Party, Quantity
from nlp import read
from nlp.described import find_described

HEAD = "证券代码：600001 证券简称：甲云股份\n\n甲云股份有限公司\n关于问询函的回复公告\n\n"
WORDS = "公司购买的16台GPU服务器已到货。\n\n根据公司与算力服务客户签署的合同，前述16台设备每期对应的收款金额如下：\n\n"
TABLE = "单位：元\n\n期次\t收款日期\t金额\n第1期\t2024-07-28\t3,408,000.00\n第2期\t2024-10-28\t3,408,000.00\n第3期\t2025-01-28\t{last}\n\n"


def contracts(tmp_path: Path, text: str):
    path = tmp_path / "reply.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    return [fact for fact in read(load(path)).facts if fact.rule == "schedule"]


def test_equal_sums_at_equal_distances_are_the_contract_of_whom_the_caption_describes(tmp_path):
    [fact] = contracts(tmp_path, WORDS + TABLE.format(last="3,408,000.00"))
    told = {r.name: r.value.name if isinstance(r.value, Party) else r.value for r in fact.roles}
    assert told["party_a"] == "16台GPU服务器的客户"
    assert (told["quantity"], told["interval"]) == (Quantity(Decimal(16), "台"), Quantity(Decimal(3), "month"))
    assert told["instalment"] == Quantity(Decimal("3408000.00"), "CNY")
    assert "2024-07-28\t3,408,000.00" in fact.evidence[0].main.quote


@pytest.mark.parametrize(
    "text",
    [
        WORDS + TABLE.format(last="3,408,100.00"),  # sums that differ
        WORDS + TABLE.format(last="3,408,000.00").replace("2025-01-28", "2025-02-28"),
        WORDS.replace("与算力服务客户签署的合同", "的测算") + TABLE.format(last="3,408,000.00"),
    ],
)
def test_other_tables_are_no_schedule(tmp_path, text):
    assert contracts(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("购买的8套检测设备已验收。根据与客户签订的合同，上述8套设备按月收费。", ["8套检测设备的客户"]),
        ("购买的8套检测设备已验收。根据与客户签订的合同，上述6套设备按月收费。", []),  # nobody said what six are
        ("购买的8套检测设备已验收。公司与下游客户签订的合同均正常履行。", []),
        ("根据与客户签订的合同，上述8套设备按月收费。", []),
    ],
)
def test_goods_are_called_as_they_were_called_before(text, labels):
    assert [label for *_, label in find_described(text)] == labels
