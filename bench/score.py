"""`make score`: run every scorer that has its data, print one table, keep the figures, fail when one drops.

The figures are committed in `bench/scores.json`. A drop of more than 0.01 fails and leaves the file as it is
(`--accept` writes it all the same); what a set missed lies in `.score/<set>.failures.jsonl`. The leak check ends it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from leaks import find_leaks
from rich.console import Console
from rich.table import Table
from score_sets import ROOT, SETS, Bench, BrokenError, Figures, NoDataError, NotBuiltError

SCORES = ROOT / "bench" / "scores.json"
TOLERANCE = 0.01


def measure(bench: Bench, names: list[str]) -> tuple[dict[str, Figures], dict[str, str], bool]:
    """Return the figures of each set, a remark for each set without any, and whether something broke."""
    figures, remarks, broken = {}, {}, False
    for name in names:
        key = f"{name} (all)" if bench.full and name in {"contracts", "freezes"} else name
        try:
            figures[key] = {figure: round(value, 3) for figure, value in SETS[name](bench).items()}
        except NotBuiltError as reason:
            remarks[key] = f"not built yet: {reason}"
        except NoDataError as reason:
            remarks[key] = f"no data: {reason}"
        except BrokenError as reason:
            remarks[key], broken = f"FAILED: {reason}", True
    return figures, remarks, broken


def drops(before: dict[str, Figures], after: dict[str, Figures]) -> list[str]:
    """Return one line for each figure that fell by more than the tolerance."""
    return [
        f"{name}, {figure}: {old:.3f} → {after[name].get(figure, 0.0):.3f}"
        for name, figures in sorted(before.items())
        if name in after
        for figure, old in sorted(figures.items())
        if old - after[name].get(figure, 0.0) > TOLERANCE + 1e-9
    ]


def table(before: dict[str, Figures], after: dict[str, Figures], remarks: dict[str, str]) -> Table:
    """Return the table that is printed."""
    shown = Table("set", "figure", "now", "committed", title="Scores")
    for name, figures in after.items():
        for i, (figure, value) in enumerate(figures.items()):
            old = before.get(name, {}).get(figure)
            shown.add_row(name if i == 0 else "", figure, f"{value:.3f}", "–" if old is None else f"{old:.3f}")
    for name, remark in remarks.items():
        shown.add_row(name, remark, "", "")
    return shown


def main() -> int:
    """Measure, print, compare, write; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the real filings")
    parser.add_argument("--full", action="store_true", help="the large sets whole, and the questions on contracts")
    parser.add_argument("--accept", action="store_true", help="write the figures although one dropped")
    parser.add_argument("--only", nargs="*", choices=sorted(SETS), help="these sets only")
    args = parser.parse_args()
    console = Console()
    shared = args.shared.resolve()
    if not shared.is_dir():
        console.print(f"no real filings at {shared}: nothing to score (set SHARED)")
        return 0
    work = ROOT / ".score"
    work.mkdir(exist_ok=True)
    before = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    after, remarks, broken = measure(Bench(shared, work, full=args.full), args.only or list(SETS))
    console.print(table(before, after, remarks))
    lost = drops(before, after)
    if args.accept or not (lost or broken):
        merged = before | after
        SCORES.write_text(json.dumps(merged, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for line in lost:
        console.print(f"[red]dropped[/red] {line}")
    leaks = find_leaks(shared) if (shared / "eval" / "qa_dev.jsonl").is_file() else []
    for leak in leaks:
        console.print(f"[red]leak[/red] {leak}", soft_wrap=True)
    console.print(f"leak check: {len(leaks)} found")
    return 1 if broken or leaks or (lost and not args.accept) else 0


if __name__ == "__main__":
    sys.exit(main())
