"""Fixtures and settings that every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("pilu", derandomize=True, deadline=None, database=None)
settings.load_profile("pilu")


def _shared() -> Path:
    return Path(os.environ.get("SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real filings and development sets that lies beside a full checkout."""
    path = _shared()
    if not path.is_dir():
        pytest.skip(f"the real filings are not here ({path}); set SHARED to their folder")
    return path


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The five real filings of the development set."""
    path = shared / "seeds"
    if not path.is_dir():
        pytest.skip(f"no seeds folder in {shared}")
    return path


@pytest.fixture(scope="session")
def sample() -> Path:
    """The invented filings that ship with the repository."""
    path = ROOT / "corpus" / "sample"
    if not path.is_dir():
        pytest.skip("corpus/sample is not in this checkout")
    return path
