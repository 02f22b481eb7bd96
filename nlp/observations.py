"""Observations: one fact for every numeric cell of every table, whatever the table is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.model import Cell, Document, EntityKind, Fact, Party, Qualifiers, Quantity, Role, Table
from kg.pattern import Pattern
from kg.period import Period
from kg.values.numbers import parse_number
from nlp.as_if import is_as_if
from nlp.columns import (
    Column,
    bare,
    is_number,
    is_stock,
    is_total,
    label_cells,
    periods_in,
    read_columns,
    unit_for,
    words,
)
from nlp.context import Context
from nlp.evidence import cell_evidence
from nlp.groups import grouped
from nlp.stretches import stretches
from nlp.table_subject import about, table_subject
from nlp.two_in_one import two_in_one
from nlp.understood import issuer_at
from nlp.unstated import in_yuan

NOBODY = Party("", "")
NO_NAMES: Mapping[tuple[int, int], str] = MappingProxyType({})
_TITLE = Pattern(r"《[^》]*》")  # of another document, whose year is not the table's


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeric cell with all that its table says of it."""

    table: Table
    number: int  # of the table in the document
    row: int
    column: Column
    cell: Cell
    labels: tuple[Cell, ...]
    path: tuple[str, ...]  # of the row, outermost first
    value: Quantity
    period: Period | None


def observe(
    document: Document,
    context: Context,
    found: Iterable[Figure] | None = None,
    names: Mapping[tuple[int, int], str] = NO_NAMES,
) -> list[Fact]:
    """Return an Observation for each numeric cell of a document's tables; `found` spares reading them again, `names`
    are full names of columns, by table and number (`nlp.called`)."""
    found = figures(document, context) if found is None else found
    return [_fact(document, context, figure, names) for figure in found]


def figures(document: Document, context: Context) -> Iterator[Figure]:
    """Yield each numeric cell of a document with row path, column, value in base units and period."""
    for number, table in enumerate(document.tables):
        for first, part in stretches(table, context):
            yield from _of_table(document, context, part, (number, first), read_columns(part, context))


def _of_table(
    document: Document, context: Context, table: Table, at: tuple[int, int], columns: Sequence[Column]
) -> Iterator[Figure]:
    """Yield the figures of a table, or of a part of one: the number of the table, and of its first row."""
    number, first = at
    around = surrounding_period(document, context, table)
    parent: str = ""
    for index, row, group in grouped(table):
        group_period = next(reversed(periods_in(group, context)), None)
        parent = _parent(bare(row[0].text) if row else "", parent)
        for column in columns:
            if column.index >= len(row) or column.index in column.labels:
                continue
            cell = row[column.index]
            if not cell.pieces or column.ordinal:
                continue
            labels = label_cells(row, column)
            label = " ".join(cell.text for cell in labels)
            for part, named in _parts(cell, _path(labels, group, parent), column.unit):
                value = parse_number(part.text, unit_for(column, label, table))
                if value is None:
                    continue
                value = in_yuan(value, part.text, (label, column.last), context)
                at_a_day = value.unit in ("person", "share") or any(is_stock(cell.text) for cell in labels)
                period = _period(column, periods_in(label, context), group_period, at_a_day) or around
                if period and around and _stands_at(period, around, column):
                    period = around
                yield Figure(table, number, first + index, column, part, tuple(labels), named, value, period)


def _parts(cell: Cell, path: tuple[str, ...], unit: str) -> Iterator[tuple[Cell, tuple[str, ...]]]:
    """Yield the figures of a cell, each with the path of its row: one mostly, two where the label names two."""
    if is_number(cell.text, unit):
        yield cell, path
    elif path:
        yield from ((part, (*path[:-1], name)) for part, name in two_in_one(cell, path[-1]))


def place_in(document: Document, table: int, row: int, column: int) -> str:
    """Return where a cell stands: the filing, the number of the table in it, the row and column of the grid."""
    return f"{document.id[:16]}:{table}:{row}:{column}"


def _parent(label: str, current: str) -> str:
    return current if label.startswith("其中") else label or current


def _path(labels: Sequence[Cell], group: str, parent: str) -> tuple[str, ...]:
    names = [_stripped(cell.text) for cell in labels]
    if labels and bare(labels[0].text).startswith("其中") and parent:
        names.insert(0, parent)
    return tuple(dict.fromkeys(([group] if group else []) + names))


