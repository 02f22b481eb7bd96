"""Work done beside the caller's own: what the graph engine does in its own code lets Python go on meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Beside:
    """One piece of work at a time, in order. An error in it is raised by the next `finish`, `start` or `close`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pilu-beside")
        self._doing: Future[Any] | None = None

    def start(self, work: Callable[..., Any], *args: Any) -> None:
        """Begin a piece of work when the one before it is done."""
        self.finish()
        self._doing = self._thread.submit(work, *args)

    def finish(self) -> None:
        """Wait for what was begun; raise what it raised."""
        doing, self._doing = self._doing, None
        try:
            if doing:
                doing.result()
        finally:
            doing = None  # an error keeps this frame, and would keep its own work and the store that it had open

    def close(self) -> None:
        """Wait, and let the thread go."""
        try:
            self.finish()
        finally:
            self._thread.shutdown()
