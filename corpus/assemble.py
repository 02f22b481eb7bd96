"""From canonical text to `Document`: tables first, then blocks from the lines that are left, then the metadata."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from corpus.metadata import read_metadata
from corpus.miscoded import miscoded
from corpus.outline import outline
from corpus.tables import find_tables
from kg.errors import EmptyFileError, TooLargeError
from kg.legible import legible
from kg.model import Document, DocumentMeta, Page, Table

MOST_CHARACTERS = 10_000_000  # the longest prospectuses have some two million
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
    measured(path, text)
    found = list(find_tables(text) if tables is None else tables)
    return replace(build(path, data, text, found, read_metadata(text), heads), pages=pages)


def measured(path: Path, text: str) -> str:
    """Return a text; raise EmptyFileError where it has no words, TooLargeError where it has far too many."""
    if not text.strip():
        raise EmptyFileError(path)
    if len(text) > MOST_CHARACTERS:
        raise TooLargeError(path, f"{len(text):,} characters, the limit is {MOST_CHARACTERS:,}", hint="split the file")
    return text


def build(
    path: Path, data: bytes, text: str, tables: Sequence[Table], meta: DocumentMeta, heads: Mapping[int, int] = NONE
) -> Document:
    """Build the document from text, tables, metadata and headings that a reader has made out."""
    blocks, placed = outline(text, tables, meta, heads)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(sha256, legible(path.name), text, meta, blocks, placed, unread=miscoded(text))
