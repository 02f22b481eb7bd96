"""Answer a file of questions over a folder of filings in memory, with times; the scorer reads what it writes.

usage: python -m bench.qa QUESTIONS.jsonl ANSWERS.jsonl --docs DIR [--explain ID]
"""

import argparse
import json
import time
from pathlib import Path

from bench.memory import engine_of
from qa.answers.json import to_json


def main() -> None:
    """Answer every question; print how long the middle and the slowest took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--explain", nargs="*", default=[])
    args = parser.parse_args()
    engine, library = engine_of(p for p in args.docs.iterdir() if p.is_file())
    asked = [json.loads(line) for line in args.questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    times: list[float] = []
    with args.answers.open("w", encoding="utf-8") as out:
        for line in asked:
            if args.explain and line["id"] not in args.explain:
                continue
            started = time.perf_counter()
            answer = engine.ask(line["question"])
            times.append(time.perf_counter() - started)
            if args.explain:
                print(line["id"], line["question"], *answer.explain, answer.answer, "", sep="\n  ")
            out.write(json.dumps(to_json(answer, library, line["id"]), ensure_ascii=False) + "\n")
    times.sort()
    middle, slow = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95))
    print(f"{len(times)} questions; median {middle:.1f} ms, 95 % {slow:.1f} ms")


if __name__ == "__main__":
    main()
