"""A kill at any moment of an ingest loses at most the document being ingested, and leaves no half of one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pilu

SCRIPT = Path(__file__).with_name("killed.py")
POINTS = ["put:before", "facts:before", "entities:after", "put:after", "graph:after", "index:after", "words:after"]
POINTS += ["vectors:before", "snapshot:after", "manifest:before", "manifest:after", "sweep:before"]
COUNT = "SELECT (count(DISTINCT ?f) AS ?n) WHERE { ?f a pl:Sale }"
ROWS = 3


@pytest.fixture
def files(filings):
    return [filings(f"{n}.txt", [(f"{chr(65 + 3 * n + m)}公司", f"{n}.{m}0") for m in range(ROWS)]) for n in range(4)]


def start(store, point, nth, files):
    command = [sys.executable, str(SCRIPT), str(store), point, str(nth), *map(str, files)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def check(store, files, reader):
    """The store is readable, whole, agrees with itself, and takes the rest of the files."""
    if (store / "pilu.sqlite").exists():
        with pilu.open(store) as workspace:
            try:
                listed = workspace.docs()
            except pilu.workspace.StoreError:
                listed = []  # killed before there was a store
            assert all(document.facts == ROWS for document in listed)
            if listed:
                assert workspace.verify() == []
                assert len(list(workspace.facts())) == ROWS * len(listed)
                assert workspace.snapshot.graph.query(COUNT).values()[0][0] == ROWS * len(listed)
                found = {hit.id.split(":")[0] for hit in workspace.search("公司", 100)}
                assert found == {document.id[:16] for document in listed}
    with pilu.open(store) as workspace:
        workspace.ingest(files)
        assert len(workspace.docs()) == len(files)
        quads = set(workspace.snapshot.graph.quads())
    with pilu.open(store.with_name("undisturbed")) as other:
        other.ingest(files)
        assert set(other.snapshot.graph.quads()) == quads


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point(tmp_path, files, reader, point):
    nth = 2 if point.split(":")[0] in ("graph", "words", "vectors", "snapshot", "manifest", "sweep") else 3
    with start(tmp_path / "store", point, nth, files) as process:
        assert process.wait(60) == -signal.SIGKILL, process.stderr.read().decode()
    check(tmp_path / "store", files, reader)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not known there")
@pytest.mark.parametrize("seed", range(4))
def test_killed_at_some_moment(tmp_path, files, reader, seed):
    store = tmp_path / "store"
    with start(store, "none", 0, files) as process:
        while not (store / "lock").exists() and process.poll() is None:
            time.sleep(0.002)
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.kill()
        process.wait(60)
        process.stderr.read()
    check(store, files, reader)
