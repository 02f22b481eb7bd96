"""`make docs`: write the pages that a machine knows best, and the two stretches of the READMEs that it measures.

`docs/cli.md` from the help of each command, `docs/ontology.md` from the YAML, the question at the top of the READMEs
from the samples, their table of scores from `bench/scores.json`, the notes of `docs/notes` over the samples. `--check`
writes nothing and exits with 5 when a page would change.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILU = [sys.executable, "-c", "from cli import main; main()"]
QUESTION = "A公司的算力合同金额是多少？"
COMMAND = re.compile(r"^  ([a-z]+)  ", re.MULTILINE)
SCORES = {
    "zh": {  # names of the sets; in English they are as in the file
        "questions": "问题",
        "tables": "表格",
        "facts": "事实",
        "identity": "匿名方",
        "contracts": "合同公告",
        "freezes": "股份冻结公告",
        "audit": "勾稽检查",
    },
    "en": {},
}


def shown_help(*args: str) -> str:
    """Return the help of a command, or of all, in English."""
    from typer.testing import CliRunner

    from cli import app

    said = CliRunner().invoke(app, [*args, "--help"], env={"COLUMNS": "100", "LANG": "en_US.UTF-8"}).stdout
    return re.sub(r"[ \t]+$", "", said, flags=re.MULTILINE).strip()


def pilu(*args: str, width: int = 100) -> str:
    """Return what a command of Pilu prints, without colours, in English."""
    environment = {**os.environ, "COLUMNS": str(width), "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    run = subprocess.run([*PILU, *args], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    return re.sub(r"[ \t]+$", "", run.stdout, flags=re.MULTILINE).strip()


def command_line() -> str:
    """Return the page of commands."""
    top = shown_help()
    parts = ["# Commands", "", "Made by `make docs` from `--help`.", "", "```", top, "```"]
    for name in COMMAND.findall(top.partition("Commands:")[2]):
        shown = shown_help(name)
        within = COMMAND.findall(shown.partition("Commands:")[2])
        parts += ["", f"## pilu {name}", "", "```", shown, "```"]
        for nested in within:
            parts += ["", f"### pilu {name} {nested}", "", "```", shown_help(name, nested), "```"]
    return "\n".join(parts) + "\n"


def ontology() -> str:
    """Return the reference page of classes and roles."""
    from kg.ontology import load
    from kg.ontology.reference import reference

    return reference(load())


def answer(lang: str) -> str:
    """Return the question and answer that the README shows, nothing when there is no answer."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        pilu("ingest", "corpus/sample", "--store", store)
        said = pilu("ask", QUESTION, "--store", store, "--lang", lang, width=88)
    return f"```console\n$ pilu ask {QUESTION}\n{said}\n```" if said else ""


def notes() -> dict[Path, str]:
    """Return the gallery of notes, rendered over the samples, with its charts and references."""
    import pilu
    from notes.cite import references
    from notes.note import render
    from notes.session import Session
    from notes.write import expand, read

    folder = ROOT / "docs" / "notes"
    made: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as temporary, pilu.open(Path(temporary) / "store") as workspace:
        workspace.ingest([ROOT / "corpus" / "sample"])
        for path in expand([folder]):
            rendered = render(read(path).text, Session(workspace, folder), path.stem)
            made[path] = rendered.text
            made |= {folder / name: svg for name, svg in rendered.charts.items()}
        made[folder / "references.bib"] = references(workspace.docs(), workspace.docs(), "bibtex")
    return made


def scores(lang: str) -> str:
    """Return the table of committed scores."""
    path = ROOT / "bench" / "scores.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    head = "| 数据 | 指标 |" if lang == "zh" else "| set | figures |"
    rows = [head, "|---|---|"]
    for name, figures in sorted(known.items()):
        shown = " · ".join(f"{figure} {value:.3f}" for figure, value in sorted(figures.items()))
        rows.append(f"| {SCORES[lang].get(name, name)} | {shown} |")
    return "\n".join(rows)


def filled(page: str, mark: str, text: str) -> str:
    """Return a page with the stretch between two comments replaced."""
    pattern = re.compile(rf"(<!-- {mark}: begin -->\n).*?(<!-- {mark}: end -->)", re.DOTALL)
    return pattern.sub(lambda match: f"{match[1]}{text}\n{match[2]}", page)


def pages() -> dict[Path, str]:
    """Return each page that is made, with what it should hold."""
    made = {ROOT / "docs" / "cli.md": command_line(), ROOT / "docs" / "ontology.md": ontology()} | notes()
    for name, lang in (("README.md", "en"), ("README.zh-CN.md", "zh")):
        page = (ROOT / name).read_text(encoding="utf-8")
        said = answer(lang)
        page = filled(page, "answer", said) if said else page
        made[ROOT / name] = filled(page, "scores", scores(lang))
    return made


def main() -> int:
    """Write the pages, or tell which would change."""
    changed = []
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    for path in changed:
        print(path)
    return 5 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
