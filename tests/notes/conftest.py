"""The sample filings in a store of their own, and notes rendered over it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pilu
from notes.check import check
from notes.note import render
from notes.session import Session


@pytest.fixture(scope="session")
def workspace(sample, tmp_path_factory):
    """A workspace that holds the sample filings."""
    workspace = pilu.open(tmp_path_factory.mktemp("notes") / "store")
    workspace.ingest([sample])
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def session(workspace):
    """The same as the notes of one folder see it."""
    return Session(workspace, Path("/notes"))


@pytest.fixture
def rendered(session):
    """Return a function from a note to the same note rendered."""
    return lambda text: render(text, session).text


@pytest.fixture
def verdicts(session):
    """Return a function from a note to its verdicts, over the samples or another session."""
    return lambda text, other=session: check(render(text, other), other, text)


@pytest.fixture
def edited(sample, tmp_path):
    """Return a function that ingests the samples anew with words replaced in one of them; None takes it out."""

    def made(name: str, *changes: tuple[str, str] | None) -> Session:
        folder = tmp_path / f"filings-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(sample, folder)
        for change in changes:
            if change is None:
                (folder / name).unlink()
                continue
            text = (folder / name).read_text("utf-8")
            assert change[0] in text
            (folder / name).write_text(text.replace(*change), "utf-8")
        workspace = pilu.open(tmp_path / f"{folder.name}-store")
        workspace.ingest([folder])
        return Session(workspace, Path("/notes"))

    return made


def block(*lines: str) -> str:
    """Return a fenced block of ours."""
    return "\n".join(("```pilu", *lines, "```", ""))
