"""Read every span in the store again: `text[start:end]` must be what we say it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Document, Excerpt, Fact
from pilu.database import Database


@dataclass(frozen=True, slots=True)
class Fault:
    """A span that does not hold."""

    doc: str  # file name
    what: str  # fact <id>, mention, cell …
    start: int
    end: int
    expected: str
    found: str


def verify(database: Database) -> Iterator[Fault]:
    """Yield every fault, by document: of facts, mentions, tables, blocks and passages."""
    for listed in database.documents():
        document = database.document(listed.id)
        for fact in database.facts_where(docs=[listed.id]):
            yield from _of_fact(document, fact)
        for mention in database.mentions(listed.id):
            yield from _check(document, "mention", Excerpt(mention.start, mention.end, mention.text))
        for passage in database.passages(listed.id):
            yield from _inside(document, "passage", passage.start, passage.end)
        yield from _of_layout(document)


def misshapen(database: Database) -> Iterator[Fault]:
    """Yield every statement that the shapes of the ontology do not allow, by document (see `pilu/conformity.py`)."""
    from kg.ontology import load
    from pilu.conformity import violations

    for listed in database.documents():
        document = database.document(listed.id)
        for line in violations(document, database.facts_where(docs=[listed.id]), load()):
            yield Fault(document.name, line, 0, 0, "the shape of its class", "")


def _of_fact(document: Document, fact: Fact) -> Iterator[Fault]:
    for evidence in fact.evidence:
        if evidence.doc != document.id:
            yield Fault(document.name, f"fact {fact.id} cites another document", 0, 0, document.id, evidence.doc)
            continue
        for excerpt in (evidence.main, *evidence.context):
            yield from _check(document, f"fact {fact.id}", excerpt)
        if evidence.focus:
            yield from _inside(document, f"focus of fact {fact.id}", *evidence.focus)
    for role in fact.roles:
        found = document.text[role.start : role.end] if role.start >= 0 else role.text
        if not _is_drawn_from(role.text, found):
            yield Fault(document.name, f"{role.name} of fact {fact.id}", role.start, role.end, role.text, found)


def _of_layout(document: Document) -> Iterator[Fault]:
    for block in document.blocks:
        for start, end in block.pieces:
            yield from _inside(document, block.kind.value, start, end)
    for table in document.tables:
        for row in (*table.header, *table.rows):
            for cell in row:
                for start, end in cell.pieces:
                    if _squeezed(document.text[start:end]) not in _squeezed(cell.text):
                        yield Fault(document.name, "cell", start, end, cell.text, document.text[start:end])


def _check(document: Document, what: str, excerpt: Excerpt) -> Iterator[Fault]:
    found = document.text[excerpt.start : excerpt.end] if 0 <= excerpt.start < excerpt.end else ""
    if found != excerpt.quote:
        yield Fault(document.name, what, excerpt.start, excerpt.end, excerpt.quote, found)


def _inside(document: Document, what: str, start: int, end: int) -> Iterator[Fault]:
    if not 0 <= start <= end <= len(document.text):
        yield Fault(document.name, what, start, end, "a range of the text", f"0..{len(document.text)}")


def _is_drawn_from(words: str, source: str) -> bool:
    """Tell whether words are the source's own, in its order: blanks, line ends and remarks between may be left out."""
    left = iter(source)
    return all(char in left for char in words if not char.isspace())


def _squeezed(text: str) -> str:
    return "".join(text.split())
