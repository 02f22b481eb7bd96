"""Members that are lines of a table: those of one family are told apart by a test, the one that meets it is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.footnotes import notes_of
from qa.evidence.found import Computation, Found, Item
from qa.evidence.rows import Row
from qa.evidence.values import item_of, with_figure
from qa.evidence.workbench import Workbench
from qa.members.worth import Worth, worth
from qa.parsing.match import BY_RANGE, SURE, explained, is_weak, squeezed
from qa.parsing.names import ANONYMOUS
from qa.parsing.question import Ask
from qa.parsing.wanted import Of, Wanted, Way
from qa.rows.named_rows import named
from qa.rows.projection import cell_for
from qa.rows.relation import Relation, relations

LEAST, NAMED = 0.82, 0.7  # of the words of a family that a table must explain; the same where it names each member
RIVAL, NEARLY = 0.02, 0.08
TELLING, HALF = 1.2, 0.5  # the weight of a word that a table must say, and how well
MET = frozenset({"chosen", "extreme", "difference", "growth", "change", "limits", "left out", "several", "only"})
_NOT_ADDED = frozenset({"ratio", "pp"})
_PARTIES = Pattern("公司|客户|供应商|单位|银行|股东|机构|名称|对象|债务人|承租人|出租人")  # heads over parties


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a family, or several of one name: its name, the cell that says it, its rows and its worth."""

    name: str
    cell: Cell
    rows: tuple[Row, ...]
    worth: Worth


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the members of one table come to."""

    found: Found
    words: float  # of the family's question that the table explains
    names: frozenset[str]  # of all members
    most: Decimal
    unit: str
    worths: tuple[Decimal, ...]  # of those who meet the test

    @property
    def named(self) -> tuple[str, ...]:
        """Who meets the test."""
        return tuple((item.label or str(item.value)).lower() for item in self.found.items[:1])


def of_lines(bench: Workbench, wanted: Wanted) -> Found | None:
    """Name the line that meets the test; None where no table tells, or two that tell as well name different ones."""
    family = replace(bench, question=wanted.question)
    family.__dict__["cells"] = bench.cells
    outcomes: list[_Outcome] = []
    for relation in relations(family, NAMED)[:8]:
        if relation.words < LEAST and len(relation.parts) < 2:
            continue
        if len(relation.parts) > 1 and not all(relation.parts):
            continue  # not each of those compared is there
        if not _says_all(family, relation):
            continue
        if outcome := _of_relation(family.within(relation.scope), bench, wanted, relation):
            outcomes.append(outcome)
            bench.notes.append(f"members {relation.words:.2f} of {len(relation.rows)} {outcome.found.items[0].text}")
    if not outcomes:
        return None
    first = outcomes[0]
    best = max((o for o in outcomes if _holds_more(wanted, o, first)), key=lambda o: o.most)
    near = [o for o in outcomes if o.words >= first.words - RIVAL and not _share_members(o, best)]
    if any(o.named != best.named and o.worths != best.worths for o in near):
        return None
    told = next((o for o in (best, *near) if not any(map(ANONYMOUS.search, o.named))), best)  # one filing names in full
    return replace(told.found, confidence=round(0.2 + 0.6 * told.words, 3))


def _holds_more(wanted: Wanted, one: _Outcome, first: _Outcome) -> bool:
    """Tell whether a table may hold the family of which the first holds a part: the most of all is more than the most
    of those whom one table tells of."""
    most = wanted.of is Of.VALUE and wanted.way is Way.MOST and one.unit not in _NOT_ADDED
    near = one.words >= first.words - NEARLY and one.unit == first.unit
    return one is first or (most and near and _share_members(one, first))


def _share_members(one: _Outcome, other: _Outcome) -> bool:
    return one is other or bool(one.names & other.names and one.unit == other.unit and one.most != other.most)


def _says_all(family: Workbench, relation: Relation) -> bool:
    """Tell whether each telling word of a family is said by caption, heads or rows of its table, or a note under it."""
    cells = [c for row in relation.among for c in row.cells]
    texts = {squeezed(c.text) for c in cells if isinstance(c.value, str)}
    said = texts.union(part for c in cells for part in (c.about, c.column, c.row))
    telling = [t for t in family.question.terms if t.meaning and t.weight >= TELLING and not is_weak(t)]
    left = [t for t in telling if not any(explained(t, part) >= HALF for part in said)]
    notes = squeezed("".join(n.main.quote for n in notes_of(family, cells[0]))) if left else ""
    return all(explained(t, notes) >= HALF for t in left)


def _of_relation(family: Workbench, bench: Workbench, wanted: Wanted, relation: Relation) -> _Outcome | None:
    members = _members(family, wanted, relation)
    chosen = _chosen(wanted, members)
    found = _of_chosen(family, bench, wanted, chosen, members)
    if found is None:
        return None
    names, most = frozenset(squeezed(m.name) for m in members), max(m.worth.value for m in members)
    worths = tuple(m.worth.value for m in chosen)
    return _Outcome(found, relation.words, names, most, members[0].worth.unit, worths)


def _of_chosen(
    family: Workbench, bench: Workbench, wanted: Wanted, chosen: Sequence[Member], members: Sequence[Member]
) -> Found | None:
    if wanted.first > 1 and len(chosen) != wanted.first:
        return None
    if wanted.first > 1 and wanted.shown:
        return _shown_of_each(bench, wanted, chosen, members)
    if not chosen or (len(chosen) > 1 and not wanted.several and wanted.first < 2):
        return None
    if wanted.counted:
        return _counted(bench, wanted, chosen)
    if wanted.several or wanted.first > 1:
        items = tuple(Item(m.name, "", m.name, m.name, (m.cell,)) for m in chosen)
        cells = tuple(dict.fromkeys(c for m in chosen for c in (m.cell, *m.worth.cells)))
        return Found(Status.ANSWERED, items, cells, kind="list", met=MET | ({"first"} if wanted.first > 1 else set()))
    return _shown(bench, family, wanted, chosen[0], members)


def _counted(bench: Workbench, wanted: Wanted, chosen: Sequence[Member]) -> Found:
    """Return how many members meet the test, with their names."""
    number = Decimal(len(chosen))
    text = f"{number}{wanted.counted}" if bench.question.told == "zh" else str(number)
    cells = tuple(dict.fromkeys(c for m in chosen for c in (m.cell, *m.worth.cells)))
    item = Item(number, wanted.counted, text, "、".join(m.name for m in chosen), cells)
    made = Computation("count", tuple(m.cell for m in chosen), number, wanted.counted)
    return Found(Status.ANSWERED, (item,), cells, computation=made, kind="number", met=MET | {"count", "sum"})


def _members(family: Workbench, wanted: Wanted, relation: Relation) -> list[Member]:
    """Return the lines of a family by name; none where lines that are compared have no figure."""
    rows = _listed(wanted, relation.among) if wanted.listed else list(relation.rows)
    names = named(family, relation, rows)
    if len(names) != len(rows) or len(rows) < 2:
        return []
    found: dict[tuple[str, int], Member] = {}
    missing = 0
    for row, (name, cell) in zip(rows, names, strict=True):
        if wanted.party and not (family.names.ids_in(name) or _PARTIES.search(cell.heads)):
            return []
        value = next((w for of in _looked_at(wanted) if (w := worth(family, wanted, row, of))), None)
        if value is None:
            missing += 1
            continue
        key = (name, id(row) if value.unit in _NOT_ADDED else 0)
        known = found.get(key)
        found[key] = _together(known, row, value) if known else Member(name, cell, (row,), value)
    units = {m.worth.unit for m in found.values()}
    return list(found.values()) if len(units) == 1 and len(found) > 1 and 2 * missing < len(rows) else []


def _listed(wanted: Wanted, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that a question names one by one; all, where the caption names some of them as a whole."""
    called = {t: [row for row in rows if explained(t, squeezed(row.label)) >= SURE] for t in wanted.listed}
    if all(called.values()):
        return [row for row in rows if any(row in found for found in called.values())]
    about = rows[0].cells[0].about
    return list(rows) if all(found or explained(t, about) >= SURE for t, found in called.items()) else []


