"""Graph and index: made from the database, thrown away without loss, and brought up to date when they are behind.

The writer works on `graph/live` and `index/words`. `publish` makes what it did visible: it writes a generation (a
snapshot of the graph by hard links, a file of vectors) and then, last, one small manifest that names the generation and
the count of commits it has seen. Readers open what the manifest names. A crash before the manifest leaves a count that
is behind the database's, and the next `bring_up_to_date` does again what is missing; doing it twice changes nothing.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.passages import passages as cut_passages
from index.statements import statements
from kg.errors import StoreError
from kg.identity import clusters
from kg.model import Document, Extraction, Passage
from kg.namespaces import IDENTITY_GRAPH, document_iri
from kg.store import OxigraphStore
from pilu import identity, kept
from pilu.beside import GraphsBeside
from pilu.database import Database
from pilu.parties import Parties
from pilu.quads import quads
from pilu.snapshot import FORMAT, KEPT, Manifest

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.hybrid import HybridIndex


class Derived:
    """The writer's side. Hold the writer's lock while it is open."""

    def __init__(self, folder: Path, graph: OxigraphStore, index: "HybridIndex", manifest: Manifest) -> None:
        self.folder = folder
        self._graph = graph
        self._beside = GraphsBeside(graph)
        self.index = index
        self.manifest = manifest
        self.pending = 0  # documents changed since the last publication
        self.sound = True  # no change was broken off half way

    @classmethod
    def open(cls, folder: Path, embedder: str | None = None) -> Self:
        """Open for writing what is there; make it empty where nothing is, or where the embedder is another."""
        manifest = Manifest.read(folder)
        if manifest and manifest.format == FORMAT and (embedder is None or embedder == manifest.embedder):
            try:
                return cls._open(folder, manifest)
            except (StoreError, OSError):  # damaged: made anew below
                pass
        return cls._open_empty(folder, (manifest.embedder if manifest else "") if embedder is None else embedder)

    @classmethod
    def _open(cls, folder: Path, manifest: Manifest) -> Self:
        if (folder / "graph" / "dirty").exists():  # a writer died: its last change may be half done
            _restore(folder / "graph" / manifest.generation, folder / "graph" / "live")
        graph = OxigraphStore.open(folder / "graph" / "live")
        index = _writable(folder, _encoder(manifest.embedder), manifest.generation)
        return cls(folder, graph, index, manifest)

    @classmethod
    def _open_empty(cls, folder: Path, embedder: str) -> Self:
        encoder = _encoder(embedder)  # first: an encoder that is not there must not cost the store its index
        old = Manifest.read(folder)
        (folder / "derived.json").unlink(missing_ok=True)
        for part in ("graph", "index"):
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir(parents=True)
        graph = OxigraphStore.open(folder / "graph" / "live")
        generation = old.generation if old else "0"
        return cls(folder, graph, _writable(folder, encoder), Manifest(0, generation, embedder, FORMAT))

    @property
    def graph(self) -> OxigraphStore:
        """The graph with all that was put into it; raises what went wrong on the way."""
        try:
            self._beside.finish()
        except BaseException:
            self.sound = False
            raise
        return self._graph

    def put(self, document: Document, extraction: Extraction, passages: Sequence[Passage]) -> None:
        """Put a document into graph and index, in place of what was there of it; the graph is written beside."""
        self._begin()
        names = {e.id: tuple(alias.text for alias in e.aliases) for e in extraction.entities}
        self._beside.put(document_iri(document.id), quads(document, extraction))
        self.index.add(document.id, passages, statements(extraction.facts, names))
        self.sound = True

    def remove(self, doc: str) -> None:
        """Take a document out of graph and index."""
        self._begin()
        self._beside.put(document_iri(doc))
        self.index.remove(doc)
        self.sound = True

    def touch(self) -> None:
        """Have the identity graph made anew and published, though no document changed."""
        self._begin()
        self.sound = True

    def _begin(self) -> None:
        """Mark the graph as being changed; the mark goes with the next publication."""
        if not self.pending:
            (self.folder / "graph" / "dirty").touch()
        self.pending += 1
        self.sound = False

    def bring_up_to_date(self, database: Database) -> None:
        """Do again what the database knows and this does not, and publish it."""
        count = database.count
        written, removed = database.changes_since(self.manifest.count)
        for doc in removed:
            self.remove(doc)
        for doc in written:
            document = database.document(doc)
            self.put(document, database.extraction(doc), database.passages(doc) or cut_passages(document))
        if self.pending or count != self.manifest.count or self.manifest.count == 0:
            self.identify(database)
            self.publish(count)

    def identify(self, database: Database) -> None:
        """Make the identity graph from all that is stored: hypotheses, and the decisions that hold."""
        count, same = database.count, identity.same(database)
        found = identity.computed(database, same)
        kept.save(self.folder, count, found)
        kept.save_clusters(self.folder, count, clusters(same))
        known = identity.identities(database, found)
        standing = [*identity.standing(known.log).values(), *identity.standing(known.named).values()]
        names = {entity.id: entity.name for _, entity in database.entities()}
        given = Parties(database, self.folder).given
        lines = identity.identity_quads(known.parties, standing, same, names, given)
        self._beside.put(IDENTITY_GRAPH.value, lines)

    def publish(self, count: int) -> None:
        """Make all that was put and removed visible to readers, as of a count of the database."""
        generation = str(int(self.manifest.generation) + 1)
        for part in ("graph", "index"):
            shutil.rmtree(self.folder / part / generation, ignore_errors=True)
        self.graph.flush()
        self.index.commit()
        self.graph.snapshot(self.folder / "graph" / generation)
        self.index.publish(generation)
        self.manifest = Manifest(count, generation, self.manifest.embedder, FORMAT)
        self.manifest.write(self.folder)
        (self.folder / "graph" / "dirty").unlink(missing_ok=True)
        self.pending = 0
        self._sweep()

    def _sweep(self) -> None:
        newest = int(self.manifest.generation)
        for part in ("graph", "index"):
            for path in (self.folder / part).iterdir():
                if path.name.isdigit() and int(path.name) <= newest - KEPT:
                    shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Let graph and index go."""
        try:
            self._beside.close()
        finally:
            self.index.close()
            self._graph.close()


def _encoder(name: str) -> "Encoder":
    """Load an encoder; only writers wait for numpy and for it."""
    from index import encoder

    return encoder.load(name)


def _writable(folder: Path, encoder: "Encoder", generation: str = "") -> "HybridIndex":
    from index.hybrid import HybridIndex

    return HybridIndex.create(folder / "index", encoder, generation)


def _restore(snapshot: Path, live: Path) -> None:
    """Make the live graph what a snapshot is; the tables of RocksDB never change, so they are linked and not copied."""
    shutil.rmtree(live, ignore_errors=True)
    live.mkdir()
    for path in snapshot.iterdir():
        (os.link if path.suffix == ".sst" else shutil.copyfile)(path, live / path.name)
