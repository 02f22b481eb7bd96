"""The values of an answer, one frozen class each. Their outside shape is `eval/ANSWERS.md`: `qa/answers/json.py`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model import Evidence

ACCEPTED = "accepted"  # how sure an identity is that a person decided


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a path: an entity, a fact or a value."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a path, by indices into its nodes and into the answer's evidence."""

    subject: int
    predicate: str  # "pl:party_a"
    object: int
    fact: str  # IRI
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way through the graph from an entity of the question to the value."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """The value: `type` is number, string, date, boolean, list or text (ANSWERS.md)."""

    type: str
    value: Any
    unit: str = ""
    text: str = ""
    computation: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An identity that an answer leans on and that is not mechanical."""

    label: str
    name: str
    confidence: str  # certain, probable, possible
    decided: bool = False
    evidence: tuple[int, ...] = ()

    @property
    def sure(self) -> str:
        """How sure it is, in a word: a person's where one decided."""
        return ACCEPTED if self.decided else self.confidence


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage shown with an answer."""

    doc: str
    start: int
    end: int
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back from a question, whatever came of it."""

    question: str
    lang: str
    status: Status
    answer: str
    result: Result | None = None
    paths: tuple[Path, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    passages: tuple[PassageHit, ...] = ()
    sparql: str = ""
    reason: str = ""
    confidence: float = 0.0
    explain: tuple[str, ...] = ()  # readings tried, their scores, why the winner won
