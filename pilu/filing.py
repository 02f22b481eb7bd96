"""A filing as it is put into the store: a pure function of its file, whichever process runs it."""

from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Document, Extraction, Passage
from pilu.intake import refuse_endless_lines


@dataclass(frozen=True, slots=True)
class Filing:
    """A document, what is understood in it, each fact once, and its passages."""

    document: Document
    extraction: Extraction
    passages: tuple[Passage, ...]


def understood(path: Path) -> Filing:
    """Read a file and understand it; raise `CorpusError` where it cannot be read."""
    import corpus
    import nlp
    from index.passages import passages

    refuse_endless_lines(path)
    document = corpus.load(path)
    return Filing(document, unique(nlp.read(document)), tuple(passages(document)))


def unique(extraction: Extraction) -> Extraction:
    """Return an extraction in which each fact stands once."""
    return replace(extraction, facts=tuple({fact.id: fact for fact in extraction.facts}.values()))
