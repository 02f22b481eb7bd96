"""Contracts that a table lists, one a row: which column says what is told by its header words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Cell, Table
from kg.pattern import Pattern
from kg.values.numbers import parse_number
from nlp import lexicon
from nlp.announcements.amounts import Amount
from nlp.announcements.flat import Flat
from nlp.announcements.parties import Named, Parties
from nlp.announcements.wording import Span, project_span, title_span

_UNIT = Pattern(r"[(（]([^()（）]*元[^()（）]*)[)）]")
_UNIT_LINE = Pattern(r"单位[:：](?:人民币)?(?P<unit>[^\n\t。]{0,4}元)")
_TITLE = Pattern(r"(?:合同|协议)书?$")  # a cell of projects that holds a contract's title
_BEFORE = 80  # characters before a table in which its unit may stand
_TABLE_SCORE = 9.0
_CONTRACT = 1_000_000  # yuan; what lists mostly smaller sums lists parts of one contract


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of contracts, where its cells stand in the flat text."""

    party_a: tuple[Named, ...] = ()
    party_b: tuple[Named, ...] = ()
    project: Span | None = None
    contract: Span | None = None
    amount: Amount | None = None


@cache
def _columns() -> tuple[tuple[str, Pattern], ...]:
    return tuple((role, Pattern(pattern)) for role, pattern in lexicon.load("announcements")["columns"].items())


@cache
def _totals() -> Pattern:
    return Pattern(lexicon.load("announcements")["totals"])


def listed_rows(flat: Flat, parties: Parties, tables: tuple[Table, ...]) -> list[Row]:
    """Return the contracts that tables list; a table counts when it has a name and an amount for each."""
    rows: list[Row] = []
    for table in tables:
        roles = _roles(table)
        named = {"project", "contract"} & roles.keys() or ({"party_a", "party_b"} & roles.keys() and "product" in roles)
        if "amount" in roles and named:
            rows += _rows(flat, parties, table, roles)
    return rows if _large(rows) else []


def _large(rows: list[Row]) -> bool:
    """Tell whether most rows are large enough to be contracts that a listed company announces, and no deliveries."""
    worths = sorted(row.amount.high.value for row in rows if row.amount)
    return not worths or worths[len(worths) // 2] >= _CONTRACT


def _roles(table: Table) -> dict[str, int]:
    """Return the column of each role."""
    found: dict[str, int] = {}
    for column in range(table.width):
        head = "".join("".join(table.heads(column)).split())
        bare = _UNIT.sub("", head)
        role = next((role for role, pattern in _columns() if pattern.search(bare)), None)
        if role and role not in found:
            found[role] = column
    return found


def _rows(flat: Flat, parties: Parties, table: Table, roles: dict[str, int]) -> Iterator[Row]:
    unit = _unit(flat, table, roles["amount"])
    shared = Counter(span for cells in table.rows if (span := _spans(flat, cells, roles).get("amount")))
    for cells in table.rows:
        if any(_totals().search("".join(cell.text.split())) for cell in cells[:2]):
            continue
        spans = _spans(flat, cells, roles)
        amount = spans.get("amount")
        project = spans.get("project")
        contract = spans.get("contract") or (project if project and _TITLE.search(flat.text, *project) else None)
        row = Row(
            party_a=_named(parties, spans.get("party_a")),
            party_b=_named(parties, spans.get("party_b")),
            project=project_span(flat, *project) if project else spans.get("product"),
            contract=title_span(flat, *contract) if contract else None,
            amount=_amount(flat, amount, unit) if amount and shared[amount] == 1 else None,  # else of several rows
        )
        if row.project or row.contract:
            yield row


def _spans(flat: Flat, cells: Sequence[Cell], roles: dict[str, int]) -> dict[str, Span | None]:
    return {role: _span(flat, cells[column]) for role, column in roles.items() if column < len(cells)}


def _span(flat: Flat, cell: Cell) -> Span | None:
    return flat.find((cell.start, cell.end)) if cell.pieces and cell.text.strip() else None


def _named(parties: Parties, span: Span | None) -> tuple[Named, ...]:
    return tuple(parties.read(*span)) if span else ()


def _amount(flat: Flat, span: Span | None, unit: str) -> Amount | None:
    quantity = parse_number(flat.text[span[0] : span[1]], unit) if span else None
    return Amount(*span, quantity, quantity, _TABLE_SCORE) if span and quantity and quantity.unit else None


def _unit(flat: Flat, table: Table, column: int) -> str:
    """Return the unit of the amounts: what their header says, the table, or a line before it."""
    inside = _UNIT.search("".join("".join(table.heads(column)).split()))
    if inside:
        return inside[1].removeprefix("人民币")
    if table.unit:
        return table.unit
    at = flat.find((table.start, table.end))
    before = [*_UNIT_LINE.finditer(flat.text, max(0, at[0] - _BEFORE), at[0])] if at else []
    return before[-1]["unit"] if before else "元"
