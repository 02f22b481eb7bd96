"""The proof of an answer: its evidence once each, the way through the graph to each value, the query that gives them.

A value of a fact is reached from a party over the fact. Words that no fact holds (a sentence that denies, a signature)
are reached from the company over the filing that says them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.answer import Edge, Node, Path
from kg.model import Evidence, Excerpt, Fact, Party
from kg.namespaces import document_iri, entity_iri, fact_iri
from qa.evidence.cells import Cell, type_words
from qa.evidence.workbench import Workbench

MOST_QUOTE = 1200
MOST_PATHS = 5
LABEL = 40  # characters of a quote that name it in a path


@dataclass
class Proofs:
    """The evidence of an answer in the order of its use, each once."""

    evidence: list[Evidence] = field(default_factory=list)

    def add(self, evidence: Evidence) -> int:
        """Return the index of an evidence, appended where it is new."""
        evidence = shortened(evidence)
        for i, known in enumerate(self.evidence):
            if (known.doc, known.main) == (evidence.doc, evidence.main):
                return i
        self.evidence.append(evidence)
        return len(self.evidence) - 1


def shortened(evidence: Evidence) -> Evidence:
    """Return evidence whose quote is at most 1,200 characters, the value still in it."""
    main = evidence.main
    if len(main.quote) <= MOST_QUOTE:
        return evidence
    start = main.start
    if evidence.focus and evidence.focus[1] - main.start > MOST_QUOTE:
        start = min(evidence.focus[0], evidence.focus[1] - 400)
    end = min(main.end, start + MOST_QUOTE)
    return replace(evidence, main=Excerpt(start, end, main.quote[start - main.start : end - main.start]))


def paths(bench: Workbench, cells: Sequence[Cell], proofs: Proofs) -> tuple[Path, ...]:
    """Return for each cell the way from a party of the question over its fact to the value."""
    found: list[Path] = []
    for cell in cells[:MOST_PATHS]:
        at = proofs.add(cell.evidence)
        party, name, role = _from(bench, cell)
        fact = Node(fact_iri(cell.fact_id), " ".join(type_words(cell.fact.type)) or cell.label or cell.fact.type)
        value = Node(f"{fact_iri(cell.fact_id)}#{cell.role}", cell.text)
        edge = fact_iri(cell.fact_id)
        found.append(
            Path(
                (Node(party, name), fact, value),
                (Edge(0, f"pl:{role}", 1, edge, (at,)), Edge(1, f"pl:{cell.role}", 2, edge, (at,))),
                1.0,
            )
        )
    return tuple(found) or _through_filings(bench, proofs)


def _through_filings(bench: Workbench, proofs: Proofs) -> tuple[Path, ...]:
    """Return for each passage cited the way from the company over the filing that says it."""
    filings = {f.id: f for f in bench.filings}
    found: list[Path] = []
    for at, evidence in enumerate(proofs.evidence[:MOST_PATHS]):
        filing = filings.get(evidence.doc)
        if filing is None:
            continue
        node = document_iri(filing.id)
        issuer = min(filing.issuers, default="")
        entity = bench.library.entity(issuer) if issuer else None
        company = Node(entity_iri(issuer), entity.name) if entity else Node(node, filing.meta.author or filing.name)
        said = " ".join(evidence.main.quote.split())[:LABEL]
        words = Node(f"{node}#{evidence.main.start}-{evidence.main.end}", said)
        edges = (Edge(1, "pl:issuer", 0, node, (at,)), Edge(1, "pl:quote", 2, node, (at,)))
        found.append(Path((company, Node(node, filing.meta.title or filing.name), words), edges, 1.0))
    return tuple(found)


def _from(bench: Workbench, cell: Cell) -> tuple[str, str, str]:
    """Return the entity a path begins with: one of the question's that the fact names, else the fact's subject."""
    asked = bench.scope.issuers.union(*bench.scope.parties)
    parties = [(r.value, r.name) for r in cell.fact.roles if isinstance(r.value, Party)]
    for party, role in sorted(parties, key=lambda p: p[0].entity not in asked):
        return entity_iri(party.entity), party.name, role
    for key in sorted(cell.parties & asked) or sorted(cell.parties):
        entity = bench.library.entity(key)
        return entity_iri(key), entity.name if entity else key, "row"
    return f"urn:pilu:doc:{cell.doc}", cell.label or cell.heads, "document"


def sparql(cells: Iterable[Cell], facts: Sequence[Fact], evidence: Sequence[Evidence] = ()) -> str:
    """Return the query that gives the values: facts by IRI and role, of passages what is known of the filing."""
    chosen = list(dict.fromkeys((c.fact_id, c.role) for c in cells))
    if chosen:
        values = " ".join(f"(<{fact_iri(key)}> pl:{role})" for key, role in chosen)
        return (
            f"SELECT ?fact ?value ?name ?row ?column ?quote WHERE {{ VALUES (?fact ?role) {{ {values} }} "
            "?fact ?role ?value OPTIONAL { ?value rdfs:label ?name } OPTIONAL { ?fact pl:row ?row } "
            "OPTIONAL { ?fact pl:column ?column } OPTIONAL { ?fact pl:evidence/pl:quote ?quote } }"
        )
    if facts:
        ids = " ".join(f"<{fact_iri(f.id)}>" for f in facts)
        return f"SELECT ?fact ?quote WHERE {{ VALUES ?fact {{ {ids} }} ?fact pl:evidence/pl:quote ?quote }}"
    docs = " ".join(f"<{document_iri(doc)}>" for doc in dict.fromkeys(e.doc for e in evidence))
    query = f"SELECT ?document ?about ?value WHERE {{ VALUES ?document {{ {docs} }} ?document ?about ?value }}"
    return query if docs else ""
