"""Who a hidden party may be: candidates with the matching words from both sides. Never a merge."""

from dataclasses import dataclass
from enum import StrEnum

from kg.identity.kinds import Grade
from kg.model import EntityKind, Evidence


class Confidence(StrEnum):
    """How sure an identity is (eval/score_identity.py).

    certain: a unique match of two or more figures, or of a figure and a clause; probable: one strong match;
    possible: a weak figure, a role or a description.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Known:
    """What matching needs to know of an entity: its name, its kind, the documents that name it."""

    entity: str
    name: str
    kind: EntityKind
    docs: tuple[str, ...]
    issuer: str = ""  # whose filings name it, where all are of one issuer: its code, else its name
    code: str = ""  # securities code


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that agrees between two filings, with both quotes and what it is worth in bits."""

    kind: str  # the role of a figure (amount, share …), amount-after-tax, sum, or one of kg/identity/kinds.py
    left: Evidence
    right: Evidence
    bits: float
    note: str = ""
    grade: Grade = Grade.FIGURE


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that speaks against a name: two figures or words that should agree, or parties that exclude it."""

    kind: str  # of evidence that differs, or `taken`, `given`, `settled`: see kg/identity/words.yaml
    ours: str
    theirs: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a label may hide, and why; `against` says what speaks against it."""

    entity: str
    name: str
    score: float  # bits, after penalties; higher is better
    confidence: Confidence
    matches: tuple[Match, ...]
    against: tuple[Contradiction, ...] = ()
    decided: str = ""  # a person's word: accepted, or empty
    said: str = ""  # when they decided so, and why

    @property
    def sure(self) -> str:
        """How sure the name is, in a word: a person's where one decided, for that is no computed certainty."""
        return self.decided or self.confidence.value


@dataclass(frozen=True, slots=True)
class AnonymousParty:
    """A party behind a label in one filing, with its candidates, best first."""

    entity: str  # Entity.id, with `@year` for a numbered label
    label: str
    doc: str
    candidates: tuple[Candidate, ...] = ()
    period: str = ""  # the year of a label that tables number anew each year: 客户 2 of 2023
