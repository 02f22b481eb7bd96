"""The pages that `make docs` writes are up to date."""

from __future__ import annotations

from pathlib import Path

import make_docs
import pytest

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


@pytest.mark.parametrize(("name", "made"), [("cli.md", make_docs.command_line), ("ontology.md", make_docs.ontology)])
def test_page_is_up_to_date(name, made):
    assert (DOCS / name).read_text(encoding="utf-8") == made(), "run `make docs`"


def test_every_command_has_an_example():
    page = make_docs.command_line()
    for part in page.split("\n## ")[1:]:
        assert "Example" in part, part.splitlines()[0]


def test_a_marked_stretch_is_replaced():
    page = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    assert make_docs.filled(page, "x", r"new \1") == "a\n<!-- x: begin -->\nnew \\1\n<!-- x: end -->\nb\n"
