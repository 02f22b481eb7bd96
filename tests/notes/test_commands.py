"""`pilu note render`, `pilu note check`, `pilu cite`: exit codes, streams, files."""

import json

import pytest
from typer.testing import CliRunner

import cli
from tests.notes.conftest import block

HOLDERS = block("facts: type=Shareholding doc=reply")


@pytest.fixture
def run(workspace, tmp_path, monkeypatch):
    """Run a command on the store of the samples, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("PILU_STORE", str(workspace.folder))
    return lambda *args: CliRunner().invoke(cli.app, [str(arg) for arg in args])


def test_render_and_check(run, tmp_path):
    (tmp_path / "a.md").write_text(HOLDERS, "utf-8")
    assert run("note", "check", "a.md").exit_code == 5
    first, second = run("note", "render", "a.md"), run("note", "render", ".")
    assert (first.exit_code, first.stdout, second.exit_code) == (0, "", 0)
    assert "a.md: 1 written" in first.stderr
    assert "a.md: 1 unchanged" in second.stderr
    checked = run("note", "check", ".")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "1 unchanged" in checked.stderr


def test_check_prints_findings_and_json(run, tmp_path):
    (tmp_path / "a.md").write_text(HOLDERS, "utf-8")
    run("note", "render", "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text.replace("1,880,000股", "9股"), "utf-8")
    assert run("note", "check", "a.md").stdout == "a.md:1: changed: 陆闻笙 9股 → 1,880,000股\n"
    [found] = [json.loads(line) for line in run("note", "check", "a.md", "--json").stdout.splitlines()]
    assert (found["note"], found["line"], found["state"]) == ("a.md", 1, "changed")
    assert (tmp_path / "a.md").read_text("utf-8") != text  # nothing was written


def test_a_broken_block_is_told_and_the_rest_written(run, tmp_path):
    (tmp_path / "a.md").write_text(block("foo: x") + "\n" + HOLDERS, "utf-8")
    result = run("note", "render", "a.md")
    assert result.exit_code == 5
    assert "a.md:1: unknown directive 'foo'" in result.stderr
    assert "陆闻笙" in (tmp_path / "a.md").read_text("utf-8")


def test_a_bad_note_does_not_stop_the_others(run, tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    (tmp_path / "b.md").write_text(HOLDERS, "utf-8")
    result = run("note", "render", "a.md", "b.md", "missing.md")
    assert result.exit_code == 3
    assert "a.md: not UTF-8" in result.stderr
    assert "missing.md: no such note" in result.stderr
    assert "陆闻笙" in (tmp_path / "b.md").read_text("utf-8")


def test_a_chart_that_is_not_as_drawn_is_noticed(run, tmp_path):
    (tmp_path / "a.md").write_text(block("chart: type=Shareholding doc=reply by=holder"), "utf-8")
    assert run("note", "render", "a.md").exit_code == 0
    [chart] = tmp_path.glob("a-chart-*.svg")
    assert run("note", "check", "a.md").exit_code == 0
    chart.write_text("<svg/>", "utf-8")
    assert run("note", "check", "a.md").exit_code == 5
    assert run("note", "render", "a.md").exit_code == 0
    assert run("note", "check", "a.md").exit_code == 0


def test_no_store(run, tmp_path):
    (tmp_path / "a.md").write_text(HOLDERS, "utf-8")
    result = run("--store", tmp_path / "none", "note", "render", "a.md")
    assert result.exit_code == 3
    assert "no store at" in result.stderr
    assert (tmp_path / "a.md").read_text("utf-8") == HOLDERS


def test_cite(run):
    assert run("cite").stdout.count("@") == 4
    assert run("cite", "reply", "--format", "gbt7714").stdout.startswith("[1] 杭州澄岫智联股份有限公司. ")
    assert run("cite", "reply", "--format", "word").exit_code == 2
    assert run("cite", "nothing").exit_code == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [["note"], ["note", "render"], ["note", "check"], ["cite"]])
def test_help_ends_with_an_example(run, command, lang):
    shown = run(*command, "--help", "--lang", lang).stdout
    assert {"en": "Example: pilu ", "zh": "例如：pilu "}[lang] in shown
    assert ("笔记" in shown or "参考文献" in shown) == (lang == "zh")
