"""The sample filings in a store of their own, ingested once a run."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pilu
from kg.ontology import load
from pilu.listings import Listings
from qa.answers.json import to_json


@pytest.fixture(scope="session")
def workspace(sample, tmp_path_factory):
    """A workspace that holds the sample filings."""
    workspace = pilu.open(tmp_path_factory.mktemp("sample") / "store")
    workspace.ingest([sample])
    return workspace


@pytest.fixture(scope="session")
def stated(workspace) -> list[dict[str, Any]]:
    """What `pilu facts --format jsonl` prints."""
    subjects = {name: (kind.subject, kind.object) for name, kind in load().types.items()}
    return list(Listings(workspace.database, subjects).facts())


@pytest.fixture(scope="session")
def ask(workspace):
    """Return a function from a question to its answer in the shape of `pilu ask --json`."""

    def asked(question: str) -> dict[str, Any]:
        said = to_json(workspace.ask(question), workspace.library, "")
        return json.loads(json.dumps(said, ensure_ascii=False, default=str))

    return asked
