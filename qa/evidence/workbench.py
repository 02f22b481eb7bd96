"""What every way of answering works with: the question, its scope, the cells found, and what can be looked up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from kg.answer import Status
from kg.period import Period
from qa.evidence.found import Found
from qa.evidence.gather import Gatherer
from qa.evidence.library import Library, Search
from qa.evidence.lookup import Scored, ranked
from qa.evidence.prose import Sentence, sentences
from qa.evidence.rows import Cells
from qa.evidence.scope import Filing, Scope
from qa.parsing.names import Names
from qa.parsing.question import Ask, Question

Another = Callable[[str, bool], Found]  # a question, and whether one figure must answer it
LEAST = 0.5  # how sure an operand must be


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
    another: "Another | None" = None  # answers a question that this one leans on
    figure: bool = False  # whether one figure is wanted and nothing else will do
    possible: bool = False  # whether an answer may lean on identities that are no more than possible

    @cached_property
    def cells(self) -> Cells:
        """The cells among which the answer is sought."""
        return self.gatherer.cells(self.question, self.scope)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that may answer, best first."""
        found = sentences(self.question, self.scope, self.library, self.index, self.names, self.cells)
        return [sentence for sentence in found if self.scope.listens(sentence.evidence.speaker)]

    @cached_property
    def verbatim(self) -> list[Sentence]:
        """The sentences of the passages that say most of the question as it stands, best first."""
        found = sentences(self.question, self.scope, self.library, self.index, self.names, verbatim=True)
        return [sentence for sentence in found if self.scope.listens(sentence.evidence.speaker)]

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

    def asked(self, text: str, part: str, *, figure: bool = False) -> Found:
        """Answer a question that this one leans on, and note it as the part that it is."""
        assert self.another is not None
        found = self.another(text, figure)
        said = found.items[0].text if found.items else found.text or found.reason
        self.notes.append(f"{part}: {text} → {said}")
        return found

    def operand(self, text: str) -> Found | None:
        """Ask for one figure to compute with; None where it is not found surely enough."""
        found = self.asked(text, "operand", figure=True)
        return found if is_figure(found) and found.confidence >= LEAST else None

    def operands(self, texts: Iterable[str]) -> list[Found] | None:
        """Ask for several such figures; None as soon as one is not found surely enough."""
        found: list[Found] = []
        for text in texts:
            one = self.operand(text)
            if one is None:
                return None
            found.append(one)
        return found


def is_figure(found: Found) -> bool:
    """Tell whether an outcome is one number of a cell."""
    one = found.status in (Status.ANSWERED, Status.CONFLICT) and len(found.items) == 1 and bool(found.cells)
    return one and isinstance(found.items[0].value, Decimal)
