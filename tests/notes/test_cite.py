"""Documents as references, and citations that open the words."""

import json
from datetime import date
from pathlib import Path

import pytest

import pilu
from kg.model import DocumentMeta
from notes.cite import bibtex, gbt7714, key_of, references
from notes.note import render
from notes.session import Session
from pilu.database import Listed
from tests.notes.conftest import block


def listed(name="a.txt", key="00ff" * 16, **meta):
    return Listed(key, name, DocumentMeta(**meta), 10, 1)


def test_keys_are_file_names_where_they_can_be():
    a, twin = listed("reply_2024h1.txt"), listed("reply_2024h1.pdf", "11ee" * 16)
    assert key_of(a, [a]) == "reply_2024h1"
    assert (key_of(a, [a, twin]), key_of(twin, [a, twin])) == ("reply_2024h1-00ff", "reply_2024h1-11ee")
    chinese = listed("回复公告.pdf", code="688993", number="2024-061")
    assert key_of(chinese, [chinese]) == "688993-2024-061-00ff"
    unnamed = listed("回复公告.pdf", issuer_short="澄岫智联", published=date(2024, 10, 16))
    assert key_of(unnamed, [unnamed]) == "cxzl-2024-10-16-00ff"
    assert key_of(listed("回复.pdf"), []) == "doc-nd-00ff"


def test_bibtex_escapes_what_tex_reads():
    entry = bibtex(listed(title="减持逾1% & 甲_乙{丙}", author="A#B", published=date(2025, 2, 3)), "k")
    assert r"title = {{减持逾1\% \& 甲\_乙\{丙\}}}" in entry
    assert r"author = {{A\#B}}" in entry
    assert entry.startswith("@techreport{k,\n")
    assert "year = {2025}" in entry


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (
            {"author": "甲公司", "title": "回复公告", "number": "2024-061", "published": date(2024, 10, 16)},
            "甲公司. 回复公告: 2024-061[R]. 2024-10-16.",
        ),
        (
            {"kind": "news", "author": "望江财讯", "title": "减持", "published": date(2025, 2, 20)},
            "望江财讯. 减持[N]. 望江财讯, 2025-02-20.",
        ),
        ({"title": "无名"}, "无名[R]."),
    ],
)
def test_gbt7714(meta, expected):
    assert gbt7714(listed(**meta)) == expected


def test_csl_is_an_array_of_items(workspace):
    items = json.loads(references(workspace.docs(), workspace.docs(), "csl"))
    assert [item["id"] for item in items] == ["broker_note", "reduction_news", "reply_2024h1", "sponsor_2023"]
    assert items[2]["issued"] == {"date-parts": [[2024, 10, 16]]}
    assert {item["type"] for item in items} == {"report", "article-newspaper"}


@pytest.fixture
def pdf(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    from tests.corpus.pdf.make import FONT

    canvas = Canvas(str(tmp_path / "甲 回复.pdf"))
    for text in ("甲云股份有限公司关于问询函的回复公告", "截至2024年6月30日，公司研发人员为118人。"):
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return tmp_path / "甲 回复.pdf"


def test_citations_of_a_pdf_name_the_page_and_open_it(pdf, tmp_path):
    workspace = pilu.open(tmp_path / "store")
    workspace.ingest([pdf])
    session = Session(workspace, tmp_path / "notes" / "2024")
    facts = [fact for fact in workspace.facts() if "118人" in fact.evidence[0].main.quote]
    if not facts:
        pytest.skip("nothing was read on the second page")
    text = render(block(f"facts: type={facts[0].type}"), session).text
    assert "第2页" in text
    assert "[原文](../../%E7%94%B2%20%E5%9B%9E%E5%A4%8D.pdf#page=2)" in text
    cited = render(block(f"facts: type={facts[0].type}", "evidence: cite"), session).text
    assert ", p. 2]" in cited


def test_a_quote_names_its_document_for_the_shell(workspace):
    session = Session(workspace, Path("/notes"))
    [fact, *_] = workspace.facts(type="Shareholding", docs=["reply"])
    assert session.sources.command(fact.evidence[0]).startswith("pilu show reply_2024h1.txt --at ")
