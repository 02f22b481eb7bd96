import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ingest_reports_on_stderr_and_skips_what_is_unchanged(run, filing):
    first, second = run("ingest", filing), run("ingest", filing)
    assert first.stdout == second.stdout == ""
    assert first.stderr.startswith("1 documents, 2 facts")
    assert "1 unchanged" in second.stderr


def test_facts_in_the_shape_of_outputs(filled):
    listed = lines(filled("facts", "--type", "Sale", "--format", "jsonl"))
    assert len(listed) == 2
    fact = listed[0]
    assert list(fact)[:3] == ["fact", "type", "doc"]
    assert (fact["buyer"], fact["amount"], fact["period"]) == ("A公司", 43561700, "2023")
    assert (fact["modality"], fact["stated_by"], fact["currency"]) == ("asserted", "issuer", "CNY")
    assert fact["texts"] == {"buyer": "A公司", "amount": "4,356.17"}
    assert fact["units"] == {"amount": "CNY"}
    [evidence] = fact["evidence"]
    assert evidence["quote"] == "A公司\t4,356.17"


def test_facts_of_a_party_and_a_document(filled):
    assert [fact["buyer"] for fact in lines(filled("facts", "--entity", "B公司", "--json"))] == ["B公司"]
    assert len(lines(filled("facts", "--doc", "reply", "--json"))) == 2
    assert filled("facts", "--type", "Loan").exit_code == 4
    assert filled("facts", "--entity", "Z公司").exit_code == 3


def test_entities_with_roles_and_stated_amounts(filled):
    listed = {each["name"]: each for each in lines(filled("entities", "--type", "anonymous", "--json"))}
    assert set(listed) == {"A公司", "B公司"}
    [total] = listed["A公司"]["totals"]
    assert (total["role"], total["period"], total["amount"], total["unit"]) == ("customer", "2023", 43561700, "CNY")
    assert total["evidence"][0]["quote"] == "A公司\t4,356.17"
    [named] = listed["A公司"]["evidence"]
    text = filled("show", "reply", "--text").stdout
    assert named["of"] == "A公司"
    assert "A公司" in text[named["start"] : named["end"]] == named["quote"]
    assert listed["A公司"]["docs"] == ["reply.txt"]
    assert [each["name"] for each in lines(filled("entities", "--type", "issuer,bank", "--json"))] == [
        "甲云股份有限公司"
    ]


def test_a_profile_cites_every_line(filled):
    [profile] = lines(filled("entity", "A公司", "--json"))
    assert [line["evidence"]["quote"] for line in profile["statements"]] == ["A公司\t4,356.17"]
    assert "name" in profile["undisclosed"]
    assert "reply.txt" in filled("entity", "甲云").stdout


def test_tables_and_documents(filled):
    [table] = lines(filled("tables", "reply.txt", "--format", "jsonl"))
    assert table["rows"] == [["A公司", "4,356.17"], ["B公司", "12.00"]]
    [document] = lines(filled("docs", "--json"))
    assert (document["doc"], document["facts"]) == ("reply.txt", 2)
    for command in ("tables", "docs", "facts", "entities"):
        assert filled(command).exit_code == 0


def test_show_at_a_place(filled):
    [fact] = [fact for fact in lines(filled("facts", "--json")) if fact["buyer"] == "B公司"]
    span = fact["evidence"][0]
    shown = filled("show", "reply.txt", "--at", f"{span['start']}:{span['end']}", "--text")
    assert shown.stdout == span["quote"]
    assert "【B公司\t12.00】" in filled("show", "reply", "--at", f"{span['start']}:{span['end']}").stdout
    assert filled("show", "reply", "--text").stdout.startswith("关于问询函")
    for wrong in ("5:2", "0:99999", "x", "-1:2"):
        assert filled("show", "reply", "--at", wrong).exit_code == 2


def test_search_finds_passages(filled):
    found = lines(filled("search", "A公司 销售金额", "--json"))
    assert found[0]["doc"] == "reply.txt"
    assert "A公司" in found[0]["text"]


def test_aliases_lists_the_anonymous(filled):
    assert lines(filled("aliases", "--format", "jsonl"))[0] == {"label": "A公司", "doc": "reply.txt", "candidates": []}
    assert len(lines(filled("aliases", "B公司", "--json"))) == 1
    assert filled("aliases", "Q公司", "--json").exit_code == 3


def test_sparql_in_every_format(filled, tmp_path):
    query = "SELECT ?label (SUM(?amount) AS ?sum) WHERE { ?f a pl:Sale ; pl:amount ?amount ; pl:buyer/rdfs:label ?label } GROUP BY ?label ORDER BY ?label"
    found = json.loads(filled("sparql", query, "--format", "json").stdout)
    assert [row["sum"]["value"] for row in found["results"]["bindings"]] == ["43561700", "120000"]
    assert filled("sparql", query, "--format", "csv").stdout.splitlines() == [
        "label,sum",
        "A公司,43561700",
        "B公司,120000",
    ]
    assert filled("sparql", query, "--format", "tsv").stdout.splitlines()[1].startswith('"A公司"\t')
    assert "A公司" in filled("sparql", "-", input=query).stdout
    (tmp_path / "q.rq").write_text(query, "utf-8")
    assert "43561700" in filled("sparql", tmp_path / "q.rq").stdout
    graph = filled("sparql", "CONSTRUCT { ?f a pl:Sale } WHERE { ?f a pl:Sale }", "--format", "turtle").stdout
    assert len(graph.splitlines()) == 2
    assert filled("sparql", query, "--format", "xml").exit_code == 2
    assert filled("sparql", "SELECT ?x WHERE { ?x a pl:Loan }").exit_code == 4
    assert filled("sparql", "SELECT nonsense").exit_code == 3


def test_remove_and_rebuild(filled):
    assert filled("rebuild").exit_code == 0
    assert filled("remove", "reply.txt").exit_code == 0
    assert filled("docs").exit_code == 4
    assert filled("remove", "reply.txt").exit_code == 3


def test_verify_finds_every_span_exact(filled):
    result = filled("verify")
    assert (result.exit_code, result.stdout) == (0, "")


def test_export_is_the_same_twice(filled):
    for format_ in ("turtle", "nquads"):
        first, second = (filled("export", "--format", format_).stdout for _ in range(2))
        assert first == second != ""
    assert filled("export", "--format", "xml").exit_code == 2


def test_the_store_is_named_before_and_after_and_by_the_environment(run, filing, tmp_path, monkeypatch):
    assert run("--store", tmp_path / "s", "ingest", filing).exit_code == 0
    assert run("docs", "--store", tmp_path / "s").exit_code == 0
    assert run("docs", f"--store={tmp_path / 's'}").exit_code == 0
    assert run("docs").exit_code == 3
    monkeypatch.setenv("PILU_STORE", str(tmp_path / "s"))
    assert run("docs").exit_code == 0


@pytest.mark.parametrize("args", [["docs"], ["docs", "--json"], ["docs", "--lang", "zh", "--store", "nowhere"]])
def test_output_is_utf8_in_a_bare_locale(filled, tmp_path, args):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", *args], env=env, cwd=tmp_path, capture_output=True, check=False
    )
    (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == (3 if "nowhere" in args else 0)
