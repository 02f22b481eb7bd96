"""Documents, entities and facts as lines of N-Quads, in the shape that `docs/architecture.md` shows.

All of a document stands in its own graph, about nodes that no other document has: the document, its facts, their
evidence, and what it calls an entity (a `pl:Naming`). What several documents share is drawn from these by
`kg/shared.py`, so that each triple stands in one graph and a sum over all graphs counts nothing twice.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.model import UNTYPED, Document, Entity, Evidence, Excerpt, Fact, Modality, Party, Quantity, Role, Speaker
from kg.namespaces import document_iri, entity_iri, fact_iri
from kg.nquads import boolean, day, decimal, hashed, integer, iri, lines, named, pl, text, word
from kg.ontology.model import FactType, Ontology
from kg.period import Period

Pair = tuple[str, str]  # predicate and object

JOINT = " > "  # between the parts of a path of headings or labels
PATHS = ("row", "column")  # roles of an observation that are paths, outermost first
OF_TABLE = (*PATHS, "table", "caption")  # roles of one in a table that are written otherwise: its table has the caption
_TYPE = named("rdf:type")


def document_quads(document: Document) -> list[str]:
    """Return what a document says of itself."""
    node = iri(document_iri(document.id))
    meta = document.meta
    pairs: list[Pair] = [
        (_TYPE, pl("Document")),
        (_TYPE, named("prov:Entity")),
        (named("rdfs:label"), text(document.name)),
    ]
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
    pairs += [(named(name), text(said)) for name, said in words.items() if said]
    if meta.published:
        pairs.append((named("dcterms:issued"), day(meta.published)))
    if meta.period:
        pairs += _period_pairs("period", meta.period)
    return lines(node, pairs, node)


def entity_quads(entity: Entity, document: Document) -> list[str]:
    """Return what one document calls an entity and takes it for."""
    graph = iri(document_iri(document.id))
    pairs: list[Pair] = [
        (_TYPE, pl("Naming")),
        (pl("namedEntity"), iri(entity_iri(entity.id))),
        (pl("document"), graph),
        (pl("name"), text(entity.name)),
        (pl("kind"), text(entity.kind.value)),
    ]
    pairs += [(pl("alias"), text(alias)) for alias in sorted({alias.text for alias in entity.aliases} - {entity.name})]
    pairs += [(pl("partyRole"), text(role)) for role in entity.roles]
    if entity.code:
        pairs.append((pl("code"), text(entity.code)))
    return lines(hashed("naming", document.id, entity.id), pairs, graph)


def fact_quads(fact: Fact, document: Document, ontology: Ontology) -> Iterator[str]:
    """Yield a fact with its roles, qualifiers, evidence and the shortcut edges that it proves."""
    return facts_quads((fact,), document, ontology)


def facts_quads(facts: Iterable[Fact], document: Document, ontology: Ontology) -> Iterator[str]:
    """Yield the facts of a document; what several of them rest on is written once.

    An observation, of which a filing has thousands, says least: of its evidence the quote and where it stands, and
    nothing that its table says.
    """
    graph = iri(document_iri(document.id))
    written: set[tuple[str, str]] = set()
    for fact in facts:
        node, table = iri(fact_iri(fact.id)), _table_node(fact)
        proofs = {_evidence_node(evidence): evidence for evidence in fact.evidence}
        yield from lines(node, _fact_pairs(fact, graph, table, proofs), graph)
        for proof, evidence in proofs.items():
            yield from _proof_lines(proof, evidence, graph, written, _parts(fact, table))
        if table and (table, "table") not in written:
            written.add((table, "table"))
            yield from lines(table, _table_pairs(fact, graph), graph)
        type_ = ontology.types.get(fact.type)
        if type_ and type_.shortcuts and is_plain(fact):
            yield from _edge_lines(fact, type_, node, graph)


def is_plain(fact: Fact) -> bool:
    """Tell whether a fact is stated as being so, by somebody who can be held to it."""
    return fact.qualifiers.modality is Modality.ASSERTED and fact.qualifiers.stated_by != Speaker.HEARSAY.value


# --- parts of a fact -----------------------------------------------------------------------------


def _fact_pairs(fact: Fact, graph: str, table: str, proofs: Iterable[str]) -> list[Pair]:
    pairs: list[Pair] = [(_TYPE, pl(fact.type)), (pl("document"), graph)]
    pairs += _qualifier_pairs(fact)
    if table:
        pairs.append((pl("table"), table))
    for role in fact.roles:
        if role.name not in (OF_TABLE if table else PATHS) and not (role.name == "is_total" and not role.value):
            pairs += _role_pairs(role)
    for name in PATHS:
        pairs += _path_pairs(name, [str(role.value) for role in fact.all(name)])
    pairs += [(pl("evidence"), proof) for proof in proofs]
    if fact.rule and fact.type not in UNTYPED:
        pairs.append((pl("foundBy"), word(fact.rule)))
    return pairs


def _table_node(fact: Fact) -> str:
    """Return the table that an observation stands in; nothing for one of a sentence, and for typed facts."""
    cell = fact.role("table") if fact.type in UNTYPED else None
    return hashed("table", *str(cell.value).split(":")[:2]) if cell else ""


def _table_pairs(fact: Fact, graph: str) -> Iterator[Pair]:
    """Yield what the observations of a table have in common."""
    yield _TYPE, pl("Table")
    yield pl("document"), graph
    for caption in fact.all("caption"):
        yield pl("caption"), text(str(caption.value))
    if section := fact.evidence[0].section:
        yield pl("section"), text(JOINT.join(section))


def _qualifier_pairs(fact: Fact) -> Iterator[Pair]:
    qualifiers = fact.qualifiers
    yield pl("modality"), word(qualifiers.modality.value)
    yield pl("statedBy"), word(qualifiers.stated_by)
    if qualifiers.period:
        yield from _period_pairs("period", qualifiers.period)
    for name, value in qualifiers.scope:
        yield pl(name), word(value)


def _period_pairs(name: str, period: Period) -> Iterator[Pair]:
    yield pl(name), word(period.code)
    yield pl(f"{name}Start"), day(period.start)
    yield pl(f"{name}End"), day(period.end)


def _role_pairs(role: Role) -> Iterator[Pair]:
    """Yield the value of a role, with its words where they differ, and its unit."""
    name, value = role.name, role.value
    if isinstance(value, Quantity):
        yield pl(name), decimal(value.value)
        yield pl(f"{name}Unit"), word(value.unit)
        if value.hedge:
            yield pl(f"{name}Hedge"), word(value.hedge)
    elif isinstance(value, Party):
        yield pl(name), iri(entity_iri(value.entity)) if value.entity else text(value.name)
    elif isinstance(value, Period):
        if value.is_instant:
            yield pl(name), day(value.start)
        else:
            yield from _period_pairs(name, value)
    elif isinstance(value, bool):
        yield pl(name), boolean(value)
    else:
        yield pl(name), text(value)
    if role.text and role.text != (value.name if isinstance(value, Party) else value):
        yield pl(f"{name}Text"), text(role.text)


def _path_pairs(name: str, labels: list[str]) -> Iterator[Pair]:
    """Yield a path of labels as one string, and its last label for itself."""
    if labels:
        yield pl(name), word(JOINT.join(labels))
        yield pl(f"{name}Label"), word(labels[-1])


def _evidence_node(evidence: Evidence) -> str:
    main = evidence.main
    context = [(excerpt.start, excerpt.end) for excerpt in evidence.context]
    return hashed("evidence", evidence.doc, main.start, main.end, evidence.focus, context, evidence.speaker)


def _proof_lines(
    node: str, evidence: Evidence, graph: str, written: set[tuple[str, str]], parts: Iterable[str]
) -> Iterator[str]:
    """Yield some parts of what is known of an evidence; `written` is what has been said of which node, and grows."""
    for part in parts:
        if (node, part) not in written:
            written.add((node, part))
            yield from lines(node, _PARTS[part](evidence), graph)
    for excerpt in evidence.context if "who" in parts else ():
        other = _excerpt_node(evidence.doc, excerpt.start, excerpt.end)
        if (other, "where") not in written:
            written.add((other, "where"))
            yield from lines(other, _excerpt_pairs(excerpt), graph)


def _parts(fact: Fact, table: str) -> tuple[str, ...]:
    """Return what a fact says of its evidence: a cell neither the section, which its table has, nor who says it."""
    if fact.type not in UNTYPED:
        return "where", "section", "who"
    return ("where",) if table else ("where", "section")


@lru_cache(4096)
def _excerpt_node(doc: str, start: int, end: int) -> str:
    return hashed("excerpt", doc, start, end)


def _where_pairs(evidence: Evidence) -> Iterator[Pair]:
    """Yield the words of an evidence and where they stand."""
    yield _TYPE, pl("Evidence")
    yield from _excerpt_pairs(evidence.main)
    if evidence.page is not None:
        yield pl("page"), integer(evidence.page)


def _section_pairs(evidence: Evidence) -> Iterator[Pair]:
    if evidence.section:
        yield pl("section"), word(JOINT.join(evidence.section))


def _who_pairs(evidence: Evidence) -> Iterator[Pair]:
    """Yield who says it, the words that say the value, the cell, and the words that it depends on: heads, a caption."""
    yield pl("speaker"), word(evidence.speaker.value)
    if evidence.focus:
        yield pl("focusStart"), integer(evidence.focus[0])
        yield pl("focusEnd"), integer(evidence.focus[1])
    if evidence.cell:
        cell = evidence.cell
        words = {"caption": cell.caption, "row": cell.row, "column": cell.column, "cellUnit": cell.unit}
        yield from ((pl(name), word(said)) for name, said in words.items() if said)
    for excerpt in evidence.context:
        yield pl("context"), _excerpt_node(evidence.doc, excerpt.start, excerpt.end)


_PARTS = {"where": _where_pairs, "section": _section_pairs, "who": _who_pairs}


def _excerpt_pairs(excerpt: Excerpt) -> Iterator[Pair]:
    yield pl("quote"), text(excerpt.quote)
    yield pl("start"), integer(excerpt.start)
    yield pl("end"), integer(excerpt.end)


def _edge_lines(fact: Fact, type_: FactType, node: str, graph: str) -> Iterator[str]:
    """Yield, for each shortcut and pair of parties, a statement of the edge that names the fact."""
    for shortcut in type_.shortcuts:
        for source in fact.all(shortcut.source):
            for target in fact.all(shortcut.target):
                if isinstance(source.value, Party) and isinstance(target.value, Party):
                    ends = (entity_iri(source.value.entity), entity_iri(target.value.entity))
                    pairs: list[Pair] = [
                        (_TYPE, named("rdf:Statement")),
                        (named("rdf:subject"), iri(ends[0])),
                        (named("rdf:predicate"), pl(shortcut.name)),
                        (named("rdf:object"), iri(ends[1])),
                        (pl("statedEdge"), hashed("edge", ends[0], shortcut.name, ends[1])),
                        (pl("fact"), node),
                    ]
                    yield from lines(hashed("statement", fact.id, shortcut.name, *ends), pairs, graph)
