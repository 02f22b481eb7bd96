"""What a person decides about an identity, and what the hypotheses are with the decisions applied.

Decisions are a log that only grows: undoing one adds a line. What holds is what replaying the log gives, so an undone
decision leaves no trace in the hypotheses, and both lines stay in the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kg.answer import ACCEPTED
from kg.identity.hypothesis import AnonymousParty, Candidate, Confidence, Known


class Verdict(StrEnum):
    """What a person says of a label and a name."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class IdentityDecision:
    """One line of the log: on a day, somebody said that a label is, or is not, a name."""

    day: date
    verdict: Verdict
    party: str  # Entity.id of the anonymous party
    label: str
    name: str
    entity: str  # Entity.id of the name
    note: str = ""


def standing(log: Iterable[IdentityDecision]) -> dict[tuple[str, str], IdentityDecision]:
    """Return the decisions that hold after the whole log, by anonymous party and name's entity."""
    holding: dict[tuple[str, str], IdentityDecision] = {}
    for decision in log:
        key = (decision.party, decision.entity)
        if decision.verdict is Verdict.UNDO:
            holding.pop(key, None)
        else:
            holding.pop(key, None)
            holding[key] = decision
    return holding


def decided(
    parties: Sequence[AnonymousParty], log: Iterable[IdentityDecision], known: Mapping[str, Known]
) -> list[AnonymousParty]:
    """Return the parties as the decisions leave them: an accepted name comes first and alone is certain, a rejected
    one is gone. A name nobody computed can be accepted too; it has no matches, only a person's word."""
    by_party: dict[str, list[IdentityDecision]] = {}
    for (party, _), decision in standing(log).items():
        by_party.setdefault(party, []).append(decision)
    return [_applied(party, by_party.get(party.entity, ()), known) for party in parties]


def _applied(
    party: AnonymousParty, decisions: Sequence[IdentityDecision], known: Mapping[str, Known]
) -> AnonymousParty:
    if not decisions:
        return party
    rejected = {d.entity for d in decisions if d.verdict is Verdict.REJECT}
    kept = [c for c in party.candidates if c.entity not in rejected]
    for decision in decisions:
        if decision.verdict is not Verdict.ACCEPT:
            continue
        found = next((c for c in kept if c.entity == decision.entity), None)
        name = known[decision.entity].name if decision.entity in known else decision.name
        chosen = found or Candidate(decision.entity, name, 0.0, Confidence.CERTAIN, ())
        others = [replace(c, confidence=Confidence.POSSIBLE) for c in kept if c.entity != decision.entity]
        said = " ".join(part for part in (decision.day.isoformat(), decision.note) if part)
        kept = [replace(chosen, confidence=Confidence.CERTAIN, decided=ACCEPTED, said=said), *others]
    return replace(party, candidates=tuple(kept))
