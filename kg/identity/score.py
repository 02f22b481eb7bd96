"""What the evidence of a pair adds up to: the score, how sure it makes a name, and one name for one letter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.identity.described import is_described
from kg.identity.hypothesis import Candidate, Confidence, Contradiction, Known, Match
from kg.identity.kinds import MOST_WEAK, Grade

STRONG = 12.0  # bits: five significant digits that nobody else prints
CERTAIN = 18.0  # bits: two figures that agree
WEAK = 5.0  # bits: below, an agreement of figures is chance
HINT = 3.5  # bits of weak evidence alone, below which a name is not worth listing
RIVAL = 0.6  # a second candidate with this part of the best one's proof makes the best one uncertain
CONTRADICTION = 10.0  # bits lost for each figure that should agree and does not
CLAUSE = 0.6 * 16.0  # bits of a clause that counts as strong


def candidate_of(other: Known, matches: list[Match], against: list[Contradiction]) -> Candidate:
    """Return a candidate with its score; nothing is said yet of how sure it is."""
    weak = sum(match.bits for match in matches if match.grade is Grade.WEAK)
    score = proof(matches, against) + min(MOST_WEAK, weak)
    ordered = sorted(matches, key=lambda match: match.grade is Grade.WEAK)
    return Candidate(other.entity, other.name, round(score, 2), Confidence.POSSIBLE, tuple(ordered), tuple(against))


def worth_listing(candidate: Candidate) -> bool:
    """Tell whether a candidate is more than chance: by what can prove, or by hints that add up."""
    hints_only = all(match.grade is Grade.WEAK for match in candidate.matches)
    return candidate.score >= (HINT if hints_only else WEAK)


def proof(matches: Sequence[Match], against: Sequence[Contradiction]) -> float:
    """Return the bits of what can prove, contradictions taken off; weak evidence is left out."""
    return sum(match.bits for match in matches if match.grade is not Grade.WEAK) - CONTRADICTION * len(against)


def ranked(candidates: list[Candidate]) -> list[Candidate]:
    """Order by score and say how sure the best is; the others are possible at most."""
    ordered = sorted(candidates, key=_order)
    best = ordered[0]
    rival = max((proof(c.matches, c.against) for c in ordered[1:] if c.name != best.name), default=0.0)
    ordered[0] = replace(best, confidence=_confidence(best, rival))
    return ordered


def _order(candidate: Candidate) -> tuple[float, str, str]:
    return -candidate.score, candidate.name, candidate.entity


def _confidence(best: Candidate, rival: float) -> Confidence:
    """Say how sure the best candidate is beside the proof of the next. Weak evidence has no voice in it."""
    proved = proof(best.matches, best.against)
    if proved < (STRONG if best.against else WEAK) or rival >= RIVAL * proved:
        return Confidence.POSSIBLE
    figures = [m for m in best.matches if m.grade is Grade.FIGURE]
    strong = [m for m in figures if m.bits >= STRONG]
    clause = any(m.grade is Grade.CLAUSE and m.bits >= CLAUSE for m in best.matches)
    enough = proved >= CERTAIN and (len(figures) >= 2 or (strong and clause))
    if enough and not best.against:
        return Confidence.CERTAIN
    name = any(m.grade is Grade.NAME for m in best.matches)
    return Confidence.PROBABLE if strong or clause or name else Confidence.POSSIBLE


def one_name_a_letter(
    by_party: dict[str, list[Candidate]], known: Mapping[str, Known], taken: Collection[tuple[str, str]] = ()
) -> None:
    """Within one filing a name belongs to one letter: the best match keeps it, the others are told, or lose it where
    they had nothing but weak evidence. A name that certainly belongs to another is no rival any more. `taken` are
    parties with the name that a person gave them: they keep it against all figures, and need no other."""
    given = {(_place(party, known), entity): party for party, entity in taken if party in known}
    owners = {name: (party, Confidence.CERTAIN) for name, party in given.items()}
    free: dict[str, list[Candidate]] = {}
    places = {party: _place(party, known) for party in by_party}
    for _, party in sorted((-candidates[0].score, party) for party, candidates in by_party.items()):
        place = places[party]
        lost = [c for c in by_party[party] if owners.get((place, c.entity), (party,))[0] != party]
        left = [c for c in by_party[party] if c not in lost]
        sure = any(owners[place, c.entity][1] is Confidence.CERTAIN for c in lost)
        free[party] = ranked(left) if left and sure else left
        if left and party not in given.values() and free[party][0].confidence is not Confidence.POSSIBLE:
            owners[place, free[party][0].entity] = party, free[party][0].confidence
    for party, candidates in by_party.items():
        place = places[party]
        mine = [c for c in free[party] if owners.get((place, c.entity), (party,))[0] == party]
        others = [c for c in candidates if owners.get((place, c.entity), (party,))[0] != party]
        second = []
        for candidate in (each for each in others if proof(each.matches, ()) > 0):
            kind = "given" if (place, candidate.entity) in given else "taken"
            owner = known[owners[place, candidate.entity][0]].name
            second.append(_less(candidate, Contradiction(kind, owner, candidate.name)))
        by_party[party] = _settled(known[party].name, sorted((*mine, *second), key=_order))


def _settled(label: str, candidates: list[Candidate]) -> list[Candidate]:
    """A party is one party: where the best name is certain, that speaks against each other one still open."""
    best = candidates[:1]
    if not best or best[0].confidence is not Confidence.CERTAIN:
        return candidates
    note = Contradiction("settled", label, best[0].name)
    others = [c if any(n.kind in ("taken", "given") for n in c.against) else _less(c, note) for c in candidates[1:]]
    return sorted((*best, *others), key=_order)


def _place(party: str, known: Mapping[str, Known]) -> str:
    """Return within what a name belongs to one label: a filing, for a numbered label one year of it. A description is
    no label: 第一大客户 may be E公司, or 第二大客户 of the year before."""
    doc = known[party].docs[0]
    return party if is_described(known[party].name) else f"{doc}@{party.partition('@')[2]}"


def _less(candidate: Candidate, note: Contradiction) -> Candidate:
    """Return a candidate that something speaks against."""
    score = round(candidate.score - CONTRADICTION, 2)
    return replace(candidate, score=score, confidence=Confidence.POSSIBLE, against=(*candidate.against, note))
