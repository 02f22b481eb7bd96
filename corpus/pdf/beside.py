"""The pages of a long PDF, read from both ends: by this process from the first on, by a second one from the last.

What the second (`helper.py`) has read when the two meet is taken; where there is none, or it fails, this one reads all.
A page is read alike by both, so the result is the same.
"""

import pickle
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import BinaryIO

import pypdfium2 as pdfium

from corpus import second
from corpus.pdf.layout import Layout, page_layout

WORTH_HELP = 100  # pages; fewer are read before a second process is of use


def layouts(pdf: pdfium.PdfDocument, data: bytes) -> list[Layout]:
    """Return the layout of every page of a PDF, which `data` are the bytes of."""
    count = len(pdf)
    if count < WORTH_HELP or not second.can_help():
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
            while message := second.read_message(output):
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
    with tempfile.TemporaryFile() as handed:
        handed.write(data)
        handed.seek(0)
        return second.started("corpus.pdf.helper", handed)
