"""From canonical text to `Document`: tables first, then blocks from the lines that are left, then the metadata."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.metadata import read_metadata
from corpus.outline import outline
from corpus.tables import find_tables
from kg.model import Document, DocumentMeta, Page, Table


def assemble(
    path: Path, data: bytes, text: str, *, tables: Sequence[Table] | None = None, pages: tuple[Page, ...] = ()
) -> Document:
    """Build the document of a canonical text.

    A reader that saw the tables passes them; otherwise they are looked for in the text.
    """
    found = list(find_tables(text) if tables is None else tables)
    return replace(build(path, data, text, found, read_metadata(text)), pages=pages)


def build(path: Path, data: bytes, text: str, tables: Sequence[Table], meta: DocumentMeta) -> Document:
    """Build the document from text, tables and metadata that a reader has made out."""
    blocks, placed = outline(text, tables, meta)
    return Document(hashlib.sha256(data).hexdigest(), path.name, text, meta, blocks, placed)
