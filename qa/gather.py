"""The cells among which an answer is sought: what the index finds for the words, what the parties take part in."""

from collections import Counter
from collections.abc import Sequence

from kg.model import Fact
from qa.cells import Cell, NamesIn, all_cells, place_of
from qa.library import Library, Search
from qa.question import Question
from qa.scope import Scope

HITS = 160  # statements of the index
OF_PARTIES = 400  # facts of the named parties
ROWS = 40  # rows that are read whole
TABLES = 6  # tables that are read whole
REACH = 4000  # characters before and after a known cell in which the rest of its table is looked for
FORMS = 3  # synonyms of a term that are searched for


def query_words(question: Question, scope: Scope, full_names: Sequence[str]) -> str:
    """Return the words for the index: Chinese words of each term, names as filed, periods as filings write them."""
    words = [form for term in question.terms for form in term.forms[:FORMS]]
    words += list(full_names) or [m.text for m in question.mentions]
    words += [f.digits for f in question.figures]
    for period in scope.periods:
        words.append(f"{period.start.year}年")
    return " ".join(dict.fromkeys(words))


class Gatherer:
    """Finds cells for a question; remembers nothing between questions but what never changes."""

    def __init__(self, library: Library, index: Search, names: NamesIn) -> None:
        self._library = library
        self._index = index
        self._names = names

    def cells(self, question: Question, scope: Scope) -> list[Cell]:
        """Return the cells that may answer, the found ones first."""
        facts = self._found(question, scope)
        if scope.parties:
            named = sorted({i for group in scope.parties for i in group})
            facts += self._library.facts_of(named)[:OF_PARTIES]
        facts += self._whole_rows(facts) + self._whole_tables(facts)
        return all_cells(facts, self._names)

    def _found(self, question: Question, scope: Scope) -> list[Fact]:
        names = [n for m in question.mentions for n in self._names_of(m.ids)]
        query = query_words(question, scope, names)
        hits = self._index.search(query, HITS, kind="statement", docs=sorted(scope.docs))
        return self._library.facts([hit.id for hit in hits])

    def _names_of(self, ids: Sequence[str]) -> list[str]:
        found = [self._library.entity(i) for i in ids[:3]]
        return [e.name for e in found if e]

    def _whole_rows(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return what stands beside the best found cells, in their rows."""
        starts = {(f.doc, f.evidence[0].main.start): None for f in facts if f.evidence[0].cell}
        return [f for doc, start in list(starts)[:ROWS] for f in self._library.facts_in(doc, start, start + 1)]

    def _whole_tables(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return all cells of the tables that hold most of what was found."""
        counted: Counter[tuple[str, str]] = Counter()
        spans: dict[tuple[str, str], tuple[int, int]] = {}
        for place, fact in enumerate(facts):
            table = place_of(fact)[0]
            if table:
                key = fact.doc, table
                counted[key] += max(1, 60 - place)
                at = fact.evidence[0].main.start
                low, high = spans.get(key, (at, at))
                spans[key] = min(low, at), max(high, at)
        found: list[Fact] = []
        for key, _ in counted.most_common(TABLES):
            start, end = max(0, spans[key][0] - REACH), spans[key][1] + REACH
            near = self._library.facts_in(key[0], start, end)
            found += [f for f in near if place_of(f)[0] == key[1]]
        return found
