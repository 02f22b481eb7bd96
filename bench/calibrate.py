"""Fit how sure an answer is: `python -m bench.calibrate --store DIR --eval DIR QUESTIONS.jsonl... [--write]`.

Prints the reliability table of probabilities predicted for documents that the weights were not fitted on, and writes it
to `bench/calibration.json`; with `--write` the weights fitted on all go to `qa/data/sure.yaml`. A wrong answer counts
for so many right ones that what is called sure seldom is wrong.
"""

import argparse
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import pilu
from bench.logistic import fitted, probable
from kg.answer import Answer, Status
from pilu import Workspace
from qa.answers.answer import assemble
from qa.answers.json import to_json
from qa.answers.sure import signs

HERE = Path(__file__).parent
SURE = 0.8
ANSWERED = (Status.ANSWERED, Status.CONFLICT)
WRONG, PENALTY = 2.0, 0.5  # what a wrong answer counts


@dataclass(frozen=True)
class Seen:
    """One answer: the document of its question, the signs, constant first, and whether it was right."""

    doc: str
    signs: tuple[float, ...]
    right: bool


def main() -> None:
    """Ask, judge, fit and print."""
    args = arguments(__doc__)
    judge, names = scorer(args.eval / "score_qa.py"), list[str]()
    seen = [s for path in args.questions for s in _answered(args.store, judge, path, names)]
    others = {one: _fitted([s for s in seen if s.doc != one]) for one in {s.doc for s in seen}}
    sure = [float(probable(np.array(s.signs), others[s.doc])) for s in seen]
    table = reliability([(p, s.right) for p, s in zip(sure, seen, strict=True)])
    text = json.dumps(table, ensure_ascii=False, indent=1)
    print(text)
    (HERE / "calibration.json").write_text(text + "\n", "utf-8")
    if args.write:
        _write(names, _fitted(seen))


def _fitted(seen: Sequence[Seen]) -> np.ndarray:
    right = np.array([float(s.right) for s in seen])
    return fitted(np.array([s.signs for s in seen]), right, np.where(right > 0, 1.0, WRONG), PENALTY)


def arguments(about: str | None) -> argparse.Namespace:
    """Read what every fitting takes: questions, the store they are asked of, the scorers, whether to write."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def scorer(path: Path) -> ModuleType:
    """Return the scorer as a module; exits where it cannot be read."""
    spec = importlib.util.spec_from_file_location("score_qa", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shape(answer: Answer, workspace: Workspace, asked: str) -> dict[str, Any]:
    """Return an answer as the scorers read it from a file."""
    return json.loads(json.dumps(to_json(answer, workspace.library, asked), default=float))


def _answered(store: Path, judge: ModuleType, path: Path, names: list[str]) -> Iterator[Seen]:
    """Yield the answers to a file of questions; the names of the signs go to `names`."""
    with pilu.open(store) as workspace:
        for line in path.read_text("utf-8").splitlines():
            gold: dict[str, Any] = json.loads(line)
            bench, outcome = workspace.engine.solved(gold["question"])
            answer = assemble(bench, outcome)
            if answer.status in ANSWERED:
                found = signs(bench, outcome)
                names[:] = list(found)
                right = judge.right(gold, shape(answer, workspace, gold["id"]))
                yield Seen(str(gold.get("doc", "")), (1.0, *found.values()), bool(right))


def reliability(judged: list[tuple[float, bool]]) -> dict[str, Any]:
    """Return, for each tenth of probability, how many answers it has and the share that was right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in judged:
        bins[min(9, int(sure * 10))].append((sure, right))
    rows = [
        {
            "from": n / 10,
            "answers": len(rows),
            "predicted": round(sum(s for s, _ in rows) / len(rows), 3),
            "right": round(sum(r for _, r in rows) / len(rows), 3),
        }
        for n, rows in sorted(bins.items())
    ]
    sure = [right for s, right in judged if s >= SURE]
    return {
        "answers": len(judged),
        "bins": rows,
        "at 0.8 and more": {
            "share of answers": round(len(sure) / max(1, len(judged)), 3),
            "right": round(sum(sure) / max(1, len(sure)), 3),
        },
    }


def _write(names: Sequence[str], weights: np.ndarray) -> None:
    head = f"""\
# How much each sign that an answer is right counts (`qa/answers/sure.py`): the weights of a logistic model, made by
# `python -m bench.calibrate`; a wrong answer counts for {WRONG} right ones.
weights:"""
    lines = [head, *(f"  {name}: {value:.2f}" for name, value in zip(("constant", *names), weights, strict=True))]
    (HERE.parent / "qa" / "data" / "sure.yaml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
