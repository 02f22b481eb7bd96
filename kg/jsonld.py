"""The graph as JSON-LD 1.1: names with prefixes, one node a line, numbers as exact strings with their type."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.namespaces import PREFIXES, RDF, XSD

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda each: -len(each[1]))


def jsonld(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Yield quads as one JSON-LD document, named graphs and nodes sorted: the same quads give the same bytes."""
    ordered = sorted(quads, key=lambda quad: (_graph(quad), str(quad.subject), str(quad.predicate), str(quad.object)))
    yield f'{{"@context":{_line(dict(sorted(PREFIXES.items())))},\n"@graph":['.encode()
    between = "\n"
    for name, graph in groupby(ordered, key=_graph):
        lead, trail = (f'{{"@id":{_line(_short(name))},"@graph":[\n', "]}") if name else ("", "")
        by_subject = groupby(graph, key=lambda quad: quad.subject)
        nodes = ",\n".join(_line(_node(str(subject), group)) for subject, group in by_subject)
        yield f"{between}{lead}{nodes}{trail}".encode()
        between = ",\n"
    yield b"\n]}\n"


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode | ox.BlankNode) else ""


def _node(subject: str, quads: Iterable[ox.Quad]) -> dict[str, object]:
    node: dict[str, object] = {"@id": subject if subject.startswith("_:") else _short(subject[1:-1])}
    for predicate, group in groupby(quads, key=lambda quad: quad.predicate.value):
        is_type = predicate == f"{RDF}type"
        values = [
            _short(q.object.value) if is_type and isinstance(q.object, ox.NamedNode) else _value(q.object)
            for q in group
        ]
        node["@type" if is_type else _short(predicate)] = values[0] if len(values) == 1 else values
    return node


def _value(term: object) -> object:
    if isinstance(term, ox.NamedNode):
        return {"@id": _short(term.value)}
    if not isinstance(term, ox.Literal):
        return {"@id": str(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == f"{XSD}string":
        return term.value
    return {"@value": term.value, "@type": _short(term.datatype.value)}


def _short(iri: str) -> str:
    """Return an IRI with a prefix, where one fits and what is left cannot be read as another address."""
    for prefix, space in _BY_LENGTH:
        if iri.startswith(space) and not iri[len(space) :].startswith("//"):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
