"""A second process beside this one: how it is started, and how the two send each other messages.

It is a program of its own, not a fork: nothing of this process is copied, and no script of the user's is run again.
"""

import os
import subprocess
import sys
from typing import BinaryIO

HEAD = 8  # bytes that say how long a message is


def can_help() -> bool:
    """Tell whether a second process could be started and would have a core for itself."""
    return bool(sys.executable) and cores() > 1


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def started(module: str, stdin: BinaryIO | int) -> subprocess.Popen[bytes]:
    """Start a module of ours as a program that is to answer on its standard output; raise OSError where none can be."""
    path = os.pathsep.join(filter(None, sys.path))  # this program's modules, and none of the folder it runs in (-P)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # what interrupts the terminal reaches this process, which ends the other
    )


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
