"""Fit how probable a sentence is the answer: `python -m bench.signs --store DIR --eval DIR FILE.jsonl... [--write]`.

Looks at the best sentences of every question that asks for no figure, asks the scorer whether each would be a right
answer, and fits the weights of `qa/reading/signs.py`. Prints for several thresholds how often the most probable
sentence is right: with weights fitted on all questions, and with those fitted on other documents' questions only.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

import pilu
from bench.calibrate import arguments, scorer
from bench.logistic import fitted, probable
from qa.parsing.hole import Want
from qa.parsing.holes import holes_of
from qa.parsing.question import Kind
from qa.reading.shown import shown
from qa.reading.signs import LOOKED_AT, signs

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.8)
WEIGHTS = Path(__file__).parent.parent / "qa" / "data" / "signs.yaml"


@dataclass(frozen=True)
class Seen:
    """The sentences of one question: the signs of each, and whether it is a right answer."""

    doc: str
    signs: np.ndarray
    right: np.ndarray


def main() -> None:
    """Ask, judge, fit and print."""
    args = arguments(__doc__)
    names: list[str] = []
    seen = list(_seen(args.store, scorer(args.eval / "score_qa.py"), args.questions, names))
    weights = _fitted(seen)
    others = {doc: _fitted([s for s in seen if s.doc != doc]) for doc in {s.doc for s in seen}}
    for least in THRESHOLDS:
        own, cross = (_right(seen, least, by) for by in (dict.fromkeys(others, weights), others))
        print(f"at {least}: right {own}, by weights of other documents {cross}")
    if args.write:
        _write(names, weights)


def _seen(store: Path, judge: ModuleType, files: Sequence[Path], names: list[str]) -> Iterator[Seen]:
    done: set[str] = set()
    with pilu.open(store) as workspace:
        for gold in (json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()):
            bench = workspace.engine.bench(gold["question"])
            figures = any(h.want in (Want.FIGURE, Want.RANK) for h in holes_of(bench.question))
            kind, operators = bench.question.kind, bench.question.operators
            if gold["question"] in done or figures or operators or kind in (Kind.YESNO, Kind.NUMBER):
                continue
            done.add(gold["question"])
            rows = [signs(bench, n) for n in range(min(LOOKED_AT, len(bench.sentences)))]
            texts = [shown(s.text) for s in bench.sentences[:LOOKED_AT]]
            answers = ({"status": "answered", "answer": t, "result": {"type": "text", "value": t}} for t in texts)
            if rows:
                names[:] = list(rows[0])
                matrix = np.array([[1.0, *row.values()] for row in rows])
                yield Seen(str(gold["doc"]), matrix, np.array([judge.right(gold, a) for a in answers], float))


def _fitted(seen: Sequence[Seen]) -> np.ndarray:
    return fitted(np.concatenate([s.signs for s in seen]), np.concatenate([s.right for s in seen]))


def _right(seen: Sequence[Seen], least: float, weights: dict[str, np.ndarray]) -> str:
    """Return of how many questions the most probable sentence is given, and of how many it is right."""
    given = []
    for one in seen:
        sure = probable(one.signs, weights[one.doc])
        best = int(sure.argmax())
        if sure[best] >= least:
            given.append(one.right[best])
    return f"{int(sum(given))}/{len(given)}"


def _write(names: Sequence[str], weights: np.ndarray) -> None:
    head = """\
# How much each sign that a sentence says what is asked counts (`qa/reading/signs.py`): the weights of a logistic model,
# fitted by `python -m bench.signs` on questions that may be looked at.
weights:"""
    lines = [head]
    lines += [f"  {name}: {value:.2f}" for name, value in zip(("constant", *names), weights, strict=True)]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
