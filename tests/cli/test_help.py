import ast
import re
from pathlib import Path

import pytest
import yaml

import cli
from pilu.terminal.group import PiluGroup
from pilu.terminal.messages import HINTS, MESSAGES, _patterns, translate

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(command.name or command.callback.__name__ for command in cli.app.registered_commands)


def test_there_is_every_command_of_the_road():
    wanted = "ingest ask entities entity facts tables path docs show remove rebuild verify export sparql aliases search"
    assert set(wanted.split()) <= set(NAMES)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_help_ends_with_an_example(run, name, lang):
    shown = run(name, "--help", "--lang", lang).stdout
    word = {"en": "Example: ", "zh": "例如："}[lang]
    assert f"{word}pilu " in shown
    assert bool(re.search("[一-鿿]{4}", shown.split(word)[0])) == (lang == "zh")


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_help_in_both_languages(run, name):
    assert issubclass(cli.app.info.cls, PiluGroup)
    rows = re.findall(
        r"^  (?:-\S+, )?(?:--[\w-]+[^ ]*|[a-z_]+)\s.*$", run(name, "--help", "--lang", "zh").stdout, re.MULTILINE
    )
    untranslated = [row for row in rows if "--help" not in row and not re.search("[一-鿿]", row)]
    assert untranslated == []


def test_the_language_comes_from_the_locale(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "错误：" in run("docs").stderr
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "Error: " in run("docs").stderr
    assert "错误：" in run("docs", "--lang", "zh").stderr


@pytest.mark.parametrize("part", [MESSAGES, HINTS])
def test_every_message_is_translated_whole(part):
    for pattern, words in _patterns(part):
        english = "".join(pattern.pattern.replace("(.+?)", "0").replace("\\", ""))
        assert translate(english, part, "en") == english
        assert words.count("{}") == pattern.compiled.groups


def raised_by_readers():
    """Yield the message and hint of each error that a reader raises, a filled place written as 0."""
    for path in sorted((ROOT / "corpus").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error"):
                yield from ((MESSAGES, f"a.pdf: {text}") for arg in node.args[1:2] if (text := said(arg)))
                yield from (
                    (HINTS, text) for each in node.keywords if each.arg == "hint" and (text := said(each.value))
                )


def said(node):
    """Return a text as the source writes it, empty for what is computed."""
    if isinstance(node, ast.JoinedStr):
        return "".join(said(part) or "0" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize(("part", "english"), sorted(set(raised_by_readers())))
def test_what_a_reader_says_is_said_in_chinese(part, english):
    assert translate(english, part, "zh") != english


def test_help_yaml_names_only_what_is_there():
    import pilu.terminal as terminal

    words = yaml.safe_load((Path(terminal.__path__[0]) / "help.yaml").read_text("utf-8"))
    assert set(words["commands"]) == {*NAMES, "pilu"}
