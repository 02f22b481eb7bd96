"""What every way of answering works with: the question, its scope, the cells found, and what can be looked up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.period import Period
from qa.cells import Cell
from qa.found import Found
from qa.gather import Gatherer
from qa.library import Library, Search
from qa.lookup import Scored, ranked
from qa.names import Names
from qa.prose import Sentence, sentences
from qa.question import Ask, Question
from qa.scope import Filing, Scope


@dataclass(frozen=True)
class Workbench:
    """One question in work."""

    question: Question
    scope: Scope
    filings: Sequence[Filing]
    library: Library
    index: Search
    names: Names
    gatherer: Gatherer
    notes: list[str] = field(default_factory=list)  # what --explain prints
    another: Callable[[str], Found] | None = None  # answers a question that this one leans on
    possible: bool = False  # whether an answer may lean on identities that are no more than possible

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells among which the answer is sought."""
        return self.gatherer.cells(self.question, self.scope)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that may answer, best first."""
        return sentences(self.question, self.scope, self.library, self.index, self.names, self.cells)

    def within(self, scope: Scope) -> "Workbench":
        """Return the same work with another scope over the cells already found."""
        if scope == self.scope:
            return self
        other = replace(self, scope=scope)
        other.__dict__["cells"] = self.cells
        return other

    def ranked(self, ask: Ask, periods: Sequence[Period] | None = None, scope: Scope | None = None) -> list[Scored]:
        """Return the cells that can answer one thing asked, best first."""
        return ranked(self.question, ask, self.cells, scope or self.scope, periods)

    def asked(self, text: str, part: str) -> Found:
        """Answer a question that this one leans on, and note it as the part that it is."""
        assert self.another is not None
        found = self.another(text)
        said = found.items[0].text if found.items else found.text or found.reason
        self.notes.append(f"{part}: {text} → {said}")
        return found
