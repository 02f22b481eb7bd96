"""Ingest in a process that kills itself at a named point: `killed.py STORE POINT NTH FILE...`; run by test_kill.py."""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import nlp
import pilu
from index.hybrid import HybridIndex
from kg.store import OxigraphStore
from pilu.database import Database
from pilu.derived import Derived
from pilu.snapshot import Manifest

POINTS = {
    "put": (Database, "put"),
    "facts": (Database, "_insert_facts"),
    "entities": (Database, "_insert_entities"),
    "graph": (OxigraphStore, "replace_all"),
    "index": (HybridIndex, "add"),
    "words": (HybridIndex, "commit"),
    "vectors": (HybridIndex, "publish"),
    "snapshot": (OxigraphStore, "snapshot"),
    "manifest": (Manifest, "write"),
    "sweep": (Derived, "_sweep"),
}


def arm(point: str, nth: int) -> None:
    """Kill this process before or after the nth call of a point: `put:before`."""
    name, _, when = point.partition(":")
    owner, method = POINTS[name]
    original = getattr(owner, method)
    calls = 0

    def deadly(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, method, deadly)


if __name__ == "__main__":
    from small_reader import read

    store, point, nth, *files = sys.argv[1:]
    nlp.read = read
    if point != "none":
        arm(point, int(nth))
    pilu.open(store).ingest(files)
