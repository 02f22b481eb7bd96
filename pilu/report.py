"""What came of an ingest."""

from dataclasses import dataclass

from kg.errors import PiluError
from kg.unread import Unread


@dataclass(frozen=True, slots=True)
class Progress:
    """Said before each file of an ingest: the how manieth of how many, and its name."""

    n: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """The documents of an ingest by what became of them; `facts` are those of the documents written now."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[tuple[str, PiluError], ...] = ()
    unread: tuple[tuple[str, Unread], ...] = ()  # what of the documents written now could not be read
    facts: int = 0
    seconds: float = 0.0
