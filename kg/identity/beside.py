"""Who stands beside whom: two parties of one fact or one table are two, and the same counterpart links statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.identity.hypothesis import Known
from kg.identity.match import Pair
from kg.model import Fact, Party

LEAST_NAME = 4  # characters of a short name that may stand for a full one


def together(facts: Sequence[Fact]) -> dict[str, set[str]]:
    """Return for each party those that stand beside it: in one fact, or in one table as the same role."""
    beside: dict[str, set[str]] = defaultdict(set)
    tables: dict[tuple[str, str, str, str, str], set[str]] = defaultdict(set)
    for fact in facts:
        named = [(r.name, r.value.entity) for r in fact.roles if isinstance(r.value, Party)]
        cell = fact.evidence[0].cell
        period = fact.qualifiers.period
        for role, entity in named:
            beside[entity].update(other for _, other in named if other != entity)
            if cell is not None:
                tables[fact.doc, fact.type, cell.caption, role, period.code if period else ""].add(entity)
    for members in tables.values():
        for entity in members:
            beside[entity].update(members - {entity})
    return beside


def linked_counterparts(known: Mapping[str, Known], counterparts: set[str]) -> set[Pair]:
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
