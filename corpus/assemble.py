"""From canonical text to `Document`: tables first, then blocks from the lines that are left, then the metadata."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from corpus.metadata import read_metadata
from corpus.outline import outline
from corpus.tables import find_tables
from kg.model import Document, DocumentMeta, Page, Table

NONE: Mapping[int, int] = MappingProxyType({})


def assemble(
    path: Path,
    data: bytes,
    text: str,
    *,
    tables: Sequence[Table] | None = None,
    pages: tuple[Page, ...] = (),
    heads: Mapping[int, int] = NONE,
) -> Document:
    """Build the document of a canonical text.

    A reader that saw the tables passes them; otherwise they are looked for in the text. `heads` are the headings that
    the source marks as such: where each begins, and its level.
    """
    found = list(find_tables(text) if tables is None else tables)
    return replace(build(path, data, text, found, read_metadata(text), heads), pages=pages)


def build(
    path: Path, data: bytes, text: str, tables: Sequence[Table], meta: DocumentMeta, heads: Mapping[int, int] = NONE
) -> Document:
    """Build the document from text, tables, metadata and headings that a reader has made out."""
    blocks, placed = outline(text, tables, meta, heads)
    return Document(hashlib.sha256(data).hexdigest(), path.name, text, meta, blocks, placed)
