"""The RDF vocabulary of the ontology: classes, properties and concepts in RDFS, OWL and SKOS, tied to standard ones.

`lines` is the graph `urn:pilu:graph:ontology`; `turtle` the same as a file.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.namespaces import ONTOLOGY_GRAPH, PREFIXES
from kg.nquads import encode, iri, lines, named, pl, text
from kg.ontology import ENTITY_RANGES, Label, Ontology, RoleDef

_TYPE, _SUB_CLASS, _SUB_PROPERTY = named("rdf:type"), named("rdfs:subClassOf"), named("rdfs:subPropertyOf")

# What the graph itself is made of → the standard term that it specialises.
CLASSES = {
    "Fact": "prov:Entity",
    "Document": "prov:Entity",
    "Evidence": "oa:TextQuoteSelector",
    "Entity": "prov:Agent",
    "Naming": "rdf:Statement",
    "Table": "prov:Entity",
    "Observation": "pl:Fact",
    "Entry": "pl:Fact",
}
PROPERTIES = {
    "evidence": "prov:wasDerivedFrom",
    "document": "prov:hadPrimarySource",
    "statedBy": "dcterms:creator",
    "quote": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
    "context": "oa:hasScope",
    "kind": "dcterms:type",
    "period": "dcterms:temporal",
    "unit": "qudt:unit",
}


def vocabulary(ontology: Ontology) -> Iterator[str]:
    """Yield the vocabulary as lines of N-Quads."""
    graph = iri(ONTOLOGY_GRAPH.value)
    for name, nearest in CLASSES.items():
        yield from lines(pl(name), [(_TYPE, named("owl:Class")), (_SUB_CLASS, named(nearest))], graph)
    for name, nearest in PROPERTIES.items():
        yield from lines(pl(name), [(_TYPE, named("rdf:Property")), (_SUB_PROPERTY, named(nearest))], graph)
    yield from _classes(ontology, graph)
    yield from _concepts(ontology, graph)


def turtle(ontology: Ontology) -> bytes:
    """Return the vocabulary as Turtle, sorted."""
    quads = ox.parse(encode(vocabulary(ontology)), format=ox.RdfFormat.N_QUADS)
    triples = {str(quad.triple): quad.triple for quad in quads}
    written = ox.serialize((triples[key] for key in sorted(triples)), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return written or b""


def _labels(label: Label) -> list[tuple[str, str]]:
    return [(named("rdfs:label"), f"{text(label.zh)}@zh"), (named("rdfs:label"), f"{text(label.en)}@en")]


def _classes(ontology: Ontology, graph: str) -> Iterator[str]:
    """Yield each class with its roles as properties; a role of several classes has their union as domain."""
    roles: dict[str, RoleDef] = {}
    for type_ in ontology.types.values():
        pairs = [(_TYPE, named("owl:Class")), (_SUB_CLASS, pl("Fact")), *_labels(type_.label)]
        pairs.append((named("rdfs:comment"), f"{text(type_.definition)}@en"))
        if type_.nearest:
            pairs.append((named("skos:closeMatch"), named(type_.nearest)))
        pairs += [(pl("hasRole"), pl(name)) for name in type_.roles]
        yield from lines(pl(type_.name), pairs, graph)
        for edge in type_.shortcuts:
            edges = [(_TYPE, named("owl:ObjectProperty")), (named("rdfs:comment"), text(f"shortcut of {type_.name}"))]
            yield from lines(pl(edge.name), edges, graph)
        for role in type_.roles.values():
            roles.setdefault(role.name, role)
    for name, role in sorted(roles.items()):
        pairs = [(_TYPE, _property_kind(role)), *_labels(role.label)]
        if role.nearest:
            pairs.append((_SUB_PROPERTY, named(role.nearest)))
        yield from lines(pl(name), pairs, graph)


def _property_kind(role: RoleDef) -> str:
    return named("owl:ObjectProperty" if role.range in ENTITY_RANGES else "owl:DatatypeProperty")


def _concepts(ontology: Ontology, graph: str) -> Iterator[str]:
    for concept in ontology.concepts.values():
        pairs = [(_TYPE, named("skos:Concept"))]
        for lang, words in (("zh", concept.zh), ("en", concept.en)):
            pairs.append((named("skos:prefLabel"), f"{text(words[0])}@{lang}"))
            pairs += [(named("skos:altLabel"), f"{text(word)}@{lang}") for word in words[1:]]
        if concept.broader:
            pairs.append((named("skos:broader"), iri(f"urn:pilu:concept:{concept.broader}")))
        yield from lines(iri(f"urn:pilu:concept:{concept.id}"), pairs, graph)
