"""On which page of a paged source each piece of evidence stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Document, Evidence, Fact


def with_pages(document: Document, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts with the page of each evidence: the one its focus, or else its first word, stands on."""
    if not document.pages:
        yield from facts
        return
    starts = [page.start for page in document.pages]

    def paged(evidence: Evidence) -> Evidence:
        at = evidence.focus[0] if evidence.focus else evidence.main.start
        return replace(evidence, page=document.pages[max(bisect_right(starts, at) - 1, 0)].number)

    for fact in facts:
        yield replace(fact, evidence=tuple(map(paged, fact.evidence)))
