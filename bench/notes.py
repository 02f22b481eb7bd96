"""Seconds of a cold `pilu note render` and `check`: `python bench/notes.py NOTE STORE MACHINE DATE`.

NOTE is rendered seven times by a new process each, from a copy without results; the medians are kept in
`bench/notes.json`. The goal: ten blocks of different kinds over five real filings in under two seconds.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILU = [sys.executable, "-c", "from cli import main; main()"]
RUNS = 7


def seconds(*args: str) -> float:
    """Run a command of Pilu; return its seconds, interpreter start-up included."""
    start = time.perf_counter()
    subprocess.run([*PILU, *args], cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, keep."""
    note, store, machine, date = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "note.md"
        rendered = []
        for _ in range(RUNS):
            shutil.copyfile(note, copy)
            rendered.append(seconds("note", "render", str(copy), "--store", store))
        checked = [seconds("note", "check", str(copy), "--store", store) for _ in range(RUNS)]
        blocks = copy.read_text("utf-8").count("<!-- pilu:begin")
    figures = {
        "blocks": blocks,
        "check_seconds": round(statistics.median(checked), 3),
        "date": date,
        "machine": machine,
        "render_seconds": round(statistics.median(rendered), 3),
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    print(text)
    (ROOT / "bench" / "notes.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
