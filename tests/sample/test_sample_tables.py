"""Every table of the sample filings is read as it stands: cells under their heads, units, totals, metadata."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import corpus
from kg.model import Document, Table

FACTS = yaml.safe_load((Path(__file__).resolve().parent / "facts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents(sample) -> dict[str, Document]:
    return {path.name: corpus.load(path) for path in corpus.expand([sample])}


def packed(text: str) -> str:
    return "".join(text.split())


def cells_of(table: Table) -> dict[str, list[str]]:
    """Cells by "row label|head|head", blanks removed; a table without a header has "label" alone."""
    found: dict[str, list[str]] = {}
    for row in table.rows:
        label = next((packed(cell.text) for cell in row if cell.text), "")
        for column, cell in list(enumerate(row))[1:]:
            key = "|".join([label, *(packed(head) for head in table.heads(column))])
            found.setdefault(key, []).append(packed(cell.text))
            if not table.header:
                found.setdefault(label, []).append(packed(cell.text))
    return found


def holds(table: Table, cells: dict[str, str]) -> bool:
    have = cells_of(table)
    return all(packed(value) in have.get(packed(key), ()) for key, value in cells.items())


@pytest.mark.parametrize("expected", FACTS["tables"], ids=lambda table: table["id"])
def test_table(expected, documents, request):
    if "gap" in expected:
        request.applymarker(pytest.mark.xfail(reason=expected["gap"], strict=False))
    tables = documents[expected["doc"]].tables
    found = [table for table in tables if holds(table, expected["cells"])]
    assert found, [cells_of(table) for table in tables if any(v in str(table.rows) for v in expected["cells"].values())]
    [table] = found
    assert (table.width, len(table.rows)) == (expected["columns"], expected["rows"])
    if "unit" in expected:
        assert expected["unit"] in table.unit or "万元" in str(table.header)


@pytest.mark.parametrize("expected", FACTS["documents"], ids=lambda document: document["doc"])
def test_what_a_document_says_of_itself(expected, documents, request):
    if "gap" in expected:
        request.applymarker(pytest.mark.xfail(reason=expected["gap"], strict=False))
    meta = documents[expected["doc"]].meta
    wanted = {key: value for key, value in expected.items() if key not in {"doc", "gap"}}
    said = {key: str(getattr(meta, key) or "") for key in wanted}
    if "code" in wanted:
        said["code"] = said["code"][: len(wanted["code"])]
    assert said == wanted


def test_every_cell_points_into_the_text(documents):
    for document in documents.values():
        for table in document.tables:
            for row in (*table.header, *table.rows):
                for cell in row:
                    words = "".join(packed(document.text[a:b]) for a, b in cell.pieces)
                    assert words == packed(cell.text)
