"""Characters a CPU second of an ingest, stage by stage: `python bench/ingest.py PATH... [--profile]`.

Each stage runs alone over all documents in one process, after one document to warm it, so that imports are told apart
from work. CPU seconds, user and system: those of a busy machine stay comparable. Prints a table and keeps it in
`bench/ingest.json` with the machine, the day and how busy it was. The goals (DESIGN §9): reading and facts
150,000 characters a second a core, the whole road 100,000.
"""

from __future__ import annotations

import cProfile
import json
import os
import platform
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Measure, print, keep."""
    paths = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--")] or [ROOT / "corpus" / "sample"]
    started = time.process_time()
    import corpus
    import nlp
    from index.passages import passages
    from kg.store import OxigraphStore
    from pilu.database import Database
    from pilu.derived import Derived
    from pilu.quads import quads

    files = corpus.expand(paths)
    nlp.read(corpus.load(files[0]))
    seconds: dict[str, float] = {"start": time.process_time() - started}
    if "--profile" in sys.argv:
        profiled(lambda: [nlp.read(corpus.load(path)) for path in files])
        return

    def stage(name: str, work: Callable[[Any], Any], items: list[Any]) -> list[Any]:
        began = time.process_time()
        done = [work(item) for item in items]
        seconds[name] = time.process_time() - began
        return done

    documents = stage("corpus", corpus.load, files)
    extractions = stage("nlp", nlp.read, documents)
    cut = stage("passages", passages, documents)
    whole = list(zip(documents, extractions, cut, strict=True))
    stage("quads", lambda item: list(quads(*item[:2])), whole)
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "pilu.sqlite", create=True)
        stage("database", lambda item: database.put(*item), whole)
        graph = OxigraphStore.open(Path(folder) / "alone")
        stage("graph", lambda item: graph.replace(f"urn:pilu:doc:{item[0].id}", quads(*item[:2])), whole)
        derived = Derived.open(Path(folder))
        stage("graph and index", lambda items: ([derived.put(*item) for item in items], derived.graph), [whole])
        stage("publish", derived.publish, [database.count])
        derived.close()
    report(seconds, sum(len(document.text) for document in documents))


def report(seconds: dict[str, float], characters: int) -> None:
    """Print and keep the seconds of each stage and the characters a second they come to."""
    for name, spent in seconds.items():
        print(f"{name:16s} {spent:7.2f} s  {characters / spent:12,.0f} characters/s")
    rounded = {name: round(spent, 2) for name, spent in seconds.items()}
    kept = {
        "characters": characters,
        "cpu_seconds": rounded,
        "day": datetime.now(UTC).date().isoformat(),
        "load": round(os.getloadavg()[0], 1),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
    (ROOT / "bench" / "ingest.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def profiled(work: Callable[[], Any]) -> None:
    """Print the functions that take longest."""
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
