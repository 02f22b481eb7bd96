"""Hypotheses and decisions as lines of the identity graph.

A hypothesis is a statement of its own with candidate, confidence, score and pairs of evidence; it is never a merge
(`owl:sameAs`), at most a close match (SKOS §10.3). A decision is attributed to a person (PROV-O) and dated.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from kg.identity.branches import branches
from kg.identity.decision import IdentityDecision
from kg.identity.hypothesis import AnonymousParty, Candidate, Match
from kg.identity.same import Same
from kg.identity.wording import against_words
from kg.model import Evidence
from kg.namespaces import IDENTITY_GRAPH, document_iri, entity_iri
from kg.nquads import day, decimal, hashed, integer, iri, lines, named, pl, text, word

_GRAPH = iri(IDENTITY_GRAPH.value)
_TYPE = named("rdf:type")


def identity_quads(
    parties: Iterable[AnonymousParty],
    decisions: Iterable[IdentityDecision],
    same: Iterable[Same] = (),
    names: Mapping[str, str] | None = None,
    given: Iterable[tuple[str, str, date]] = (),
) -> Iterator[str]:
    """Yield the whole identity graph: hypotheses with their evidence, the decisions that hold, ids of one party with
    the reason, branches with what they are part of, and names that people gave on a day. `names` are those of all
    entities, `given` is name, entity and day."""
    for party in parties:
        for candidate in party.candidates:
            yield from _hypothesis(party, candidate)
    for decision in decisions:
        yield from _decision(decision)
    for each in same:
        yield from _same(each)
    for branch, whole in branches(names or {}):
        yield from lines(iri(entity_iri(branch)), [(pl("partOf"), iri(entity_iri(whole)))], _GRAPH)
    for name, entity, when in given:
        yield from _given(name, entity, when)


def hypothesis_iri(party: str, candidate: str) -> str:
    """Return the IRI of the hypothesis that a party (with its year) is a candidate."""
    return hashed("hypothesis", party, candidate)[1:-1]


def _hypothesis(party: AnonymousParty, candidate: Candidate) -> Iterator[str]:
    node = iri(hypothesis_iri(party.entity, candidate.entity))
    pairs = [
        (_TYPE, pl("IdentityHypothesis")),
        (pl("anonymous"), iri(_entity(party.entity))),
        (pl("anonymousLabel"), text(party.label)),
        (pl("candidate"), iri(entity_iri(candidate.entity))),
        (pl("candidateName"), text(candidate.name)),
        (pl("document"), iri(document_iri(party.doc))),
        (pl("confidence"), word(candidate.confidence.value)),
        (pl("score"), decimal(Decimal(str(candidate.score)))),
    ]
    pairs += [(pl("against"), text(against_words(note, "en"))) for note in candidate.against]
    if party.period:
        pairs.append((pl("period"), word(party.period)))
    if candidate.decided:
        pairs.append((pl("decided"), word(candidate.decided)))
    if candidate.confidence.value != "possible" and not party.period:
        yield from lines(
            iri(entity_iri(party.entity)), [(named("skos:closeMatch"), iri(entity_iri(candidate.entity)))], _GRAPH
        )
    for number, match in enumerate(candidate.matches):
        pair = hashed("match", party.entity, candidate.entity, number)
        pairs.append((pl("match"), pair))
        yield from _match(pair, match)
    yield from lines(node, pairs, _GRAPH)


def _match(node: str, match: Match) -> Iterator[str]:
    pairs = [
        (_TYPE, pl("IdentityMatch")),
        (pl("kind"), word(match.kind)),
        (pl("score"), decimal(Decimal(str(match.bits)))),
        (pl("grade"), word(match.grade.value)),
        (pl("note"), text(match.note)),
    ]
    for side, evidence in (("left", match.left), ("right", match.right)):
        words = hashed("matched", evidence.doc, evidence.main.start, evidence.main.end)
        pairs.append((pl(side), words))
        yield from _words(words, evidence)
    yield from lines(node, pairs, _GRAPH)


def _words(node: str, evidence: Evidence) -> list[str]:
    main = evidence.main
    pairs = [(pl("document"), iri(document_iri(evidence.doc))), (pl("quote"), text(main.quote))]
    pairs += [(pl("start"), integer(main.start)), (pl("end"), integer(main.end))]
    return lines(node, pairs, _GRAPH)


def _decision(decision: IdentityDecision) -> list[str]:
    node = hashed("decision", decision.party, decision.entity, decision.day, decision.verdict)
    pairs = [
        (_TYPE, pl("IdentityDecision")),
        (_TYPE, named("prov:Activity")),
        (pl("anonymous"), iri(_entity(decision.party))),
        (pl("candidate"), iri(entity_iri(decision.entity))),
        (pl("verdict"), word(decision.verdict.value)),
        (named("dcterms:date"), day(decision.day)),
    ]
    if decision.note:
        pairs.append((pl("note"), text(decision.note)))
    return lines(node, pairs, _GRAPH)


def _same(same: Same) -> Iterator[str]:
    """Yield an identity by rule: an exact match (SKOS §10.3) both ways, and the statement that gives the reason."""
    first, second = iri(entity_iri(same.entity)), iri(entity_iri(same.other))
    yield from lines(first, [(named("skos:exactMatch"), second)], _GRAPH)
    yield from lines(second, [(named("skos:exactMatch"), first)], _GRAPH)
    pairs = [
        (_TYPE, pl("SameParty")),
        (pl("same"), first),
        (pl("same"), second),
        (pl("reason"), word(same.reason)),
        (pl("note"), text(same.note)),
    ]
    if same.doc:
        pairs.append((pl("document"), iri(document_iri(same.doc))))
    if same.start >= 0:
        pairs += [(pl("start"), integer(same.start)), (pl("end"), integer(same.end))]
    yield from lines(hashed("same", same.entity, same.other), pairs, _GRAPH)


def _given(name: str, entity: str, when: date) -> Iterator[str]:
    """Yield a name that a person gave, and the dated statement of theirs that says so."""
    node = iri(entity_iri(entity))
    yield from lines(node, [(named("skos:altLabel"), text(name))], _GRAPH)
    pairs = [(_TYPE, pl("AliasDecision")), (_TYPE, named("prov:Activity")), (pl("namedEntity"), node)]
    pairs += [(pl("alias"), text(name)), (named("dcterms:date"), day(when))]
    yield from lines(hashed("given", entity, name), pairs, _GRAPH)


def _entity(party: str) -> str:
    """Return the IRI of the entity of a party, without the year of a numbered label."""
    return entity_iri(party.partition("@")[0])
