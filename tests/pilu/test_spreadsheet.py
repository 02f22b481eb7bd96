"""Workbooks hold numbers as numbers and say where each thing stands, byte for byte the same."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from pilu.spreadsheet import object_workbook, table_workbook

TABLE = {
    "table": "urn:pilu:table:0:0",
    "doc": "reply.txt",
    "start": 3,
    "end": 90,
    "caption": "销售：情况/如下",
    "unit": "万元",
    "header": [["客户", "金额", "占比"]],
    "rows": [["A公司", "4,356.10", "61.73%"], ["=B公司", "(12.00)", "-"], ["C\x07公司", "0012", "123456789012"]],
    "uncertain": True,
}
FACT = {
    "fact": "urn:pilu:fact:1",
    "type": "Sale",
    "subject": "甲公司",
    "amount": Decimal("43561000"),
    "row": ["A公司", "小计"],
    "evidence": [{"doc": "reply.txt", "start": 3, "end": 9, "quote": "A公司\t4,356.10"}],
    "texts": {"amount": "4,356.10"},
}


def sheets(data: bytes):
    return openpyxl.load_workbook(BytesIO(data)).worksheets


def test_cells_of_tables_are_numbers_where_they_are_figures():
    table, cited = sheets(table_workbook([TABLE]))
    rows = list(table.iter_rows(min_row=3, max_col=3, values_only=True))
    assert rows[0] == ("客户", "金额", "占比")
    assert rows[1] == ("A公司", 4356.1, 0.6173)
    assert rows[2] == ("=B公司", -12, "-")
    assert rows[3] == ("C公司", "0012", "123456789012")
    assert [table.cell(4, at).number_format for at in (2, 3)] == ["#,##0.00", "0.00%"]
    assert table["B2"].value == "万元"
    assert table["A1"].comment.text == "reply.txt 3:90"
    assert [cell.value for cell in cited[2]] == [1, "reply.txt", 3, 90, TABLE["caption"]]


def test_facts_keep_their_citation():
    facts, cited = sheets(object_workbook([FACT]))
    assert [cell.value for cell in facts[1]] == ["no", "fact", "type", "subject", "amount", "row", "texts"]
    assert [cell.value for cell in facts[2]][3:] == ["甲公司", 43561000, "A公司、小计", "amount=4,356.10"]
    assert facts["A2"].value == cited["A2"].value == 1
    assert facts["A2"].comment.text == "reply.txt 3:9\nA公司\t4,356.10"
    assert [cell.value for cell in cited[2]] == [1, "reply.txt", 3, 9, "A公司\t4,356.10"]


@pytest.mark.parametrize(("make", "thing"), [(table_workbook, TABLE), (object_workbook, FACT)])
def test_the_same_gives_the_same_bytes(make, thing):
    assert make([thing, thing]) == make([thing, thing])
