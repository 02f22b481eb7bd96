"""Who and which: names that a row, a role or a sentence gives."""

import re

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.cells import cells_of
from qa.evidence.found import Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.parsing.question import Question
from qa.parsing.words import unspaced

LEAST = 0.6
TELLING = 1.5  # weight of a word that says what a question is about
PLACEHOLDER = Pattern(r"(?:客户|供应商|第)\s?(?:\d+|[一二三四五六七八九十]+)(?:名|大客户|大供应商)?")
_MEANS = Pattern("指哪|指的?是|是指|指谁|全称|全名|简称|stand for|full name|refer")
_WAS_CALLED = Pattern(
    "(?:以前|之前|原来|过去|曾经|原先|更名前|改名前)的?(?:叫|名称|名字|称为)|曾用名|原名|former name|formerly"
)
_FORMER = (
    r"[（(][^（）()]{0,12}?(?:曾用名称?|原名称?|前身|原)(?:[为是系])?[:：]?[“\"]?(?P<name>[^（）()“”\"，；]{2,40})"
)
_JOINS = Pattern("[\\s“”\"「」『』‘’'的]*")  # what may stand between a name and a word that asks what it means


def _meant(question: Question) -> Mention | None:
    """Return the party that the question asks the meaning of: the only one, or the one right before the word for it."""
    means = _MEANS.search(question.folded)
    if means is None or question.asks[0].terms:
        return None
    telling = any(t.weight >= TELLING for t in question.terms if len(t.text) > 2)  # “核心竞争力风险”指的是什么
    if len(question.mentions) == 1 and not telling:
        return question.mentions[0]
    before = (m for m in question.mentions if m.end <= means.start())
    return next((m for m in before if _JOINS.fullmatch(question.folded, m.end, means.start())), None)


def alias(bench: Workbench) -> Found | None:
    """Tell whom a short name means, or what somebody was called before."""
    question = bench.question
    if _WAS_CALLED.search(question.folded):
        return _former(bench)
    mention = _meant(question)
    if mention is None:
        return None
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


def _former(bench: Workbench) -> Found | None:
    """Return the name that a cell or a sentence says in brackets behind a name that its owner had before."""
    for mention in bench.question.mentions:
        stated = Pattern(re.escape(unspaced(mention.text)) + _FORMER)
        for cell in bench.cells:
            if isinstance(cell.value, str) and (match := stated.search(unspaced(cell.text))):
                name = match["name"]
                return Found(Status.ANSWERED, (Item(name, "", name, name, (cell,)),), (cell,), 0.85, kind="string")
        for sentence in bench.sentences:
            if match := stated.search(unspaced(sentence.text)):
                item = Item(match["name"], "", match["name"], match["name"])
                return Found(Status.ANSWERED, (item,), (), 0.85, kind="string", prose=(sentence,))
    return None
