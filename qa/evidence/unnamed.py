"""Whose figure is meant where a question names nobody and filings of several companies lie side by side.

本次交易的发行价格是多少 is answered by each of them; 口蹄疫疫苗的销量 by the only one that speaks of such a thing.
"""

from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind, Operator

WORDS, ASKED = 0.62, 0.5  # how well a figure of another filing must explain the question to be meant as well
PROSE = 0.6  # and how well a sentence of it
LESS = 0.12  # by so much less where the question says 公司, and so whose filing it is about
MOST = 8  # companies that are named in the answer
_OF_ROWS = frozenset({Operator.COMPARE, Operator.MAXIMUM, Operator.MINIMUM, Operator.AGREE, Operator.COUNT})
_COMPANY = Pattern(r"^(?:请问)?[，,]?(?:本|贵|该|上市)?公司(?!的?客户|的?供应商)")


def of_anybody(bench: Workbench, found: Found) -> Found | None:
    """Return that an answer is ambiguous: the filing of another company says such a thing as well."""
    question, scope = bench.question, bench.scope
    named = question.mentions or scope.issuers or scope.docs or found.titles or found.guesses
    chooses = question.operators & _OF_ROWS or question.kind in (Kind.WHO, Kind.WHICH, Kind.LIST)
    if found.status is not Status.ANSWERED or named or chooses or len(scope.all_issuers) < 2:
        return None
    cited = {cell.doc for cell in found.cells} | {s.doc for s in found.prose} | {e.doc for e in found.evidence}
    cited |= {cell.doc for item in found.items for cell in item.cells}
    whose = frozenset().union(*(filing.issuers for filing in bench.filings if filing.id in cited))
    others = {filing.id: filing.issuers for filing in bench.filings if filing.issuers and not filing.issuers & whose}
    meant = _saying(bench, frozenset(others)) if whose and others else frozenset[str]()
    if not meant:
        return None
    ids = {*whose, *(issuer for doc in meant for issuer in others[doc])}
    names = sorted({entity.name for key in ids if (entity := bench.library.entity(key))})
    return Found(Status.AMBIGUOUS, cells=found.cells, reason="、".join(names[:MOST]), explain=found.explain)


def _saying(bench: Workbench, docs: frozenset[str]) -> frozenset[str]:
    """Return the filings among some that say such a thing as is asked: a figure, or a sentence where none is asked."""
    other = replace(bench, scope=replace(bench.scope, docs=docs))
    less = LESS if _COMPANY.match(bench.question.folded) else 0.0
    if bench.question.kind in (Kind.NUMBER, Kind.WHAT, Kind.WHEN):
        ranked = (option for ask in bench.question.asks for option in other.ranked(ask)[:24])
        return frozenset(o.cell.doc for o in ranked if o.score.words >= WORDS - less and o.score.asked >= ASKED)
    return frozenset(s.doc for s in other.sentences[:8] if s.words >= PROSE)
