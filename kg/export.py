"""The whole graph as a file: sorted, so that the same documents give the same bytes in any order of ingestion."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.jsonld import jsonld as document
from kg.namespaces import PREFIXES
from kg.store import GraphStore

PART = 20_000  # lines or triples of one piece


def nquads(store: GraphStore) -> Iterator[bytes]:
    """Yield the graph as N-Quads, one line a quad, sorted by code points."""
    rows = sorted(f"{quad} .\n" for quad in store.quads())
    for at in range(0, len(rows), PART):
        yield "".join(rows[at : at + PART]).encode()


def turtle(store: GraphStore) -> Iterator[bytes]:
    """Yield the graph as Turtle, all graphs in one, sorted by subject, predicate and object."""
    triples = sorted(((str(q.subject), str(q.predicate), str(q.object), q) for q in store.quads()), key=lambda t: t[:3])
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode() + b"\n"
    for at in range(0, len(triples), PART):
        yield _without_prefixes(ox.Triple(q.subject, q.predicate, q.object) for *_, q in triples[at : at + PART])


def _without_prefixes(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as Turtle that relies on prefixes declared before."""
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None  # no output was named
    body = [line for line in written.splitlines(keepends=True) if not line.startswith(b"@prefix ")]
    return b"".join(body)


def jsonld(store: GraphStore) -> Iterator[bytes]:
    """Yield the graph as JSON-LD, its named graphs and nodes sorted."""
    return document(store.quads())


FORMATS = {"nquads": nquads, "turtle": turtle, "jsonld": jsonld}
