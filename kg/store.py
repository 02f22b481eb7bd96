"""The graph behind a small protocol, and its one engine today: Oxigraph, in memory or in a folder.

One named graph a document. Queries run over the union of all graphs; `kg/shared.py` sees to it that no triple stands in
two of them, so sums are exact. Readers open a snapshot, never the folder that a writer has open.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.namespaces import PREFIXES, XSD
from kg.nquads import encode
from kg.shared import Touched, refresh

if TYPE_CHECKING:
    import pandas

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_NUMBERS = frozenset(XSD + name for name in ("decimal", "integer", "double", "float"))


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the variables in order, and for each row a term or None for each.

    A yes-no question has one row of one boolean; a constructed graph has rows of subject, predicate, object.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False  # there was more than the limit allows

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, variable: str) -> list[Term | None]:
        """Return the values of one variable, in the order of the rows."""
        index = self.variables.index(variable)
        return [row[index] for row in self.rows]

    def values(self) -> list[tuple[str | Decimal | bool | None, ...]]:
        """Return the rows as plain values: decimals for numbers, booleans, IRIs and words as strings."""
        return [tuple(plain(term) for term in row) for row in self.rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a data frame of plain values; pandas comes with the extra `notes`."""
        import pandas

        return pandas.DataFrame(self.values(), columns=list(self.variables))


def plain(term: Term | None) -> str | Decimal | bool | None:
    """Return a term as a plain value: a decimal for a number, a boolean, a string for all else."""
    if not isinstance(term, ox.Literal):
        return None if term is None else term.value
    if term.datatype.value in _NUMBERS:
        return Decimal(term.value)
    return term.value == "true" if term.datatype.value == XSD + "boolean" else term.value


class GraphStore(Protocol):
    """A graph of documents: replace and remove them, ask in SPARQL."""

    def replace(self, document_iri: str, statements: Iterable[str]) -> None: ...

    def remove(self, document_iri: str) -> None: ...

    def query(self, text: str, *, limit: int | None = None) -> Rows: ...

    def quads(self) -> Iterator[ox.Quad]: ...

    def __len__(self) -> int: ...


class OxigraphStore:
    """Documents as named graphs of an Oxigraph store. Use as a context manager, or `close` it."""

    def __init__(self, store: ox.Store, path: Path | None = None, *, writable: bool = True) -> None:
        self._store: ox.Store | None = store
        self.path = path
        self.writable = writable

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that is gone when it is closed."""
        return cls(ox.Store())

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a folder for writing, made when it is not there; raise `StoreError` when another writer has it."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(path)), path)
        except (OSError, RuntimeError) as error:  # the engine tells a broken folder by a RuntimeError
            busy = "lock" in str(error).lower()
            hint = "another pilu is writing: wait for it" if busy else "pilu rebuild"
            raise StoreError(f"the graph at {path} cannot be opened: {error}", hint=hint) from error

    @classmethod
    def read_only(cls, path: Path) -> Self:
        """Open a snapshot for reading; raise `StoreError` when there is none."""
        if not (path / "CURRENT").is_file():  # RocksDB's own mark of a whole store
            raise StoreError(f"no graph at {path}", hint="pilu ingest FILE...")
        try:
            return cls(ox.Store.read_only(str(path)), path, writable=False)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph at {path} cannot be read: {error}", hint="pilu rebuild") from error

    @property
    def store(self) -> ox.Store:
        """The engine itself; raises `StoreError` after `close`."""
        if self._store is None:
            raise StoreError("the graph is closed")
        return self._store

    def replace(self, document_iri: str, statements: Iterable[str]) -> None:
        """Put what a document says, lines of N-Quads, in place of what was there of it."""
        self.replace_all({document_iri: encode(statements)})

    def remove(self, document_iri: str) -> None:
        """Take a document out, with all that only it said; nothing happens when it is not there."""
        self.replace_all({document_iri: b""})

    def replace_all(self, documents: Mapping[str, bytes]) -> None:
        """Put what documents say, N-Quads by their IRIs, in place of what was there of them, in one load.

        A crash within leaves documents half there: whoever keeps the truth does it again.
        """
        store, touched = self._to_write(), Touched()
        graphs = [ox.NamedNode(document) for document in documents]
        for graph in graphs:
            touched.add(store, graph)
            store.remove_graph(graph)
        if statements := b"".join(documents.values()):
            store.bulk_load(statements, ox.RdfFormat.N_QUADS, lenient=True)  # lets other threads run
        for graph in graphs:
            touched.add(store, graph)
        refresh(store, touched)

    def clear(self) -> None:
        """Take everything out."""
        self._to_write().clear()

    def query(self, text: str, *, limit: int | None = None) -> Rows:
        """Run a query over the union of all graphs, prefixes predeclared; keep at most `limit` rows.

        Raises QueryError when it cannot be parsed or run. What must not run is refused by `kg.sparql.check`.
        """
        try:
            found = self.store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
            return _rows(found, limit)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query does not run: {' '.join(str(error).split())}") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no order that can be relied on."""
        return iter(self.store)

    def documents(self) -> list[str]:
        """Return the IRIs of the documents that have a graph, sorted."""
        graphs = (graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode))
        return sorted(graph for graph in graphs if graph.startswith("urn:pilu:doc:"))

    def flush(self) -> None:
        """Write all to disk. Without it a store reopens slowly after a crash."""
        if self.path and self.writable:
            self.store.flush()

    def snapshot(self, path: Path) -> None:
        """Write a store for readers at a path, in place of one that is there, by hard links: milliseconds."""
        if path.exists():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.store.backup(str(path))
        except OSError as error:
            raise StoreError(f"no snapshot can be written at {path}: {error}") from error

    def close(self) -> None:
        """Let the store go; the next writer may open it."""
        self._store = None

    def __len__(self) -> int:
        return len(self.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _to_write(self) -> ox.Store:
        if not self.writable:
            raise StoreError("a snapshot is for reading", hint="open the store that it was taken of")
        return self.store


def _rows(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, limit: int | None) -> Rows:
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((ox.Literal(bool(found)),),))
    constructed = isinstance(found, ox.QueryTriples)
    names = ("subject", "predicate", "object") if constructed else tuple(v.value for v in found.variables)
    rows: list[tuple[Term | None, ...]] = []
    for row in found:
        if limit is not None and len(rows) == limit:
            return Rows(names, tuple(rows), cut=True)
        rows.append(tuple(row))
    return Rows(names, tuple(rows))
