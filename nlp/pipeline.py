"""The same functions as spaCy components, for those who work in spaCy: spans of names, quantities and periods.

Importing this imports spaCy (a second or more); `nlp.read` does without it.
"""

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import Document
from kg.values.dates import find_periods
from kg.values.quantity import find_quantities
from nlp import read
from nlp.context import Context, clock_of

if not Doc.has_extension("document"):
    Doc.set_extension("document", default=None)
    Doc.set_extension("context", default=None)
    Doc.set_extension("facts", default=())


def _span(doc: Doc, start: int, end: int, label: str, identity: str = "") -> Span | None:
    return doc.char_span(start, end, label=label, span_id=identity, alignment_mode="expand")


def _keep(doc: Doc, key: str, spans: list[Span | None]) -> None:
    doc.spans[key] = [span for span in spans if span is not None]


@Language.component("pilu_names")
def names(doc: Doc) -> Doc:
    """Add `doc.spans["names"]`: each mention with its kind as label and its entity as id."""
    from nlp import understand

    document: Document = doc._.document
    context: Context = understand(document)
    doc._.context = context
    _keep(doc, "names", [_span(doc, m.start, m.end, m.kind.value, m.entity) for m in context.mentions])
    return doc


@Language.component("pilu_quantities")
def quantities(doc: Doc) -> Doc:
    """Add `doc.spans["quantities"]`: each measured quantity with its unit as label."""
    _keep(doc, "quantities", [_span(doc, start, end, q.unit) for start, end, q in find_quantities(doc.text)])
    return doc


@Language.component("pilu_periods")
def periods(doc: Doc) -> Doc:
    """Add `doc.spans["periods"]`: each date or period with its code as label."""
    found = find_periods(doc.text, clock_of(doc._.document))
    _keep(doc, "periods", [_span(doc, start, end, period.code) for start, end, period in found])
    return doc


@Language.component("pilu_facts")
def facts(doc: Doc) -> Doc:
    """Set `doc._.facts` and `doc.spans["facts"]`: the words that prove each fact, labelled with its type."""
    doc._.facts = read(doc._.document).facts
    _keep(doc, "facts", [_span(doc, f.evidence[0].main.start, f.evidence[0].main.end, f.type) for f in doc._.facts])
    return doc


COMPONENTS = ("pilu_names", "pilu_quantities", "pilu_periods", "pilu_facts")


def build() -> Language:
    """Return a blank Chinese pipeline (one token a character) with our components."""
    pipeline = spacy.blank("zh")
    pipeline.max_length = 100_000_000
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    return pipeline


def run(document: Document, pipeline: Any = None) -> Doc:
    """Run a document through the pipeline; offsets of the tokens are those of its canonical text."""
    pipeline = pipeline or build()
    doc = pipeline.make_doc(document.text)
    doc._.document = document
    return pipeline(doc)
