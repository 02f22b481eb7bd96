"""Before a file is read: is it in the store already, and under which name will it stand?"""

import hashlib
from pathlib import Path

from kg.errors import CorpusError, MissingFileError, TooLargeError
from pilu.database import Database

LONGEST_LINE = 2_000_000  # bytes; whole announcements on one line have under 100,000
PLAIN = {".txt", ".text", ".md", ".markdown"}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex, which is the id of its document."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise CorpusError(path, error.strerror or "cannot be read", hint="check that you may read it") from error


def is_new(database: Database, path: Path) -> bool:
    """Tell whether a file can be opened and its bytes are not in the store."""
    try:
        return not database.by_id(digest(path))
    except CorpusError:
        return False


def refuse_endless_lines(path: Path) -> None:
    """Raise `TooLargeError` for a text file with a line that no filing has: it is a dump of something else."""
    if path.suffix.lower() not in PLAIN or not path.is_file() or path.stat().st_size <= LONGEST_LINE:
        return
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                message = f"a line is longer than {LONGEST_LINE:,} bytes"
                raise TooLargeError(path, message, hint="is it a filing? Break its lines")


def free_name(database: Database, name: str, path: Path) -> str:
    """Return the name a document will have: its file name, led by folders where another file has that name.

    A file that was read before from the same path takes the place of what was read then.
    """
    parents = list(path.resolve().parents)
    for parent in [None, *parents[:-1]]:
        name = f"{parent.name}/{name}" if parent else name
        source = database.source(name)
        if source in (None, str(path.resolve())):
            return name
    return name
