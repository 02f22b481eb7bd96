"""Typed facts from tables: each row of a table that states a class of the ontology is one fact."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Cell, Document, EntityKind, Fact, Modality, Party, Qualifiers, Quantity, Role, Table, Value
from kg.ontology.model import ENTITY_RANGES, QUANTITY_RANGES, FactType, RoleDef
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.numbers import Absence, absence, parse_number
from kg.values.quantity import find_quantities
from kg.values.units import Unit, scale
from nlp.columns import Column, is_number, is_total, periods_in, read_columns, says, unit_for
from nlp.context import Context
from nlp.evidence import row_evidence
from nlp.groups import is_lonely
from nlp.headers import Fit, fits, header_book
from nlp.marks import kind_of
from nlp.names import without_gloss
from nlp.observations import surrounding_period
from nlp.table_subject import table_subject
from nlp.topic import Topic

_YES, _NO = Pattern(r"^(?:是|有|存在|yes)"), Pattern(r"^(?:否|无|不存在|没有|no)")
_TERM = Pattern(r"期限(?:为|是)?")
_AGE = Pattern(r"\d.{0,6}[年月天日]|[一二三四五].{0,3}年|以[内上]|不适用|^[-—/]")
_OPENING = Pattern("[期年]初")
_NEAR = 4000  # characters above a table in which its understood party must be named
_OF_PARENT = "母公司财务报表"
_TOO_LONG = 400  # characters of a cell that a role of words takes


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a table as one fact, with the cells that hold its words, for the sentences in them, and the columns of
    its roles."""

    fact: Fact
    cells: tuple[Cell, ...]
    table: Table
    type: FactType
    columns: Mapping[str, Column]


def typed_rows(document: Document, context: Context) -> Iterator[TypedRow]:
    """Yield each row that states a fact of a class, table by table."""
    book = header_book(context.ontology)
    for table in document.tables:
        if any(_OF_PARENT in heading for heading in table.section):
            continue  # what is the parent's alone is not what the company has
        columns = read_columns(table, context)
        around = surrounding_period(document, context, table)
        for fit in fits(table, columns, book):
            yield from _rows(document, context, table, fit, around)


# --- rows ----------------------------------------------------------------------------------------


def _rows(document: Document, context: Context, table: Table, fit: Fit, around: Period | None) -> Iterator[TypedRow]:
    group: Period | None = None
    for row in table.rows:
        if is_lonely(row):
            found = periods_in(row[0].text, context)
            group = found[-1] if found else group
            continue
        for block in fit.blocks:
            made = _row(document, context, table, fit, block, row, group or around)
            if made:
                yield made


def _row(
    document: Document,
    context: Context,
    table: Table,
    fit: Fit,
    block: Mapping[str, Column],
    row: Sequence[Cell],
    around: Period | None,
) -> TypedRow | None:
    roles: list[Role] = []
    cells: list[Cell] = []
    for name, column in block.items():
        cell = row[column.index] if column.index < len(row) else None
        if cell is None or not cell.pieces or not cell.text.strip():
            continue
        role = fit.type.roles[name]
        values = _values(cell, role, column, table, context)
        roles += [Role(name, value, cell.text, cell.start, cell.end) for value in values]
        cells.append(cell)
    filled = {role.name for role in roles}
    if not all(name in filled or _nil(row, block[name]) for name in fit.rule.requires) or not cells:
        return None
    required = [role for role in roles if role.name in fit.rule.requires]
    if (
        not required
        or any(is_total(role.text) and role.name != "category" for role in required)
        or _is_shifted(roles, fit.type)
        or _is_own(fit.type, roles, context)
    ):
        return None
    order = list(fit.type.roles)
    roles.sort(key=lambda role: order.index(role.name))
    roles += [Role(name, value, "") for name, value in fit.rule.set.items() if name not in filled]
    about = table_subject(document, context, table)
    topic = Topic(Party(about.name, about.id)) if about else None
    roles += defaults(fit.type, roles, context, topic=topic)
    roles += _near(fit.type, roles, table, context)
    due = next((role.value for role in roles if role.name == "due" and isinstance(role.value, Period)), None)
    period = due or _row_period(block, row, roles, around)
    evidence = row_evidence(context, table, cells)
    modality = Modality(fit.rule.modality) if fit.rule.modality else Modality.ASSERTED
    qualifiers = Qualifiers(period=period, modality=modality, stated_by=table.speaker.value)
    rule = f"table:{fit.type.name}/{fit.number}"
    fact = Fact(fit.type.name, document.id, tuple(roles), (evidence,), qualifiers, rule)
    return TypedRow(fact, tuple(row), table, fit.type, block)


def _is_shifted(roles: Sequence[Role], type_: FactType) -> bool:
    """Tell whether cells stand under wrong heads: a party that no name is and another role has too."""
    for role in roles:
        text = "".join(role.text.split())
        if role.name in ("aging", "age") and not _AGE.search(text):
            return True
        if isinstance(role.value, Party) and not role.value.entity and _AGE.match(text):
            return True
    words = Counter("".join(role.text.split()) for role in roles if isinstance(role.value, str))
    return any(
        isinstance(role.value, Party) and not role.value.entity and "".join(role.text.split()) in words
        for role in roles
    )


