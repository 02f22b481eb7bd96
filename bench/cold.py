"""Seconds and memory of a cold `pilu ask` and of an ingest, each in its own process: `python bench/cold.py PATH...`.

Ingests PATHs (default: the samples) into a fresh store, asks one question seven times, prints the medians and keeps
them in `bench/cold.json` with the machine. The goals: a cold question at most 0.5 s and 120 MiB, five real filings at
most 6 s. Timed from outside, interpreter start-up included. POSIX only.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILU = [sys.executable, "-c", "from cli import main; main()"]
QUESTION = "2023年的营业收入是多少？"
RUNS = 7


def measured(*args: str) -> tuple[float, float]:
    """Run a command of Pilu; return its seconds and its peak memory in MiB."""
    start = time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        quiet = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2)]
        child = os.posix_spawn(sys.executable, [*PILU, *args], os.environ, file_actions=quiet)
        _, _, usage = os.wait4(child, 0)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024  # Linux counts in KiB, macOS in bytes
    return time.perf_counter() - start, usage.ru_maxrss / scale


def main() -> None:
    """Measure, print, keep."""
    os.chdir(ROOT)
    paths = sys.argv[1:] or ["corpus/sample"]
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        ingest, ingest_mib = measured("ingest", *paths, "--store", store)
        asks = [measured("ask", QUESTION, "--store", store) for _ in range(RUNS)]
    figures = {
        "ask_mib": round(max(mib for _, mib in asks), 1),
        "ask_seconds": round(statistics.median(seconds for seconds, _ in asks), 3),
        "ingest_mib": round(ingest_mib, 1),
        "ingest_seconds": round(ingest, 2),
        "ingested": [Path(path).name for path in paths],
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    print(text)
    (ROOT / "bench" / "cold.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
