"""Sentences in the cells of typed rows: 客户 and 甲方 of a customer's row are that customer, 公司 the issuer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Cell, Document, Fact, Mention, Party
from kg.pattern import Pattern
from kg.view import join
from nlp.context import Context
from nlp.evidence import excerpt
from nlp.marks import mark
from nlp.parallel import expand_parallel
from nlp.patterns import RuleBook
from nlp.prose import Sentence, squeezed, tidy
from nlp.sentences import by_rules, rule_book
from nlp.sentences_split import sentences
from nlp.tables import TypedRow

_WORDY = 6  # characters from which a cell may hold a statement
_SHORT, _MOST_BESIDE = 24, 6  # characters of a cell that tells which row it is, and how many of them are told
_ROW_WORDS = {  # what the party of a row is called in its cells, and what the issuer is called beside it
    "customer": (Pattern(r"(?<![一-龥])(?:该|上述|前述)?(?:客户|对方)(?!名称|的客户)|甲方"), Pattern("乙方")),
    "supplier": (
        Pattern(r"(?<![一-龥])(?:该|上述|前述)?(?:供应商|供货商|对方|第三方供应商)(?!名称|的客户)|乙方"),
        Pattern("甲方"),
    ),
}
_ABOVE = {"customer": Pattern("客户|销售|应收|合同负债|预收"), "supplier": Pattern("供应商|采购|预付|供货")}
_SIDES = {  # the role of a row's party: which of the two it is
    **dict.fromkeys(("buyer", "party_a", "debtor", "payer", "customer"), "customer"),
    **dict.fromkeys(("supplier", "party_b", "payee", "lessor", "lender"), "supplier"),
}


def cell_sentence_facts(document: Document, context: Context, rows: Iterable[TypedRow]) -> list[Fact]:
    """Return the facts that sentences in the cells of typed rows state."""
    return list(_in_cells(document, context, rows, rule_book(context.ontology)))


def _in_cells(document: Document, context: Context, rows: Iterable[TypedRow], book: RuleBook) -> Iterator[Fact]:
    """Yield what wordy cells of typed rows state, with 客户 and 供应商 read as the party of the row."""
    seen: set[int] = set()
    for row in rows:
        party = _party_of(row.fact, context)
        if party is None:
            continue
        for cell in row.cells:
            if cell.filled or len(cell.text) < _WORDY or not cell.pieces or cell.start in seen:
                continue
            if not re.search(r"[\u4e00-\u9fff]{2,}", cell.text) or context.named(cell.text):
                continue
            seen.add(cell.start)
            yield from _cell_facts(document, context, row, cell, party, book)


def _party_of(fact: Fact, context: Context) -> Party | None:
    issuer = context.issuer.id if context.issuer else ""
    named = [role.value for role in fact.roles if isinstance(role.value, Party) and role.start >= 0]
    return next((party for party in named if party.entity != issuer), None)


def _cell_facts(
    document: Document, context: Context, row: TypedRow, cell: Cell, party: Party, book: RuleBook
) -> Iterator[Fact]:
    whole = join(document.text, cell.pieces)
    side = _side_of(row, party)
    local = _with_row_words(context, (whole.text, whole.offsets), party, side) if side else context
    for view in sentences(whole):
        if len(view.text.strip()) < _WORDY:
            continue
        for marked in expand_parallel(tidy(mark(squeezed(view), local))):
            a, b = view.span(0, len(view.text.rstrip()))
            sentence = Sentence(marked, a, b, row.fact.qualifiers.period, row.table.speaker, row.table.section, True)
            yield from (_beside(document, row, cell, fact) for fact in by_rules(document, local, sentence, book, party))


def _beside(document: Document, row: TypedRow, cell: Cell, fact: Fact) -> Fact:
    """Return what a cell states with the short cells of its row as context: which contract of the party it is of."""
    short = (c for c in row.cells if c is not cell and c.pieces and not c.filled and len(c.text) <= _SHORT)
    pieces = [piece for c in short for piece in c.pieces][:_MOST_BESIDE]
    first, *others = fact.evidence
    told = (*first.context, *(excerpt(document, *piece) for piece in pieces))
    return replace(fact, evidence=(replace(first, context=told), *others))


def _side_of(row: TypedRow, party: Party) -> str:
    """Return what the party of a row is to the issuer: by its role, else by the words over the table; or nothing."""
    role = next((role.name for role in row.fact.roles if role.value == party), "")
    if role in _SIDES and row.fact.type != "OrganizationProfile":
        return _SIDES[role]
    above = row.table.caption + "".join(row.table.section[-1:])
    above += "".join(cell.text for line in row.table.header for cell in line)
    found = [side for side, words in _ABOVE.items() if words.search(above)]
    return found[0] if len(found) == 1 else ""


def _with_row_words(context: Context, cell: tuple[str, Sequence[int]], party: Party, side: str) -> Context:
    """Return a context in which 客户 and 甲方 of a customer's cell are that customer, 乙方 the issuer; or reversed."""
    text, offsets = cell
    low, high = offsets[0], offsets[-1] + 1
    mentions = [mention for mention in context.mentions_in(low, high) if mention.text not in ("甲方", "乙方")]
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    issuer = context.issuer.id if context.issuer else ""
    for identity, words in zip((party.entity, issuer), _ROW_WORDS[side], strict=True):
        entity = context.by_id.get(identity)
        for match in words.finditer(text) if entity else ():
            a, b = offsets[match.start()], offsets[match.end() - 1] + 1
            if entity and not covered & set(range(a, b)):
                mentions.append(Mention(a, b, match[0], identity, entity.kind))
    mentions.sort(key=lambda mention: mention.start)
    return replace(context, mentions=tuple(mentions))