def _is_own(type_: FactType, roles: Sequence[Role], context: Context) -> bool:
    """Tell whether a table of subsidiaries lists the issuer itself."""
    own = context.issuer.id if context.issuer else ""
    return type_.name == "Subsidiary" and any(
        isinstance(role.value, Party) and role.name == "subsidiary" and role.value.entity == own for role in roles
    )


def _near(type_: FactType, roles: Sequence[Role], table: Table, context: Context) -> list[Role]:
    """Return the role that the last other company named above the table fills, where the class leaves it understood."""
    filled = {role.name for role in roles}
    wanted = [name for name, role in type_.roles.items() if role.default == "near" and name not in filled]
    issuer = context.issuer.id if context.issuer else ""
    for mention in reversed(context.mentions_in(table.start - _NEAR, table.start)) if wanted else ():
        if mention.entity != issuer and mention.kind in (EntityKind.ORG, EntityKind.BANK):
            party = Party(context.by_id[mention.entity].name, mention.entity)
            return [Role(wanted[0], party, mention.text, mention.start, mention.end)]
    return []


def _nil(row: Sequence[Cell], column: Column) -> bool:
    """Tell whether a required figure is stated as a dash or a word (框架合同): the row is a fact without it."""
    said = row[column.index].text.strip() if column.index < len(row) else ""
    return column.numeric and bool(said) and not said.endswith(("%", "％"))


def _row_period(
    block: Mapping[str, Column], row: Sequence[Cell], roles: Sequence[Role], around: Period | None
) -> Period | None:
    values = [column for column in block.values() if column.periods and column.numeric]
    values = [column for column in values if not _OPENING.match(column.last) and not says("change_words", column.last)]
    dated = [column.periods[-1] for column in values]
    if dated:
        return max(dated, key=lambda period: period.end)
    return around


def _values(cell: Cell, role: RoleDef, column: Column, table: Table, context: Context) -> Iterator[Value]:
    text = cell.text.strip()
    if role.range in ENTITY_RANGES:
        entity = context.named(text) or context.named(without_gloss(text))
        if entity is not None and not is_total(text):
            yield Party(entity.name, entity.id)
        elif not is_total(text) and not is_number(text) and not absence(text) and len(text) <= 60:
            yield Party(" ".join(text.split()), "")
    elif role.range == "Money" and text.endswith(("%", "％")):
        return  # a cell under a wrong head
    elif role.range in QUANTITY_RANGES:
        if absence(text) is Absence.NIL and column.numeric:
            yield Quantity(Decimal(0), (scale(_unit(role, column, table)) or Unit("")).base)
            return
        written = is_number(text, column.unit)
        value = parse_number(text, _unit(role, column, table)) if written else _in_words(text, role)
        if value is not None:
            yield value
    elif role.range in ("Date", "Period"):
        yield from (period for *_, period in list(find_periods(re.sub(r"\s+", "", text), context.clock))[:1])
    elif role.range == "Flag":
        if _NO.match(text) or _YES.match(text):
            yield bool(_YES.match(text))
    elif role.range == "Text" and is_number(text) and column.unit:
        yield text + column.unit  # 注册资本（万元）
    elif not absence(text) or role.range == "Text":
        yield text[:_TOO_LONG]


def _in_words(text: str, role: RoleDef) -> Quantity | None:
    """Return the quantity of a role's kind that a wordy cell states: 提供48个月服务; in long ones only behind 期限."""
    for start, _, quantity in find_quantities(text):
        if kind_of(quantity) == role.range and (len(text) < 60 or _TERM.search(text[max(0, start - 6) : start])):
            return quantity
    return None


def _unit(role: RoleDef, column: Column, table: Table) -> str:
    if role.range == "Count":
        return ""
    if role.range == "Ratio":
        return column.unit or "%"
    if role.range == "Shares":
        return column.unit or (table.unit if table.unit.endswith("股") else "股")
    return unit_for(column, "", table)


def defaults(
    type_: FactType,
    roles: Sequence[Role],
    context: Context,
    row: Party | None = None,
    topic: Topic | None = None,
) -> list[Role]:
    """Return the roles that are understood: the issuer, or the party of the row, where nobody is named.

    The issuer never stands on two sides of a fact, nor where a counterparty without a side is named; where the words
    are about another party (`topic`), it stands nowhere.
    """
    us = topic.party if topic else Party(context.issuer.name, context.issuer.id) if context.issuer else None
    filled = {role.name for role in roles}
    parties = {role.value.entity for role in roles if isinstance(role.value, Party)}
    added: list[Role] = []
    understood = () if "counterparty" in filled and row is None else ("issuer", "row") if row else ("issuer",)
    for name, role in type_.roles.items():
        if name in filled or not role.default:
            continue
        if role.default == "row" and row is not None and row.entity not in parties:
            added.append(Role(name, row, row.name))
            parties.add(row.entity)
        elif role.default in understood and us and us.entity not in parties:
            added.append(Role(name, us, us.name))
            parties.add(us.entity)
    return added
