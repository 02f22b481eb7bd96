"""Plain text: filings saved as text and text dumps of PDFs."""

from pathlib import Path

from corpus.assemble import assemble
from corpus.encoding import decode
from kg.model import Document


def read_text(path: Path, data: bytes) -> Document:
    """Read a text file; its canonical text is the decoded file, unchanged."""
    return assemble(path, data, decode(path, data))
