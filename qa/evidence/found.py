"""What answering found, before it is put into words."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.answer import Status
from kg.model import Entity, Evidence, Fact
from qa.evidence.cells import Cell
from qa.evidence.prose import Sentence

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate


@dataclass(frozen=True, slots=True)
class Item:
    """One value of an answer: of a cell, or computed; `label` names it where the answer is a list or a name."""

    value: Decimal | str | bool
    unit: str = ""
    text: str = ""
    label: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Computation:
    """How a value was computed, from which cells."""

    operation: str
    operands: tuple[Cell, ...]
    value: Decimal
    unit: str
    also: tuple["Computation", ...] = ()  # how the others of several things asked were


WORDED = "in these words"  # met by a figure of a sentence that says the question word for word
STEPS = "each step"  # met by what other questions answered, each of which has passed the checks itself
WORD_FOR_WORD = "word for word"  # met by what stands at a question's hole in a sentence laid beside it
Guess = tuple["AnonymousParty", "Candidate"]  # a letter, and who it may be


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search: items with what they rest on, or the reason why there is none."""

    status: Status
    items: tuple[Item, ...] = ()
    cells: tuple[Cell, ...] = ()  # what it rests on, best first; for a refusal the nearest
    confidence: float = 0.0
    reason: str = ""
    text: str = ""  # a reason or description: the sentences themselves
    computation: Computation | None = None
    agreeing: tuple[Cell, ...] = ()  # other sources of the same value
    against: tuple[Cell, ...] = ()  # other sources of another value
    explain: tuple[str, ...] = field(default=())
    kind: str = ""  # number, string, date, boolean, list, text
    prose: tuple[Sentence, ...] = ()  # the sentences that it rests on
    evidence: tuple[Evidence, ...] = ()  # words that no fact holds
    entity: Entity | None = None  # whom an alias means
    about: tuple[Fact, ...] = ()  # facts that show the entity
    guesses: tuple[Guess, ...] = ()  # identities that it leans on
    met: frozenset[str] = frozenset()  # what the question demands and this way has done: see `qa.evidence.duties`
    beside: tuple[tuple[float, Cell], ...] = ()  # of a figure to compute with: those that suit nearly as well
    narrower: frozenset[str] = frozenset()  # and measures narrower than the one asked for that it is of
    titles: tuple[str, ...] = ()  # what the thing asked about is called, and the question says: see `qa.checks.outside`
