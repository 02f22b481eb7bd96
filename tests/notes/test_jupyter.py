"""A notebook on a real kernel: magics, rich output, frames, drawings; and the same as Markdown."""

import html
import re

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the extra notes and nbformat")
nbclient = pytest.importorskip("nbclient", reason="needs nbclient to run a notebook")
pytest.importorskip("ipykernel", reason="needs a kernel")
pytest.importorskip("pandas", reason="needs the extra notes")

CELLS = {
    "store": "%load_ext pilu\n%pilu_store {store}",
    "ask": "%pilu 沈知屿持有多少股？",
    "ask in a cell": "%%pilu\n沈知屿持有多少股？",
    "sparql": "%%sparql held\nSELECT ?holder ?shares WHERE {{ ?f a pl:Shareholding ; pl:holder/rdfs:label ?holder ;"
    ' pl:shares ?shares ; pl:document/pl:name "reply_2024h1.txt" }} ORDER BY DESC(?shares)',
    "sum": "print(held.shares.sum())",
    "workspace": "import pilu\nws = pilu.open(r'{store}')\nws.ask('沈知屿持有多少股？')",
    "unknown": "ws.ask('丙丁戊公司2030年的合同金额是多少？')",
    "paths": "ws.paths('沈知屿', '陆闻笙')",
    "plot": "%matplotlib inline\nws.paths('沈知屿', '陆闻笙').plot();",
    "facts": "ws.facts(type='Shareholding', docs=['reply']).to_pandas()[['holder', 'shares', 'quote']]",
    "steps": "ws.paths('沈知屿', '陆闻笙').to_pandas()",
}


@pytest.fixture(scope="module")
def notebook(workspace, tmp_path_factory):
    """The outputs of each cell, by its name."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(code.format(store=workspace.folder)) for code in CELLS.values()]
    resources = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    nbclient.NotebookClient(book, timeout=300, kernel_name="python3", resources=resources).execute()
    return {name: cell.outputs for name, cell in zip(CELLS, book.cells, strict=True)}


def data(outputs):
    return next(output.data for output in outputs if "data" in output)


@pytest.mark.parametrize("cell", ["ask", "ask in a cell", "workspace"])
def test_an_answer_shows_its_path_and_marks_the_words(notebook, cell):
    shown = data(notebook[cell])["text/html"]
    assert "9,600,000" in shown
    assert "<svg" in shown
    assert re.search(r"<q>沈知屿\t?\s*<mark[^>]*>9,600,000</mark></q>", shown)
    assert "pilu show reply_2024h1.txt --at " in shown
    assert "<script" not in shown


def test_an_answer_is_markdown_too(notebook):
    shown = data(notebook["ask"])["text/markdown"]
    assert shown.startswith("> [!NOTE]\n> ")
    assert "\n[^pilu-" in shown
    assert data(notebook["ask"])["text/plain"].startswith("沈知屿")


def test_what_is_not_known_is_said(notebook):
    assert "没有" in html.unescape(data(notebook["unknown"])["text/html"])


def test_sparql_gives_a_frame_of_exact_numbers(notebook):
    shown = data(notebook["sparql"])
    assert "<table" in shown["text/html"]
    assert "| 沈知屿 | 9600000 |" in shown["text/markdown"]
    assert [output.text for output in notebook["sum"]] == ["14525000\n"]


def test_paths_are_drawn_and_cited(notebook):
    shown = data(notebook["paths"])
    assert shown["text/html"].count("<svg") >= 1
    assert "杭州澄岫智联股份有限公司" in shown["text/html"]
    assert shown["text/markdown"].startswith("- 沈知屿 —")
    assert "image/png" in data(notebook["plot"])
    assert "<td>1</td>" in data(notebook["steps"])["text/html"]


def test_facts_are_a_frame(notebook):
    shown = data(notebook["facts"])["text/markdown"]
    assert "| holder | shares | quote |" in shown
    assert "| 陆闻笙 | 1880000 | 陆闻笙 1,880,000 4.70% |" in shown


def test_a_foreseen_error_is_one_line(workspace, tmp_path):
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell("%load_ext pilu\n%pilu_store nowhere\n%pilu 谁？")]
    client = nbclient.NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}, allow_errors=True
    )
    client.execute()
    said = "".join(output.get("text", "") for output in book.cells[0].outputs)
    assert said.startswith("Pilu: no store at nowhere")
    assert "Traceback" not in said
