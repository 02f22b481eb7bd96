"""Who and which: names that a row, a role or a sentence gives."""

import re
from dataclasses import replace

from kg.answer import Status
from qa.cells import cells_of
from qa.found import Found, Item
from qa.question import Kind
from qa.rows import Row, name_of, numbers
from qa.tables import Selected, asked_terms, select
from qa.values import item_of
from qa.workbench import Workbench

LEAST = 0.6
PLACEHOLDER = re.compile(r"(?:客户|供应商|第)\s?(?:\d+|[一二三四五六七八九十]+)(?:名|大客户|大供应商)?")
_MEANS = ("指哪", "指的是", "是指", "全称", "简称", "stand for", "full name", "refer")


def alias(bench: Workbench) -> Found | None:
    """Tell whom a short name means."""
    question = bench.question
    if len(question.mentions) != 1 or not any(w in question.folded for w in _MEANS) or question.asks[0].terms:
        return None
    mention = question.mentions[0]
    for key in mention.ids:
        entity = bench.library.entity(key)
        if entity and entity.name != mention.text:
            facts = bench.library.facts_of([key])
            facts.sort(key=lambda f: not any(r.value == mention.text or r.text == mention.text for r in f.roles))
            facts.sort(key=lambda f: f.type != "Alias")
            cells = tuple(c for f in facts[:1] for c in cells_of(f, bench.names))[:1]
            item = Item(entity.name, "", entity.name, entity.name)
            return Found(Status.ANSWERED, (item,), cells, 0.85, kind="string", entity=entity, about=tuple(facts[:3]))
    return None


def named(bench: Workbench) -> Found | None:
    """Give the names of the rows that meet the question's conditions."""
    question, scope = bench.question, bench.scope
    for table in select(question, bench.cells, scope, asked_terms(question)):
        bench.notes.append(
            f"table {table.words:.2f} rows {len(table.rows)} | {table.block.about[:60]} | {table.rows[0].label[:30]}"
        )
        if table.words < LEAST:
            break
        names = {name: row for row in table.rows if (name := name_of(row, scope, bench.names))}
        if not names:
            continue
        if question.kind is Kind.LIST and (len(scope.periods) > 1 or scope.since):
            if found := _in_all_periods(bench, table):
                return found
            continue
        if question.kind is Kind.LIST:
            if not table.conditions and len(names) > 12:
                continue
            return _list(table, names)
        if len(names) == 1 or table.conditions:
            return _one(bench, table, names)
    return None


def _in_all_periods(bench: Workbench, table: Selected) -> Found | None:
    """Give the names that a table has in each of the periods asked."""
    scope = replace(bench.scope, since=False)
    rows = [row for row in table.block.rows if not row.total and row in table.rows]
    periods = list(scope.periods)
    if bench.scope.since:
        periods = sorted({c.period for row in rows for c in row.cells if c.period and bench.scope.timely(c) > 0})
    per_period = [
        {
            name_of(row, scope, bench.names): row
            for row in rows
            if any(scope.timely(c, [p]) >= 0.9 for c in numbers(row))
        }
        for p in periods
    ]
    if len(per_period) < 2 or not all(per_period):
        return None
    common = [name for name in per_period[0] if all(name in names for names in per_period)]
    if not common:
        return None
    cells = tuple(names[name].cells[0] for name in common for names in per_period)
    items = tuple(Item(name, "", name, name, (per_period[0][name].cells[0],)) for name in common)
    return Found(Status.ANSWERED, items, cells, 0.1 + 0.6 * table.words, kind="list", met=frozenset({"first"}))


def _list(table: Selected, names: dict[str, Row]) -> Found:
    items = tuple(Item(name, "", row.label, name, (row.cells[0],)) for name, row in names.items())
    cells = tuple(row.cells[0] for row in names.values())
    return Found(Status.ANSWERED, items, cells, 0.1 + 0.6 * table.words, kind="list")


def _one(bench: Workbench, table: Selected, names: dict[str, Row]) -> Found | None:
    if len(names) > 1 or PLACEHOLDER.fullmatch(next(iter(names))):
        return None
    name, row = next(iter(names.items()))
    items = [Item(name, "", row.label, name, (row.cells[0],))]
    for ask in bench.question.asks:
        if not ask.kind.is_name:
            cell = table.measure(bench.question, ask, row, bench.scope)
            if cell is None:
                return None
            items.append(item_of(cell, label=name))
    cells = tuple(dict.fromkeys(c for item in items for c in item.cells))
    return Found(
        Status.ANSWERED, tuple(items), cells, 0.15 + 0.6 * table.words, kind="list" if len(items) > 1 else "string"
    )
