"""The directive `sparql`: the rows of a query, with the evidence of the facts that they name."""

import re
from decimal import Decimal

from kg.model import Evidence
from kg.namespaces import PREFIXES
from kg.pattern import Pattern
from notes.gathering import Gathered
from notes.model import Finding, Request
from notes.quantities import aligned
from notes.session import Session, language, limit
from notes.words import said

FACT, ENTITY, DOCUMENT = "urn:pilu:fact:", "urn:pilu:entity:", "urn:pilu:doc:"
_ORDERED = Pattern(r"\border\s+by\b", re.IGNORECASE)


def sparql(session: Session, request: Request) -> Finding:
    """Run a query. A column of facts becomes the citations of its rows; names stand for parties and documents.

    Rows of a query without ORDER BY are sorted, so that the note does not change when nothing did.
    """
    found = session.workspace.sparql(request.argument)
    lang, gathered = language(request), Gathered()
    values = found.values()
    shown = [n for n in range(len(found.variables)) if not _all_facts([row[n] for row in values])]
    columns = [_column(session, [row[n] for row in values]) for n in shown]
    rows = []
    for k, row in enumerate(values):
        evidence = [each for value in row for each in _evidence(session, value)]
        numbers = [value if isinstance(value, Decimal) else None for value in (row[n] for n in shown)]
        rows.append(([column[k] for column in columns], evidence, numbers))
    if not _ORDERED.search(request.argument):
        rows.sort(key=lambda row: row[0])
    for cells, evidence, numbers in rows:
        gathered.add(cells, evidence, numbers)
    kept, evidence, caveats = gathered.shown(limit(request), lang)
    if not kept:
        return Finding(said("nothing", lang), found=False, lang=lang)
    heads = tuple(found.variables[n] for n in shown)
    single = kept[0].cells[0] if len(kept) == 1 and len(heads) == 1 else ""
    return Finding("", single, heads, kept, evidence, caveats=caveats, lang=lang)


def _all_facts(column: list[object]) -> bool:
    return bool(column) and all(isinstance(value, str) and value.startswith(FACT) for value in column)


def _evidence(session: Session, value: object) -> list[Evidence]:
    """Return the words that a fact rests on; nothing for other values."""
    if not isinstance(value, str) or not value.startswith(FACT):
        return []
    return [fact.evidence[0] for fact in session.workspace.library.facts([value])]


def _column(session: Session, values: list[str | Decimal | bool | None]) -> list[str]:
    """Return the values of a column for people, numbers with equally many decimals."""
    numbers = aligned([value if isinstance(value, Decimal) else None for value in values])
    return [number or _words(session, value) for number, value in zip(numbers, values, strict=True)]


def _words(session: Session, value: object) -> str:
    """Return a value for people: the name of a party or document, a name with its prefix."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if text.startswith(ENTITY):
        known = session.workspace.library.entity(text)
        return known.name if known else text
    if text.startswith(DOCUMENT):
        listed = session.sources.listed.get(text.removeprefix(DOCUMENT))
        return listed.name if listed else text
    for prefix, iri in PREFIXES.items():
        if text.startswith(iri):
            return f"{prefix}:{text.removeprefix(iri)}"
    return text
