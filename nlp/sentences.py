"""Typed facts from sentences: the ontology's patterns over marked sentences, in prose and in wordy table cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.model import Cell, Document, Fact, Mention, Modality, Party, Qualifiers, Role
from kg.ontology.model import ENTITY_RANGES, QUANTITY_RANGES, Ontology
from kg.period import Period
from kg.view import join
from nlp.context import Context
from nlp.marks import Mark, Marked, captures, mark, period_of
from nlp.measures import measured_facts
from nlp.modality import modality_of, speaker_of
from nlp.parallel import expand_parallel
from nlp.patterns import Rule, RuleBook
from nlp.prose import Sentence, prose, without_aliases
from nlp.sentences_split import sentences
from nlp.tables import TypedRow, defaults

_WORDY = 6  # characters from which a cell may hold a statement
_CELL_CLASSES = frozenset(
    {"Sale", "Obligation", "Payment", "Delivery", "Relation", "OrganizationProfile", "AccountingPolicy", "Cause"}
)
_ROW_WORDS = re.compile(r"(?<![一-龥])(?:该|上述|前述)?(?:客户|供应商|供货商|对方|第三方供应商)(?!名称|的客户)|乙方|甲方")


def sentence_facts(document: Document, context: Context, rows: Iterable[TypedRow] = ()) -> list[Fact]:
    """Return the facts that sentences state: by rules, by measures, and in the cells of typed rows."""
    book = rule_book(context.ontology)
    facts: list[Fact] = []
    for sentence in prose(document, context):
        facts += by_rules(document, context, sentence, book)
        facts += measured_facts(document, context, sentence)
    facts += _in_cells(document, context, rows, book)
    return facts


_BOOKS: dict[int, RuleBook] = {}


def rule_book(ontology: Ontology) -> RuleBook:
    """Return the compiled rules of an ontology, made once."""
    return _BOOKS.setdefault(id(ontology), RuleBook(ontology)) if id(ontology) not in _BOOKS else _BOOKS[id(ontology)]


def by_rules(
    document: Document, context: Context, sentence: Sentence, book: RuleBook, row: Party | None = None
) -> Iterator[Fact]:
    """Yield what the rules find in one sentence; `row` is the party of the table row it stands in."""
    text = sentence.marked.text
    for rule in book.for_sentence(text):
        if row is not None and rule.type.name not in _CELL_CLASSES:
            continue
        done = -1
        for match in rule.pattern.finditer(text):
            if match.start() < done:
                continue
            done = match.end()
            fact = _fact(document, context, sentence, rule, match, row)
            if fact is not None:
                yield fact


def _fact(
    document: Document,
    context: Context,
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    row: Party | None,
) -> Fact | None:
    roles: list[Role] = []
    when: Period | None = None
    for capture in captures(match, sentence.marked):
        if capture.role == "when":
            when = period_of(capture.mark)
            continue
        role = rule.type.roles[capture.role]
        if role.range in ENTITY_RANGES and not isinstance(capture.mark.value, Party):
            capture_party = context.named(capture.mark.text)
            value = Party(capture_party.name, capture_party.id) if capture_party else Party(capture.mark.text, "")
            roles.append(Role(capture.role, value, capture.mark.text, capture.mark.start, capture.mark.end))
        elif role.range in QUANTITY_RANGES and isinstance(capture.mark.value, str):
            continue
        else:
            roles.append(_role(capture.role, capture.mark))
    if not roles:
        return None
    roles += [Role(name, value, "") for name, value in rule.given.set.items() if name not in {r.name for r in roles}]
    roles += defaults(rule.type, roles, context, row)
    roles += _near(rule, roles, match, sentence.marked)
    span = sentence.marked.span(*match.span())
    plain = sentence.marked.text
    modality = rule.modality or _modality(rule, plain, match)
    dates = [role.value for role in roles if role.name in ("received", "due") and isinstance(role.value, Period)]
    period = when or (dates[0] if dates and rule.type.name == "InquiryLetter" else sentence.period_at(match.end()))
    qualifiers = Qualifiers(period, modality, speaker_of(sentence.speaker, sentence.marked.plain(), match.start()))
    name = f"sentence:{rule.type.name}/{rule.number}"
    return Fact(rule.type.name, document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, name)


def _modality(rule: Rule, text: str, match: re.Match[str]) -> Modality:
    if rule.type.name == "RiskDisclosure":
        return Modality.POSSIBLE
    return modality_of(text, match.start(), match.end())


def _role(name: str, item: Mark) -> Role:
    value = item.value
    if isinstance(value, str):
        value = " ".join(value.split()).strip("“”，、 ")
    return Role(name, value, item.text, item.start, item.end)


def _near(rule: Rule, roles: Sequence[Role], match: re.Match[str], marked: Marked) -> list[Role]:
    """Return the roles that the nearest party before the match fills."""
    wanted = [name for name, role in rule.type.roles.items() if role.default == "near"]
    missing = [name for name in wanted if name not in {role.name for role in roles}]
    if not missing:
        return []
    taken = {role.value.entity for role in roles if isinstance(role.value, Party)}
    before = [at for at in sorted(marked.marks) if at < match.start()]
    for at in reversed(before):
        value = marked.marks[at].value
        if isinstance(value, Party) and value.entity not in taken:
            return [_role(missing[0], marked.marks[at])]
    return []


# --- cells ---------------------------------------------------------------------------------------


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
    local = _with_row_words(context, whole.text, whole.offsets, party)
    for view in sentences(whole):
        if len(view.text.strip()) < _WORDY:
            continue
        for marked in expand_parallel(without_aliases(mark(view, local))):
            a, b = view.span(0, len(view.text.rstrip()))
            sentence = Sentence(marked, a, b, row.fact.qualifiers.period, row.table.speaker, row.table.section)
            for fact in by_rules(document, local, sentence, book, party):
                yield fact


def _with_row_words(context: Context, text: str, offsets: Sequence[int], party: Party) -> Context:
    """Return a context in which 客户, 供应商 and 乙方 of a cell are mentions of the row's party."""
    low, high = offsets[0], offsets[-1] + 1
    mentions = list(context.mentions_in(low, high))
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    kind = context.by_id[party.entity].kind if party.entity in context.by_id else None
    if kind is None:
        return context
    for match in _ROW_WORDS.finditer(text):
        a, b = offsets[match.start()], offsets[match.end() - 1] + 1
        if not covered & set(range(a, b)):
            mentions.append(Mention(a, b, match[0], party.entity, kind))
    mentions.sort(key=lambda mention: mention.start)
    return replace(context, mentions=tuple(mentions))
