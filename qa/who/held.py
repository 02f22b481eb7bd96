"""Who a sentence says holds an office of a company: 公司的实际控制人为甲某, 甲某…，为公司的控股股东和实际控制人。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import EntityKind, Fact
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.parsing.words import unspaced, word_file

LOOKED_AT = 40  # sentences
FAR = 6  # characters of a name's title and the like before what it is
_AND = r"(?:[、和及与暨]|以及)"
_IS = r"(?:一直|始终|目前|现|均|仍|共同)*(?:变更)?(?:为|是|系|：|:|由)(?:自然人|股东)?"
_OF = r"的?"
_OURS = Pattern(r"(?:上市公司|发行人|本企业|(?<![的标子母孙分股联限份该各])(?<!责任)公司)的?$")
_BEGINS = Pattern(r"(?:(?:截[至止]|自|在|于)[^，]{2,24}，)?(?:目前，?|其中，?)?")
_ENGAGED = Pattern(r"(?:先生|女士)?(?:作为|为|担任|出任|任)(?:[本该此]次[^，。；、]{0,16}?|(?:本|上市)?公司)?的?$")
_STANDS = Pattern(r"(?:先生|女士)?[^。；]{0,80}?，?(?:为|是|系|担任|出任|任)$")
_PERSON = Pattern(r"(?P<name>(?![其该本上公])[\u4e00-\u9fff]{2,3})(?:先生|女士|[，。；（]|,其)")  # whom no list names
_ANYBODY = frozenset({EntityKind.REGULATOR, EntityKind.PRODUCT})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office, and what says so."""

    name: str
    cells: tuple[Cell, ...] = ()
    prose: tuple[Sentence, ...] = ()
    about: tuple[Fact, ...] = ()


def home_of(bench: Workbench, whose: frozenset[str]) -> frozenset[str]:
    """Return the filings that are about a company."""
    return frozenset(filing.id for filing in bench.filings if filing.issuers & whose)


def holders(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield those of whom sentences say that they hold the office."""
    office = _any_of(forms)
    for sentence in bench.sentences[:LOOKED_AT]:
        if sentence.evidence.cell is None and (name := _said(bench, sentence, office, whose)):
            yield Holder(name, prose=(sentence,))


def engaged(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield the firms that a company's own filing says are engaged as such: 甲证券作为本次交易的独立财务顾问."""
    office = _any_of(forms)
    home = home_of(bench, whose) if list(forms) in word_file("offices")["firms"] else frozenset()
    for sentence in (s for s in bench.sentences[:LOOKED_AT] if s.doc in home and s.evidence.cell is None):
        text = unspaced(sentence.text).lower()
        mentions = [m for m in bench.names.find(text) if m.ids and m.sure >= 0.9 and not set(m.ids) & whose]
        for match in office.finditer(text):
            last = next((m for m in reversed(mentions) if m.end <= match.start()), None)
            alone = last and not re.search(_AND + "$", text[: last.start])
            if last and alone and _ENGAGED.fullmatch(text[last.end : match.start()]):
                yield Holder(_full(bench, last), prose=(sentence,))


def _any_of(forms: tuple[str, ...]) -> Pattern:
    return Pattern("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))


def _said(bench: Workbench, sentence: Sentence, office: Pattern, whose: frozenset[str]) -> str:
    text = unspaced(sentence.text).lower()
    ours = sentence.doc in home_of(bench, whose)
    mentions = [m for m in bench.names.find(text) if m.ids and m.sure >= 0.9]
    for match in office.finditer(text):
        start, end = _with_others(text, match)
        before = [m for m in mentions if m.end <= start]
        if name := _behind(bench, text, end, mentions, whose):
            if _is_of(text, start, before, whose, ours=ours):
                return name
        elif _ends(text, end) and (first := _subject(text, start, before, whose, ours=ours)):
            return _full(bench, first)
    return ""


def _with_others(text: str, office: re.Match[str]) -> tuple[int, int]:
    """Return the stretch of offices that are held by the same: 控股股东和实际控制人."""
    every = r"(?:控股股东|实际控制人|法定代表人|董事长|总经理|总裁)"
    left = re.search(rf"(?:{every}{_AND})*$", text[: office.start()])
    right = re.match(rf"(?:{_AND}{every})*", text[office.end() :])
    return (left.start() if left else office.start()), office.end() + (right.end() if right else 0)


def _behind(bench: Workbench, text: str, end: int, mentions: Sequence[Mention], whose: frozenset[str]) -> str:
    """Return the name right behind 为, 是 and the like, a person's behind the office itself; "" for several."""
    joined = re.match(_IS, text[end:])
    at = end + (joined.end() if joined else 0)
    named = next((m for m in mentions if m.start == at and not set(m.ids) & whose), None)
    if named is None:
        unknown = _PERSON.match(text, at) if joined else None
        return unknown["name"] if unknown else ""
    entity = bench.library.entity(named.ids[0])
    several = re.match(rf"(?:先生|女士)?{_AND}", text[named.end :])
    led = joined or (entity and entity.kind is EntityKind.PERSON)
    return _full(bench, named) if led and not several else ""


def _is_of(text: str, start: int, before: Sequence[Mention], whose: frozenset[str], *, ours: bool) -> bool:
    """Tell whether the office before `start` is of the company: it is the last that is named, or 公司 stands there."""
    if _OURS.search(text[:start]):
        return ours
    return bool(before) and bool(set(before[-1].ids) & whose)


def _ends(text: str, end: int) -> bool:
    return re.match(r"[，。；、]|$|之一", text[end:]) is not None


def _subject(text: str, start: int, before: Sequence[Mention], whose: frozenset[str], *, ours: bool) -> Mention | None:
    """Return the one whom the sentence begins with, where it ends in what it is of the company: …，为公司的董事长。"""
    own = _OURS.search(text[:start])
    last = before[-1] if before and set(before[-1].ids) & whose else None
    if own and ours:
        at = own.start()
    elif last and text[last.end : start] in ("", "的"):
        at = last.start
    else:
        return None
    begin = max((text.rfind(mark, 0, at) + len(mark) for mark in ("。", "；", "其中") if mark in text[:at]), default=0)
    opened = _BEGINS.match(text, begin)
    first = next((m for m in before if m.start >= begin and not set(m.ids) & whose), None)
    if first is None or opened is None or first.start > opened.end():
        return None
    alone = not re.match(rf"(?:先生|女士)?{_AND}", text[first.end :])
    return first if alone and _STANDS.fullmatch(text[first.end : at]) else None


def _full(bench: Workbench, mention: Mention) -> str:
    entity = bench.library.entity(mention.ids[0])
    return entity.name if entity and entity.kind not in _ANYBODY else ""
