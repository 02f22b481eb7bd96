"""Who holds an office of a company: 实际控制人, 董事长, 独立财务顾问. Only what says that very thing answers.

A list of what the company is has a line for it, a list of its people gives the post beside the name, a list of terms
defines who is meant by it, and sentences say it (`held.py`). Where two of one kind differ nobody is named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, pairwise

from kg.answer import Status
from kg.model import Party
from kg.pattern import Pattern
from kg.period import Period
from nlp.persons import reads_like_a_person
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.question import Question
from qa.parsing.words import fold, unspaced, word_file
from qa.who.held import Holder, engaged, holders, home_of

SURE = 0.8
HITS = 80  # statements of the index
FEW = 6  # companies of which each may be meant where none is named
REACH = 400  # characters of a row behind a post
_POSTS = Pattern(r"职务|职位|任职|担任")
_PARTED = Pattern(r"[、，,/／;；\s]|兼")
_DRESS = Pattern(r"^(?:本?公司|企业|单位)?(?:现任|聘任|聘请)?的?(?:境内)?|(?:姓名|名称)?$")  # of a line: 公司的…姓名
_NAME = Pattern(r"(?:姓名|名称|现聘任|人员)?")  # what stands over or beside the name that such a line gives
_NO_NAME = Pattern(r"\d{3}|[。；]|^.?$|^.{41,}$")
_UNTIL = Pattern("终止|届满|离任|截止")
_EACH = Pattern("分别|各")
_SIDE_BY_SIDE = Pattern(r"\s*(?:[、，,和与及]|以及)\s*")


def in_office(bench: Workbench) -> Found | None:
    """Answer who holds the offices that are asked for, and nothing else is; None where that is not what is asked."""
    asked = _offices(bench.question)
    if not asked:
        return None
    companies = _companies(bench, asked)
    if len(companies) > 1 and bench.scope.issuers:  # each of several that are named, for one office
        held = [_holders(bench, asked, whose) for whose in companies]
        found = list(chain.from_iterable(held)) if all(held) and len(asked) == 1 else []
    elif _EACH.search(bench.question.folded) and len(asked) > 1 and len(companies) == 1:
        held = [_holders(bench, [forms], companies[0]) for forms in asked]
        found = list(chain.from_iterable(held)) if all(held) else []
    else:
        held = [each for whose in companies if (each := _holders(bench, asked, whose))]
        found = held[0] if len({tuple(h.name for h in each) for each in held}) == 1 else []
    if not found:
        return Found(Status.NOT_FOUND, reason="undisclosed")
    items = tuple(Item(each.name, "", each.name, each.name, each.cells) for each in found)
    return Found(
        Status.ANSWERED,
        items,
        tuple(cell for each in found for cell in each.cells),
        SURE,
        kind="string" if len(items) == 1 else "list",
        prose=tuple(sentence for each in found for sentence in each.prose),
        about=tuple(fact for each in found for fact in each.about),
    )


def _holders(bench: Workbench, asked: Sequence[tuple[str, ...]], whose: frozenset[str]) -> list[Holder]:
    """Return who holds the offices of a company, several that one row names together; none where two differ."""
    for source in (_of_lines, _of_people, holders, _of_terms, engaged, _of_kind):
        found = [_told_apart(source(bench, forms, whose)) for forms in asked]
        names = {tuple(each) for each in found}
        if any(_differ(each.values()) for each in found) or (all(found) and len(names) > 1):
            return []
        if all(found):
            return list(found[0].values())
    return []


def _told_apart(found: Iterable[Holder]) -> dict[str, Holder]:
    """Return the holders by their names, the first that is found of each."""
    by_name: dict[str, Holder] = {}
    for holder in found:
        by_name.setdefault(holder.name, holder)
    return by_name


def _differ(found: Iterable[Holder]) -> bool:
    """Tell whether several are named, and not together in one row."""
    rows = [{(cell.doc, cell.evidence.main.start) for cell in holder.cells} for holder in found]
    return len(rows) > 1 and not set.intersection(*rows)


@cache
def _known() -> tuple[tuple[tuple[str, ...], ...], Pattern, Pattern]:
    data = word_file("offices")
    offices = tuple(tuple(forms) for forms in (*data["offices"], *data["firms"]))
    every = sorted((form for forms in offices for form in forms), key=len, reverse=True)
    return offices, Pattern("|".join(every)), Pattern(unspaced(data["beside"]))


def _offices(question: Question) -> list[tuple[str, ...]]:
    """Return the offices of which a question asks who holds them, in its order, each in all its forms; none where it
    asks more."""
    if question.operators or question.periods or (not question.kind.is_name and len(question.asks) > 1):
        return []
    rest = question.folded
    for mention in sorted(question.mentions, key=lambda each: -len(each.text)):
        rest = rest.replace(mention.text, " ")
    offices, every, beside = _known()
    said = list(dict.fromkeys(match.group() for match in every.finditer(rest)))
    if beside.sub("", every.sub("", rest)) or not re.search(r"谁|哪|什么人|叫什么|什么名", rest):
        return []
    return list(dict.fromkeys(forms for word in said for forms in offices if word in forms))


def _companies(bench: Workbench, asked: Sequence[tuple[str, ...]]) -> list[frozenset[str]]:
    """Return the companies whose office is asked for: those named side by side, else the issuer, else any of a few."""
    mentions = [m for m in bench.question.mentions if m.ids]
    named = list(dict.fromkeys(frozenset(m.ids) for m in mentions))
    if len(named) > 1:
        between = (bench.question.folded[a.end : b.start] for a, b in pairwise(mentions))
        if all(_SIDE_BY_SIDE.fullmatch(words) for words in between):
            return named
        filed = [ids for ids in named if ids & bench.scope.all_issuers]  # 甲公司收购乙公司的独立财务顾问: 甲's
        firms = {tuple(forms) for forms in word_file("offices")["firms"]}
        return filed if len(filed) == 1 and firms.issuperset(asked) else []
    if named:
        return named
    issuers = dict.fromkeys(filing.issuers for filing in bench.filings)
    return [bench.scope.issuers] if bench.scope.issuers else list(issuers) if len(issuers) <= FEW else []


def _of_lines(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield whom a line of a list of names and values gives: 法定代表人 | 甲某."""
    for cell in _cells(bench, forms[0], whose):
        if cell.line_number < 0 or not isinstance(cell.value, str) or not _is_about(bench, cell, whose):
            continue
        label, head = (_DRESS.sub("", unspaced(fold(words))) for words in (cell.label, cell.heads))
        if (label in forms and _NAME.fullmatch(head)) or (head in forms and _NAME.fullmatch(label)):
            name = unspaced(cell.text)
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
    terms = ((at, holder) for at, term, holder in _terms(bench, forms[0], whose) if term in forms)
    yield from (holder for _, holder in sorted(terms, key=lambda each: each[0]))


def _of_kind(bench: Workbench, forms: tuple[str, ...], whose: frozenset[str]) -> Iterator[Holder]:
    """Yield the firms of the list of terms that are by their names what the office is: 甲资产评估有限公司."""
    kind = word_file("offices")["kinds"].get(forms[0])
    if kind:
        yield from (holder for *_, holder in _terms(bench, kind, whose) if kind in holder.name)


def _terms(bench: Workbench, words: str, whose: frozenset[str]) -> Iterator[tuple[int, str, Holder]]:
    """Yield what the lists of terms of a company's filings call whom, with where each stands in its row."""
    for cell in _searched(bench, words, home_of(bench, whose)):
        fact, party = cell.fact, cell.fact.role("party")
        if fact.type == "Alias" and cell.role == "name" and party is not None and isinstance(party.value, Party):
            term = fold(unspaced(cell.text))
            yield party.start, term, Holder(party.value.name, cells=(cell,), about=(fact,))


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
