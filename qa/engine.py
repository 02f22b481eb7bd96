"""The engine: a question in, an answer with its proof out."""

from dataclasses import replace
from functools import cached_property

from kg.answer import Answer
from kg.ontology import Ontology
from qa.answer import assemble
from qa.gather import Gatherer
from qa.library import Graph, Library, Search
from qa.names import Names
from qa.parse import Context, parse
from qa.scope import Filing, filings, scope_of
from qa.solve import solve
from qa.workbench import Workbench


class Engine:
    """Answers questions over one store; names and documents are read once."""

    def __init__(self, store: Graph, index: Search, library: Library, ontology: Ontology) -> None:
        self.store = store
        self.index = index
        self.library = library
        self.ontology = ontology

    @cached_property
    def names(self) -> Names:
        """All names of the store, ready to be found."""
        return Names(self.library.names())

    @cached_property
    def gatherer(self) -> Gatherer:
        """What finds the cells; it keeps those it has read."""
        return Gatherer(self.library, self.index, self.names)

    @cached_property
    def filings(self) -> list[Filing]:
        """The documents, newest first."""
        return filings(self.library.documents(), self.names)

    @cached_property
    def year(self) -> int:
        """The year of the newest filing, for days without one."""
        return self.filings[0].day.year if self.filings else 1

    def ask(self, question: str, *, possible: bool = False) -> Answer:
        """Answer a question, leaning on *possible* identities only where told to; raise `QuestionError` when it is
        empty or far too long."""
        bench = self.bench(question, possible=possible)
        bench = replace(bench, another=lambda text, figure: solve(replace(self.bench(text), figure=figure)))
        return assemble(bench, solve(bench))

    def bench(self, question: str, *, possible: bool = False) -> Workbench:
        """Lay out one question for work; raise `QuestionError` as `ask` does."""
        parsed = parse(question, Context(self.names, self.year))
        scope = scope_of(parsed, self.filings)
        return Workbench(
            parsed, scope, self.filings, self.library, self.index, self.names, self.gatherer, possible=possible
        )
