"""From facts to hypotheses: who may be behind each label, with what speaks for and against it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.identity.against import Against
from kg.identity.beside import linked_counterparts, together
from kg.identity.decision import IdentityDecision, Verdict, standing
from kg.identity.described import is_described, may_be, positions
from kg.identity.figures import Figure, clauses, figures
from kg.identity.hypothesis import AnonymousParty, Candidate, Known, Match
from kg.identity.labels import same_letters, short_names, shown_in
from kg.identity.match import FigureIndex, Pair, clause_matches, figure_matches, support_matches
from kg.identity.prices import monthly_prices, price_hints
from kg.identity.score import candidate_of, one_name_a_letter, ranked, worth_listing
from kg.identity.sums import sum_matches
from kg.identity.traits import trait_matches, traits
from kg.model import EntityKind, Evidence, Fact
from kg.pattern import Pattern

MOST = 5  # candidates kept
NOWHERE: Mapping[tuple[str, str], Sequence[Evidence]] = {}

# a label that a table numbers anew each year: 客户 2 of 2023 is not 客户 2 of 2022
NUMBERED = Pattern(r"(?:第?[一二三四五六七八九十\d]+大)?(?:客户|供应商|经销商|单位)\s*[一二三四五六七八九十\d]*")


def hypotheses(
    known: Mapping[str, Known],
    facts: Sequence[Fact],
    described: Mapping[tuple[str, str], Sequence[Evidence]] = NOWHERE,
    log: Iterable[IdentityDecision] = (),
) -> list[AnonymousParty]:
    """Return every anonymous party of the facts with its candidates, in the order of document and label.

    `described` are the sentences that speak of described parties (第一大客户), by party and filing. A name that the
    `log` rejects for one letter is free for another of the filing, one that it accepts is taken. The result depends on
    the set of facts and on what the log holds, not on their order.
    """
    facts = sorted(facts, key=lambda fact: (fact.doc, fact.evidence[0].main.start, fact.id))
    all_figures, known = _by_year([*figures(facts), *monthly_prices(facts)], known)
    hidden = frozenset(e for e, k in known.items() if k.kind is EntityKind.ANONYMOUS)
    at_home = frozenset(e for e in hidden if is_described(known[e].name))
    shown = shown_in(facts)
    said = traits(facts, known, shown)
    linked = linked_counterparts(known, {each.counterpart for each in (*all_figures, *said)} - {""})
    shorts = short_names(known, shown)
    found: dict[Pair, list[Match]] = defaultdict(list)
    index = FigureIndex(all_figures)
    for pairs in (
        figure_matches([f for f in all_figures if f.entity in hidden], index, linked, at_home),
        clause_matches(list(clauses(facts)), hidden),
        sum_matches(all_figures, index, hidden),
        same_letters(known, shown),
        positions(known, all_figures, described),
        trait_matches(said, hidden, linked),
        price_hints(all_figures, index, hidden, linked),
        shorts,
    ):
        for pair, matches in pairs.items():
            found[pair] += matches
    for pair, matches in support_matches(found, all_figures).items():
        found[pair] += matches
    decisions = {(each.party, each.entity): each.verdict for each in standing(log).values()}
    for pair, verdict in decisions.items():
        if verdict is Verdict.REJECT:
            found.pop(pair, None)
    taken = [pair for pair, verdict in decisions.items() if verdict is Verdict.ACCEPT]
    by_party = _candidates(found, known, facts, Against(all_figures, said, linked), taken)
    parties = [
        AnonymousParty(e, known[e].name, doc, tuple(by_party.get(e, ())[:MOST]), e.partition("@")[2])
        for e in hidden | {short for short, _ in shorts}
        for doc in known[e].docs[:1]
    ]
    return sorted(parties, key=lambda p: (p.doc, p.label, p.period, p.entity))


def _candidates(
    found: Mapping[Pair, list[Match]],
    known: Mapping[str, Known],
    facts: Sequence[Fact],
    against: Against,
    taken: Sequence[Pair],
) -> dict[str, list[Candidate]]:
    """Return for each hidden party those it may be, ranked, a name for one letter of a filing only; `taken` are the
    names that a person gave."""
    beside = together(facts)
    by_party: dict[str, list[Candidate]] = defaultdict(list)
    for (party, other), matches in sorted(found.items()):
        if other not in known or base_entity(other) in beside[base_entity(party)]:
            continue
        if may_be(known[party], known[other]):
            candidate = candidate_of(known[other], matches, against.of(party, other))
            if worth_listing(candidate):
                by_party[party].append(candidate)
    ordered = {party: ranked(candidates) for party, candidates in by_party.items()}
    one_name_a_letter(ordered, known, taken)
    return ordered


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
