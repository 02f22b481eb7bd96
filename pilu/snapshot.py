"""What is published of graph and index: the manifest that names a generation, and that one as readers open it."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from index.published import PublishedIndex
from kg.errors import StoreError
from kg.store import OxigraphStore

FORMAT = 3  # of graph and index as they are written; what is of another is made anew
KEPT = 3  # generations on disk: a reader may still be opening an older one


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is published: the commits it has seen, the generation that holds it, the embedder of its vectors."""

    count: int
    generation: str
    embedder: str = ""
    format: int = 1

    def serves(self, count: int) -> bool:
        """Tell whether it has seen so many commits and is written as this Pilu reads it."""
        return (self.count, self.format) == (count, FORMAT)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return what a folder holds; None when nothing was published or the file is damaged."""
        try:
            return cls(**json.loads((folder / "derived.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Replace the manifest in one step that survives a crash."""
        fresh = folder / "derived.json.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / "derived.json")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What readers see: graph and index of one generation."""

    manifest: Manifest
    graph: OxigraphStore
    index: PublishedIndex

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the newest generation; raise `StoreError` when there is none or it is damaged."""
        for _ in range(KEPT):
            manifest = Manifest.read(folder)
            if manifest is None:
                break
            try:
                graph = OxigraphStore.read_only(folder / "graph" / manifest.generation)
                return cls(manifest, graph, PublishedIndex(folder / "index", manifest.generation, manifest.embedder))
            except (StoreError, OSError) as error:
                if Manifest.read(folder) == manifest:  # not merely replaced meanwhile
                    raise StoreError(f"graph or index at {folder} is damaged: {error}", hint="pilu rebuild") from error
        raise StoreError(f"graph and index at {folder} are not there", hint="pilu rebuild")
