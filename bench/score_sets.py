"""The development sets that `make score` measures: which files, which commands, which scorer, which figures.

Each set is a function from a `Bench` to its figures; `SETS` is the list of them. A figure is between 0 and 1 and higher
is better. A command that Pilu does not have yet raises `NotBuiltError`; what breaks raises `BrokenError`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.made.cloze import written

ROOT = Path(__file__).resolve().parent.parent
PILU = [sys.executable, "-c", "import sys; from cli import main; sys.exit(main())"]
USAGE = 2  # exit code of a command or an option that is not there
FINE = (0, 4, 5)  # done, nothing found, findings
CONTRACTS = 300
FREEZES = 150
BLANKED = 60  # questions of each kind and filing

Figures = dict[str, float]


class NotBuiltError(Exception):
    """A command that this set needs does not exist yet."""


class NoDataError(Exception):
    """The development set is not in the folder."""


class BrokenError(Exception):
    """A command or a scorer failed."""


@dataclass
class Bench:
    """Where the sets are and where to work; each group of documents is ingested once."""

    shared: Path
    work: Path
    full: bool = False
    stores: dict[str, Path] = field(default_factory=dict)

    def need(self, *names: str) -> list[Path]:
        """Return the paths of those files of SHARED; raise `NoDataError` when one is missing."""
        paths = [self.shared / name for name in names]
        for path in paths:
            if not path.exists():
                raise NoDataError(str(path.relative_to(self.shared)))
        return paths

    def pilu(self, *args: str | Path, out: Path | None = None) -> None:
        """Run one command of Pilu, its standard output into `out`."""
        run = _run([*PILU, *map(str, args)], out)
        if run.returncode == USAGE and re.search(r"No such (command|option)|没有", run.stderr):
            raise NotBuiltError(f"pilu {args[0]}")
        if run.returncode not in FINE:
            raise BrokenError(f"pilu {args[0]}: exit {run.returncode}: {_last_line(run.stderr)}")

    def store(self, name: str, documents: list[Path]) -> Path:
        """Return the store of these documents, ingested on first use."""
        if name not in self.stores:
            folder = self.work / f"{name}.store"
            shutil.rmtree(folder, ignore_errors=True)
            self.pilu("ingest", *documents, "--store", folder)
            self.stores[name] = folder
        return self.stores[name]

    def seeds(self) -> Path:
        """Return the store of the real filings."""
        return self.store("seeds", self.need("seeds"))

    def scorer(self, name: str, *args: str | Path) -> str:
        """Run a scorer of SHARED and return what it prints; misses go to `<work>/<name>.failures`."""
        [script] = self.need(f"eval/{name}")
        run = _run([sys.executable, str(script), *map(str, args)], None)
        if run.returncode != 0:
            raise BrokenError(f"{name}: {_last_line(run.stderr)}")
        return run.stdout

    def failures(self, name: str) -> tuple[str, Path]:
        """Return the arguments that make a scorer write what it missed."""
        return "--failures", self.work / f"{name}.failures.jsonl"


def _run(command: list[str], out: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "LANG": "C.UTF-8", "NO_COLOR": "1"}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if out is not None:
        out.write_text(run.stdout, encoding="utf-8")
    return run


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no message"


def _find(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    if match is None:
        raise BrokenError(f"the scorer printed no {pattern!r}")
    return float(match[1])


def _share(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    if match is None:
        raise BrokenError(f"the scorer printed no {pattern!r}")
    return int(match[1]) / max(1, int(match[2]))


def questions(bench: Bench) -> Figures:
    """Answers to the development questions on the real filings."""
    gold, seeds = bench.need("eval/qa_dev.jsonl", "seeds")
    answers = bench.work / "qa.answers.jsonl"
    bench.pilu("ask", "--batch", gold, "--out", answers, "--store", bench.seeds())
    said = bench.scorer("score_qa.py", gold, answers, "--docs", seeds, *bench.failures("qa"))
    figures = {
        "right": _share(r"right (\d+)/(\d+)", said),
        "proved": _share(r"proved (\d+)/(\d+)", said),
        "answered are right": _answered_right(said),
        "values with a cited path": _share(r"every edge is cited (\d+)/(\d+)", said),
    }
    sure, answered = (int(_find(p, said)) for p in (r"0\.8 and more: (\d+) answers", r"answered (\d+), of those"))
    figures["sure of the answered"] = sure / max(1, answered)
    if sure:  # of none the scorer prints 0
        figures["sure ones right"] = _find(r"answers, right ([\d.]+)", said)
    for kind in ("unanswerable", "lang:en"):
        match = re.search(rf"{kind}\s+n=\s*\d+\s+right=\s*([\d.]+)%", said)
        if match:
            figures[kind] = float(match[1]) / 100
    return figures


def reading(bench: Bench) -> Figures:
    """Blanked sentences and cells of real filings: the five, and a report that they do not know."""
    seeds, report = bench.need("seeds", "data/reports/203885.txt")
    figures: Figures = {}
    for name, folder, store in (
        ("seeds", seeds, bench.seeds()),
        ("a report", report.parent, bench.store("report", [report])),
    ):
        asked, answers = (bench.work / f"blanked.{part}.jsonl" for part in ("questions", "answers"))
        files = sorted(folder.iterdir()) if folder == seeds else [report]
        asked.write_text("".join(f"{line}\n" for line in written(files, BLANKED)), encoding="utf-8")
        bench.pilu("ask", "--batch", asked, "--out", answers, "--store", store)
        said = bench.scorer("score_qa.py", asked, answers, "--docs", folder, *bench.failures(f"blanked {name}"))
        figures |= {f"{name}: right": _share(r"right (\d+)/(\d+)", said)}
        figures |= {f"{name}: answered are right": _answered_right(said)}
    return figures


def _answered_right(said: str) -> float:
    answered, wrong = (int(_find(p, said)) for p in (r"answered (\d+), of those", r"of those wrong (\d+)"))
    return 1 - wrong / answered if answered else 0.0


def tables(bench: Bench) -> Figures:
    """Grids of the tables in the real filings."""
    gold, seeds = bench.need("eval/tables_dev.json", "seeds")
    out = bench.work / "tables.jsonl"
    bench.pilu("tables", "--format", "jsonl", "--store", bench.seeds(), out=out)
    said = bench.scorer("score_tables.py", gold, out, "--docs", seeds, *bench.failures("tables"))
    return {name: _share(rf"{name} right (\d+)/(\d+)", said) for name in ("cells", "rows", "tables", "units")}


def facts(bench: Bench) -> Figures:
    """Typed facts of the real filings."""
    gold, seeds = bench.need("eval/facts_dev.jsonl", "seeds")
    out = bench.work / "facts.jsonl"
    bench.pilu("facts", "--format", "jsonl", "--store", bench.seeds(), out=out)
    said = bench.scorer("score_facts.py", gold, out, "--docs", seeds, *bench.failures("facts"))
    return {
        "found": _share(r"facts found (\d+)/(\d+)", said),
        "mean over types": _find(r"mean over types ([\d.]+)\s*\Z", said),
    }


def identity(bench: Bench) -> Figures:
    """Who the anonymous parties are."""
    [seeds] = bench.need("seeds")
    gold = ROOT / "bench" / "identity_gold.json"
    out = bench.work / "aliases.jsonl"
    bench.pilu("aliases", "--format", "jsonl", "--store", bench.seeds(), out=out)
    said = bench.scorer("score_identity.py", gold, out, "--docs", seeds)
    return {
        "right": _share(r"strong ones right (\d+)/(\d+)", said),
        "proved": _share(r"both sides (\d+)/(\d+)", said),
        "none wrongly certain": float(_find(r"wrongly certain (\d+)", said) == 0),
    }


def _sample(names: list[str], size: int) -> list[str]:
    """Return a fixed choice of names that does not depend on their order."""
    ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return sorted(ranked[:size])


def contracts(bench: Bench) -> Figures:
    """Contracts of real announcements, a fixed part of them or all."""
    gold, folder = bench.need("data/contracts/gold.tsv", "data/contracts/html")
    files = {path.stem: path for path in sorted(folder.iterdir())}
    chosen = sorted(files) if bench.full else _sample(list(files), CONTRACTS)
    ids = bench.work / "contracts.ids"
    ids.write_text("\n".join(chosen), encoding="utf-8")
    documents = [folder] if bench.full else [files[name] for name in chosen]
    store = bench.store("contracts", documents)
    out = bench.work / "contracts.jsonl"
    bench.pilu("facts", "--type", "Contract", "--format", "jsonl", "--store", store, out=out)
    said = bench.scorer("score_contracts.py", gold, out, "--ids", ids, *bench.failures("contracts"))
    rows = re.findall(
        r"^(key|party_a|party_b|project|contract|amount_max|amount_min|consortium)\s.*?([\d.]+)$", said, re.M
    )
    return {"mean F1": _find(r"mean F1 ([\d.]+)", said)} | {name: float(value) for name, value in rows}


def freezes(bench: Bench) -> Figures:
    """Share freezes of real announcements, a fixed part of them or all."""
    [gold] = bench.need("data/freeze/train_dev.jsonl")
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = {record["ID"]: record["Doc"] for record in records}
    chosen = sorted(texts) if bench.full else _sample(list(texts), FREEZES)
    folder, ids, out = bench.work / "freeze", bench.work / "freeze.ids", bench.work / "freeze.jsonl"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ids.write_text("\n".join(chosen), encoding="utf-8")
    for name in chosen:
        text = texts[name] if isinstance(texts[name], str) else "\n".join(texts[name])
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    store = bench.store("freeze", [folder])
    bench.pilu("facts", "--type", "ShareFreeze", "--format", "jsonl", "--store", store, out=out)
    said = bench.scorer("score_freeze.py", gold, out, "--ids", ids, *bench.failures("freeze"))
    return {
        "micro P": _find(r"micro P ([\d.]+)", said),
        "micro R": _find(r"micro P [\d.]+ R ([\d.]+)", said),
        "micro F1": _find(r"micro P [\d.]+ R [\d.]+ F1 ([\d.]+)", said),
    }


def contract_questions(bench: Bench) -> Figures:
    """Questions on the contracts, with FULL=1 only: it needs all of them ingested."""
    if not bench.full:
        raise NoDataError("FULL=1 only")
    gold, folder = bench.need("data/contracts/gold.tsv", "data/contracts/html")
    asked, answers = bench.work / "contract_questions.jsonl", bench.work / "contract_answers.jsonl"
    asked.write_text(bench.scorer("make_contract_questions.py", gold), encoding="utf-8")
    bench.pilu("ask", "--batch", asked, "--out", answers, "--store", bench.store("contracts", [folder]))
    said = bench.scorer("score_qa.py", asked, answers, "--docs", folder, *bench.failures("contract_questions"))
    return {"right": _share(r"right (\d+)/(\d+)", said), "answered are right": _answered_right(said)}


def audit(bench: Bench) -> Figures:
    """Contradictions in the real filings."""
    [gold] = bench.need("eval/audit_dev.json")
    out = bench.work / "findings.jsonl"
    bench.pilu("check", "--format", "jsonl", "--store", bench.seeds(), out=out)
    said = bench.scorer("score_audit.py", gold, out, *bench.failures("audit"))
    return {
        "found": _share(r"inconsistencies found (\d+)/(\d+)", said),
        "no false alarm": 1 - _share(r"false alarms (\d+)/(\d+)", said),
    }


SETS: dict[str, Callable[[Bench], Figures]] = {
    "questions": questions,
    "reading": reading,
    "tables": tables,
    "facts": facts,
    "identity": identity,
    "contracts": contracts,
    "freezes": freezes,
    "contract questions": contract_questions,
    "audit": audit,
}
