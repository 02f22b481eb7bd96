"""The best ways through the graph from one entity to another: entity, fact, entity, fact, entity.

Only the neighbourhood of the two ends is fetched, a ring at a time from both sides, and networkx searches in it. An
entity with many facts (the issuer is in nearly all) says little about those it joins, so a way through it costs more.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kg.answer import Edge, Node, Path
from kg.namespaces import PL, entity_iri
from kg.store import GraphStore, plain

if TYPE_CHECKING:
    import networkx as nx

RINGS = 2  # rings of facts fetched from each end: paths of up to four facts
MOST = 20_000  # links fetched for one ring; beyond it the rest of a hub is left out


@dataclass(slots=True)
class Neighbourhood:
    """Facts around some entities: which role of which fact an entity fills."""

    links: dict[tuple[str, str], str] = field(default_factory=dict)  # (fact, entity) → role
    types: dict[str, str] = field(default_factory=dict)  # fact → class
    seen: set[str] = field(default_factory=set)
    capped: bool = False  # a hub had more facts than are fetched

    def grow(self, store: GraphStore, entities: Iterable[str]) -> set[str]:
        """Fetch the facts of some entities; return the entities met for the first time."""
        fresh = sorted(set(entities) - self.seen)
        self.seen.update(fresh)
        if not fresh:
            return set()
        rows = store.query(_RING.format(entities=" ".join(f"<{iri}>" for iri in fresh)), limit=MOST)
        self.capped |= rows.cut
        met: set[str] = set()
        for fact, type_, role, entity in rows.values():
            name = str(role).removeprefix(PL)
            key = (str(fact), str(entity))
            self.links[key] = min(name, self.links.get(key, name))
            self.types[str(fact)] = str(type_).removeprefix(PL)
            met.add(str(entity))
        return met - self.seen

    def graph(self) -> "nx.Graph":
        """Return the neighbourhood with the cost of each link: dearer at an entity with many facts."""
        import networkx as nx

        degree: dict[str, int] = {}
        for _, entity in self.links:
            degree[entity] = degree.get(entity, 0) + 1
        graph = nx.Graph()
        for (fact, entity), role in sorted(self.links.items()):
            graph.add_edge(fact, entity, role=role, cost=1 + math.log2(degree[entity]))
        return graph


_RING = """
SELECT DISTINCT ?f ?t ?r ?o WHERE {{
  VALUES ?e {{ {entities} }}
  ?f ?any ?e ; pl:evidence ?proof ; a ?t ; ?r ?o .
  FILTER(STRSTARTS(STR(?o), "urn:pilu:entity:"))
}} ORDER BY ?f ?r ?o"""
_LABELS = "SELECT ?e ?l WHERE {{ VALUES ?e {{ {entities} }} ?e rdfs:label ?l }}"


def best_paths(store: GraphStore, sources: Sequence[str], targets: Sequence[str], k: int = 3) -> list[Path]:
    """Return the `k` cheapest paths between two entities, each given by its ids, best first.

    Edges run from a fact to the entity that fills its role; their `evidence` is left for who knows the evidence list.
    A path's score is above 0 and at most 1: one fact between two entities that nothing else concerns has 1.
    """
    import networkx as nx

    starts, ends = [[entity_iri(key) for key in keys] for keys in (sources, targets)]
    around = Neighbourhood()
    left, right = set(starts), set(ends)
    for _ in range(RINGS):
        left, right = around.grow(store, left), around.grow(store, right)
    graph = around.graph()
    for one_side, hub in ((starts, "source"), (ends, "target")):
        graph.add_edges_from((hub, node, {"cost": 0.0, "role": ""}) for node in one_side if node in graph)
    if "source" not in graph or "target" not in graph or not nx.has_path(graph, "source", "target"):
        return []
    ways = islice(nx.shortest_simple_paths(graph, "source", "target", weight="cost"), k)
    found = [(way[1:-1], nx.path_weight(graph, way, "cost")) for way in ways]
    labels = _labels(store, {node for way, _ in found for node in way[::2]})
    return [_path(way, cost, around, labels) for way, cost in found if len(way) > 1]


def _labels(store: GraphStore, entities: set[str]) -> dict[str, str]:
    query = _LABELS.format(entities=" ".join(f"<{iri}>" for iri in sorted(entities)))
    return {str(plain(entity)): str(plain(label)) for entity, label in store.query(query)}


def _path(way: list[str], cost: float, around: Neighbourhood, labels: dict[str, str]) -> Path:
    nodes = tuple(Node(iri, around.types.get(iri) or labels.get(iri, "")) for iri in way)
    edges = []
    for i in range(1, len(way), 2):  # facts stand between entities
        for other in (i - 1, i + 1):
            edges.append(Edge(i, f"pl:{around.links[way[i], way[other]]}", other, way[i], ()))  # noqa: PERF401  # reads as a story
    return Path(nodes, tuple(edges), round(2 / cost, 6) if cost else 1.0)
