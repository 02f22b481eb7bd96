"""The shape of a reader: one function for each format."""

from pathlib import Path
from typing import Protocol

from kg.model import Document


class Reader(Protocol):
    """Reads the bytes of one filing; the path is for its name and for messages, the disk is not touched.

    Raises a `CorpusError` where the bytes are not what the suffix says.
    """

    def __call__(self, path: Path, data: bytes) -> Document: ...
