"""Filings read ahead: while this process writes one into the store, a second one reads and understands those to come.

The second (`reader.py`) is asked for a few files at a time, so that little waits in memory. What it cannot read, or was
not asked for, this process reads by itself, and so tells why it cannot be read. Both understand a file alike, so the
store is the same whether there is a second process or not.
"""

import os
import pickle
import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, cast

from corpus import second
from corpus.second import read_message, write_message
from pilu.filing import Filing, understood

STARTING = 100_000  # bytes that this process reads by itself while the second one starts
WORTH_HELP = 200_000  # bytes of the files behind those; for fewer a second process is not worth its start
AHEAD = 3  # files asked for and not yet taken


@contextmanager
def reading(files: Sequence[Path]) -> Iterator[Callable[[Path], Filing]]:
    """Yield what understands a file, to be called with `files` in order; any may be left out.

    It raises `CorpusError` where a file cannot be read.
    """
    sizes = [path.stat().st_size if path.is_file() else 0 for path in files]
    own = next((place for place, before in enumerate(accumulate(sizes), 1) if before >= STARTING), len(files))
    process = _helper() if sum(sizes[own:]) >= WORTH_HELP and second.can_help() else None
    if process is None:
        yield understood
        return
    ahead = Ahead(process, files[own:])
    try:
        yield ahead.understood
    finally:
        ahead.close()


def _helper() -> subprocess.Popen[bytes] | None:
    """Start a second process where one can be."""
    try:
        return second.started("pilu.reader", subprocess.PIPE)
    except OSError:
        return None


class Ahead:
    """A second process that understands files in their order."""

    def __init__(self, process: subprocess.Popen[bytes], files: Sequence[Path]) -> None:
        self._process, self._files = process, files
        self._requests, self._output = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        self._places = {path: place for place, path in enumerate(files)}
        self._next = 0  # the place of the first file that it may still be asked for
        self._asked: deque[Path] = deque()
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._ended = False
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()
        self._ask()

    def understood(self, path: Path) -> Filing:
        """Return what is understood of a file; those behind it are read meanwhile."""
        self._next = max(self._next, self._places.get(path, -1) + 1)
        self._ask()
        while path in self._asked:
            asked, answer = self._asked.popleft(), self._answer()
            self._ask()
            if asked == path and answer:
                filing: Filing | None = pickle.loads(answer)
                if filing:
                    return filing
        return understood(path)

    def _ask(self) -> None:
        """Ask for further files, as long as few are asked for."""
        while self._next < len(self._files) and len(self._asked) < AHEAD and not self._ended:
            path = self._files[self._next]
            self._next += 1
            self._asked.append(path)
            with suppress(OSError):  # it has ended, and will be found to have
                write_message(self._requests, os.fsencode(path))

    def _answer(self) -> bytes:
        """Wait for the next answer; nothing once the process has ended."""
        answer = b"" if self._ended else self._answers.get()
        self._ended = not answer
        return answer

    def _listen(self) -> None:
        """Take answers until there are no more, and tell that by an empty one."""
        answer = b" "
        while answer:
            try:
                answer = read_message(self._output)
            except OSError:  # it was stopped
                answer = b""
            self._answers.put(answer)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._listening.join()
        for stream in (self._requests, self._output):
            with suppress(OSError):  # what was not sent yet is not wanted any more
                stream.close()
