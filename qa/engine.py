"""The engine: a question in, an answer with its proof out."""

from dataclasses import replace
from datetime import date
from functools import cache, cached_property

from kg.answer import Answer, Status
from kg.ontology import Ontology
from qa.answers.answer import assemble
from qa.english import in_chinese, is_english
from qa.evidence.found import Found
from qa.evidence.gather import Gatherer
from qa.evidence.library import Graph, Library, Search
from qa.evidence.scope import Filing, filings, scope_of
from qa.evidence.sides import as_sold
from qa.evidence.workbench import Another, Workbench
from qa.filings.deals import Deal, deals, of_this_deal, plainly
from qa.parsing.match import squeezed
from qa.parsing.names import Names
from qa.parsing.parse import Context, checked, parse
from qa.parsing.question import Kind
from qa.parsing.words import fold
from qa.solve import solve

BESIDE = 10  # passages that tell in which sense a word is meant
GUESSED = 0.9  # how sure that is, for each word
DEEPEST = 2  # a difference of two sums asks for each sum, and that for its parts


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
    def deals(self) -> list[Deal]:
        """The deals that restructuring reports are about."""
        return deals(self.filings, self.library, self.index, self.names)

    @cached_property
    def year(self) -> int:
        """The year of the newest filing, for days without one."""
        return self.filings[0].day.year if self.filings else 1

    @property
    def _newest(self) -> date | None:
        return self.filings[0].day if self.filings else None

    def ask(self, question: str, *, possible: bool = False) -> Answer:
        """Answer a question, leaning on *possible* identities only where told to; raise `QuestionError` when it is
        empty or far too long."""
        bench, found = self.solved(question, possible=possible)
        return replace(assemble(bench, found), question=question.strip())

    def solved(self, question: str, *, possible: bool = False) -> tuple[Workbench, Found]:
        """Return what was found for a question, and the bench it was found on; raise as `ask` does."""
        bench = self._ready(self.bench(question), possible=possible)
        found = self._of_its_deal(bench, solve(bench))
        if bench.question.told == "zh":
            return bench, found
        return bench, replace(found, explain=(f"read as {bench.question.text}", *found.explain))

    def _of_its_deal(self, bench: Workbench, found: Found) -> Found:
        """Return what is found where the deal that a question names by its parties is only called 本次交易; whether it
        is or does something is answered as is surer."""
        if found.status is not Status.NOT_FOUND and bench.question.kind is not Kind.YESNO:
            return found
        text = of_this_deal(bench.question.text, self.names, self.deals)
        other = bench.asked(text, "of the deal") if text else found
        return other if other.status is Status.ANSWERED and other.confidence > found.confidence else found

    def bench(self, question: str, *, told: str = "") -> Workbench:
        """Lay out one question for work, one in English as the Chinese one that it says; raise `QuestionError` as `ask`
        does."""
        text, guessed = checked(question), 0
        if not told and is_english(fold(text)):
            wording, told = in_chinese(text, self.names, self.year, self._beside), "en"
            text, guessed = wording.text, wording.guessed
        text = as_sold(plainly(text, self.names, self.deals) or text, self.names, self.filings)
        parsed = parse(text, Context(self.names, self.year, told or "zh", self._newest))
        scope = scope_of(parsed, self.filings)
        scope = replace(scope, sure=scope.sure * GUESSED**guessed)
        return Workbench(parsed, scope, self.filings, self.library, self.index, self.names, self.gatherer)

    def _beside(self, words: str) -> list[str]:
        """Return the passages in which some words stand beside others, squeezed, best first."""
        hits = self.index.search(words, BESIDE, kind="passage")
        passages = (p for hit in hits if (p := self.library.passage(hit.id)))
        return [squeezed(self.library.text(p.doc, p.start, p.end)) for p in passages]

    def _ready(self, bench: Workbench, *, possible: bool) -> Workbench:
        """Give a bench the way to ask another question."""
        return replace(bench, possible=possible, another=self._asking(bench.question.told, DEEPEST))

    def _asking(self, told: str, deep: int) -> Another:
        """Return what answers a question that another leans on, told in the same language, each once; it may itself
        lean on others, so many deep."""
        another = self._asking(told, deep - 1) if deep > 1 else None

        @cache
        def ask(text: str, figure: bool) -> Found:
            return solve(replace(self.bench(text, told=told), figure=figure, another=another))

        return ask
