"""Find what agrees between an anonymous party and everybody in other filings.

Blocking: figures are sorted by value within their unit, so that each meets only its equals (and its equals after tax);
clauses meet through shared shingles. Nothing is compared all with all.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.identity.clauses import alike
from kg.identity.exact import DAY, PIECE_MONTH, PRICED
from kg.identity.figures import Clause, Figure
from kg.identity.hypothesis import Match
from kg.identity.kinds import KINDS, Grade

BITS_PER_DIGIT = math.log2(10)
TAX = (Decimal("1.06"), Decimal("1.09"), Decimal("1.13"))  # value-added tax 增值税 since 2019-04-01 (财税〔2019〕39号)
LEAST_DIGITS = 3
PRICES = ("unit_price", "monthly_price")  # worked out of amounts
TAX_DIGITS = 5
CLAUSE_CHANCE = 0.5  # containment that drafts of one law firm reach without being one contract
MOST_SUPPORT = 3  # equal ranks, terms and counts that count
OTHER_STATEMENT = 0.6  # worth of an equal figure in another role or topic

Pair = tuple[str, str]  # (anonymous entity, other entity)


class FigureIndex:
    """Figures by unit and value; tells which meet a value, and how many parties print it."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_unit: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_unit[figure.unit].append(figure)
        for group in self._by_unit.values():
            group.sort(key=lambda f: (f.value, f.entity, f.fact, f.role))
        self._values = {unit: [f.value for f in group] for unit, group in self._by_unit.items()}
        self._widest = {unit: max(f.half for f in group) for unit, group in self._by_unit.items()}

    def meeting(self, figure: Figure, factor: Decimal = Decimal(1)) -> list[Figure]:
        """Return the figures whose rounding interval meets that of `figure` times `factor`."""
        if figure.unit not in self._values:
            return []
        group, values = self._by_unit[figure.unit], self._values[figure.unit]
        value, half = figure.value * factor, figure.half * factor
        reach = half + self._widest[figure.unit]
        near = group[bisect_left(values, value - reach) : bisect_right(values, value + reach)]
        return [other for other in near if abs(other.value - value) <= half + other.half]

    def parties(self, figure: Figure) -> int:
        """Return how many other parties print this value, the other side of the same statement aside; at least 1."""
        sides = {figure.entity, figure.counterpart}
        return max(1, len({other.entity for other in self.meeting(figure)} - sides))


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two printed amounts may be one: their rounding intervals meet, net or with tax."""
    factors = (Decimal(1), *TAX, *(1 / rate for rate in TAX)) if one.unit == "CNY" else (Decimal(1),)
    return any(abs(one.value * f - other.value) <= one.half * f + other.half for f in factors)


def figure_matches(
    hidden: Sequence[Figure], index: FigureIndex, linked: set[Pair], at_home: frozenset[str] = frozenset()
) -> dict[Pair, list[Match]]:
    """Return what agrees in figures between each hidden party and parties of other documents; for a party that is
    only described (`at_home`), of its own too."""
    found: dict[Pair, dict[Decimal, Match]] = defaultdict(dict)
    for figure in hidden:
        if figure.digits < LEAST_DIGITS:
            continue
        rarity = math.log2(index.parties(figure))
        for other in index.meeting(figure):
            if (other.doc != figure.doc or figure.entity in at_home) and other.entity != figure.entity:
                _keep(found[figure.entity, other.entity], figure, _same_value(figure, other, rarity))
        if figure.unit == "CNY" and figure.topic == "Flow" and figure.digits >= TAX_DIGITS:
            for match, entity in _after_tax(figure, index, rarity, linked):
                _keep(found[figure.entity, entity], figure, match)
    return {pair: _independent(matches.values()) for pair, matches in found.items() if matches}


def _independent(matches: Iterable[Match]) -> list[Match]:
    """Return matches, the best first; a price that follows from an amount or another price that agrees says no more."""
    ordered = sorted(matches, key=lambda m: -m.bits)
    prices = [m for m in ordered if m.kind in PRICES]
    follow = prices if any(m.kind in PRICED for m in ordered) else prices[1:]
    return [m for m in ordered if m not in follow]


def _keep(matches: dict[Decimal, Match], figure: Figure, match: Match | None) -> None:
    """Keep the best match of each value: a figure said five times still proves once."""
    if match is not None and (figure.value not in matches or matches[figure.value].bits < match.bits):
        matches[figure.value] = match


def _same_value(figure: Figure, other: Figure, rarity: float) -> Match | None:
    lasting = figure.lasts and other.lasts
    if not lasting and figure.period and other.period and figure.period != other.period and figure.topic == other.topic:
        return None
    if figure.side in ("payer", "payee") and other.side in ("payer", "payee") and figure.side != other.side:
        return None
    same = figure.topic == other.topic and figure.role == other.role and figure.side == other.side
    if figure.unit == "ratio":  # a share of sales is no share of purchases
        same = same and figure.type == other.type
    if not same and (figure.digits < TAX_DIGITS or figure.unit in ("ratio", DAY)):
        return None
    digits = min(figure.digits, other.digits)
    bits = max(0.0, (digits - 1) * BITS_PER_DIGIT - rarity) * (1.0 if same else OTHER_STATEMENT)
    if bits <= 0:
        return None
    return Match(figure.role, figure.evidence, other.evidence, round(bits, 2), printed_alike(figure, other))


def printed_alike(figure: Figure, other: Figure) -> str:
    """Return how two filings print a figure: once where they agree to the letter."""
    same = figure.printed.replace(" ", "") == other.printed.replace(" ", "")
    return figure.printed if same else f"{figure.printed} ≈ {other.printed}"


def _after_tax(figure: Figure, index: FigureIndex, rarity: float, linked: set[Pair]) -> Iterable[tuple[Match, str]]:
    """The seller books net of tax what the buyer may book with it."""
    for rate in TAX:
        for factor in (rate, 1 / rate):
            for other in index.meeting(figure, factor):
                if other.doc == figure.doc or other.topic != "Flow" or other.side != figure.side:
                    continue
                if other.period != figure.period or (figure.counterpart, other.counterpart) not in linked:
                    continue
                bits = (min(figure.digits, other.digits) - 1) * BITS_PER_DIGIT - rarity - math.log2(2 * len(TAX))
                if bits > 0:
                    by = f"× {rate}" if factor == rate else f"÷ {rate}"
                    note = f"{figure.printed} {by} = {other.printed}"
                    yield (
                        Match("amount-after-tax", figure.evidence, other.evidence, round(bits, 2), note),
                        other.entity,
                    )


def support_matches(pairs: Iterable[Pair], all_figures: Iterable[Figure]) -> dict[Pair, list[Match]]:
    """Return what agrees between pairs in figures too short to prove: rank in a top-five table, term, quantity.

    They say something only of pairs that something better has found.
    """
    wanted = {entity for pair in pairs for entity in pair}
    short: dict[str, dict[tuple[str, ...], Figure]] = defaultdict(dict)
    for figure in all_figures:
        if (
            figure.entity in wanted
            and figure.digits < LEAST_DIGITS
            and figure.unit not in ("CNY", "ratio", DAY, PIECE_MONTH)
        ):
            when = "" if figure.lasts else figure.period
            key = (figure.topic, figure.side, figure.role, figure.unit, when, f"{figure.value.normalize():f}")
            short[figure.entity].setdefault(key, figure)
    found: dict[Pair, list[Match]] = {}
    for one, other in sorted(set(pairs)):
        shared = sorted(
            key for key in short[one].keys() & short[other].keys() if short[one][key].doc != short[other][key].doc
        )
        once = {(key[2], key[-1]): key for key in reversed(shared)}  # a term said of a contract and of a duty is one
        matches = [_support(short[one][k], short[other][k]) for k in shared if once[k[2], k[-1]] == k]
        found[one, other] = matches[:MOST_SUPPORT]
    return {pair: matches for pair, matches in found.items() if matches}


def _support(one: Figure, other: Figure) -> Match:
    bits = KINDS["support"].most
    return Match(one.role, one.evidence, other.evidence, bits, printed_alike(one, other), Grade.WEAK)


def clause_matches(clauses: Sequence[Clause], hidden: frozenset[str]) -> dict[Pair, list[Match]]:
    """Return near-verbatim texts between hidden parties and parties of other documents, best first."""
    found: dict[Pair, list[Match]] = defaultdict(list)
    for pair in alike(clauses, KINDS["clause"].least):
        bits = KINDS["clause"].most * (pair.containment - CLAUSE_CHANCE) / (1 - CLAUSE_CHANCE) * pair.weight
        note = f"{pair.containment:.0%}"
        for left, right in ((pair.left, pair.right), (pair.right, pair.left)):
            if left.entity in hidden and left.entity != right.entity:
                match = Match("clause", left.evidence, right.evidence, round(bits, 2), note, Grade.CLAUSE)
                found[left.entity, right.entity].append(match)
    return {pair: sorted(matches, key=lambda m: -m.bits)[:1] for pair, matches in found.items()}
