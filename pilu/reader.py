"""A second process that understands files: their paths come in, a message a file goes out, in the same order.

Run by `ahead.py`, which takes what it needs and then ends it.
"""

import os
import pickle
import sys
from pathlib import Path

from corpus.second import read_message, write_message
from pilu import collector
from pilu.filing import understood


def main() -> None:
    """Answer until nobody asks any more."""
    with collector.seldom():
        while path := read_message(sys.stdin.buffer):
            write_message(sys.stdout.buffer, _answer(Path(os.fsdecode(path))))


def _answer(path: Path) -> bytes:
    try:
        return pickle.dumps(understood(path), pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - whoever asks reads it again, and meets the same error where it can be told
        return pickle.dumps(None)


if __name__ == "__main__":
    main()
