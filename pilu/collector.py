"""The collector of cycles while filings are read and questions answered: what that makes is kept, or freed by counting
references, so that it need look but seldom. A look at all that is kept takes a fifth of a second.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 50_000  # objects made between two looks at the youngest; Python's own choice is 700
LOOKS = 20  # at the youngest for each at the older


def stay_seldom() -> None:
    """Let the collector look seldom from now on: it looks at once where that is taken back after each question."""
    gc.set_threshold(MADE, LOOKS, LOOKS)


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector look seldom for a while; a twentieth of an ingest went into it."""
    before = gc.get_threshold()
    stay_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def rest() -> None:
    """Leave what there is to the end of the process, which frees all at once: to take it apart first costs 0.2 s."""
    gc.freeze()
