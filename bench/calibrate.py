"""Fit how sure an answer is: `python -m bench.calibrate --store DIR --eval DIR QUESTIONS.jsonl... [--write]`.

Prints the reliability table of probabilities predicted for documents that the curve was not fitted on, and writes it to
`bench/calibration.json`; with `--write` the curve of all questions goes to `qa/data/calibration.yaml`.
"""

import argparse
import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pilu
from kg.answer import Answer, Status
from pilu import Workspace
from qa.answer import assemble
from qa.calibrate import Knots, calibrated, fitted
from qa.json import to_json

HERE = Path(__file__).parent
SURE = 0.8
ANSWERED = (Status.ANSWERED, Status.CONFLICT)
Seen = list[tuple[str, float, bool]]  # document, score, whether it was right


def main() -> None:
    """Ask, judge, fit and print."""
    args = arguments(__doc__)
    judge = scorer(args.eval / "score_qa.py")
    seen = [s for path in args.questions for s in _answered(args.store, judge, path)]
    documents = sorted({doc for doc, _, _ in seen})
    curves = {doc: fitted([(s, r) for d, s, r in seen if d != doc]) for doc in documents}
    table = reliability([(calibrated(score, curves[doc]), right) for doc, score, right in seen])
    text = json.dumps(table, ensure_ascii=False, indent=1)
    print(text)
    (HERE / "calibration.json").write_text(text + "\n", "utf-8")
    if args.write:
        _write(fitted([(s, r) for _, s, r in seen]))


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


def _answered(store: Path, judge: ModuleType, path: Path) -> Seen:
    found: Seen = []
    with pilu.open(store) as workspace:
        for line in path.read_text("utf-8").splitlines():
            gold: dict[str, Any] = json.loads(line)
            bench, outcome = workspace.engine.solved(gold["question"])
            answer = assemble(bench, outcome)
            if answer.status in ANSWERED:
                shaped = shape(answer, workspace, gold["id"])
                score = outcome.confidence * bench.scope.sure
                found.append((str(gold.get("doc", "")), score, bool(judge.right(gold, shaped))))
    return found


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


def _write(points: Knots) -> None:
    lines = "\n".join(f"  - [{score}, {sure}]" for score, sure in points)
    head = (
        "# Score of an answer → how often such answers were right, lower bound; made by `python -m bench.calibrate`.\n"
    )
    target = HERE.parent / "qa" / "data" / "calibration.yaml"
    target.write_text(f"{head}points:\n{lines}\n", "utf-8")


if __name__ == "__main__":
    main()
