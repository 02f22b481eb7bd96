"""From what agrees to who it may be: scores, contradictions, and one name for one letter of a filing."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.identity.figures import Figure, clauses, figures
from kg.identity.hypothesis import AnonymousParty, Candidate, Confidence, Known, Match
from kg.identity.labels import same_letters, short_names
from kg.identity.match import (
    SUPPORT_BITS,
    FigureIndex,
    Pair,
    agree,
    clause_matches,
    figure_matches,
    support_matches,
)
from kg.identity.sums import sum_matches
from kg.model import EntityKind, Fact, Party

STRONG = 12.0  # bits: five significant digits that nobody else prints
CERTAIN = 18.0  # bits: two figures that agree
WEAK = 5.0  # bits: below, an agreement is chance
RIVAL = 0.6  # a second candidate with this part of the best score makes the best one uncertain
CONTRADICTION = 10.0  # bits lost for each figure that should agree and does not
MOST = 5  # candidates kept
WORDS = ("clause", "label", "name")  # kinds of matches that are no figures
CLAUSE = 0.6 * 16.0  # bits of a clause that counts as strong
LEAST_NAME = 4  # characters of a short name that may stand for a full one

# a label that a table numbers anew each year: 客户 2 of 2023 is not 客户 2 of 2022
NUMBERED = re.compile(r"(?:第?[一二三四五六七八九十\d]+大)?(?:客户|供应商|经销商|单位)\s*[一二三四五六七八九十\d]*")

FlowKey = tuple[str, str, str, str]


def hypotheses(known: Mapping[str, Known], facts: Sequence[Fact]) -> list[AnonymousParty]:
    """Return every anonymous party of the facts with its candidates, in the order of document and label.

    The result depends on the set of facts only, not on their order.
    """
    all_figures, known = _by_year(list(figures(facts)), known)
    hidden = frozenset(e for e, k in known.items() if k.kind is EntityKind.ANONYMOUS)
    linked = _linked(known, {f.counterpart for f in all_figures if f.counterpart})
    found = _found(all_figures, facts, known, hidden, linked)
    shorts = short_names(known, facts)
    found.update({pair: [*found.get(pair, ()), *matches] for pair, matches in shorts.items()})
    together = _together(facts)
    flows = _flows(all_figures)
    by_party: dict[str, list[Candidate]] = defaultdict(list)
    for (party, other), matches in sorted(found.items()):
        beside = together[base_entity(party)]
        if other in known and base_entity(other) not in beside and not _same_filing(known[party], known[other]):
            candidate = _candidate(known[other], matches, _against(flows[party], flows[other], linked))
            if candidate.score >= WEAK:
                by_party[party].append(candidate)
    ranked = {party: _ranked(candidates) for party, candidates in by_party.items()}
    _one_name_a_letter(ranked, known)
    parties = [
        AnonymousParty(e, known[e].name, doc, tuple(ranked.get(e, ())[:MOST]), e.partition("@")[2])
        for e in hidden | {short for short, _ in shorts}
        for doc in known[e].docs[:1]
    ]
    return sorted(parties, key=lambda p: (p.doc, p.label, p.period, p.entity))


def _found(
    all_figures: Sequence[Figure],
    facts: Sequence[Fact],
    known: Mapping[str, Known],
    hidden: frozenset[str],
    linked: set[Pair],
) -> dict[Pair, list[Match]]:
    """Return all that agrees between hidden parties and others, by pair."""
    index = FigureIndex(all_figures)
    found: dict[Pair, list[Match]] = defaultdict(list)
    for pairs in (
        figure_matches([f for f in all_figures if f.entity in hidden], index, linked),
        clause_matches(list(clauses(facts)), hidden),
        sum_matches(all_figures, index, hidden),
        same_letters(known, facts),
    ):
        for pair, matches in pairs.items():
            found[pair] += matches
    for pair, matches in support_matches(found, all_figures).items():
        found[pair] += matches
    return found


def base_entity(party: str) -> str:
    """Return the entity of a party that stands for one year of a numbered label."""
    return party.partition("@")[0]


def _by_year(all_figures: list[Figure], known: Mapping[str, Known]) -> tuple[list[Figure], dict[str, Known]]:
    """Part numbered labels by year: each year of 客户 2 is a party of its own, `entity@2023`."""
    parted, years = [], dict(known)
    for figure in all_figures:
        party = known.get(figure.entity)
        if party and party.kind is EntityKind.ANONYMOUS and figure.period and NUMBERED.fullmatch(party.name):
            key = f"{figure.entity}@{figure.period}"
            years[key] = replace(party, entity=key)
            years.pop(figure.entity, None)
            figure = replace(figure, entity=key)
        parted.append(figure)
    return parted, years


def _candidate(other: Known, matches: list[Match], against: list[str]) -> Candidate:
    score = sum(m.bits for m in matches) - CONTRADICTION * len(against)
    return Candidate(other.entity, other.name, round(score, 2), Confidence.POSSIBLE, tuple(matches), tuple(against))


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    """Order by score and say how sure the best is; the others are possible at most."""
    ordered = sorted(candidates, key=lambda c: (-c.score, c.name, c.entity))
    best = ordered[0]
    rival = next((c.score for c in ordered[1:] if c.name != best.name), 0.0)
    ordered[0] = replace(best, confidence=_confidence(best, rival))
    return ordered


def _confidence(best: Candidate, rival: float) -> Confidence:
    figures_agreeing = [m for m in best.matches if m.kind not in WORDS and m.bits > SUPPORT_BITS]
    strong = [m for m in figures_agreeing if m.bits >= STRONG]
    clause = any(m.kind == "clause" and m.bits >= CLAUSE for m in best.matches)
    alone = rival < RIVAL * best.score
    if not alone or best.score < WEAK:
        return Confidence.POSSIBLE
    enough = best.score >= CERTAIN and (len(figures_agreeing) >= 2 or (strong and clause))
    if enough and not best.against:
        return Confidence.CERTAIN
    name = any(m.kind == "name" for m in best.matches)
    return Confidence.PROBABLE if strong or clause or name else Confidence.POSSIBLE


def _one_name_a_letter(ranked: dict[str, list[Candidate]], known: Mapping[str, Known]) -> None:
    """Within one filing a name belongs to one letter: the best match keeps it, the others are told."""
    order = sorted((-c[0].score, party) for party, c in ranked.items())
    taken: dict[tuple[str, str], str] = {}
    for _, party in order:
        doc = known[party].docs[0]
        kept: list[Candidate] = []
        for candidate in ranked[party]:
            owner = taken.get((doc, candidate.entity))
            if owner is None:
                kept.append(candidate)
                continue
            note = f"{candidate.name} agrees better with {known[owner].name}"
            kept.append(
                replace(
                    candidate,
                    score=round(candidate.score - CONTRADICTION, 2),
                    confidence=Confidence.POSSIBLE,
                    against=(*candidate.against, note),
                )
            )
        ranked[party] = sorted(kept, key=lambda c: (-c.score, c.name, c.entity))
        best = ranked[party][0]
        if best.confidence is not Confidence.POSSIBLE:
            taken.setdefault((doc, best.entity), party)


def _against(
    mine: Mapping[FlowKey, list[Figure]], theirs: Mapping[FlowKey, list[Figure]], linked: set[Pair]
) -> list[str]:
    """Return where both filings state the same flow of the same year and the figures do not meet."""
    notes = []
    for key, ours in sorted(mine.items()):
        for figure in ours:
            others = [o for o in theirs.get(key, ()) if (figure.counterpart, o.counterpart) in linked]
            if others and not any(agree(figure, other) for other in others):
                notes.append(f"{figure.role} {figure.period}: {figure.value:f} against {others[0].value:f}")
                break
    return notes


def _flows(all_figures: Sequence[Figure]) -> dict[str, dict[FlowKey, list[Figure]]]:
    flows: dict[str, dict[FlowKey, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in all_figures:
        if figure.topic == "Flow" and figure.period and figure.role in ("amount", "share"):
            side = figure.side if figure.role == "amount" else f"{figure.side} of {figure.type}"
            flows[figure.entity][side, figure.role, figure.period, figure.unit].append(figure)
    return flows


def _together(facts: Sequence[Fact]) -> dict[str, set[str]]:
    """Return for each party those that stand beside it: in one fact, or in one table as the same role."""
    together: dict[str, set[str]] = defaultdict(set)
    tables: dict[tuple[str, str, str, str, str], set[str]] = defaultdict(set)
    for fact in facts:
        named = [(r.name, r.value.entity) for r in fact.roles if isinstance(r.value, Party)]
        cell = fact.evidence[0].cell
        period = fact.qualifiers.period
        for role, entity in named:
            together[entity].update(other for _, other in named if other != entity)
            if cell is not None:
                tables[fact.doc, fact.type, cell.caption, role, period.code if period else ""].add(entity)
    for members in tables.values():
        for entity in members:
            together[entity].update(members - {entity})
    return together


def _same_filing(party: Known, other: Known) -> bool:
    return other.kind is EntityKind.ANONYMOUS and bool(set(party.docs) & set(other.docs))


def _linked(known: Mapping[str, Known], counterparts: set[str]) -> set[Pair]:
    """Return the pairs of counterparts that are one: the same, or one name standing whole inside the other."""
    linked = {(entity, entity) for entity in counterparts} | {("", "")}
    names = {e: known[e].name for e in counterparts if e in known and len(known[e].name) >= LEAST_NAME}
    by_name: dict[str, list[str]] = defaultdict(list)
    for entity, name in names.items():
        by_name[name].append(entity)
    lengths = sorted({len(name) for name in by_name})
    for entity, name in names.items():
        for length in lengths:
            for start in range(len(name) - length + 1):
                for other in by_name.get(name[start : start + length], ()):
                    linked |= {(entity, other), (other, entity)}
    return linked
