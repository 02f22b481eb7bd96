"""Whom a description means by its very words: the one row whose cells say them, or the one name that brackets explain.

承担工业软件专项研发的公司是哪家: the row with a cell 工业软件专项研发; 做搜索引擎的是哪家: 第三大客户（搜索引擎厂商）.
No word need be known; nearly all characters must be said, and of nobody else nearly as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.rows import Row, name_of
from qa.evidence.workbench import Workbench
from qa.parsing.demands import demands_of
from qa.parsing.match import explained, squeezed
from qa.rows.whose import PLACEHOLDER

LEAST, RIVAL = 0.72, 0.3  # how much of a description must be said, and how much less of it of anybody else
SHORTEST, RUN = 4, 2  # characters of a description, and of a stretch of it that counts
TELLING = 4  # characters of the longest stretch: what is shorter is said of many
HALF = 0.5
LOOKED_AT = 48  # sentences
SURE = 0.62
_PARTY = "客户|供应商|银行|机构|公司|股东|单位|子公司|企业"
_WHO = Pattern(rf"(?:是|为|有)?(?:谁|哪一?[家个位名])(?:{_PARTY})?(?P<more>[^，,。？?]*)[？?]?$")
_NOUN = Pattern(rf"的?(?:{_PARTY}|厂商|对象)?的?$")
_AMONG = Pattern(r"^(?P<among>.{2,}?(?:里面?|当中|之中|(?<!其)中))[，,]?(?P<said>.{4,})$")
_AHEAD = Pattern(r"^(?:[，,的在于]|属于|从事|专门|已经?|曾经?|是|为|做|搞|被|由|其|给|向|对|替|帮)+")
_EXPLAINED = Pattern(r"[（(](?P<said>[^（）()]{4,80})[）)]")
_RANKED = Pattern(r"第[一二三四五六七八九十]大(?:客户|供应商)$")
LONGEST_NAME = 30  # characters before brackets


@dataclass(frozen=True, slots=True)
class _Meant:
    """Somebody of whom a description is said, how much of it, and where."""

    name: str
    said: float
    cells: tuple[Cell, ...] = ()
    prose: tuple[Sentence, ...] = ()


def meant_by_words(bench: Workbench) -> Found | None:
    """Answer who it is that the question describes by words that a filing says; None where several may be meant."""
    question = bench.question
    if not question.kind.is_name or question.operators or len(question.asks) > 1 or demands_of(question):
        return None
    among, said = _description(bench)
    if len(said) < SHORTEST:
        return None
    meant = sorted((*_of_rows(bench, among, said), *_of_brackets(bench, said)), key=lambda m: -m.said)
    if not meant or meant[0].said < LEAST:
        return None
    best = meant[0]
    if any(m.said > best.said - RIVAL for m in meant if m.name != best.name):
        return None
    item = Item(best.name, "", best.name, best.name, best.cells[:1])
    return Found(Status.ANSWERED, (item,), best.cells, SURE, kind="string", prose=best.prose)


def _description(bench: Workbench) -> tuple[str, str]:
    """Return among whom somebody is described, and the words that describe him, squeezed."""
    text = bench.question.text
    match = _WHO.search(text)
    if match is None:
        return "", ""
    ahead = _NOUN.sub("", text[: match.start()])
    among = _AMONG.match(ahead)
    if match["more"].strip():
        return ahead, _bare(bench, match["more"])
    return (among["among"], _bare(bench, among["said"])) if among else ("", _bare(bench, ahead))


def _bare(bench: Workbench, said: str) -> str:
    """Return a description without the companies that filings are about, and without what only leads to it."""
    for mention in bench.question.mentions:
        if set(mention.ids) & bench.scope.all_issuers:
            said = said.replace(bench.question.text[mention.start : mention.end], "")
    return squeezed(_NOUN.sub("", _AHEAD.sub("", said)))


def _said_in(said: str, text: str) -> float:
    """Return how much of a description a text says, in stretches; nothing where none of them tells."""
    at, longest, covered = 0, 0, 0
    while at < len(said):
        run = next((n for n in range(len(said) - at, RUN - 1, -1) if said[at : at + n] in text), 0)
        covered, longest, at = covered + run, max(longest, run), at + max(run, 1)
    return covered / len(said) if longest >= min(TELLING, len(said)) else 0.0


def _of_rows(bench: Workbench, among: str, said: str) -> Iterator[_Meant]:
    terms = [t for t in bench.question.terms if t.text in among.lower() and t.meaning]
    for block in bench.cells.blocks:
        if block.is_typed or not all(explained(t, block.around[0] + squeezed(block.about)) >= HALF for t in terms):
            continue
        for row in block.rows:
            cells = [c for c in row.cells if isinstance(c.value, str) and not c.names_row]
            told = max(((_said_in(said, squeezed(c.text)), -n) for n, c in enumerate(cells)), default=(0.0, 0))
            if told[0] >= LEAST - RIVAL and (name := _name(bench, row)):
                yield _Meant(name, told[0], (row.naming or row.cells[0], cells[-told[1]]))


def _name(bench: Workbench, row: Row) -> str:
    """Return what a row of the filings meant is called; empty of totals, and where that names nobody."""
    meant = not row.total and bench.scope.covers(row.doc, lambda: row.parties)
    name = name_of(row, bench.scope, bench.names) if meant else ""
    return "" if PLACEHOLDER.fullmatch(name) else name


def _of_brackets(bench: Workbench, said: str) -> Iterator[_Meant]:
    for sentence in bench.sentences[:LOOKED_AT]:
        text = "".join(sentence.text.split()).replace("*", "")
        for match in _EXPLAINED.finditer(text):
            told = _said_in(said, squeezed(match["said"]))
            name = _name_before(bench, text[: match.start()][-LONGEST_NAME:]) if told >= LEAST - RIVAL else ""
            if name:
                yield _Meant(name, told, prose=(sentence,))


def _name_before(bench: Workbench, text: str) -> str:
    """Return the name, or the rank among customers or suppliers, in which words end."""
    if ranked := _RANKED.search(text):
        return ranked.group()
    named = (m for m in bench.names.find(text) if m.end == len(text) and m.ids)
    return next((text[m.start :] for m in named), "")