def _stripped(label: str) -> str:
    text = " ".join(label.split())
    for word in words()["strip"]:
        text = text.removeprefix(word)
    return text.strip()


def _period(column: Column, of_row: list[Period], of_group: Period | None, at_a_day: bool) -> Period | None:
    """Return the period of a cell: the column's, where it has an instant and a span (2013年6月30日/2013年1-6月) the
    one that suits what the row measures."""
    if column.periods:
        instants = [period for period in column.periods if period.is_instant]
        spans = [period for period in column.periods if not period.is_instant]
        if instants and spans:
            return instants[-1] if at_a_day else spans[-1]
        return column.periods[-1]
    return of_row[-1] if of_row else of_group


def _stands_at(period: Period, around: Period, column: Column) -> bool:
    """Tell whether a figure holds at the day of the caption, not at the earlier one of its own row: what is owed at
    the end of the year is listed with the day on which it was lent."""
    return not column.periods and around.is_instant and period.is_instant and period.end < around.end


def surrounding_period(document: Document, context: Context, table: Table) -> Period | None:
    """Return what the caption, the headings above or the filing itself say of a table's time."""
    for row in table.rows:
        if len(row) == 2 and bare(row[0].text) in ("日期", "截止日期", "数据日期", "基准日"):
            found = periods_in(row[1].text, context)
            if found:
                return found[0]
    for words_above in (_corner(table), table.caption, *reversed(table.section)):
        if found := periods_in(_TITLE.sub("", words_above), context):
            return found[0]
    return document.meta.period


def _corner(table: Table) -> str:
    """Return what stands over an empty first column: 2023年度 beside 序号 and 客户名称."""
    empty = not any(row[0].text and not is_total(row[0].text) for row in table.rows)
    return bare(table.header[0][0].text) if table.header and empty else ""


def subject_of(context: Context, figure: Figure) -> Party:
    """Return whom a figure is about: the company that the row or the column names, else the issuer."""
    for label in (*(cell.text for cell in figure.labels), *figure.column.path):
        entity = context.named(label)
        if entity is not None and entity.kind is not EntityKind.PRODUCT:
            return Party(entity.name, entity.id)
    if other := table_subject(context.document, context, figure.table):
        return Party(other.name, other.id)
    issuer = issuer_at(context, figure.table.start)
    return Party(issuer.name, issuer.id) if issuer else NOBODY


def head_cells(figure: Figure) -> list[Cell]:
    """Return the header cells over a figure."""
    return [row[figure.column.index] for row in figure.table.header if row[figure.column.index].pieces]


def _fact(document: Document, context: Context, figure: Figure, names: Mapping[tuple[int, int], str]) -> Fact:
    subject = subject_of(context, figure)
    cell, label = figure.cell, figure.labels[0] if figure.labels else None
    roles = [Role("subject", subject, subject.name)] if subject.name else []
    for text, source in zip(figure.path[::-1], figure.labels[::-1], strict=False):
        roles.insert(len(roles) and 1, Role("row", text, source.text, source.start, source.end))
    outer = figure.path[: len(figure.path) - len(figure.labels)]
    roles[1:1] = [Role("row", text, text) for text in outer]
    roles += about(context, figure.table, subject)
    heads = head_cells(figure)
    roles += [Role("column", head.text, head.text, head.start, head.end) for head in _distinct(heads)]
    if name := names.get((figure.table.start, figure.column.index)):
        roles.append(Role("called", name, ""))
    if is_as_if(context, figure.table):
        roles.append(Role("as_if", True, ""))
    if figure.table.caption:
        at = figure.table.caption_at or (-1, -1)
        roles.append(Role("caption", figure.table.caption, figure.table.caption, *at))
    roles.append(Role("value", figure.value, cell.text, cell.start, cell.end))
    roles.append(Role("is_total", bool(label and is_total(label.text)), ""))
    roles.append(Role("table", place_in(document, figure.number, figure.row, figure.column.index), ""))
    named = " / ".join(figure.path), " / ".join(figure.column.path)
    evidence = cell_evidence(context, figure.table, (label, cell), heads, place=named)
    qualifiers = Qualifiers(period=figure.period, stated_by=figure.table.speaker.value)
    return Fact("Observation", document.id, tuple(roles), (evidence,), qualifiers, "observation")


def _distinct(cells: Sequence[Cell]) -> list[Cell]:
    seen: dict[str, Cell] = {}
    for cell in cells:
        seen.setdefault(cell.text, cell)
    return list(seen.values())
