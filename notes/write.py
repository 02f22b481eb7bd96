"""Notes on disk: read as they are, written whole or not at all, never over someone else's change."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from notes.model import NoteError

BOM = "\ufeff"
SUFFIXES = (".md", ".markdown", ".qmd", ".rmd")
_SKIPPED = frozenset({"node_modules", "_site"})


@dataclass(frozen=True, slots=True)
class File:
    """A note as it was read: its text without a BOM, and its bytes, to notice a change."""

    path: Path
    text: str
    data: bytes

    @property
    def has_bom(self) -> bool:
        return self.data.startswith(BOM.encode())


def read(path: Path) -> File:
    """Read a note; raise `NoteError` when it is not there or not UTF-8."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NoteError(f"{path}: no such note", hint="check the path") from error
    except OSError as error:
        raise NoteError(f"{path}: {error.strerror}") from error
    try:
        return File(path, data.decode("utf-8").removeprefix(BOM), data)
    except UnicodeDecodeError as error:
        raise NoteError(f"{path}: not UTF-8", hint="save the note as UTF-8") from error


def replace(file: File, text: str) -> bool:
    """Put a new text in place of the one that was read; return whether anything was written.

    Written to a file beside it first, then moved: a crash leaves the old or the new, whole. Mode is kept, a link is
    followed. Raises NoteError when the note is read-only, or has changed since it was read: then nothing is written.
    """
    data = (BOM if file.has_bom else "").encode() + text.encode("utf-8")
    if data == file.data:
        return False
    target = file.path.resolve()
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not mode & 0o222:
        raise NoteError(f"{file.path}: the note is read-only", hint="chmod u+w")
    write_whole(target, data, mode, unchanged=file.data)
    return True


def write_whole(target: Path, data: bytes, mode: int | None = None, *, unchanged: bytes | None = None) -> None:
    """Write a file in one step; `unchanged` are the bytes that must still be there just before."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise NoteError(f"{target.parent}: {error.strerror}", hint="is the folder writable?") from error
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.chmod((mode & 0o7777) if mode is not None else 0o666 & ~_umask())
        if unchanged is not None and _now(target) != unchanged:
            raise NoteError(f"{target}: the note changed while it was rendered", hint="render it again")
        fresh.replace(target)
    except OSError as error:
        raise NoteError(f"{target}: {error.strerror}") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()


def _now(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None


def _umask() -> int:
    known = os.umask(0o022)
    os.umask(known)
    return known


def expand(paths: list[Path]) -> list[Path]:
    """Return the notes meant by files and folders, each once, sorted within a folder; hidden folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(each for each in sorted(path.rglob("*")) if _is_note(each, path)))
        else:
            found[path] = None
    return list(found)


def _is_note(path: Path, root: Path) -> bool:
    folders = path.relative_to(root).parts[:-1]
    hidden = any(part.startswith(".") or part in _SKIPPED for part in folders)
    return path.suffix.lower() in SUFFIXES and not hidden and path.is_file()
