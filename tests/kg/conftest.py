"""Every test of the store runs on each kind of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import OxigraphStore


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OxigraphStore]:
    """An empty store, in memory and on disk."""
    kind = OxigraphStore.in_memory() if request.param == "memory" else OxigraphStore.open(tmp_path / "graph")
    with kind as opened:
        yield opened
