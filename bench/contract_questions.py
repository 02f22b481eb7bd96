"""Ask the questions made from the contracts gold table: `python -m bench.contract_questions Q --store S --eval E`.

Writes shares and times to `bench/contract_questions.json`. The store holds the 1,988 announcements.
"""

import argparse
import json
import time
from pathlib import Path

import pilu
from bench.calibrate import ANSWERED, scorer, shape


def main() -> None:
    """Ask all, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    args = parser.parse_args()
    judge = scorer(args.eval / "score_qa.py")
    asked = [json.loads(line) for line in args.questions.read_text("utf-8").splitlines()]
    times: list[float] = []
    right = answered = wrong = 0
    with pilu.open(args.store) as workspace:
        for gold in asked:
            started = time.perf_counter()
            answer = workspace.ask(gold["question"])
            times.append(1000 * (time.perf_counter() - started))
            shaped = shape(answer, workspace, gold["id"])
            good = bool(judge.right(gold, shaped))
            said = answer.status in ANSWERED
            right, answered, wrong = right + good, answered + said, wrong + (said and not good)
    times.sort()
    table = {
        "questions": len(asked),
        "right": round(right / len(asked), 4),
        "answered": answered,
        "wrong of answered": round(wrong / max(1, answered), 4),
        "p50 ms": round(times[len(times) // 2], 1),
        "p95 ms": round(times[int(0.95 * len(times))], 1),
    }
    text = json.dumps(table, indent=1)
    print(text)
    (Path(__file__).parent / "contract_questions.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
