"""One writer at a time: a lock on a file that the system lets go when the process ends, however it ends."""

import os
from pathlib import Path
from typing import Self

from kg.errors import StoreError


class WriterLock:
    """Held between `acquire` and `release`; also a context manager that raises when another holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock; tell whether it was free."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let the lock go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        if not self.acquire():
            raise StoreError("another pilu ingest is running on this store", hint="wait until it has ended")
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only there
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
