"""Figures of tables as typed facts: a rule of `data/figures.yaml` names the class and what fills its roles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.model import Cell, Document, Entity, EntityKind, Fact, Modality, Party, Qualifiers, Role, Table, Value
from kg.ontology.model import Ontology
from kg.pattern import Pattern
from kg.values.numbers import Absence, absence
from nlp.as_if import is_as_if
from nlp.columns import Column, bare, is_total, label_cells, read_columns
from nlp.context import Context
from nlp.evidence import cell_evidence
from nlp.lexicon import load
from nlp.observations import Figure, head_cells, surrounding_period
from nlp.table_subject import table_subject


@dataclass(frozen=True, slots=True)
class FigureRule:
    """When a figure belongs to a class, and what of it fills the roles."""

    type: str
    roles: Mapping[str, str]
    around: Pattern | None = None
    row: Pattern | None = None
    not_row: Pattern | None = None
    column: Pattern | None = None
    not_column: Pattern | None = None
    not_head: Pattern | None = None
    not_around: Pattern | None = None
    beside: Pattern | None = None
    party: str = ""
    concept: str = ""
    units: tuple[str, ...] = ()
    peers: bool = False


_LONGEST_NAME = 30  # characters of a caption that still names a measure
_AVERAGE = Pattern("(?:行业)?(?:平均值?|均值|中位数|行业平均.{0,2})|(?:同行业)?可比公司均值")
_TIME = Pattern(
    r"(?:20)?\d\d\s*年?(?:[上下]半年|半年度|度|末|\d?1?\d[-~]\d+月)?|\d{4}/\d+/\d+|期[末初]|[本上]年(?:末|同期)?|本期|上期"
)
_MONEY = Pattern("收入|利润|成本|费用|资产|负债|余额|金额|借款|现金|薪酬|市值")
_NEEDS_METRIC = frozenset({"PeerComparison", "SegmentMetric"})
_IS_RATIO = Pattern("[率比]$|比[例重]|占比|增长|增速")
_DONE = Pattern("审定|已审|实现|实际")
_FORECAST = Pattern("预测|预计")
_CHANGE = Pattern(r"(?:同比|环比)?(?:变动|增减|增长|变化)(?:比例|幅度|率|情况)?(?:[（(]%[)）])?$|^同比$")
_SHARE = Pattern(r"^比例$|(?:占.{0,12}?(?:比例?|比重)|占比|比重|收入占比)(?:[（(]%[)）])?$")
_BARE = Pattern(
    r"(?:金额(?:/数量)?|数量|比例|占比|比重|收入占比|人数|数值)?(?:[（(].{1,6}[)）])?|(?:同比|环比)?(?:变动|增减|增长|变化)?(?:比例|幅度|率|情况)?"
    r"(?:[（(]%[)）])?|(?:上市|可比|可比上市)?公司(?:名称|简称)?|(?:证券|股票)(?:名称|简称|代码)|项目|名称|序号|.*可比公司"
)


@cache
def _rules() -> tuple[FigureRule, ...]:
    return tuple(_rule(raw) for raw in load("figures")["rules"])


def _rule(raw: Mapping[str, Any]) -> FigureRule:
    def pattern(key: str) -> Pattern | None:
        return Pattern(raw[key]) if key in raw else None

    return FigureRule(
        raw["type"],
        raw["roles"],
        around=pattern("around"),
        not_around=pattern("not_around"),
        row=pattern("row"),
        not_row=pattern("not_row"),
        beside=pattern("beside"),
        column=pattern("column"),
        not_column=pattern("not_column"),
        not_head=pattern("not_head"),
        party=raw.get("party", ""),
        concept=raw.get("concept", ""),
        units=tuple(raw.get("units", ())),
        peers=raw.get("peers", False),
    )


@cache
def _party_heads() -> frozenset[str]:
    return frozenset(load("names")["headers"]["party"])


def typed_figures(document: Document, context: Context, figures: Iterable[Figure]) -> list[Fact]:
    """Return a typed fact for each figure that a rule puts into a class; none of accounts as if a deal were done."""
    concepts = _concepts(context.ontology)
    facts = []
    for figure in figures:
        if "代码" in figure.column.last or _has_lost_its_unit(figure) or is_as_if(context, figure.table):
            continue
        row = bare(figure.path[-1]) if figure.path else ""
        for rule, captured in _rules_under(figure.table.caption, figure.table.section, figure.column.head):
            if _fits(rule, figure, context, row, concepts):
                facts.append(_fact(document, context, figure, rule, captured))
                break
    return [fact for fact in facts if fact.type not in _NEEDS_METRIC or fact.role("metric")]


@lru_cache(4096)
def _rules_under(caption: str, section: tuple[str, ...], head: str) -> tuple[tuple[FigureRule, Mapping[str, str]], ...]:
    """Return the rules that caption, headings and the head of a column let in, each with the groups captured there."""
    near, around = " ".join((caption, *section[-2:])), " ".join((caption, *section))
    found: list[tuple[FigureRule, Mapping[str, str]]] = []
    for rule in _rules():
        if (rule.column and not rule.column.search(head)) or (rule.not_column and rule.not_column.search(head)):
            continue
        match = rule.around.search(near) if rule.around else None
        if (rule.around and not match) or (rule.not_around and rule.not_around.search(around)):
            continue
        found.append((rule, match.groupdict() if match else {}))
    return tuple(found)


def _has_lost_its_unit(figure: Figure) -> bool:
    """Tell whether a sum of money stands in a table that nowhere says in what: it is an observation, no more."""
    return (
        not figure.value.unit
        and _MONEY.search(figure.column.head + bare(figure.path[-1] if figure.path else "")) is not None
    )


def _concepts(ontology: Ontology) -> frozenset[str]:
    return frozenset(word for concept in ontology.concepts.values() for word in concept.zh)


def _fits(rule: FigureRule, figure: Figure, context: Context, row: str, concepts: frozenset[str]) -> bool:
    """Tell whether a figure, its row and the rest of its table are what a rule is for."""
    if rule.units and figure.value.unit not in rule.units:
        return False
    if (rule.row and not rule.row.search(row)) or (rule.not_row and rule.not_row.search(row)):
        return False
    if rule.concept and re.sub(r"[（(].*?[）)]|合计$|余额$", "", row) not in concepts:
        return False
    if rule.not_head and any(rule.not_head.search(cell.text) for line in figure.table.header for cell in line):
        return False
    if rule.party and _party(rule.party, figure, context) is None:
        return False
    if rule.peers and not _lists_peers(figure, context):
        return False
    return not rule.beside or _stands_beside(rule.beside, figure)


def _stands_beside(pattern: Pattern, figure: Figure) -> bool:
    """Tell whether a row of the table has a label of these words."""
    at = figure.column.labels[:1]
    return any(pattern.search(bare(row[at[0]].text)) for row in figure.table.rows if at and at[0] < len(row))


def _lists_peers(figure: Figure, context: Context) -> bool:
    """Tell whether the rows of a table are companies, their average among them."""
    return context.once(("peers", id(figure.table)), lambda: _peers_in(figure, context))


def _peers_in(figure: Figure, context: Context) -> bool:
    at = figure.column.labels[:1]
    labels = [bare(row[at[0]].text) for row in figure.table.rows if at and at[0] < len(row)]
    issuer = context.issuer.id if context.issuer else ""
    named = {entity.id for label in labels if (entity := context.named(label))} - {issuer}
    return len(named) > 1 and any(_AVERAGE.fullmatch(label) for label in labels)


def _party(where: str, figure: Figure, context: Context) -> Party | None:
    labels = [cell.text for cell in figure.labels] if where == "row" else list(figure.column.path)
    for label in labels:
        entity = context.named(label)
        if entity is not None and entity.kind is not EntityKind.PRODUCT:
            return Party(entity.name, entity.id)
    label = figure.labels[0] if where == "row" and figure.labels else None
    if label is None or _AVERAGE.fullmatch(bare(label.text)) or is_total(label.text) or absence(label.text):
        return None
    heads = {bare(head) for at in figure.column.labels[:1] for head in figure.table.heads(at)}
    return Party(bare(label.text), "") if heads & _party_heads() else None


def _fact(document: Document, context: Context, figure: Figure, rule: FigureRule, captured: Mapping[str, str]) -> Fact:
    label = figure.labels[0] if figure.labels else None
    roles = []
    about = _owner(figure, context) or table_subject(document, context, figure.table) or context.issuer
    if "company" not in rule.roles and about:
        subject = context.ontology.types[rule.type].subject
        roles.append(Role(subject, Party(about.name, about.id), about.name))
    for name, source in rule.roles.items():
        made = _fill(name, source, figure, context, captured, rule.type)
        if made is not None:
            roles.append(made)
    if _is_own_peer(roles):
        roles = roles[1:]
    evidence = cell_evidence(context, figure.table, (label, figure.cell), head_cells(figure))
    qualifiers = Qualifiers(figure.period, _modality(figure, context), figure.table.speaker.value)
    return Fact(rule.type, document.id, tuple(roles), (evidence,), qualifiers, f"figure:{rule.type}")


def _is_own_peer(roles: Sequence[Role]) -> bool:
    """Tell whether a comparison sets the company beside itself."""
    peers = [role.value.entity for role in roles if role.name == "peer" and isinstance(role.value, Party)]
    first = roles[0].value
    return roles[0].name == "company" and isinstance(first, Party) and first.entity in peers


def _owner(figure: Figure, context: Context) -> Entity | None:
    """Return the company whose figures the heads of a column say it holds."""
    named = [entity for head in figure.column.path if (entity := context.named(head))]
    return next((entity for entity in named if entity.kind is EntityKind.ORG), None)


def _modality(figure: Figure, context: Context) -> Modality:
    """Return FORECAST where the heads say so, or the time is beyond the filing."""
    meta = context.document.meta
    said = meta.published or (meta.period and meta.period.end)
    ahead = said is not None and figure.period is not None and figure.period.start > said
    told = _FORECAST.search(figure.column.head) and not _DONE.search(figure.column.last)
    return Modality.FORECAST if ahead or told else Modality.ASSERTED


def _part(name: str, figure: Figure, type_: str, context: Context) -> str:
    """Return the role of a figure: a change or a share of its row where the head says so and the class has the role."""
    known = context.ontology.types[type_].roles
    if name == "value" and figure.value.unit in ("ratio", "pp"):
        if "yoy" in known and _CHANGE.search(figure.column.last):
            return "yoy"
        if "share" in known and _SHARE.search(figure.column.last) and "率" not in figure.column.last:
            return "share"
    return name


def _fill(
    name: str, source: str, figure: Figure, context: Context, captured: Mapping[str, str], type_: str
) -> Role | None:
    label = figure.labels[-1] if figure.labels else None
    value: Value | None
    if source == "value":
        name = _part(name, figure, type_, context)
        return Role(name, figure.value, figure.cell.text, figure.cell.start, figure.cell.end)
    if source == "row":
        if label is None:
            return None
        return Role(name, figure.path[-1], label.text, label.start, label.end)
    if source == "topic":
        return _topic(name, figure, context)
    if source == "column":
        head = " ".join(figure.column.path)
        return Role(name, head, head) if head else None
    value = (
        _party("column", figure, context) or _party("row", figure, context)
        if source == "party"
        else captured.get(source)
    )
    return Role(name, value, value.name if isinstance(value, Party) else str(value)) if value else None


def _topic(name: str, figure: Figure, context: Context) -> Role | None:
    """Return the measure that the heads over a figure name; where they say 金额 or a year, the column left of it.

    A table that has it in no head has it in its caption.
    """
    rows = figure.table.header
    for index in range(figure.column.index, -1, -1):
        for row in reversed(rows):
            cell = row[index] if index < len(row) else Cell()
            if cell.pieces and (words := _measure_of(cell.text)):
                return Role(name, words, cell.text, cell.start, cell.end)
        if index < figure.column.index and not any(_says_nothing(row[index].text) for row in rows if index < len(row)):
            break
    for words_above in (figure.table.caption, *reversed(figure.table.section)):
        if found := _concept_in(words_above, context.ontology):
            fits_unit = figure.value.unit != "ratio" or _IS_RATIO.search(found) is not None
            return Role(name, found, found) if fits_unit else None
    caption = figure.table.caption
    return Role(name, caption, caption) if caption and len(caption) <= _LONGEST_NAME else None


def _measure_of(head: str) -> str:
    """Return a head without what it says of time; empty where nothing is left but 金额 or 变动比例."""
    words = " ".join(head.split())
    said = re.search(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{2,}", _TIME.sub("", words))
    return "" if _says_nothing(words) or not said else words


def _says_nothing(head: str) -> bool:
    return _BARE.fullmatch(_TIME.sub("", bare(head))) is not None


def _concept_in(text: str, ontology: Ontology) -> str:
    """Return the longest concept that a caption names, the first of them."""
    words = [word for word in _concepts(ontology) if len(word) > 2 and word in text]
    return max(sorted(words), key=len) if words else ""


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
    named = [words for head in reversed(heads) if (words := _measure_of(head.text))]
    metric = named[0] if named else _concept_in(table.caption, context.ontology) or table.caption
    us = [Role("company", Party(context.issuer.name, context.issuer.id), context.issuer.name)] if context.issuer else []
    roles = (
        *us,
        Role("peer", Party(entity.name, entity.id), label.text, label.start, label.end),
        Role("metric", metric, metric),
        Role("disclosed", False, cell.text, cell.start, cell.end),
    )
    period = column.periods[-1] if column.periods else surrounding_period(document, context, table)
    evidence = cell_evidence(context, table, (label, cell), heads)
    return Fact("PeerComparison", document.id, roles, (evidence,), Qualifiers(period), "figure:undisclosed")
