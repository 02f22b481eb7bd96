"""A document and all that was understood in it, as the lines of its named graph."""

from collections.abc import Iterator

from kg.model import Document, Extraction
from kg.ontology import load
from kg.rdf import document_quads, entity_quads, facts_quads


def quads(document: Document, extraction: Extraction) -> Iterator[str]:
    """Yield the document's own quads, then those of its entities and facts."""
    ontology = load()
    yield from document_quads(document)
    for entity in extraction.entities:
        yield from entity_quads(entity, document)
    yield from facts_quads(extraction.facts, document, ontology)
