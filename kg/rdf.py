"""Documents, entities and facts as quads, in the shape that `docs/architecture.md` shows.

All quads of a document stand in its own graph, about nodes that no other document has: the document, its facts, their
evidence, and what it calls an entity (a `pl:Naming`). What several documents share is drawn from these by
`kg/shared.py`, so that each triple stands in one graph and a sum over all graphs counts nothing twice.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Document, Entity, Evidence, Excerpt, Fact, Modality, Party, Quantity, Role, Speaker
from kg.namespaces import document_iri, entity_iri, fact_iri, hashed, named, pl
from kg.ontology.model import FactType, Ontology
from kg.period import Period

Term = NamedNode | Literal
Pair = tuple[NamedNode, Term]  # predicate and object

DECIMAL, INTEGER, DATE = named("xsd:decimal"), named("xsd:integer"), named("xsd:date")
TYPE, LABEL = named("rdf:type"), named("rdfs:label")
TRUE, FALSE = Literal(True), Literal(False)
JOINT = " > "  # between the parts of a path of headings or labels
PATHS = ("row", "column")  # roles of an observation that are paths, outermost first


def document_quads(document: Document) -> Iterator[Quad]:
    """Yield what a document says of itself."""
    node = NamedNode(document_iri(document.id))
    meta = document.meta
    pairs: list[Pair] = [(TYPE, pl("Document")), (TYPE, named("prov:Entity")), (LABEL, text(document.name))]
    pairs += [(pl("name"), text(document.name)), (pl("characters"), integer(len(document.text)))]
    words = {
        "dcterms:title": meta.title,
        "dcterms:publisher": meta.author,
        "pl:kind": meta.kind,
        "pl:issuer": meta.issuer,
        "pl:issuerShort": meta.issuer_short,
        "pl:code": meta.code,
        "pl:number": meta.number,
        "pl:speaker": meta.speaker.value,
        "pl:letter": meta.letter,
        "pl:supersedes": meta.supersedes,
    }
    pairs += [(named(name), text(word)) for name, word in words.items() if word]
    if meta.published:
        pairs.append((named("dcterms:issued"), day(meta.published)))
    if meta.period:
        pairs += _period_pairs("period", meta.period)
    return _quads(node, pairs, node)


def entity_quads(entity: Entity, document: Document) -> Iterator[Quad]:
    """Yield what one document calls an entity and takes it for."""
    graph = NamedNode(document_iri(document.id))
    pairs: list[Pair] = [
        (TYPE, pl("Naming")),
        (pl("entity"), NamedNode(entity_iri(entity.id))),
        (pl("document"), graph),
        (pl("name"), text(entity.name)),
        (pl("kind"), text(entity.kind.value)),
    ]
    pairs += [(pl("alias"), text(alias)) for alias in sorted({alias.text for alias in entity.aliases} - {entity.name})]
    pairs += [(pl("partyRole"), text(role)) for role in entity.roles]
    if entity.code:
        pairs.append((pl("code"), text(entity.code)))
    return _quads(hashed("naming", document.id, entity.id), pairs, graph)


def fact_quads(fact: Fact, document: Document, ontology: Ontology) -> Iterator[Quad]:
    """Yield a fact with its roles, qualifiers, evidence and the shortcut edges that it proves."""
    graph = NamedNode(document_iri(document.id))
    node = NamedNode(fact_iri(fact.id))
    pairs: list[Pair] = [(TYPE, pl(fact.type)), (pl("document"), graph)]
    pairs += _qualifier_pairs(fact)
    for role in fact.roles:
        if role.name not in PATHS:
            pairs += _role_pairs(role)
    for name in PATHS:
        pairs += _path_pairs(name, [str(role.value) for role in fact.all(name)])
    for evidence in fact.evidence:
        proof = _evidence_node(evidence)
        pairs.append((pl("evidence"), proof))
        yield from _evidence_quads(proof, evidence, graph, with_cell=fact.type != "Observation")
    yield from _quads(node, pairs, graph)
    type_ = ontology.types.get(fact.type)
    if type_ and type_.shortcuts and is_plain(fact):
        yield from _edge_quads(fact, type_, node, graph)


def is_plain(fact: Fact) -> bool:
    """Tell whether a fact is stated as being so, by somebody who can be held to it."""
    return fact.qualifiers.modality is Modality.ASSERTED and fact.qualifiers.stated_by != Speaker.HEARSAY.value


# --- literals ------------------------------------------------------------------------------------


def text(words: str) -> Literal:
    """Return a string; NUL and lone surrogates, which RDF cannot hold, become a replacement character."""
    try:
        words.encode()
    except UnicodeEncodeError:
        words = words.encode("utf-8", "replace").decode()
    return Literal(words.replace("\0", "\ufffd"))


def decimal(value: Decimal) -> Literal:
    """Return an exact decimal; never an exponent."""
    return Literal(format(value, "f"), datatype=DECIMAL)


def integer(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=INTEGER)


@lru_cache(4096)
def day(value: date) -> Literal:
    """Return a date."""
    return Literal(value.isoformat(), datatype=DATE)


# --- parts of a fact -----------------------------------------------------------------------------


def _quads(subject: NamedNode, pairs: Iterable[Pair], graph: NamedNode) -> Iterator[Quad]:
    return (Quad(subject, predicate, value, graph) for predicate, value in pairs)


def _qualifier_pairs(fact: Fact) -> Iterator[Pair]:
    qualifiers = fact.qualifiers
    yield pl("modality"), _word(qualifiers.modality.value)
    yield pl("statedBy"), _word(qualifiers.stated_by)
    if qualifiers.period:
        yield from _period_pairs("period", qualifiers.period)
    for name, value in qualifiers.scope:
        yield pl(name), _word(value)
    if fact.rule:
        yield pl("rule"), _word(fact.rule)


def _period_pairs(name: str, period: Period) -> Iterator[Pair]:
    yield pl(name), _word(period.code)
    yield pl(f"{name}Start"), day(period.start)
    yield pl(f"{name}End"), day(period.end)


def _role_pairs(role: Role) -> Iterator[Pair]:
    """Yield the value of a role, with its words where they differ, and its unit."""
    name, value = role.name, role.value
    if isinstance(value, Quantity):
        yield pl(name), decimal(value.value)
        yield pl(f"{name}Unit"), _word(value.unit)
        if value.hedge:
            yield pl(f"{name}Hedge"), _word(value.hedge)
    elif isinstance(value, Party):
        yield pl(name), NamedNode(entity_iri(value.entity))
    elif isinstance(value, Period):
        if value.is_instant:
            yield pl(name), day(value.start)
        else:
            yield from _period_pairs(name, value)
    elif isinstance(value, bool):
        yield pl(name), TRUE if value else FALSE
    else:
        yield pl(name), text(value)
    if role.text and role.text != value and role.text != "":
        yield pl(f"{name}Text"), text(role.text)


def _path_pairs(name: str, labels: list[str]) -> Iterator[Pair]:
    """Yield a path of labels as one string, and its last label where that is another."""
    if labels:
        yield pl(name), _word(JOINT.join(labels))
        yield pl(f"{name}Label"), _word(labels[-1])


@lru_cache(16384)
def _word(words: str) -> Literal:
    """Return a string that is likely to come again."""
    return text(words)


def _evidence_node(evidence: Evidence) -> NamedNode:
    main = evidence.main
    context = [(excerpt.start, excerpt.end) for excerpt in evidence.context]
    return hashed("evidence", evidence.doc, main.start, main.end, evidence.focus, context, evidence.speaker)


def _evidence_quads(node: NamedNode, evidence: Evidence, graph: NamedNode, *, with_cell: bool) -> Iterator[Quad]:
    """Yield an evidence node and the header, caption and unit words it depends on."""
    pairs: list[Pair] = [(TYPE, pl("Evidence")), *_excerpt_pairs(evidence.main)]
    pairs.append((pl("speaker"), _word(evidence.speaker.value)))
    if evidence.focus:
        pairs.append((pl("focusStart"), integer(evidence.focus[0])))
        pairs.append((pl("focusEnd"), integer(evidence.focus[1])))
    if evidence.section:
        pairs.append((pl("section"), _word(JOINT.join(evidence.section))))
    if evidence.page is not None:
        pairs.append((pl("page"), integer(evidence.page)))
    if evidence.cell and with_cell:
        cell = evidence.cell
        words = {"caption": cell.caption, "row": cell.row, "column": cell.column, "cellUnit": cell.unit}
        pairs += [(pl(name), _word(word)) for name, word in words.items() if word]
    for excerpt in evidence.context:
        other = hashed("excerpt", evidence.doc, excerpt.start, excerpt.end)
        pairs.append((pl("context"), other))
        yield from _quads(other, _excerpt_pairs(excerpt), graph)
    yield from _quads(node, pairs, graph)


def _excerpt_pairs(excerpt: Excerpt) -> Iterator[Pair]:
    yield pl("quote"), text(excerpt.quote)
    yield pl("start"), integer(excerpt.start)
    yield pl("end"), integer(excerpt.end)


def _edge_quads(fact: Fact, type_: FactType, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """Yield, for each shortcut and pair of parties, a statement of the edge that names the fact."""
    for shortcut in type_.shortcuts:
        for source in fact.all(shortcut.source):
            for target in fact.all(shortcut.target):
                if isinstance(source.value, Party) and isinstance(target.value, Party):
                    ends = (entity_iri(source.value.entity), entity_iri(target.value.entity))
                    pairs: list[Pair] = [
                        (TYPE, named("rdf:Statement")),
                        (named("rdf:subject"), NamedNode(ends[0])),
                        (named("rdf:predicate"), pl(shortcut.name)),
                        (named("rdf:object"), NamedNode(ends[1])),
                        (pl("edge"), hashed("edge", ends[0], shortcut.name, ends[1])),
                        (pl("fact"), node),
                    ]
                    yield from _quads(hashed("statement", fact.id, shortcut.name, *ends), pairs, graph)
