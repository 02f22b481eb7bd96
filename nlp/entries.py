"""Entries: one fact for each cell of words in a table, so that what a table says without figures can be asked for too.

`合作模式 经销`, `担保 法人担保`, `借款时间 2023/1/1` stand beside the figures of their row under the same label. A date
alone in its cell is a date; everything else is the words.
"""

from collections.abc import Iterator, Sequence

from kg.model import Cell, Document, EntityKind, Fact, Party, Qualifiers, Role, Table
from kg.period import Period
from kg.values.dates import find_periods
from nlp.columns import Column, bare, is_number, is_total, periods_in, read_columns
from nlp.context import Context
from nlp.evidence import cell_evidence
from nlp.groups import grouped
from nlp.observations import place_in, surrounding_period
from nlp.table_subject import about, table_subject
from nlp.understood import issuer_at

NOTHING = frozenset("-—–－/／指")  # 指 parts a term from what it means


def entries(document: Document, context: Context) -> Iterator[Fact]:
    """Yield an Entry for each cell of words, the name of its row among them, in the order of the tables."""
    for number, table in enumerate(document.tables):
        columns = read_columns(table, context)
        around = surrounding_period(document, context, table)
        for index, row, group in grouped(table):
            for column in columns:
                if column.index < len(row) and _is_entry(row[column.index], column):
                    name = _name_column(columns, column, row)
                    place = place_in(document, number, index, column.index)
                    yield _fact(document, context, table, place, (row, column, name), group, around)


def _name_column(columns: Sequence[Column], column: Column, row: Sequence[Cell]) -> int:
    """Return the column whose cell names the row for a column: the first filled of its labels, where it has none of
    those that are no ordinals."""
    naming = column.labels or tuple(other.index for other in columns if not other.ordinal) or (0,)
    return next((at for at in naming if at < len(row) and row[at].text.strip()), naming[0])


def _is_entry(cell: Cell, column: Column) -> bool:
    text = cell.text.strip()
    written = bool(cell.pieces and text and text not in NOTHING)
    return written and not is_number(text, column.unit) and not column.ordinal


def _fact(
    document: Document,
    context: Context,
    table: Table,
    place: str,
    at: tuple[Sequence[Cell], Column, int],
    group: str,
    around: Period | None,
) -> Fact:
    row, column, name = at
    cell, label = row[column.index], row[name]
    heads = [line[column.index] for line in table.header if line[column.index].pieces]
    subject = _subject(context, table, label, column)
    roles = [subject, *about(context, table, subject.value if subject else None)]
    if group:
        roles.append(Role("row", group, group))
    if label.text:
        written = (label.start, label.end) if label.pieces else (-1, -1)
        roles.append(Role("row", label.text, label.text, *written))
    seen = {head.text: head for head in reversed(heads)}
    roles += [Role("column", h.text, h.text, h.start, h.end) for h in heads if seen.get(h.text) is h]
    if table.caption:
        roles.append(Role("caption", table.caption, table.caption, *(table.caption_at or (-1, -1))))
    roles.append(Role("value", _value(cell, context), cell.text, cell.start, cell.end))
    roles.append(Role("is_total", is_total(label.text), ""))
    roles.append(Role("table", place, ""))
    evidence = cell_evidence(context, table, (label if label.pieces else None, cell), heads)
    periods = column.periods or tuple(periods_in(label.text, context))
    qualifiers = Qualifiers(period=periods[-1] if periods else around, stated_by=table.speaker.value)
    return Fact("Entry", document.id, tuple(r for r in roles if r), (evidence,), qualifiers, "entry")


def _value(cell: Cell, context: Context) -> Period | str:
    text = cell.text.strip()
    found = list(find_periods(text, context.clock))
    if len(found) == 1 and bare(text[found[0][0] : found[0][1]]) == bare(text) and found[0][2].is_instant:
        return found[0][2]
    return cell.text


def _subject(context: Context, table: Table, label: Cell, column: Column) -> Role | None:
    """Return whom an entry is about: the party that the row or the column names, else whom the table is about."""
    for text in (label.text, *column.path):
        entity = context.named(text)
        if entity is not None and entity.kind is not EntityKind.PRODUCT:
            return Role("subject", Party(entity.name, entity.id), text)
    whose = table_subject(context.document, context, table) or issuer_at(context, table.start)
    return Role("subject", Party(whose.name, whose.id), whose.name) if whose else None
