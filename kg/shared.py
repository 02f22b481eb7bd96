"""What several documents say alike, kept once: the description of an entity, a shortcut edge.

A triple that stood in two named graphs would be counted twice by a query over all of them, and a sum would double. So
each document keeps its own words in nodes of its own (`pl:Naming`, `rdf:Statement`), and the triples about the shared
nodes are drawn from those into one graph. They follow from what is there, so the order of documents leaves no trace.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import EntityKind
from kg.namespaces import SHARED_GRAPH, named, pl

_TYPE, _LABEL, _ALT = named("rdf:type"), named("rdfs:label"), named("skos:altLabel")
_PARTS = (named("rdf:subject"), named("rdf:predicate"), named("rdf:object"))
_KINDS = [kind.value for kind in EntityKind]


@dataclass(frozen=True, slots=True)
class Touched:
    """Shared nodes that a change of one document may concern: entities, and edges with their triple."""

    entities: set[NamedNode] = field(default_factory=set)
    edges: dict[NamedNode, Quad] = field(default_factory=dict)

    def add(self, store: Store, graph: NamedNode) -> None:
        """Add what the graph of a document has a part in."""
        for quad in store.quads_for_pattern(None, pl("namedEntity"), None, graph):
            if isinstance(quad.object, NamedNode):
                self.entities.add(quad.object)
        for quad in store.quads_for_pattern(None, pl("statedEdge"), None, graph):
            if isinstance(quad.object, NamedNode) and quad.object not in self.edges:
                parts = [next(store.quads_for_pattern(quad.subject, part, None, graph)).object for part in _PARTS]
                self.edges[quad.object] = Quad(*parts, SHARED_GRAPH)  # type: ignore[arg-type]  # written as nodes


def refresh(store: Store, touched: Touched) -> None:
    """Bring the shared triples of some nodes in line with what the documents say now, in one transaction each way."""
    wanted: set[Quad] = set()
    present: set[Quad] = set()
    for entity in touched.entities:
        present.update(quad for quad in store.quads_for_pattern(entity, None, None, SHARED_GRAPH) if not _is_edge(quad))
        wanted.update(_description(store, entity))
    for edge, quad in touched.edges.items():
        if quad in store:
            present.add(quad)
        if next(store.quads_for_pattern(None, pl("statedEdge"), edge), None):
            wanted.add(quad)
    for quad in present - wanted:
        store.remove(quad)
    store.extend(wanted - present)


def _is_edge(quad: Quad) -> bool:
    return isinstance(quad.object, NamedNode) and quad.predicate != _TYPE


def _description(store: Store, entity: NamedNode) -> Iterator[Quad]:
    """Yield the one label, the one kind, and all other names, codes and roles of an entity; nothing if none names it.

    The label is what most documents write, then the shortest, then the first by code points.
    """
    names: Counter[str] = Counter()
    found: dict[str, set[str]] = {"alias": set(), "kind": set(), "code": set(), "partyRole": set()}
    for naming in store.quads_for_pattern(None, pl("namedEntity"), entity):
        for quad in store.quads_for_pattern(naming.subject, None, None, naming.graph_name):
            local = quad.predicate.value.rpartition(":")[2]
            if not isinstance(quad.object, Literal):
                continue
            if local == "name":
                names[quad.object.value] += 1
            elif local in found:
                found[local].add(quad.object.value)
    if not names:
        return
    label = min(names, key=lambda name: (-names[name], len(name), name))
    others = (found["alias"] | set(names)) - {label}
    yield Quad(entity, _TYPE, pl("Entity"), SHARED_GRAPH)
    yield Quad(entity, _LABEL, Literal(label), SHARED_GRAPH)
    # ORG is what a name is taken for when nothing tells more: any other kind wins over it.
    yield Quad(entity, pl("kind"), Literal(max(found["kind"], key=_KINDS.index)), SHARED_GRAPH)
    for predicate, words in ((_ALT, others), (pl("code"), found["code"]), (pl("partyRole"), found["partyRole"])):
        yield from (Quad(entity, predicate, Literal(word), SHARED_GRAPH) for word in sorted(words))
