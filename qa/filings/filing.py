"""Questions that the first page of a filing answers: its company's code and names, its number, its date, its author."""

import re

from kg.answer import Status
from kg.model import Evidence, Excerpt
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from qa.evidence.found import Found, Item
from qa.evidence.scope import Filing
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind

FIRST_PAGE = 3000  # characters in which a filing says what it is
_PUBLISHED = Pattern("[出发写]|发布|发表|出具|披露|公布|公告|刊登|刊发|撰写|日期|落款|报告")
_FIELDS = {
    "stock_code": lambda meta: re.sub(r"\.[A-Z]+$", "", meta.code),
    "stock_name": lambda meta: meta.issuer_short,
    "word:公告编号": lambda meta: meta.number,
    "word:问询函": lambda meta: meta.letter,
}


def of_filing(bench: Workbench) -> Found | None:
    """Answer from a document's metadata where the question asks for nothing else."""
    question = bench.question
    if question.kind is Kind.WHEN:
        return _published(bench)
    asked = {t.meaning for t in question.terms}
    field = next((f for f in _FIELDS if f in asked), "")
    if field == "word:问询函" and question.kind not in (Kind.WHAT, Kind.NUMBER):
        return None
    if not field or any(not t.meaning for t in question.terms) or len(asked) > 2:
        return None
    for filing in _candidates(bench):
        value = _FIELDS[field](filing.meta)
        evidence = where_said(bench, filing, value) if value else None
        if evidence:
            item = Item(value, "", value, value)
            return Found(Status.ANSWERED, (item,), confidence=0.9, kind="string", evidence=(evidence,))
    return None


def _published(bench: Workbench) -> Found | None:
    """Answer when a filing that the question names was published: 这份研报是哪天出的."""
    question = bench.question
    only = len(bench.scope.docs) == 1 and len(question.asks) == 1
    if not only or not question.sources or not all(_PUBLISHED.fullmatch(t.text) for t in question.terms):
        return None
    filing = _candidates(bench)[0]
    if filing.meta.published is None:
        return None
    text = bench.library.text(filing.id, 0, FIRST_PAGE)
    said = next((text[a:b] for a, b, p in find_periods(text) if p == Period.at(filing.meta.published)), "")
    evidence = where_said(bench, filing, said) if said else None
    if evidence is None:
        return None
    item = Item(filing.meta.published.isoformat(), "", said, said)
    return Found(Status.ANSWERED, (item,), confidence=0.9, kind="date", evidence=(evidence,))


def _candidates(bench: Workbench) -> list[Filing]:
    """Return the filings asked about: those named, else those of the issuer, newest first."""
    scope = bench.scope
    if scope.docs:
        return [f for f in bench.filings if f.id in scope.docs]
    return [f for f in bench.filings if f.id in scope.home] or list(bench.filings)


def where_said(bench: Workbench, filing: Filing, value: str) -> Evidence | None:
    """Return the line of a filing's first page that says something."""
    text = bench.library.text(filing.id, 0, FIRST_PAGE)
    at = text.find(value)
    if at < 0:
        return None
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    start, end = max(start, at - 150), min(end, at + 150)
    return Evidence(filing.id, Excerpt(start, end, text[start:end]), (at, at + len(value)))
