"""The pages of a long PDF, read from both ends: by this process from the first on, by a second one from the last.

The second is a program of its own (`helper.py`), not a fork: nothing of this process is copied, and no script of the
user's is run again. What it has read when the two meet is taken; where there is none, or it fails, this one reads all.
A page is read alike by both, so the result is the same.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import BinaryIO

import pypdfium2 as pdfium

from corpus.pdf.layout import Layout, page_layout

WORTH_HELP = 100  # pages; fewer are read before a second process is of use
HEAD = 8  # bytes that say how long a message is


def layouts(pdf: pdfium.PdfDocument, data: bytes) -> list[Layout]:
    """Return the layout of every page of a PDF, which `data` are the bytes of."""
    count = len(pdf)
    if count < WORTH_HELP or _cores() == 1 or not sys.executable:
        return [page_layout(number + 1, pdf[number]) for number in range(count)]
    own: list[Layout] = []
    with _helped(data) as helper:
        while len(own) + helper.pages < count:
            own.append(page_layout(len(own) + 1, pdf[len(own)]))
        return [*own, *helper.layouts(after=len(own))]


class Helper:
    """What a second process has read so far, from the last page backwards."""

    def __init__(self) -> None:
        self._messages: list[bytes] = []

    @property
    def pages(self) -> int:
        """How many it has read."""
        return len(self._messages)

    def listen(self, output: BinaryIO) -> None:
        """Take its messages, each of one more page, until it ends."""
        with suppress(OSError):  # it was stopped
            while message := read_message(output):
                self._messages.append(message)

    def layouts(self, after: int) -> Iterator[Layout]:
        """Yield the pages behind a number, in order."""
        for message in reversed(self._messages):
            layout: Layout = pickle.loads(message)
            if layout.number > after:
                yield layout


@contextmanager
def _helped(data: bytes) -> Iterator[Helper]:
    """Let a second process read a PDF as long as the context lasts; one that cannot be started reads nothing."""
    helper = Helper()
    try:
        process = _started(data)
    except OSError:
        yield helper
        return
    output = process.stdout
    assert output is not None
    listening = Thread(target=helper.listen, args=(output,), daemon=True)
    listening.start()
    try:
        yield helper
    finally:
        process.kill()
        process.wait()
        listening.join()
        output.close()


def _started(data: bytes) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, sys.path))  # this program's modules, and none of the folder it runs in (-P)
    with tempfile.TemporaryFile() as handed:
        handed.write(data)
        handed.seek(0)
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "corpus.pdf.helper"],
            stdin=handed,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # what interrupts the terminal reaches this process, which ends the other
        )


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_message(stream: BinaryIO) -> bytes:
    """Return the next message of a stream, nothing where it has ended or is cut short."""
    head = stream.read(HEAD)
    size = int.from_bytes(head, "big")
    message = stream.read(size) if len(head) == HEAD else b""
    return message if len(message) == size else b""


def write_message(stream: BinaryIO, message: bytes) -> None:
    """Write a message so that `read_message` finds it again."""
    stream.write(len(message).to_bytes(HEAD, "big") + message)
    stream.flush()
