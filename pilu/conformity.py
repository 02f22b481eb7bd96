"""Whether the graph has the shape that the ontology gives it: SHACL, checked document by document."""

from collections.abc import Iterable, Iterator

from kg.model import UNTYPED, Document, Fact
from kg.ontology import Ontology
from kg.pattern import Pattern
from kg.rdf import fact_quads
from kg.shapes import shapes

_GRAPH = Pattern(r" <urn:pilu:doc:[0-9a-f]+> \.$")


def violations(document: Document, facts: Iterable[Fact], ontology: Ontology) -> Iterator[str]:
    """Yield what of a document's typed facts the shapes do not allow: node, path, value and rule, sorted.

    Needs the packages `rdflib` and `pyshacl`; raises ImportError without them. Observations have no shape of their own.
    """
    import pyshacl
    import rdflib

    quads = (quad for fact in facts if fact.type not in UNTYPED for quad in fact_quads(fact, document, ontology))
    triples = "\n".join(_GRAPH.sub(" .", quad.rstrip()) for quad in quads)
    data = rdflib.Graph().parse(data=triples, format="nt")
    rules = rdflib.Graph().parse(data=shapes(ontology), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=rules)
    if conforms or not isinstance(results, rdflib.Graph):
        return
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    asked = (shacl.focusNode, shacl.resultPath, shacl.value, shacl.sourceConstraintComponent)
    yield from sorted(
        " ".join(str(results.value(result, name)) for name in asked)
        for result in results.subjects(rdflib.RDF.type, shacl.ValidationResult)
    )
