"""The identities that an answer leans on, as steps of its way through the graph and as a query."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.answer import Edge, Node, Path
from kg.namespaces import entity_iri
from qa.evidence.found import Found, Guess
from qa.evidence.proof import Proofs

if TYPE_CHECKING:
    from kg.identity import Candidate


def rests_on_identities(found: Found) -> bool:
    """Tell whether an answer is nothing but an identity: no cell and no sentence gives it."""
    cells = (*found.cells, *(cell for item in found.items for cell in item.cells))
    return any(_tells(c) for _, c in found.guesses) and not cells and not found.prose


def _tells(candidate: "Candidate") -> bool:
    """Tell whether a name has something to show for it: what agrees, or a person's word."""
    return bool(candidate.matches or candidate.decided)


def identity_paths(guesses: Sequence[Guess], proofs: Proofs) -> tuple[Path, ...]:
    """Return the way from each letter over the hypothesis to the name, with the words of both filings."""
    return tuple(Path(*_steps(guess, proofs), guess[1].score) for guess in guesses if _tells(guess[1]))


def led(paths: Sequence[Path], guesses: Sequence[Guess], proofs: Proofs) -> tuple[Path, ...]:
    """Return paths that begin at a letter with the way from the name to that letter before them."""
    by_letter = {_letter(party.entity): (party, c) for party, c in guesses if _tells(c)}
    return tuple(_led(p, by_letter[p.nodes[0].iri], proofs) if p.nodes[0].iri in by_letter else p for p in paths)


def identity_query(guesses: Sequence[Guess]) -> str:
    """Return the query that gives the names, how sure they are and the words that agree."""
    nodes = " ".join(f"<{_hypothesis(guess)}>" for guess in guesses)
    return (
        f"SELECT ?hypothesis ?label ?value ?confidence ?quote WHERE {{ VALUES ?hypothesis {{ {nodes} }} "
        "?hypothesis pl:anonymousLabel ?label ; pl:candidateName ?value ; pl:confidence ?confidence "
        "OPTIONAL { ?hypothesis pl:match/(pl:left|pl:right)/pl:quote ?quote } }"
    )


def _steps(guess: Guess, proofs: Proofs) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    party, candidate = guess
    fact = _hypothesis(guess)
    cited = tuple(proofs.add(side) for match in candidate.matches[:1] for side in (match.right, match.left))
    nodes = (
        Node(_letter(party.entity), f"{party.label} {party.period}".strip()),
        Node(fact, candidate.sure),
        Node(entity_iri(candidate.entity.partition("@")[0]), candidate.name),
    )
    edges = (Edge(1, "pl:anonymous", 0, fact, cited), Edge(1, "pl:candidate", 2, fact, cited))
    return nodes, edges


def _led(path: Path, guess: Guess, proofs: Proofs) -> Path:
    """Return name → hypothesis → letter → … instead of letter → …"""
    nodes, edges = _steps(guess, proofs)
    first = tuple(replace(edge, object=2 - edge.object) for edge in reversed(edges))
    moved = tuple(replace(edge, subject=edge.subject + 2, object=edge.object + 2) for edge in path.edges)
    return replace(path, nodes=(*reversed(nodes), *path.nodes[1:]), edges=(*first, *moved))


def _hypothesis(guess: Guess) -> str:
    from kg.identity import hypothesis_iri

    return hypothesis_iri(guess[0].entity, guess[1].entity)


def _letter(entity: str) -> str:
    return entity_iri(entity.partition("@")[0])