def _looked_at(wanted: Wanted) -> tuple[Of, ...]:
    """Return what tells whether a member meets the test: of a rise or a fall the rate does as well."""
    return (Of.RATE, Of.CHANGE) if wanted.of is Of.CHANGE and wanted.way in (Way.ABOVE, Way.BELOW) else (wanted.of,)


def _together(known: Member, row: Row, more: Worth) -> Member:
    """Return a member with one more line of its name."""
    value = known.worth.value + more.value
    cells = (*known.worth.cells, *more.cells)
    return replace(known, rows=(*known.rows, row), worth=Worth(value, more.unit, cells, more.operation or "sum"))


def _chosen(wanted: Wanted, members: Sequence[Member]) -> list[Member]:
    """Return the members that meet the test, best first."""
    if wanted.bound:
        met = (m for m in members if wanted.bound.meets(Quantity(m.worth.value, m.worth.unit)))
        return sorted(met, key=lambda m: m.worth.value, reverse=wanted.bound.above)
    if wanted.way in (Way.ABOVE, Way.NEW, Way.GONE):
        return [m for m in members if m.worth.value > 0]
    if wanted.way is Way.BELOW:
        return [m for m in members if m.worth.value < 0]
    fit = [(value, m) for m in members if (value := _moved(wanted, m)) > 0 or wanted.of is Of.VALUE]
    ordered = sorted({value for value, _ in fit}, reverse=wanted.way is Way.MOST)
    if len(ordered) < wanted.rank:
        return []
    if wanted.first > 1:
        last = ordered[: wanted.first][-1]
        return sorted(
            (m for value, m in fit if _in_front(wanted, value, last)), key=lambda m: ordered.index(_moved(wanted, m))
        )
    return [m for value, m in fit if value == ordered[wanted.rank - 1]]


