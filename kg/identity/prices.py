"""What one piece costs a month: an amount over its pieces and its months, however the filing splits them.

One filing prints a contract's sum, term and number of pieces, another what is due each quarter for some of the pieces:
the price of one piece in one month is the same. Short prices (71,000) are list prices, which several may pay: a hint.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.identity.exact import PIECE_MONTH, Exact, exact_of, significant_digits
from kg.identity.figures import Figure, figure_of
from kg.identity.hypothesis import Match
from kg.identity.kinds import KINDS, Grade
from kg.identity.match import LEAST_DIGITS, FigureIndex, Pair, printed_alike
from kg.model import Evidence, Fact, Party, Quantity

MONTHLY = "monthly_price"
OVER = {"amount_max": "term", "instalment": "interval"}  # a sum, and the months that it is for
SHARERS = 4  # parties with one such price, from which on it hints at nobody


def monthly_prices(facts: Iterable[Fact]) -> Iterator[Figure]:
    """Yield the monthly price of a piece for each party of a contract that gives sum, months and pieces.

    The pieces may stand in a sentence within the contract's own row, of the same party and the same months.
    """
    facts = list(facts)
    counted = _counted(facts)
    for fact in facts:
        if fact.type != "Contract":
            continue
        for sum_, months in OVER.items():
            total, over = fact.role(sum_), fact.role(months)
            exact = exact_of(fact, total) if total else None
            if exact and over and isinstance(over.value, Quantity) and over.value.unit == "month" and over.value.value:
                for pieces, beside in _pieces(fact, over.value.value, counted):
                    yield from _prices(fact, exact, over.value.value, pieces, beside)


def _counted(facts: Iterable[Fact]) -> Mapping[tuple[str, str], list[Fact]]:
    """Return the facts that give a number of pieces, by party and filing."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for role in fact.roles if fact.role("quantity") else ():
            if isinstance(role.value, Party):
                found[role.value.entity, fact.doc].append(fact)
    return found


def _pieces(
    fact: Fact, months: Decimal, counted: Mapping[tuple[str, str], Sequence[Fact]]
) -> Iterator[tuple[Decimal, Evidence | None]]:
    """Yield the pieces of a contract: its own, else those of a statement within its words, with the place of that."""
    own = fact.role("quantity")
    if own and isinstance(own.value, Quantity) and own.value.value:
        yield own.value.value, None
        return
    main = fact.evidence[0].main
    parties = {role.value.entity for role in fact.roles if isinstance(role.value, Party)}
    for other in {each.id: each for key in sorted(parties) for each in counted.get((key, fact.doc), ())}.values():
        words, count, term = other.evidence[0].main, other.role("quantity"), other.role("term")
        alike = term and isinstance(term.value, Quantity) and term.value.value == months
        inside = main.start <= words.start and words.end <= main.end
        if alike and inside and count and isinstance(count.value, Quantity) and count.value.value:
            yield count.value.value, other.evidence[0]


def _prices(fact: Fact, total: Exact, months: Decimal, pieces: Decimal, beside: Evidence | None) -> Iterator[Figure]:
    over = pieces * months
    price = (total.value / over).quantize(Decimal("0.0001"))
    digits = min(total.digits, significant_digits(f"{price.normalize():f}"))
    printed = f"{total.printed} / {pieces.normalize():f} / {months.normalize():f} = {price.normalize():f}"
    found = Exact(price, total.half / over, digits, PIECE_MONTH, printed)
    parties = [role for role in fact.roles if isinstance(role.value, Party)]
    for party in parties:
        figure = figure_of(fact, MONTHLY, party, parties, found)
        if beside:
            evidence = figure.evidence
            figure = replace(figure, evidence=replace(evidence, context=(*evidence.context, beside.main)))
        yield figure


def price_hints(
    all_figures: Sequence[Figure], index: FigureIndex, hidden: frozenset[str], linked: set[Pair]
) -> dict[Pair, list[Match]]:
    """Return the pairs whose monthly prices agree in digits too few to prove, by the same side of the same firm."""
    found: dict[Pair, list[Match]] = {}
    kind = KINDS[MONTHLY]
    for figure in all_figures:
        if figure.role != MONTHLY or figure.entity not in hidden or figure.digits >= LEAST_DIGITS:
            continue
        met = [o for o in index.meeting(figure) if o.doc != figure.doc and o.side == figure.side]
        met = [o for o in met if o.entity != figure.entity and (figure.counterpart, o.counterpart) in linked]
        sharers = len({other.entity for other in met})
        for other in met if sharers < SHARERS else ():
            bits = round(kind.most - math.log2(sharers), 2)
            match = Match(MONTHLY, figure.evidence, other.evidence, bits, printed_alike(figure, other), Grade.WEAK)
            found.setdefault((figure.entity, other.entity), [match])
    return found
