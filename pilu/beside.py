"""Graphs written beside the caller's own work: what the engine does in its own code lets Python go on meanwhile.

Each load costs the engine a hundredth of a second and a wait for the disk, whatever it holds, so that graphs of small
documents wait for each other and are loaded together.
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from kg.nquads import encode
from kg.store import OxigraphStore

ENOUGH = 16_000_000  # bytes of N-Quads, some eighty thousand lines: less is loaded dearer a line, and more too


class GraphsBeside:
    """Graphs to be put in place of what the store has under their names, in order, one load at a time.

    An error in a load is raised by the next `put`, `finish` or `close`.
    """

    def __init__(self, store: OxigraphStore) -> None:
        self._store = store
        self._waiting: dict[str, bytes] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pilu-beside")
        self._loading: Future[None] | None = None

    def put(self, graph: str, lines: Iterable[str] = ()) -> None:
        """Have a graph replaced by these lines of N-Quads; by none, it is removed."""
        self._waiting[graph] = encode(lines)
        if sum(map(len, self._waiting.values())) >= ENOUGH:
            self._load()

    def finish(self) -> None:
        """Load what waits, and wait for it."""
        self._load()
        self._end()

    def close(self) -> None:
        """Wait for what is being loaded and let the thread go; what still waits is dropped."""
        try:
            self._end()
        finally:
            self._thread.shutdown()

    def _load(self) -> None:
        """Begin to load what waits when the load before it is done."""
        self._end()
        waiting, self._waiting = self._waiting, {}
        if waiting:
            self._loading = self._thread.submit(self._store.replace_all, waiting)

    def _end(self) -> None:
        """Wait for the load under way; raise what it raised."""
        loading, self._loading = self._loading, None
        try:
            if loading:
                loading.result()
        finally:
            loading = None  # an error keeps this frame, and would keep its own work and the store that it had open
