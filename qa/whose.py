"""Who and which: names that a row, a role or a sentence gives."""

import re

from kg.answer import Status
from qa.cells import cells_of
from qa.found import Found, Item
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
