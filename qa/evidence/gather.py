"""The cells among which an answer is sought: what the index finds for the words, what the parties take part in."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from index.statements import period_words
from kg.model import Fact
from kg.period import Period
from qa.evidence.cells import TABLED, Cell, NamesIn, cells_of, place_of
from qa.evidence.library import Library, Search
from qa.evidence.rows import Cells, Tables
from qa.evidence.scope import Scope
from qa.evidence.told_apart import told_apart
from qa.parsing.match import BY_RANGE, best_explained
from qa.parsing.question import Operator, Question, Term
from qa.parsing.words import meanings

HITS = 160  # statements of the index
PLAIN = 80  # of those found by the measure alone: many figures are of one time, few of one measure, or its total
OF_PARTIES = 400  # facts of the named parties
ROWS = 120  # rows that are read whole
TABLES = 8  # tables that are read whole
KEPT, KEPT_TABLES = 20000, 500  # facts and tables that are kept for further questions
KEPT_QUESTIONS = 16  # whose cells are kept: a question has several ways, and those that it leans on
FIRST = 24  # characters of a row in which its label begins
REACH = 4000  # characters before and after a known cell in which the rest of its table is looked for
_SUMMED = frozenset({"Money", "Shares", "Persons", "Count"})  # ranges of which there are totals
_CHANGES = frozenset({Operator.GROWTH, Operator.DIFFERENCE})
FORMS = 3  # synonyms of a term that are searched for


def query_words(question: Question, scope: Scope, full_names: Sequence[str]) -> str:
    """Return the words for the index: Chinese words of each term, names as filed, periods as filings write them."""
    words = [form for term in question.terms for form in term.forms[:FORMS]]
    words += list(full_names) or [m.text for m in question.mentions]
    words += [f.digits for f in question.figures]
    for period in scope.periods:
        words += [f"{period.start.year}年", *period_words(period)]
    return " ".join(dict.fromkeys(words))


Place = tuple[str, int, int]  # document, where a row begins, and where the rest of it does


class _Read(NamedTuple):
    """What a fact holds."""

    cells: list[Cell]
    place: Place | None  # of its row; None where it stands in no table


Found = dict[str, _Read]  # by the ids of facts, those found first first


class Gatherer:
    """Finds cells for a question; keeps facts and tables it has read, which never change."""

    def __init__(self, library: Library, index: Search, names: NamesIn) -> None:
        self._library = library
        self._index = index
        self._names = names
        self._kept: dict[str, _Read] = {}
        self._tables: dict[tuple[str, str], Found] = {}
        self._rows: dict[Place, Found] = {}
        self._joined = Tables()
        self._gathered: dict[Hashable, Cells] = {}

    def cells(self, question: Question, scope: Scope) -> Cells:
        """Return the cells that may answer, the found ones first; the same ones where the same are wanted again."""
        plain = _measures(question, scope)
        said = question.terms, question.mentions, question.figures
        key = (*said, plain, scope.parties, scope.docs, scope.periods, scope.since, scope.quoted)
        if key not in self._gathered:
            if len(self._gathered) >= KEPT_QUESTIONS:
                del self._gathered[next(iter(self._gathered))]
            self._gathered[key] = self._gather(question, scope, plain)
        return self._gathered[key]

    def _gather(self, question: Question, scope: Scope, plain: str) -> Cells:
        found = self._found(question, scope, plain)
        if scope.parties:
            named = sorted({i for group in scope.parties for i in group})
            found |= self._read(self._library.facts_of(named, OF_PARTIES))
        found |= self._whole_rows(found.values())
        cells = [cell for read in found.values() for cell in read.cells]
        more = self._whole_tables(question, scope, cells)
        cells += [cell for key, read in more.items() if key not in found for cell in read.cells]
        told = told_apart(_of_days(cells, scope), self._names)
        if scope.quoted is not None:
            told = [cell for cell in told if scope.listens(cell.evidence.speaker)]
        return Cells(told, self._joined)

    def _read(self, facts: Iterable[Fact]) -> Found:
        """Return what facts hold by their ids, each read once."""
        found: Found = {}
        for fact in facts:
            key = fact.id
            read = self._kept.get(key)
            if read is None:
                if len(self._kept) >= KEPT:
                    self._kept.clear()
                once = {(*cell.key, cell.heads): cell for cell in cells_of(fact, self._names)}
                read = self._kept[key] = _Read(list(once.values()), _place(fact))
            found[key] = read
        return found

    def _found(self, question: Question, scope: Scope, plain: str) -> Found:
        names = [n for m in question.mentions for n in self._names_of(m.ids)]
        query = query_words(question, scope, names)
        docs = sorted(scope.docs)
        hits = self._index.search(query, HITS, kind="statement", docs=docs)
        if plain:
            hits = [*hits, *self._index.search(plain, PLAIN, kind="statement", docs=docs)]
        known = {hit.id: self._kept.get(hit.id) for hit in hits}
        read = self._read(self._library.facts([key for key, each in known.items() if each is None]))
        return {key: each for key, kept in known.items() if (each := kept or read.get(key))}

    def _names_of(self, ids: Sequence[str]) -> list[str]:
        found = [self._library.entity(i) for i in ids[:3]]
        return [e.name for e in found if e]

    def _whole_rows(self, found: Iterable[_Read]) -> Found:
        """Return what stands beside the best found cells, in their rows."""
        places = {read.place: None for read in found if read.place}
        wanted = list(places)[:ROWS]
        missing = [place for place in wanted if place not in self._rows]
        if len(self._rows) + len(missing) > KEPT:
            self._rows, missing = {}, wanted
        self._rows.update(zip(missing, map(self._read, self._library.facts_at(missing)), strict=True))
        beside: Found = {}
        for place in wanted:
            beside |= self._rows[place]
        return beside

    def _whole_tables(self, question: Question, scope: Scope, cells: Sequence[Cell]) -> Found:
        """Return all cells of the tables that explain most of the question by what was found of them."""
        tables: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.line_number >= 0 and (not scope.docs or cell.doc in scope.docs):
                tables[cell.in_table].append(cell)
        share = {key: _share(question, scope, found) for key, found in tables.items()}
        whole: Found = {}
        for key in sorted(tables, key=lambda key: (-share[key], key))[:TABLES]:
            whole |= self._table(key, tables[key])
        return whole

    def _table(self, key: tuple[str, str], found: Sequence[Cell]) -> Found:
        """Return the cells of a table, kept for the next question about it."""
        if key not in self._tables:
            if len(self._tables) >= KEPT_TABLES:
                self._tables.clear()
            starts = [cell.evidence.main.start for cell in found]
            reach = max(0, min(starts) - REACH), max(starts) + REACH
            near = self._library.facts_in(key[0], *reach, saying=f"{key[1]}:")
            self._tables[key] = self._read(fact for fact in near if place_of(fact)[0] == key[1])
        return self._tables[key]


def _of_days(cells: list[Cell], scope: Scope) -> list[Cell]:
    """Return cells, those of rows that state a day asked for (起始日, 签订日期) as of that day; what stands beside the
    end of a month is not of it for that: balances are listed so."""
    asked = {p for p in scope.periods if p.is_instant and (p.end + timedelta(days=1)).day != 1}
    if not asked:
        return cells
    lines = {c.line: c.value for c in cells if c.line_number >= 0 and isinstance(c.value, Period) and c.value in asked}
    return [replace(c, day=lines[c.line]) if c.line in lines and c.day is None else c for c in cells]


def _measures(question: Question, scope: Scope) -> str:
    """Return the measures of a question that asks for figures of a time; nothing for others."""
    if not scope.periods or question.operators - _CHANGES or question.kind.is_name:
        return ""
    measures = (t for t in question.terms if t.kind and t.meaning and t.meaning not in BY_RANGE)
    return " ".join(map(_with_change if question.operators else _with_total, measures))


def _with_change(term: Term) -> str:
    """Return the proper name of a measure, and how filings begin to tell its change."""
    name = meanings()[term.meaning].zh[0]
    return f"{name} {name}较上年同期增长 {name}同比变动"


def _with_total(term: Term) -> str:
    """Return the proper name of a measure, and that of its total where it has one."""
    name = meanings()[term.meaning].zh[0]
    return f"{name} {name}合计" if term.kind in _SUMMED else name


def _place(fact: Fact) -> Place | None:
    """Return where a row of a table is looked for from one of its facts, up to where the rest of it begins: a typed
    fact's words may open with an ordinal, a cell's do not."""
    if not fact.evidence[0].cell:
        return None
    main = fact.evidence[0].main
    return fact.doc, main.start, main.start + 1 if fact.type in TABLED else min(main.end, main.start + FIRST)


def _share(question: Question, scope: Scope, cells: Sequence[Cell]) -> float:
    """Return how much of a question's words what was found of a table explains; tables of the time asked come first."""
    words = {part: None for cell in cells for part in (cell.about, cell.column, cell.row)}
    explains = sum([t.weight * best_explained(t, words) for t in question.terms])
    return explains + 0.5 * (max(map(scope.timely, cells)) if scope.periods else 1.0)
