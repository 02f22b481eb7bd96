"""One published generation of an index, for readers: words at once, vectors only when a search needs them.

Words answer most searches alone, so a cold question does not wait for numpy, the encoder and the vectors.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.lexical import Lexical
from kg.errors import StoreError
from kg.model import Hit

if TYPE_CHECKING:
    from index.hybrid import HybridIndex


class PublishedIndex:
    """The index in a folder as of one generation; `embedder` names what made its vectors."""

    def __init__(self, folder: Path, generation: str, embedder: str) -> None:
        if not intact(folder / generation):
            raise StoreError(
                f"the vectors at {folder / generation} are missing or cut short", hint="run `pilu rebuild`"
            )
        self.lexical = Lexical.open(folder / "words")
        self._folder, self._generation, self._embedder = folder, generation, embedder

    @cached_property
    def whole(self) -> "HybridIndex":
        """Words and vectors; raises `StoreError` when the vectors are damaged."""
        from index import encoder as encoders
        from index.hybrid import HybridIndex

        return HybridIndex.read_only(self._folder, encoders.load(self._embedder), self._generation)

    def search(self, query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return the best `k` by words; vectors fill what words leave open, but statements have none."""
        words = self.lexical.search(query, k, kind=kind, docs=docs)
        enough = len(words) >= k or kind == "statement"
        return words if enough else self.whole.filled(words, query, k, kind=kind, docs=docs)

    def frequency(self, term: str) -> int:
        """Return how many passages and statements hold a term of `index.tokens`."""
        return self.lexical.frequency(term)


def intact(path: Path) -> bool:
    """Tell whether the vector files of a generation are there and as long as when they were written."""
    try:
        sizes = json.loads((path / "about.json").read_text("utf-8"))["bytes"]
        return all((path / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False
