"""Tables of equal sums on days at equal distances: instalments of a contract whose customer the caption describes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kg.model import Cell, Document, EntityKind, Fact, Mention, Party, Qualifiers, Quantity, Role, Table
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.numbers import parse_number
from kg.values.quantity import find_quantities
from nlp.context import Context
from nlp.evidence import row_evidence

LEAST = 3  # instalments that make a schedule


def schedule_facts(document: Document, context: Context) -> list[Fact]:
    """Return a Contract fact for each such table."""
    facts = (_schedule(document, context, table) for table in document.tables if table.caption_at)
    return [fact for fact in facts if fact]


def _schedule(document: Document, context: Context, table: Table) -> Fact | None:
    start, end = table.caption_at or (0, 0)
    described = [m for m in context.mentions_in(start, end) if _count(context, m) is not None]
    rows = list(_dated(table))
    sums = {amount.value for _, amount, *_ in rows}
    if len(described) != 1 or len(rows) < LEAST or len(sums) != 1 or not (months := _distance([r[0] for r in rows])):
        return None
    when, amount, day, cell = rows[0]
    who, count = described[0], _count(context, described[0])
    assert count is not None
    issuer = context.issuer
    roles = (
        Role("party_a", Party(context.by_id[who.entity].name, who.entity), who.text, who.start, who.end),
        *((Role("party_b", Party(issuer.name, issuer.id), ""),) if issuer else ()),
        Role("quantity", count, ""),
        Role("instalment", amount, cell.text, cell.start, cell.end),
        Role("interval", Quantity(Decimal(months), "month"), ""),
        Role("first_due", when, day.text, day.start, day.end),
    )
    qualifiers = Qualifiers(stated_by=table.speaker.value)
    return Fact("Contract", document.id, roles, (row_evidence(context, table, (day, cell)),), qualifiers, "schedule")


def _count(context: Context, mention: Mention) -> Quantity | None:
    """Return how many goods the label of a described party begins with."""
    entity = context.by_id.get(mention.entity)
    if entity is None or entity.kind is not EntityKind.ANONYMOUS or not entity.name[0].isdigit():
        return None
    return next((quantity for start, _, quantity in find_quantities(entity.name) if start == 0), None)


def _dated(table: Table) -> Iterator[tuple[Period, Quantity, Cell, Cell]]:
    """Yield day and sum of each row that has one day and one sum."""
    for row in table.rows:
        days = [(p, cell) for cell in row for _, _, p in find_periods(cell.text) if p.is_instant]
        said = {cell.text for _, cell in days}
        numbers = [(parse_number(cell.text, table.unit), cell) for cell in row if cell.text not in said]
        money = [(q, cell) for q, cell in numbers if q and q.unit == "CNY"]
        if len(days) == 1 and len(money) == 1:
            yield days[0][0], money[0][0], days[0][1], money[0][1]


def _distance(days: Sequence[Period]) -> int:
    """Return the months from each day to the next where all are alike, else 0."""
    counted = [period.start.year * 12 + period.start.month for period in days]
    steps = {later - earlier for earlier, later in pairwise(counted)}
    return steps.pop() if len(steps) == 1 and min(steps) > 0 else 0
