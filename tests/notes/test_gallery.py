"""The gallery in docs/notes is rendered anew and must be what is committed. `make docs` renders it."""

import shutil

import pytest

from notes.check import State, check
from notes.cite import references
from notes.note import render
from notes.session import Session
from notes.write import expand, read
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "notes"
NOTES = [path.name for path in expand([FOLDER]) if path.name != "README.md"]
BROKEN = {"mistakes.md"}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_of_the_gallery_is_rendered(name, workspace, tmp_path):
    shutil.copytree(FOLDER, tmp_path / "notes")
    path = tmp_path / "notes" / name
    file, session = read(path), Session(workspace, path.parent)
    rendered = render(file.text, session, path.stem)
    assert rendered.text == file.text, "run `make docs`, then read the diff"
    for chart, drawn in rendered.charts.items():
        assert (path.parent / chart).read_text("utf-8") == drawn
    states = {verdict.state for verdict in check(rendered, session, file.text)}
    assert states <= ({State.UNCHANGED, State.BROKEN} if name in BROKEN else {State.UNCHANGED})


def test_no_chart_is_left_over():
    text = "".join((FOLDER / name).read_text("utf-8") for name in NOTES)
    assert [path.name for path in FOLDER.glob("*-chart-*.svg") if f"({path.name})" not in text] == []


def test_the_references_of_the_report(workspace):
    everyone = workspace.docs()
    assert (FOLDER / "references.bib").read_text("utf-8") == references(everyone, everyone, "bibtex")


def test_every_directive_is_in_the_gallery():
    from notes import syntax
    from notes.blocks import find
    from notes.directives import TABLE
    from notes.model import Block, BlockError

    used = set()
    for name in NOTES:
        for spot in find((FOLDER / name).read_text("utf-8")):
            try:
                used |= (
                    {each.name for each in syntax.parse(spot.content, tuple(TABLE))}
                    if isinstance(spot, Block)
                    else set()
                )
            except BlockError:
                continue
    assert used == set(TABLE)
