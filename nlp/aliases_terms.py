"""Alias facts out of a list of terms (释义): each name that a row of it gives a party, roles such as 标的公司 too.

A role may be several parties': 独立财务顾问 指 甲证券有限公司和乙证券有限公司 is a fact of each.
"""

from collections.abc import Iterator, Sequence

from kg.model import Cell, Document, Fact, Mention, Party, Qualifiers, Role, Table
from kg.pattern import Pattern
from kg.values.names import one_spelling
from nlp.aliases_glossary import MEANS, ends_there, lead_of, terms_in
from nlp.context import Context
from nlp.evidence import row_evidence

JOINED = Pattern("、|和|与|及|以及")  # between parties that have a role together


def term_facts(document: Document, context: Context) -> list[Fact]:
    """Return an Alias fact for each name that a list of terms gives a party."""
    rows = ((table, row) for table in document.tables for row in (*table.header, *table.rows) if _is_term(row))
    return [fact for table, row in rows for fact in _of_row(document, context, table, row)]


def _is_term(row: Sequence[Cell]) -> bool:
    left, *middle, right = row if len(row) > 1 else (Cell(), Cell())
    return bool(left.pieces and right.pieces) and [cell.text.strip() for cell in middle] == [MEANS]


def _of_row(document: Document, context: Context, table: Table, row: Sequence[Cell]) -> Iterator[Fact]:
    left, right = row[0], row[-1]
    for owner in _owners(document, context, right):
        entity = context.by_id[owner.entity]
        for _, term in terms_in(left.text):
            name, named = one_spelling(term), context.named(term)
            if name == entity.name or (named is not None and named is not entity):
                continue
            roles = (
                Role("party", Party(entity.name, entity.id), owner.text, owner.start, owner.end),
                Role("name", name, term, *_place(document, left, term)),
            )
            stated = Qualifiers(stated_by=table.speaker.value)
            yield Fact("Alias", document.id, roles, (row_evidence(context, table, row),), stated, "alias")


def _owners(document: Document, context: Context, cell: Cell) -> tuple[Mention, ...]:
    """Return the mentions of the party, or the parties side by side, that a definition is; none for anything else."""
    text = document.text[cell.start : cell.end]
    at = cell.start + lead_of(text)
    owners: list[Mention] = []
    for mention in context.mentions_in(at, cell.end):
        between = document.text[at : mention.start].strip()
        if between if not owners else not JOINED.fullmatch(between):
            break
        owners.append(mention)
        at = mention.end
    return tuple(owners) if owners and ends_there(document.text[at : cell.end]) else ()


def _place(document: Document, cell: Cell, term: str) -> tuple[int, int]:
    """Return where a term stands; where it is wrapped, its cell."""
    at = document.text.find(term, cell.start, cell.end)
    return (at, at + len(term)) if at >= 0 else (cell.start, cell.end)
