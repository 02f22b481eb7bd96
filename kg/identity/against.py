"""What speaks against two parties being one: figures and attributes that should agree and do not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity.figures import Figure
from kg.identity.hypothesis import Contradiction
from kg.identity.kinds import ONE_VALUE
from kg.identity.match import Pair, agree
from kg.identity.traits import Trait

FlowKey = tuple[str, str, str, str]


class Against:
    """Contradictions between two parties, out of all that filings state."""

    def __init__(self, all_figures: Sequence[Figure], said: Iterable[Trait], linked: set[Pair]) -> None:
        self._flows = _flows(all_figures)
        self._linked = linked
        self._values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for trait in said:
            if trait.kind in ONE_VALUE:
                self._values[trait.entity][trait.kind].add(trait.text)

    def of(self, party: str, other: str) -> list[Contradiction]:
        """Return what speaks against a pair."""
        return [*self._figures(party, other), *self._attributes(party, other)]

    def _figures(self, party: str, other: str) -> list[Contradiction]:
        """Return where both filings state the same flow of the same year and the figures do not meet."""
        theirs: Mapping[FlowKey, list[Figure]] = self._flows.get(other, {})
        notes = []
        for key, ours in sorted(self._flows.get(party, {}).items()):
            for figure in ours:
                others = [o for o in theirs.get(key, ()) if (figure.counterpart, o.counterpart) in self._linked]
                if others and not any(agree(figure, each) for each in others):
                    notes.append(Contradiction(figure.role, figure.printed, others[0].printed, figure.period))
                    break
        return notes

    def _attributes(self, party: str, other: str) -> list[Contradiction]:
        """Return where the two are said to have different values of what a party has one of."""
        mine, theirs = self._values.get(party, {}), self._values.get(other, {})
        return [
            Contradiction(kind, min(mine[kind]), min(theirs[kind]))
            for kind in sorted(mine.keys() & theirs.keys())
            if not any(_may_be_one(a, b) for a in mine[kind] for b in theirs[kind])
        ]


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two values can both be true: 2019 and 2019-09-11, 民企 and 民营企业."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (not short[0].isdigit() and short[0] == long[0])


def _flows(all_figures: Sequence[Figure]) -> dict[str, dict[FlowKey, list[Figure]]]:
    flows: dict[str, dict[FlowKey, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in all_figures:
        if figure.topic == "Flow" and figure.period and figure.role in ("amount", "share"):
            side = figure.side if figure.role == "amount" else f"{figure.side} of {figure.type}"
            flows[figure.entity][side, figure.role, figure.period, figure.unit].append(figure)
    return flows
