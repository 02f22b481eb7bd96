"""From what was found to an `Answer`: evidence best first, paths, the query that gives the value, a sentence."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.answer import Answer, Hypothesis, PassageHit, Result, Status
from kg.pattern import Pattern
from kg.values.written import MONTHS
from qa.answers.render import render
from qa.answers.sure import sure
from qa.evidence.behind import behind
from qa.evidence.cells import Cell
from qa.evidence.found import Computation, Found, Item
from qa.evidence.proof import Proofs, paths, sparql
from qa.evidence.workbench import Workbench
from qa.who import CEILING, POSSIBLE
from qa.who.leaning import identity_paths, identity_query, led, rests_on_identities

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

_YEARS, _IN_MONTHS = Pattern(r"\d\s*(?:年|years?)$"), Pattern("(?:多少|几)个?月|月数|months")
DOUBTFUL = 0.4  # how sure an answer is at most whose row was read from a text that does not settle its cells


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
    named = answered and rests_on_identities(found)
    read = not used or (not found.computation and any(not item.cells for item in found.items))  # out of a sentence
    shown = list(dict.fromkeys((*used, *(behind(bench, found) if answered and not named and read else ()))))
    hypotheses = tuple(_hypothesis(party, candidate, proofs) for party, candidate in found.guesses)
    text = render(bench, found, proofs.evidence)
    found = replace(found, items=tuple(_in_years(bench, item) for item in found.items))
    facts = list(dict.fromkeys([c.fact for c in used] + list(found.about)))
    if named:
        ways, query = identity_paths(found.guesses, proofs), identity_query(found.guesses)
    else:
        ways = led(paths(bench, shown, proofs), found.guesses, proofs) if answered else ()
        query = sparql(shown, facts, proofs.evidence if answered else ())
    return Answer(
        question=bench.question.text,
        lang=bench.question.told,
        status=found.status,
        answer=text,
        result=_result(found, proofs) if answered else None,
        paths=ways,
        evidence=tuple(proofs.evidence),
        hypotheses=hypotheses,
        passages=_passages(bench, found),
        sparql=query,
        reason=found.reason,
        confidence=_sure(bench, found) if answered else 0.0,
        explain=found.explain,
    )


def _in_years(bench: Workbench, item: Item) -> Item:
    """Return a length of time in years where the source counts it so and nobody asks for months."""
    in_years = item.unit == "month" and _YEARS.search(item.text) and not _IN_MONTHS.search(bench.question.folded)
    if not in_years or not isinstance(item.value, Decimal):
        return item
    return replace(item, value=item.value / MONTHS, unit="year")


def _sure(bench: Workbench, found: Found) -> float:
    """Return how probable it is that the answer is right.

    One that leans on an identity is at most so sure; so is one out of a doubtful row that no other source confirms.
    """
    ceiling = min((CEILING.get(c.confidence.value, POSSIBLE) for _, c in found.guesses), default=1.0)
    resting = (*found.cells, *(cell for item in found.items for cell in item.cells))
    if any(_is_doubtful(cell) for cell in resting) and all(_is_doubtful(cell) for cell in found.agreeing):
        ceiling = min(ceiling, DOUBTFUL)
    return min(ceiling, sure(bench, found))


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
    computation = _computation(found.computation, found.items, proofs) if found.computation else None
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


def _computation(computation: Computation, items: Sequence[Item], proofs: Proofs) -> dict[str, Any]:
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
    shaped = {
        "operation": computation.operation,
        "operands": operands,
        "value": computation.value,
        "unit": computation.unit,
        "text": next((i.text for i in items if i.value == computation.value), items[0].text),
    }
    also = [_computation(other, items, proofs) for other in computation.also]
    return {**shaped, "also": also} if also else shaped


def _number(cell: Cell) -> Decimal | None:
    return getattr(cell.value, "value", None)


def _passages(bench: Workbench, found: Found) -> tuple[PassageHit, ...]:
    return tuple(PassageHit(s.doc, s.start, s.end, round(s.total, 3), s.text) for s in found.prose[:3])
