"""Score contracts on real announcements: `python -m bench.contracts SHARED --date D --machine M [--every N]`."""

import argparse
import tempfile
from pathlib import Path

from bench.announced import keep, scored, stated, written


def main() -> None:
    """Read the announcements (every Nth), score them, keep the figures with date and machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--date", required=True)
    parser.add_argument("--machine", required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--failures", type=Path)
    args = parser.parse_args()
    data = args.shared / "data" / "contracts"
    paths = sorted((data / "html").glob("*.html"))[:: args.every]
    with tempfile.TemporaryDirectory() as folder:
        out, ids = Path(folder) / "facts.jsonl", Path(folder) / "ids"
        ids.write_text("\n".join(path.stem for path in paths), "utf-8")
        speed = written(stated(paths, "Contract"), out)
        failures = ["--failures", args.failures] if args.failures else []
        scorer = args.shared / "eval" / "score_contracts.py"
        figures = scored(scorer, data / "gold.tsv", out, "--ids", ids, *failures)
    described = {"date": args.date, "machine": args.machine, "announcements": len(paths), **speed}
    keep("contracts" if args.every == 1 else f"contracts, every {args.every}th", {**described, "P, R, F1": figures})
    print(described)


if __name__ == "__main__":
    main()
