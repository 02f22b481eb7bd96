"""Markdown: text with front matter, pipe tables, links, images and bold marks.

The canonical text is the decoded file, marks included: they are left where they are, so that every offset holds in
the file itself. What the marks mean is seen by the outline (`corpus/outline.py`).
"""

from pathlib import Path

from corpus.assemble import assemble
from corpus.encoding import decode
from kg.model import Document


def read_markdown(path: Path, data: bytes) -> Document:
    """Read a Markdown file; its canonical text is the decoded file, unchanged."""
    return assemble(path, data, decode(path, data))
