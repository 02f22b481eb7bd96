"""Documents that state one thing as a whole: announcements of contracts and awards, and of frozen shares."""

from collections.abc import Iterable

from kg.model import Document, Fact
from nlp.announcements.contracts import contracts
from nlp.announcements.freezes import freezes
from nlp.context import Context


def announced(document: Document, context: Context) -> tuple[Fact, ...]:
    """Return what a document announces, as a whole; nothing where it is no announcement."""
    return (*contracts(document, context), *freezes(document, context))


def without_repeated(found: Iterable[Fact], announced: Iterable[Fact]) -> list[Fact]:
    """Return what else was found, without what sentences and tables say of a kind that is announced as a whole."""
    types = {fact.type for fact in announced}
    return [fact for fact in found if fact.type not in types]


__all__ = ["announced", "contracts", "freezes", "without_repeated"]
