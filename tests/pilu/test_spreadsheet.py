"""Workbooks hold numbers as numbers with unit and period, and say where each thing stands, byte for byte the same."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from pilu.spreadsheet import fact_workbook, list_workbook, party_workbook, table_workbook

PLACE = {"doc": "reply.txt", "start": 3, "end": 9, "quote": "A公司\t4,356.10"}
CITED = ["reply.txt", 3, 9, "A公司\t4,356.10"]
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
FIGURE = {
    "type": "Observation",
    "doc": "reply.txt",
    "row": ["A公司"],
    "column": ["销售", "占比"],
    "value": Decimal("0.6173"),
    "unit": "ratio",
    "period": "2023",
    "table": "0:0:0:2",
    "evidence": [PLACE],
}
FACT = {
    "fact": "urn:pilu:fact:1",
    "type": "Sale",
    "doc": "reply.txt",
    "subject": "甲公司",
    "amount": Decimal("43561000"),
    "share": Decimal("0.5"),
    "currency": "CNY",
    "units": {"amount": "CNY", "share": "ratio"},
    "period": "2023",
    "evidence": [PLACE],
    "texts": {"amount": "4,356.10"},
}
PARTY = {
    "iri": "urn:pilu:entity:1",
    "name": "A公司",
    "kind": "ANONYMOUS",
    "aliases": ["A"],
    "roles": ["anonymous", "customer"],
    "docs": ["reply.txt"],
    "facts": 7,
    "totals": [
        {"role": "customer", "period": "2023", "amount": Decimal("43561000.5"), "unit": "CNY", "evidence": [PLACE]}
    ],
    "evidence": [PLACE | {"of": "A公司"}],
}


def sheets(data: bytes):
    return openpyxl.load_workbook(BytesIO(data)).worksheets


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def test_cells_of_tables_are_numbers_where_they_are_figures():
    table, cited = sheets(table_workbook([TABLE]))
    rows = list(table.iter_rows(min_row=3, max_col=3, values_only=True))
    assert rows[0] == ("客户", "金额", "占比")
    assert rows[1] == ("A公司", 4356.1, 0.6173)
    assert rows[2] == ("=B公司", -12, "-")
    assert rows[3] == ("C公司", "0012", "123456789012")
    assert [table.cell(4, at).number_format for at in (2, 3)] == ["#,##0.00", "0.00%"]
    assert table["B2"].value == "万元"
    assert table["A1"].comment.text == "reply.txt 3:90\n销售：情况/如下"
    assert values(cited, 2) == ["1 销售情况如下", 1, "table", "reply.txt", 3, 90, TABLE["caption"]]


def test_figures_of_tables_stand_with_unit_and_period_on_one_sheet():
    _, figures, cited = sheets(table_workbook([TABLE], [FIGURE, FIGURE | {"table": None}]))
    told = dict(zip(values(figures, 1), values(figures, 2), strict=True))
    assert figures.max_row == 2
    assert told["value"] == 0.6173
    assert (told["unit"], told["period"], told["column"]) == ("ratio", "2023", "销售、占比")
    assert figures["A2"].comment.text == "reply.txt 3:9\nA公司\t4,356.10"
    assert values(cited, 3) == ["数据", 1, "figure", *CITED]


def test_facts_of_a_class_share_a_sheet_with_their_roles_units_and_citations():
    metric = {"type": "Headcount", "doc": "a.txt", "count": Decimal(7), "units": {"count": "person"}}
    heads, sales, cited = sheets(fact_workbook([FACT, metric | {"evidence": [PLACE]}]))
    assert [sales.title, heads.title] == ["Sale 销售", "Headcount 人数"]
    told = dict(zip(values(sales, 1), sales[2], strict=True))
    assert {key: cell.value for key, cell in told.items()} == {
        "no": 1,
        "fact": "urn:pilu:fact:1",
        "type": "Sale",
        "doc": "reply.txt",
        "subject": "甲公司",
        "amount": 43561000,
        "share": 0.5,
        "unit": "amount=CNY；share=ratio",
        "currency": "CNY",
        "period": "2023",
        "texts": "amount=4,356.10",
    }
    assert [told[key].number_format for key in ("amount", "share")] == ["#,##0", "0.00%"]
    assert dict(zip(values(heads, 1), values(heads, 2), strict=True))["unit"] == "person"
    assert sales["A2"].comment.text == "reply.txt 3:9\nA公司\t4,356.10"
    assert values(cited, 3) == ["Sale 销售", 1, "Sale", *CITED]


def test_parties_are_cited_by_the_words_that_name_them_and_their_amounts_by_those_that_state_them():
    parties, amounts, cited = sheets(party_workbook([PARTY]))
    assert values(parties, 2)[2:5] == ["A公司", "ANONYMOUS", "A"]
    assert parties["A2"].comment.text == amounts["A2"].comment.text == "reply.txt 3:9\nA公司\t4,356.10"
    assert values(amounts, 2) == [1, "A公司", "customer", "2023", 43561000.5, "CNY", "reply.txt"]
    assert amounts["E2"].number_format == "#,##0.00"
    assert values(cited, 2) == ["主体", 1, "A公司", *CITED]
    assert values(cited, 3) == ["金额", 1, "A公司 customer 2023", *CITED]


def test_a_list_without_citations_is_one_sheet():
    (sheet,) = sheets(list_workbook([{"doc": "reply.txt", "facts": 3}]))
    assert (values(sheet, 1), values(sheet, 2)) == (["doc", "facts"], ["reply.txt", 3])


@pytest.mark.parametrize(("make", "thing"), [(table_workbook, TABLE), (fact_workbook, FACT), (party_workbook, PARTY)])
def test_the_same_gives_the_same_bytes(make, thing):
    assert make([thing, thing]) == make([thing, thing])
