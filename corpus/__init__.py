"""Filings come in: from a file to a `Document` with its canonical text, blocks and tables.

`load` reads one file, `expand` turns folders and globs into files, `READERS` is the registry: a new format is
one new file and one new line here. What the words mean is left to `nlp`.
"""

import glob
import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from corpus.reader import Reader
from kg.errors import CorpusError, MissingFileError, TooLargeError, UnsupportedFormatError
from kg.model import Document


def _reader(module: str, name: str) -> Reader:
    """Return the reader of that name, imported when it first reads: plain text waits for no engine of PDF."""
    return lambda path, data: getattr(import_module(module), name)(path, data)


_TEXT, _MARKDOWN = _reader("corpus.text", "read_text"), _reader("corpus.markdown", "read_markdown")
_HTML, _PDF = _reader("corpus.html", "read_html"), _reader("corpus.pdf", "read_pdf")
_WORD, _EXCEL = _reader("corpus.word", "read_word"), _reader("corpus.excel", "read_excel")

READERS: dict[str, Reader] = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".pdf": _PDF,
    ".docx": _WORD,
    ".doc": _WORD,
    ".xlsx": _EXCEL,
    ".xls": _EXCEL,
}

MAX_BYTES = 256 * 1024 * 1024  # the longest annual report seen as PDF is under 60 MB


def load(path: Path | str) -> Document:
    """Read one filing.

    Raises a `CorpusError`: the file is missing, empty, too large, of an unknown format, or not what it says it is.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if not path.exists():
        raise MissingFileError(path)
    if path.is_dir():
        raise CorpusError(path, "is a folder", hint="name the files in it, or ingest the folder")
    if not path.is_file():
        raise _no_file(path)
    if reader is None:
        raise UnsupportedFormatError(path, known=sorted(READERS))
    return reader(path, _bytes(path))


def expand(paths: Iterable[Path | str]) -> list[Path]:
    """Return the files meant by files, folders (read to any depth) and globs, each once, in the order given.

    Within a folder or glob files come sorted and only those with a reader. Raises `MissingFileError` for what is not
    there and `CorpusError` for a folder that holds nothing readable, and for pipes and devices.
    """
    found: dict[Path, None] = {}
    for given in paths:
        try:
            found.update(dict.fromkeys(_meant(given)))
        except OSError as error:  # a folder on the way that may not be entered, a name too long
            raise _unreadable(Path(given), error) from error
    return list(found)


def _meant(given: Path | str) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        files = list(_readable(path))
        if not files:
            raise CorpusError(path, "no readable files in this folder", hint=f"Pilu reads {' '.join(READERS)}")
        return files
    if path.is_file():
        return [path]
    if path.exists():
        raise _no_file(path)
    files = _matches(str(given))
    if not files:
        raise MissingFileError(path)
    return files


def _no_file(path: Path) -> CorpusError:
    """Return the error for what may never end: a pipe, a device."""
    return CorpusError(path, "is neither a file nor a folder", hint="save what it gives as a file")


def _readable(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that have a reader, sorted; hidden ones and links to folders are left out.

    A folder that may not be entered is yielded itself, last: whoever reads it is told so.
    """
    shut: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in READERS and path.is_file():
                yield path
    yield from (Path(error.filename) for error in shut)


def _matches(pattern: str) -> list[Path]:
    matches = (Path(name) for name in sorted(glob.glob(pattern, recursive=True)))  # noqa: PTH207 - absolute patterns
    return [path for path in matches if path.is_file() and path.suffix.lower() in READERS]


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLargeError(path, f"{size:,} bytes, the limit is {MAX_BYTES:,}", hint="split the file")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CorpusError:
    return CorpusError(path, error.strerror or "cannot be read", hint="check that you may read it")