def _in_front(wanted: Wanted, value: Decimal, last: Decimal) -> bool:
    return value >= last if wanted.way is Way.MOST else value <= last


def _moved(wanted: Wanted, member: Member) -> Decimal:
    """Return what a member is ordered by: how far it has moved the way asked for, or either way."""
    value = member.worth.value
    if wanted.of is Of.VALUE:
        return value
    return value * wanted.sign if wanted.sign else abs(value)


def _item(worth: Worth) -> Item:
    return Item(worth.value, worth.unit, worth.text, "", worth.cells)


def _figures(member: Member) -> list[Cell]:
    return [c for c in member.rows[0].cells if not c.names_row]


def _is_told(bench: Workbench, ask: Ask, worth: Worth) -> bool:
    """Tell whether what is asked beside a name is what it was chosen by: 最高的是哪个，金额多少."""
    cell, terms = worth.cells[0], [bench.question.terms[i] for i in ask.terms]
    others = (t for t in terms if BY_RANGE.get(t.meaning) != cell.range)
    return all(explained(t, cell.column + cell.row) >= (SURE if t.kind else HALF) for t in others)


def _by_how_much(family: Workbench, wanted: Wanted, row: Row, by: Of) -> Worth | None:
    """Return by how much something has changed: where the question leaves it open, by the rate that the row states."""
    rate = worth(family, wanted, row, Of.RATE) if wanted.either else None
    return rate if rate and not rate.operation else worth(family, wanted, row, by)


def _as_fall(worth: Worth) -> Worth:
    """Return what something has fallen by, as the question asks for it: no minus before it where it was computed."""
    return replace(worth, value=abs(worth.value)) if worth.operation else worth


def _asked(bench: Workbench, member: Member, told: Worth, ask: Ask) -> Item | None:
    """Return what is asked of a member beside its name: what it was chosen by, else what its row has of that."""
    if _is_told(bench, ask, told):
        return _item(told)
    cell = cell_for(bench, _figures(member), ask)
    return item_of(cell, unit=ask.unit) if cell else None


def _shown_of_each(
    bench: Workbench, wanted: Wanted, chosen: Sequence[Member], members: Sequence[Member]
) -> Found | None:
    """Return several names, each with what is asked beside it."""
    found = [(m, _asked(bench, m, m.worth, ask)) for m in chosen for ask in wanted.shown]
    items = tuple(replace(item, label=m.name, cells=(m.cell, *item.cells)) for m, item in found if item)
    others = (c for m in members for c in m.worth.cells)
    cells = tuple(dict.fromkeys((*(c for i in items for c in i.cells), *others)))
    met = MET | {"first"}
    return Found(Status.ANSWERED, items, cells, kind="list", met=met) if len(items) == len(found) else None


def _shown(
    bench: Workbench, family: Workbench, wanted: Wanted, member: Member, members: Sequence[Member]
) -> Found | None:
    """Return a name with what is asked beside it."""
    items, computation = [Item(member.name, "", member.name, member.name, (member.cell,))], None
    told = member.worth
    if wanted.by and len(member.rows) == 1:
        told = _by_how_much(family, wanted, member.rows[0], wanted.by)
    if told is None:
        return None
    if wanted.shown:
        for ask in wanted.shown:
            item = _asked(bench, member, told, ask)
            if item is None:
                return None
            items.append(item)
    elif wanted.by:
        told = _as_fall(told) if wanted.fall else told
        items.append(_item(told))
    else:
        text = with_figure(member.name, told.text, bench.question.told)
        items = [replace(items[0], text=text, cells=(member.cell, *told.cells))]
    if told.operation and (wanted.by or not wanted.shown):
        computation = Computation(told.operation, told.cells, told.value, told.unit)
    others = tuple(c for m in members if m is not member for c in m.worth.cells)
    cells = tuple(dict.fromkeys((*(c for i in items for c in i.cells), *others)))
    kind = "list" if len(items) > 1 else "string"
    return Found(Status.ANSWERED, tuple(items), cells, kind=kind, computation=computation, met=MET)
