"""From what was found to an `Answer`: evidence best first, paths, the query that gives the value, a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.answer import Answer, Edge, Hypothesis, Node, PassageHit, Path, Result, Status
from kg.model import Evidence, Excerpt, Fact, Party
from kg.namespaces import entity_iri, fact_iri
from qa.behind import behind
from qa.calibrate import calibrated
from qa.cells import Cell, type_words
from qa.found import Found, Item
from qa.hypotheses import CEILING, POSSIBLE
from qa.render import render
from qa.workbench import Workbench

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

MOST_QUOTE = 1200
MOST_PATHS = 5
DOUBTFUL = 0.4  # how sure an answer is at most whose row was read from a text that does not settle its cells


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


def assemble(bench: Workbench, found: Found) -> Answer:
    """Build the answer that ANSWERS.md describes."""
    proofs = Proofs()
    used = list(
        dict.fromkeys((*found.cells, *(c for i in found.items for c in i.cells), *found.against, *found.agreeing))
    )
    for cell in used:
        proofs.add(cell.evidence)
    for sentence in found.prose:
        proofs.add(sentence.evidence)
    for evidence in found.evidence:
        proofs.add(evidence)
    for fact in found.about:
        proofs.add(fact.evidence[0])
    answered = found.status in (Status.ANSWERED, Status.CONFLICT)
    shown = used or (behind(bench, found) if answered else [])
    hypotheses = tuple(_hypothesis(party, candidate, proofs) for party, candidate in found.guesses)
    facts = list(dict.fromkeys([c.fact for c in used] + list(found.about)))
    return Answer(
        question=bench.question.text,
        lang=bench.question.lang,
        status=found.status,
        answer=render(bench, found, proofs.evidence),
        result=_result(found, proofs) if answered else None,
        paths=_paths(bench, shown, proofs) if answered else (),
        evidence=tuple(proofs.evidence),
        hypotheses=hypotheses,
        passages=_passages(bench, found),
        sparql=_sparql(shown, facts),
        reason=found.reason,
        confidence=_sure(bench, found) if answered else 0.0,
        explain=found.explain,
    )


def _sure(bench: Workbench, found: Found) -> float:
    """Return how probable it is that the answer is right.

    One that leans on an identity is at most so sure; so is one out of a doubtful row that no other source confirms.
    """
    ceiling = min((CEILING.get(c.confidence.value, POSSIBLE) for _, c in found.guesses), default=1.0)
    resting = (*found.cells, *(cell for item in found.items for cell in item.cells))
    if any(_is_doubtful(cell) for cell in resting) and all(_is_doubtful(cell) for cell in found.agreeing):
        ceiling = min(ceiling, DOUBTFUL)
    return min(ceiling, calibrated(found.confidence * bench.scope.sure))


def _is_doubtful(cell: Cell) -> bool:
    return cell.evidence.cell is not None and cell.evidence.cell.doubtful


def _hypothesis(party: "AnonymousParty", candidate: "Candidate", proofs: Proofs) -> Hypothesis:
    """Return an identity that the answer leans on, with the words from both sides of its best agreement."""
    shown = tuple(proofs.add(side) for m in candidate.matches[:1] for side in (m.right, m.left))
    confidence = candidate.confidence.value
    return Hypothesis(party.label, candidate.name, confidence, bool(candidate.decided), shown)


def _result(found: Found, proofs: Proofs) -> Result | None:
    if found.text:
        return Result("text", found.text, "", found.text)
    computation = _computation(found, proofs)
    if found.kind == "list":
        value = [_entry(item, proofs) for item in found.items]
        return Result("list", value, "", "；".join(i.text for i in found.items if i.text), computation)
    item = found.items[0]
    return Result(found.kind, item.value, item.unit, item.text, computation)


def _entry(item: Item, proofs: Proofs) -> dict[str, Any] | str:
    """One line of a list: a name alone as a string, else label, value, unit, text and evidence."""
    if isinstance(item.value, str) and item.value == item.label:
        return item.value
    return {
        "label": item.label,
        "value": item.value,
        "unit": item.unit,
        "text": item.text,
        "evidence": [proofs.add(c.evidence) for c in item.cells],
    }


def _computation(found: Found, proofs: Proofs) -> dict[str, Any] | None:
    computation = found.computation
    if computation is None:
        return None
    operands = [
        {
            "label": f"{c.label} {c.heads}".strip(),
            "value": _number(c),
            "unit": c.unit,
            "text": c.text,
            "evidence": [proofs.add(c.evidence)],
        }
        for c in computation.operands
    ]
    return {
        "operation": computation.operation,
        "operands": operands,
        "value": computation.value,
        "unit": computation.unit,
        "text": found.items[0].text,
    }


def _number(cell: Cell) -> Decimal | None:
    return getattr(cell.value, "value", None)


def _paths(bench: Workbench, cells: Sequence[Cell], proofs: Proofs) -> tuple[Path, ...]:
    """Return for each cell the way from a party of the question over its fact to the value."""
    paths: list[Path] = []
    for cell in cells[:MOST_PATHS]:
        at = proofs.add(cell.evidence)
        party, name, role = _from(bench, cell)
        fact = Node(fact_iri(cell.fact_id), " ".join(type_words(cell.fact.type)) or cell.label or cell.fact.type)
        value = Node(f"{fact_iri(cell.fact_id)}#{cell.role}", cell.text)
        edge = fact_iri(cell.fact_id)
        paths.append(
            Path(
                (Node(party, name), fact, value),
                (Edge(0, f"pl:{role}", 1, edge, (at,)), Edge(1, f"pl:{cell.role}", 2, edge, (at,))),
                1.0,
            )
        )
    return tuple(paths)


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


def _passages(bench: Workbench, found: Found) -> tuple[PassageHit, ...]:
    return tuple(PassageHit(s.doc, s.start, s.end, round(s.total, 3), s.text) for s in found.prose[:3])


def _sparql(cells: Iterable[Cell], facts: Sequence[Fact]) -> str:
    """Return the query that gives the values: the facts by IRI, the role by name."""
    chosen = list(dict.fromkeys((c.fact_id, c.role) for c in cells))
    if not chosen:
        ids = " ".join(f"<{fact_iri(f.id)}>" for f in facts)
        return (
            f"SELECT ?fact ?quote WHERE {{ VALUES ?fact {{ {ids} }} ?fact pl:evidence/pl:quote ?quote }}" if ids else ""
        )
    values = " ".join(f"(<{fact_iri(key)}> pl:{role})" for key, role in chosen)
    return (
        f"SELECT ?fact ?value ?name WHERE {{ VALUES (?fact ?role) {{ {values} }} ?fact ?role ?value "
        "OPTIONAL { ?value rdfs:label ?name } }"
    )
