"""The garbage collector while filings are read: what reading makes is kept or freed by counting, so it looks seldom."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 50_000  # objects made between two looks at the youngest; Python's own choice is 700
LOOKS = 20  # at the youngest for each at the older


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector of cycles look seldom; a tenth of the time of an ingest went into it."""
    before = gc.get_threshold()
    gc.set_threshold(MADE, LOOKS, LOOKS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
