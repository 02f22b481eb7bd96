"""Contracts told apart here and as one there: the sum of two amounts of a party meets one amount of another's."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kg.identity.figures import Figure
from kg.identity.hypothesis import Match
from kg.identity.match import BITS_PER_DIGIT, FigureIndex, Pair

SUM_DIGITS = 5  # significant digits that each addend needs
MOST_ADDENDS = 8  # amounts of a party in a filing; more make too many sums to mean anything


def sum_matches(all_figures: Sequence[Figure], index: FigureIndex, hidden: frozenset[str]) -> dict[Pair, list[Match]]:
    """Return the sums that meet, by hidden party and other party, the best of each pair."""
    found: dict[Pair, list[Match]] = defaultdict(list)
    of_hidden = FigureIndex([figure for figure in all_figures if figure.entity in hidden])
    for (entity, _), amounts in sorted(_amounts(all_figures).items()):
        sums = [_added(a, b) for a, b in combinations(amounts, 2)] if len(amounts) <= MOST_ADDENDS else []
        for total in sums:
            for other in (index if entity in hidden else of_hidden).meeting(total):
                if _may_be(total, other):
                    bits = (min(total.digits, other.digits) - 1) * BITS_PER_DIGIT - math.log2(
                        index.parties(total) * len(sums)
                    )
                    for pair, match in _both_ways(total, other, bits):
                        if pair[0] in hidden and bits > 0:
                            found[pair].append(match)
    return {pair: sorted(matches, key=lambda m: -m.bits)[:1] for pair, matches in found.items()}


def _amounts(all_figures: Iterable[Figure]) -> Mapping[tuple[str, str], list[Figure]]:
    """Return the different contract amounts of each party of each filing, by value."""
    found: dict[tuple[str, str], dict[object, Figure]] = defaultdict(dict)
    for figure in all_figures:
        if figure.topic == "Contract" and figure.unit == "CNY" and figure.digits >= SUM_DIGITS:
            found[figure.entity, figure.doc].setdefault(figure.value, figure)
    return {key: [by[v] for v in sorted(by)] for key, by in found.items()}  # type: ignore[type-var]


def _added(a: Figure, b: Figure) -> Figure:
    evidence = replace(a.evidence, context=(*a.evidence.context, b.evidence.main))
    return replace(
        a,
        value=a.value + b.value,
        half=a.half + b.half,
        digits=min(a.digits, b.digits),
        evidence=evidence,
        printed=f"{a.printed} + {b.printed}",
    )


def _may_be(total: Figure, other: Figure) -> bool:
    return (
        other.topic == "Contract"
        and other.doc != total.doc
        and other.entity not in (total.entity, total.counterpart)
        and other.side == total.side
    )


def _both_ways(total: Figure, other: Figure, bits: float) -> Iterator[tuple[Pair, Match]]:
    note = f"{total.printed} = {other.printed}"
    yield (total.entity, other.entity), Match("sum", total.evidence, other.evidence, round(bits, 2), note)
    yield (other.entity, total.entity), Match("sum", other.evidence, total.evidence, round(bits, 2), note)
