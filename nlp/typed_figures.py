"""Figures of tables as typed facts: a rule of `data/figures.yaml` names the class and what fills its roles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.model import Cell, Document, EntityKind, Fact, Party, Qualifiers, Role, Table, Value
from kg.ontology.model import Ontology
from kg.values.numbers import Absence, absence
from nlp.columns import Column, bare, label_cells, read_columns
from nlp.context import Context
from nlp.evidence import cell_evidence
from nlp.observations import Figure, head_cells, surrounding_period


@dataclass(frozen=True, slots=True)
class FigureRule:
    """When a figure belongs to a class, and what of it fills the roles."""

    type: str
    roles: Mapping[str, str]
    around: re.Pattern[str] | None = None
    row: re.Pattern[str] | None = None
    not_row: re.Pattern[str] | None = None
    column: re.Pattern[str] | None = None
    party: str = ""
    concept: str = ""
    units: tuple[str, ...] = ()


@cache
def _rules() -> tuple[FigureRule, ...]:
    raw = yaml.load((Path(__file__).parent / "data" / "figures.yaml").read_text("utf-8"), yaml.CSafeLoader)
    made = []
    for rule in raw["rules"]:
        around, row, not_row, column = (_compiled(rule.get(key)) for key in ("around", "row", "not_row", "column"))
        party, concept, units = rule.get("party", ""), rule.get("concept", ""), tuple(rule.get("units", ()))
        made.append(FigureRule(rule["type"], rule["roles"], around, row, not_row, column, party, concept, units))
    return tuple(made)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def typed_figures(document: Document, context: Context, figures: Iterable[Figure]) -> list[Fact]:
    """Return a typed fact for each figure that a rule puts into a class."""
    concepts = _concepts(context.ontology)
    facts = []
    for figure in figures:
        around = " ".join((figure.table.caption, *figure.table.section[-2:]))
        row = bare(figure.path[-1]) if figure.path else ""
        for rule in _rules():
            captured = _fits(rule, figure, context, row, around, concepts)
            if captured is not None:
                facts.append(_fact(document, context, figure, rule, captured))
                break
    return facts


def _concepts(ontology: Ontology) -> frozenset[str]:
    return frozenset(word for concept in ontology.concepts.values() for word in concept.zh)


def _fits(
    rule: FigureRule, figure: Figure, context: Context, row: str, around: str, concepts: frozenset[str]
) -> Mapping[str, str] | None:
    """Return the named groups of a rule that fits, None where it does not."""
    if rule.units and figure.value.unit not in rule.units:
        return None
    if (rule.row and not rule.row.search(row)) or (rule.not_row and rule.not_row.search(row)):
        return None
    if rule.column and not rule.column.search(figure.column.head):
        return None
    if rule.concept and re.sub(r"[（(].*?[）)]|合计$|余额$", "", row) not in concepts:
        return None
    if rule.party and _party(rule.party, figure, context) is None:
        return None
    if rule.around is None:
        return {}
    match = rule.around.search(around)
    return match.groupdict() if match else None


def _party(where: str, figure: Figure, context: Context) -> Party | None:
    labels = [cell.text for cell in figure.labels] if where == "row" else list(figure.column.path)
    for label in labels:
        entity = context.named(label)
        if entity is not None and entity.kind is not EntityKind.PRODUCT:
            return Party(entity.name, entity.id)
    return None


def _fact(document: Document, context: Context, figure: Figure, rule: FigureRule, captured: Mapping[str, str]) -> Fact:
    label = figure.labels[0] if figure.labels else None
    roles = []
    if "company" not in rule.roles and context.issuer:
        subject = context.ontology.types[rule.type].subject
        roles.append(Role(subject, Party(context.issuer.name, context.issuer.id), context.issuer.name))
    for name, source in rule.roles.items():
        made = _fill(name, source, figure, context, captured)
        if made is not None:
            roles.append(made)
    evidence = cell_evidence(document, figure.table, label, figure.cell, head_cells(figure))
    qualifiers = Qualifiers(figure.period, stated_by=figure.table.speaker.value)
    return Fact(rule.type, document.id, tuple(roles), (evidence,), qualifiers, f"figure:{rule.type}")


def _fill(name: str, source: str, figure: Figure, context: Context, captured: Mapping[str, str]) -> Role | None:
    label = figure.labels[-1] if figure.labels else None
    value: Value | None
    if source == "value":
        return Role(name, figure.value, figure.cell.text, figure.cell.start, figure.cell.end)
    if source == "row":
        if label is None:
            return None
        return Role(name, figure.path[-1], label.text, label.start, label.end)
    if source == "topic":
        heads = head_cells(figure)
        words = heads[-1].text if heads else figure.table.caption
        return Role(name, words, words, heads[-1].start, heads[-1].end) if heads else Role(name, words, words)
    value = (
        _party("column", figure, context) or _party("row", figure, context)
        if source == "party"
        else captured.get(source)
    )
    return Role(name, value, value.name if isinstance(value, Party) else str(value)) if value else None


def undisclosed(document: Document, context: Context) -> Iterator[Fact]:
    """Yield a PeerComparison that says 未披露 for each such cell in the row of a company."""
    for table in document.tables:
        for column in read_columns(table, context):
            for row in table.rows:
                cell = row[column.index] if column.index < len(row) else Cell()
                labels = label_cells(row, column)[:1] or [row[0]]
                if (
                    cell.pieces
                    and absence(cell.text) is Absence.NOT_DISCLOSED
                    and column.index not in column.labels
                    and context.named(labels[0].text)
                ):
                    yield _gap(document, context, table, (labels[0], cell), column)


def _gap(document: Document, context: Context, table: Table, cells: tuple[Cell, Cell], column: Column) -> Fact:
    label, cell = cells
    entity = context.named(label.text)
    assert entity is not None
    heads = [row[column.index] for row in table.header if row[column.index].pieces]
    metric = heads[-1].text if heads else table.caption
    roles = (
        Role("peer", Party(entity.name, entity.id), label.text, label.start, label.end),
        Role("metric", metric, metric),
        Role("disclosed", False, cell.text, cell.start, cell.end),
    )
    period = column.periods[-1] if column.periods else surrounding_period(document, context, table)
    evidence = cell_evidence(document, table, label, cell, heads)
    return Fact("PeerComparison", document.id, roles, (evidence,), Qualifiers(period), "figure:undisclosed")
