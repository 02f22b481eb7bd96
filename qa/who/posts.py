"""Who holds an office of a company: 实际控制人, 董事长, 独立财务顾问. Only what says that very thing answers.

A list of what the company is has a line for it, a list of its people gives the post beside the name, a list of terms
defines who is meant by it, and sentences say it (`held.py`). Where two of one kind differ nobody is named.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from kg.answer import Status
from kg.model import Party
from kg.period import Period
from nlp.persons import reads_like_a_person
from qa.cells import Cell, cells_of
from qa.found import Found, Item
from qa.question import Question
from qa.who.held import Holder, holders, home_of
from qa.words import fold, word_file
from qa.workbench import Workbench

SURE = 0.8
HITS = 80  # statements of the index
FEW = 6  # companies of which each may be meant where none is named
REACH = 400  # characters of a row behind a post
_POSTS = re.compile(r"职务|职位|任职|担任")
_PARTED = re.compile(r"[、，,/／;；\s]|兼")
_DRESS = re.compile(r"^(?:本?公司|企业|单位)?(?:现任|聘任|聘请)?的?(?:境内)?|(?:姓名|名称)?$")  # of a line: 公司的…姓名
_NAME = re.compile(r"(?:姓名|名称|现聘任|人员)?")  # what stands over or beside the name that such a line gives
_NO_NAME = re.compile(r"\d{3}|[。；]|^.?$|^.{41,}$")
_UNTIL = re.compile("终止|届满|离任|截止")


def in_office(bench: Workbench) -> Found | None:
    """Answer who holds the office that is asked for, and nothing else is; None where that is not what is asked."""
    asked = _offices(bench.question)
    if not asked:
        return None
    found = [held for whose in _companies(bench) if (held := _holder(bench, asked, whose))]
    if len({holder.name for holder in found}) != 1:
        return Found(Status.NOT_FOUND, reason="undisclosed")
    best = found[0]
    item = Item(best.name, "", best.name, best.name, best.cells)
    return Found(Status.ANSWERED, (item,), best.cells, SURE, kind="string", prose=best.prose, about=best.about)


def _holder(bench: Workbench, asked: Sequence[tuple[str, ...]], whose: frozenset[str]) -> Holder | None:
    """Return who holds the offices of a company; None where nothing says so, or two are named."""
    for source in (_of_lines, _of_people, holders, _of_terms):
        found = [list(source(bench, forms, whose)) for forms in asked]
        names = [frozenset(holder.name for holder in each) for each in found]
        if any(len(each) > 1 for each in names) or (all(names) and len(set(names)) > 1):
            return None
        if all(names):
            return found[0][0]
    return None


@cache
def _known() -> tuple[tuple[tuple[str, ...], ...], re.Pattern[str], re.Pattern[str]]:
    data = word_file("offices")
    offices = tuple(tuple(forms) for forms in data["offices"])
    every = sorted((form for forms in offices for form in forms), key=len, reverse=True)
    return offices, re.compile("|".join(every)), re.compile("".join(data["beside"].split()))


def _offices(question: Question) -> list[tuple[str, ...]]:
    """Return the offices of which a question asks who holds them, each in all its forms; none where it asks more."""
    if question.operators or question.periods or (not question.kind.is_name and len(question.asks) > 1):
        return []
    rest = question.folded
    for mention in sorted(question.mentions, key=lambda each: -len(each.text)):
        rest = rest.replace(mention.text, " ")
    offices, every, beside = _known()
    said = {match.group() for match in every.finditer(rest)}
    if beside.sub("", every.sub("", rest)) or not re.search(r"谁|哪|什么人|叫什么|什么名", rest):
        return []
    return [forms for forms in offices if said & set(forms)]


def _companies(bench: Workbench) -> list[frozenset[str]]:
    """Return the company whose office is asked for: that which is named, else the issuer, else any of a few."""
    named = list(dict.fromkeys(frozenset(m.ids) for m in bench.question.mentions if m.ids))
    if named:
        return named if len(named) == 1 else []
    issuers = dict.fromkeys(filing.issuers for filing in bench.filings)
    return [bench.scope.issuers] if bench.scope.issuers else list(issuers) if len(issuers) <= FEW else []


def _of_lines(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield whom a line of a list of names and values gives: 法定代表人 | 甲某."""
    for cell in _cells(bench, forms[0], whose):
        if cell.line_number < 0 or not isinstance(cell.value, str) or not _is_about(bench, cell, whose):
            continue
        label, head = (_DRESS.sub("", "".join(fold(words).split())) for words in (cell.label, cell.heads))
        if (label in forms and _NAME.fullmatch(head)) or (head in forms and _NAME.fullmatch(label)):
            name = "".join(cell.text.split())
            if not _NO_NAME.search(name) and _DRESS.sub("", fold(name)) not in forms:
                yield Holder(name, cells=(cell,))


def _of_people(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield who has the post in a list of people of a company's own filing, of several who has it longest."""
    found: list[tuple[date, Holder]] = []
    for cell in _searched(bench, forms[0], home_of(bench, whose)):
        if not isinstance(cell.value, str) or not _POSTS.search(cell.heads) or cell.fact.role("about"):
            continue
        posts = {fold(post) for post in _PARTED.split(cell.text) if post}
        name = cell.label.split(" ")[0]
        if posts & set(forms) and reads_like_a_person(name):
            found.append((_until(bench, cell), Holder(name, cells=(cell,))))
    last = max((until for until, _ in found), default=date.min)
    yield from (holder for until, holder in found if until == last)


def _until(bench: Workbench, post: Cell) -> date:
    """Return until when somebody has a post, as the row says."""
    main = post.evidence.main
    row = (c for f in bench.library.facts_in(post.doc, main.start, main.end + REACH) for c in cells_of(f, bench.names))
    days = (c.value for c in row if c.line == post.line and _UNTIL.search(c.heads) and isinstance(c.value, Period))
    return max((day.end for day in days), default=date.min)


def _of_terms(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield whom a list of terms of the company's own filing means by the office."""
    for cell in _searched(bench, forms[0], home_of(bench, whose)):
        fact, party = cell.fact, cell.fact.role("party")
        if fact.type != "Alias" or cell.role != "name" or party is None or not isinstance(party.value, Party):
            continue
        if fold("".join(cell.text.split())) in forms:
            yield Holder(party.value.name, cells=(cell,), about=(fact,))


def _is_about(bench: Workbench, cell: Cell, whose: frozenset[str]) -> bool:
    """Tell whether a cell of a table is about the company, by itself or by its table."""
    return bool(cell.subjects & whose) and bench.scope.covers(cell.doc, lambda: cell.parties | cell.subjects)


def _cells(bench: Workbench, office: str, whose: frozenset[str]) -> Iterator[Cell]:
    """Yield what filings of a company say in lists; of one that files nothing, all that is said of it in tables."""
    if home := home_of(bench, whose):
        yield from _searched(bench, office, home)
    else:
        facts = (fact for fact in bench.library.facts_of(sorted(whose)) if fact.type == "Entry")
        yield from (cell for fact in facts for cell in cells_of(fact, bench.names))


def _searched(bench: Workbench, office: str, docs: frozenset[str]) -> Iterator[Cell]:
    """Yield the cells of what the index finds for an office in some filings."""
    hits = bench.index.search(f"职务 {office}", HITS, kind="statement", docs=sorted(docs)) if docs else ()
    for fact in bench.library.facts([hit.id for hit in hits]):
        yield from cells_of(fact, bench.names)
