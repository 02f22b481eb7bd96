"""IRIs and prefixes. Every IRI of ours is a hash of content, so the same statement has the same name everywhere."""

from functools import cache

from pyoxigraph import NamedNode

PL = "urn:pilu:ns:"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"

PREFIXES: dict[str, str] = {
    "pl": PL,
    "doc": "urn:pilu:doc:",
    "fact": "urn:pilu:fact:",
    "entity": "urn:pilu:entity:",
    "evidence": "urn:pilu:evidence:",
    "graph": "urn:pilu:graph:",
    "concept": "urn:pilu:concept:",
    "dcterms": DCTERMS,
    "fibo-fnd-agr-ctr": "https://spec.edmcouncil.org/fibo/ontology/FND/Agreements/Contracts/",
    "fibo-loan": "https://spec.edmcouncil.org/fibo/ontology/LOAN/LoansGeneral/Loans/",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "unit": "http://qudt.org/vocab/unit/",
    "xbrl": "http://www.xbrl.org/2003/instance#",
    "xsd": XSD,
}

SHARED_GRAPH = NamedNode("urn:pilu:graph:shared")  # what several documents say alike, kept once: kg/shared.py
IDENTITY_GRAPH = NamedNode("urn:pilu:graph:identity")
ONTOLOGY_GRAPH = NamedNode("urn:pilu:graph:ontology")


@cache
def named(curie: str) -> NamedNode:
    """Return the node of a name with a prefix: `pl:Sale`, `rdfs:label`."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def pl(name: str) -> NamedNode:
    """Return a class or property of ours."""
    return NamedNode(PL + name)


def document_iri(doc: str) -> str:
    """Return the IRI of a document, which is also the name of its graph."""
    return f"urn:pilu:doc:{doc}"


def entity_iri(key: str) -> str:
    """Return the IRI of an entity."""
    return f"urn:pilu:entity:{key}"


def fact_iri(key: str) -> str:
    """Return the IRI of a fact."""
    return f"urn:pilu:fact:{key}"
