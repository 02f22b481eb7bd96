"""Score share freezes on real announcements: `python -m bench.freeze SHARED --date D --machine M`."""

import argparse
import json
import tempfile
from pathlib import Path

from bench.announced import keep, scored, stated, written


def main() -> None:
    """Write the announcements out as files, read and score them, keep the figures with date and machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--date", required=True)
    parser.add_argument("--machine", required=True)
    parser.add_argument("--failures", type=Path)
    args = parser.parse_args()
    gold = args.shared / "data" / "freeze" / "train_dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        paths: list[Path] = []
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            paths.append(Path(folder) / f"{row['ID']}.txt")
            paths[-1].write_text(row["Doc"], "utf-8")
        out = Path(folder) / "facts.jsonl"
        speed = written(stated(paths, "ShareFreeze"), out)
        failures = ["--failures", args.failures] if args.failures else []
        figures = scored(args.shared / "eval" / "score_freeze.py", gold, out, *failures)
    described = {"date": args.date, "machine": args.machine, "announcements": len(paths), **speed}
    keep("freezes", {**described, "P, R, F1": figures})
    print(described)


if __name__ == "__main__":
    main()
