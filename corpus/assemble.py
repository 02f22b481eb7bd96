"""From canonical text to `Document`: tables first, then blocks from the lines that are left, then the metadata."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from corpus.metadata import read_metadata
from corpus.outline import outline
from corpus.tables import find_tables
from kg.model import Document, Page, Table


def assemble(
    path: Path, data: bytes, text: str, *, tables: Sequence[Table] | None = None, pages: tuple[Page, ...] = ()
) -> Document:
    """Build the document of a canonical text.

    A reader that saw the tables passes them; otherwise they are looked for in the text.
    """
    found = list(find_tables(text) if tables is None else tables)
    meta = read_metadata(text)
    blocks, placed = outline(text, found, meta)
    return Document(hashlib.sha256(data).hexdigest(), path.name, text, meta, blocks, placed, pages)
