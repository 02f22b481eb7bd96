"""Words to facts: `read` understands one document, with no state and no model."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Document, Extraction, Fact
    from nlp.context import Context

EXTRACTORS = (
    "nlp.facts:find_facts",
    "nlp.figures:figures",
    "nlp.entries:entries",
)


def understand(document: Document) -> Context:
    """Return who is in a document and when it is: what every extractor starts from."""
    from kg import ontology
    from nlp.context import Context, clock_of
    from nlp.entities import find_entities

    entities, mentions = find_entities(document)
    return Context(document, entities, mentions, clock_of(document), ontology.load())


def read(document: Document) -> Extraction:
    """Return all that is understood in a document: its parties, where they are named, and its facts in order."""
    from kg.model import Extraction
    from nlp.announcements.parties import with_newcomers
    from nlp.paging import with_pages
    from nlp.roles import with_roles_of

    context = understand(document)
    facts: dict[str, Fact] = {}
    for extractor in EXTRACTORS:
        module, _, function = extractor.partition(":")
        if find_spec(module) is None:
            continue
        for fact in getattr(import_module(module), function)(document, context):
            facts.setdefault(fact.id, fact)
    placed = sorted(facts.items(), key=lambda item: (item[1].evidence[0].main.start, item[1].type, item[0]))
    ordered = tuple(with_pages(document, (fact for _, fact in placed)))
    entities, mentions = with_newcomers(context, ordered)
    return Extraction(document.id, with_roles_of(entities, ordered), mentions, ordered)
