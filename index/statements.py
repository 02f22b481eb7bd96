"""The words under which a fact can be found: what it is called, whom it names, where in a table it stands, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Fact, Party, Quantity
from kg.period import Period


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as the index knows it."""

    id: str  # Fact.id
    words: tuple[str, ...]  # labels, names, values and periods, each once


def statement(fact: Fact, names: dict[str, tuple[str, ...]] | None = None) -> Statement:
    """Return the words of a fact; `names` gives further names of its parties by entity id."""
    return Statement(fact.id, tuple(dict.fromkeys(word for word in _words(fact, names or {}) if word)))


def statements(facts: tuple[Fact, ...], names: dict[str, tuple[str, ...]] | None = None) -> list[Statement]:
    """Return one statement a fact, each id once, in order."""
    return list({fact.id: statement(fact, names) for fact in facts}.values())


def _words(fact: Fact, names: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield from type_words(fact.type)
    for role in fact.roles:
        if isinstance(role.value, bool):
            continue
        yield from role_words(fact.type, role.name)
        if isinstance(role.value, Party):
            yield role.value.name
            yield from names.get(role.value.entity, ())
        elif isinstance(role.value, Period):
            yield from period_words(role.value)
        elif isinstance(role.value, Quantity):
            yield role.text
        else:
            yield str(role.value)
    if fact.qualifiers.period:
        yield from period_words(fact.qualifiers.period)
    cell = fact.evidence[0].cell
    if cell:
        yield from (cell.caption, cell.row, cell.column)
    yield from fact.evidence[0].section[-2:]


def period_words(period: Period) -> tuple[str, ...]:
    """Return how a filing writes a period: `2023年`, `2024年1-6月`, `2024年6月30日`."""
    a, b = period.start, period.end
    if period.is_instant:
        return (f"{a.year}年{a.month}月{a.day}日", f"{a.year}年末" if (a.month, a.day) == (12, 31) else "")
    if period == Period.year(a.year):
        return f"{a.year}年", f"{a.year}年度"
    if a.year == b.year and period == Period.months(a.year, a.month, b.month):
        half = {(1, 6): f"{a.year}年上半年", (7, 12): f"{a.year}年下半年"}.get((a.month, b.month), "")
        return (f"{a.year}年{a.month}月" if a.month == b.month else f"{a.year}年{a.month}-{b.month}月", half)
    return (f"{a.year}年{a.month}月{a.day}日", f"{b.year}年{b.month}月{b.day}日")


@cache
def type_words(type_: str) -> tuple[str, ...]:
    """Return the labels of a class of the ontology; an observation has none, its row and column say all."""
    from kg.ontology import load

    known = load().types.get(type_)
    return (known.label.zh, known.label.en) if known else ()


@cache
def role_words(type_: str, role: str) -> tuple[str, ...]:
    """Return the Chinese label of a role of a class, where the ontology has it."""
    from kg.ontology import load

    known = load().types.get(type_)
    definition = known.roles.get(role) if known else None
    return (definition.label.zh,) if definition else ()
