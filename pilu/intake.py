"""Before a file is read: is it in the store already, and under which name will it stand?"""

import hashlib
from pathlib import Path

from kg.errors import CorpusError, MissingFileError
from pilu.database import Database


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex, which is the id of its document."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise CorpusError(path, error.strerror or "cannot be read", hint="check that you may read it") from error


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
