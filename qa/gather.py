"""The cells among which an answer is sought: what the index finds for the words, what the parties take part in."""

from collections.abc import Iterable, Sequence

from index.statements import period_words
from kg.model import Fact
from qa.cells import TABLED, Cell, NamesIn, cells_of, place_of
from qa.library import Library, Search
from qa.match import BY_RANGE, explained
from qa.question import Operator, Question, Term
from qa.scope import Scope
from qa.told_apart import told_apart
from qa.words import meanings

HITS = 160  # statements of the index
PLAIN = 80  # of those found by the measure alone: many figures are of one time, few of one measure, or its total
OF_PARTIES = 400  # facts of the named parties
ROWS = 120  # rows that are read whole
TABLES = 8  # tables that are read whole
KEPT, KEPT_TABLES = 20000, 500  # facts and tables that are kept for further questions
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


class Gatherer:
    """Finds cells for a question; keeps facts and tables it has read, which never change."""

    def __init__(self, library: Library, index: Search, names: NamesIn) -> None:
        self._library = library
        self._index = index
        self._names = names
        self._kept: dict[str, dict[tuple[str, str, str], Cell]] = {}
        self._tables: dict[tuple[str, str], list[Fact]] = {}

    def cells(self, question: Question, scope: Scope) -> list[Cell]:
        """Return the cells that may answer, the found ones first."""
        facts = self._found(question, scope)
        if scope.parties:
            named = sorted({i for group in scope.parties for i in group})
            facts += self._library.facts_of(named, OF_PARTIES)
        facts += self._whole_rows(facts)
        cells = self._cells(facts)
        cells |= self._cells(self._whole_tables(question, scope, list(cells.values())))
        return list(told_apart(cells.values()))

    def _cells(self, facts: Iterable[Fact]) -> dict[tuple[str, str, str], Cell]:
        """Return the cells of facts by what they are, each fact's made once."""
        found: dict[tuple[str, str, str], Cell] = {}
        for fact in facts:
            cells = self._kept.get(fact.id)
            if cells is None:
                if len(self._kept) >= KEPT:
                    self._kept.clear()
                cells = self._kept[fact.id] = {(*cell.key, cell.heads): cell for cell in cells_of(fact, self._names)}
            found |= cells
        return found

    def _found(self, question: Question, scope: Scope) -> list[Fact]:
        names = [n for m in question.mentions for n in self._names_of(m.ids)]
        query = query_words(question, scope, names)
        docs = sorted(scope.docs)
        hits = self._index.search(query, HITS, kind="statement", docs=docs)
        measures = [t for t in question.terms if t.kind and t.meaning and t.meaning not in BY_RANGE]
        operators = question.operators - _CHANGES
        if measures and scope.periods and not operators and not question.kind.is_name:
            named = _with_change if question.operators else _with_total
            plain = " ".join(map(named, measures))
            hits = [*hits, *self._index.search(plain, PLAIN, kind="statement", docs=docs)]
        return self._library.facts(list(dict.fromkeys(hit.id for hit in hits)))

    def _names_of(self, ids: Sequence[str]) -> list[str]:
        found = [self._library.entity(i) for i in ids[:3]]
        return [e.name for e in found if e]

    def _whole_rows(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return what stands beside the best found cells, in their rows."""
        places = {
            (f.doc, main.start, _reach(f)): None for f in facts if f.evidence[0].cell and (main := f.evidence[0].main)
        }
        return [f for place in list(places)[:ROWS] for f in self._library.facts_in(*place)]

    def _whole_tables(self, question: Question, scope: Scope, cells: Sequence[Cell]) -> list[Fact]:
        """Return all cells of the tables that explain most of the question by what was found of them."""
        tables: dict[tuple[str, str], list[Cell]] = {}
        for cell in cells:
            if cell.line_number >= 0 and (not scope.docs or cell.doc in scope.docs):
                tables.setdefault((cell.doc, cell.table), []).append(cell)
        share = {key: _share(question, scope, found) for key, found in tables.items()}
        best = sorted(tables, key=lambda key: (-share[key], key))[:TABLES]
        return [fact for key in best for fact in self._table(key, tables[key])]

    def _table(self, key: tuple[str, str], found: Sequence[Cell]) -> list[Fact]:
        """Return the cells of a table, kept for the next question about it."""
        if key not in self._tables:
            if len(self._tables) >= KEPT_TABLES:
                self._tables.clear()
            starts = [cell.evidence.main.start for cell in found]
            reach = max(0, min(starts) - REACH), max(starts) + REACH
            near = self._library.facts_in(key[0], *reach, saying=f"{key[1]}:")
            self._tables[key] = [fact for fact in near if place_of(fact)[0] == key[1]]
        return self._tables[key]


def _with_change(term: Term) -> str:
    """Return the proper name of a measure, and how filings begin to tell its change."""
    name = meanings()[term.meaning].zh[0]
    return f"{name} {name}较上年同期增长 {name}同比变动"


def _with_total(term: Term) -> str:
    """Return the proper name of a measure, and that of its total where it has one."""
    name = meanings()[term.meaning].zh[0]
    return f"{name} {name}合计" if term.kind in _SUMMED else name


def _reach(fact: Fact) -> int:
    """Return up to where the rest of a row begins: a typed fact's words may open with an ordinal, a cell's do not."""
    main = fact.evidence[0].main
    return main.start + 1 if fact.type in TABLED else min(main.end, main.start + FIRST)


def _share(question: Question, scope: Scope, cells: Sequence[Cell]) -> float:
    """Return how much of a question's words what was found of a table explains; tables of the time asked come first."""
    words = {part: None for cell in cells for part in (cell.about, cell.column, cell.row)}
    explains = sum(t.weight * max(explained(t, part) for part in words) for t in question.terms)
    return explains + 0.5 * max(scope.timely(cell) for cell in cells)
