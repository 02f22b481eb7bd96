"""Typed facts from sentences: the ontology's patterns over marked sentences, in prose and in wordy table cells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Cell, Document, Fact, Mention, Modality, Party, Qualifiers, Quantity, Role
from kg.ontology.model import ENTITY_RANGES, QUANTITY_RANGES, Ontology
from kg.period import Period
from kg.values.numbers import parse_number
from kg.view import join
from nlp.context import Context
from nlp.marks import ACCEPTS, CHAR, Capture, Mark, Marked, captures, mark, period_of
from nlp.measured import measured_facts
from nlp.modality import is_asked, modality_of, speaker_of
from nlp.parallel import expand_parallel
from nlp.patterns import Rule, RuleBook
from nlp.prose import Sentence, prose, squeezed, tidy
from nlp.sentences_split import sentences
from nlp.tables import TypedRow, defaults

_LIST = re.compile(r"\s?[、]\s?")
_ENDS = re.compile(r"([0-9.]+)[-~至]([0-9.]+)([万亿])")
_NEAR = 500  # characters back in which a party that is understood must stand
_WORDY = 6  # characters from which a cell may hold a statement
_CELL_CLASSES = frozenset(
    {"Sale", "Obligation", "Payment", "Delivery", "Relation", "OrganizationProfile", "AccountingPolicy", "Cause"}
)
_ROW_WORDS = {  # what the party of a row is called in its cells, and what the issuer is called beside it
    "customer": (re.compile(r"(?<![一-龥])(?:该|上述|前述)?(?:客户|对方)(?!名称|的客户)|甲方"), re.compile("乙方")),
    "supplier": (
        re.compile(r"(?<![一-龥])(?:该|上述|前述)?(?:供应商|供货商|对方|第三方供应商)(?!名称|的客户)|乙方"),
        re.compile("甲方"),
    ),
}
_CLAUSE_END = re.compile("[，,。；]")
_ONLY_WHEN = re.compile(f".{{0,4}}[{CHAR['Date']}{CHAR['Period']}].{{0,3}}[，,]")
_OF_CLAUSE = frozenset({"Payment"})
_TIMELESS = frozenset({"Forecast", "Filing", "License", "OrganizationProfile", "Product", "SalesModel"})
_DEADLINE = re.compile("(?:以|之)?内|前|完成")
_ABOVE = {"customer": re.compile("客户|销售|应收|合同负债|预收"), "supplier": re.compile("供应商|采购|预付|供货")}
_SIDES = {  # the role of a row's party: which of the two it is
    **dict.fromkeys(("buyer", "party_a", "debtor", "payer", "customer"), "customer"),
    **dict.fromkeys(("supplier", "party_b", "payee", "lessor", "lender"), "supplier"),
}


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
            if is_asked(text, match.start(), match.end()):
                continue
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
        roles += _filled(rule, capture, context)
    if not roles:
        return None
    understood = rule.understood
    if row is not None and row.entity not in {role.value.entity for role in roles if isinstance(role.value, Party)}:
        roles += [Role(name, row, row.name) for name in understood if rule.type.roles[name].range in ENTITY_RANGES]
    elif row is None and any(rule.type.roles[name].range not in ENTITY_RANGES for name in understood):
        return None  # a rule for the cells of a table only
    roles += _within(rule, roles, match, sentence.marked)
    roles += [Role(name, value, "") for name, value in rule.given.set.items() if name not in {r.name for r in roles}]
    roles += _near(rule, roles, match, sentence, context)
    roles += defaults(rule.type, roles, context, row)
    span = sentence.marked.span(*match.span())
    plain = sentence.marked.text
    modality = rule.modality or _modality(rule, plain, match)
    dates = [role.value for role in roles if role.name in ("received", "due") and isinstance(role.value, Period)]
    period = when or (dates[0] if dates and rule.type.name == "InquiryLetter" else _period(rule, sentence, match))
    qualifiers = Qualifiers(period, modality, speaker_of(sentence.speaker, sentence.marked.plain(), match.start()))
    name = f"sentence:{rule.type.name}/{rule.number}"
    return Fact(rule.type.name, document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, name)


def _period(rule: Rule, sentence: Sentence, match: re.Match[str]) -> Period | None:
    """Return when a match holds: by its own clause or sentence only, where its class is no state of affairs."""
    if rule.type.name in _OF_CLAUSE:
        found = sentence.period_at(match.end(), since=_clause_with_date(sentence.marked.text, match.start()))
        return found or (sentence.carried if sentence.in_row else None)
    if rule.type.name == "Forecast":
        marks = sentence.marked.marks
        named = [period for at, item in marks.items() if at < match.end() and (period := period_of(item))]
        return max(named, key=lambda period: period.end, default=None)
    return sentence.period_at(match.end(), since=0 if rule.type.name in _TIMELESS else None)


def _clause_with_date(text: str, at: int) -> int:
    """Return where the clause at a place begins; with the clause before it, where that only says when."""
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(text, 0, at))]
    if len(starts) > 1 and _ONLY_WHEN.fullmatch(text, starts[-2], starts[-1]):
        return starts[-2]
    return starts[-1]


def _modality(rule: Rule, text: str, match: re.Match[str]) -> Modality:
    forced = "force" in match.re.groupindex and match["force"]  # what must be done may itself be a denial
    found = modality_of(text, match.start(), match.end("force") if forced else match.end())
    return Modality.POSSIBLE if rule.type.name == "RiskDisclosure" and found is not Modality.DENIED else found


def _role(name: str, item: Mark) -> Role:
    value = item.value
    if name == "years" and isinstance(value, Quantity) and value.unit == "month":
        value = Quantity(value.value / 12, "year", value.hedge)
    if isinstance(value, str):
        value = " ".join(value.split()).replace("®", "").strip("“”，、 ")
        value = value if value.count("“") == value.count("”") else value.replace("“", "").replace("”", "")
    return Role(name, value, item.text, item.start, item.end)


def _filled(rule: Rule, capture: Capture, context: Context) -> list[Role]:
    """Return the roles that a capture fills: several where words list several parties or the ends of a range."""
    role, item = rule.type.roles[capture.role], capture.mark
    if role.range in ENTITY_RANGES and not isinstance(item.value, Party):
        parts = [part.strip("“”*® ") for part in _LIST.split(item.text)]
        named = [(part, context.named(part)) for part in parts if 1 < len(part) <= 40]
        return [
            Role(capture.role, Party(entity.name, entity.id) if entity else Party(part, ""), part, item.start, item.end)
            for part, entity in named
        ]
    if role.range in QUANTITY_RANGES and isinstance(item.value, str):
        ends = _ENDS.fullmatch("".join(item.text.split()))
        values = [parse_number(number + ends[3] + "元", "") for number in (ends[1], ends[2])] if ends else []
        return [Role(capture.role, value, item.text, item.start, item.end) for value in values if value]
    return [_role(capture.role, item)]


def _within(rule: Rule, roles: Sequence[Role], match: re.Match[str], marked: Marked) -> list[Role]:
    """Return roles that values inside captured words fill, where only one can: 7个工作日 within what must be done."""
    filled = {role.name for role in roles}
    names = [name for name in match.groupdict() if match[name] and name.partition("__")[0] in rule.type.roles]
    texts = [match.span(name) for name in names if len(match[name]) > 1]
    added: list[Role] = []
    inside = [item for at, item in sorted(marked.marks.items()) if any(a <= at < b for a, b in texts)]
    kinds = Counter(item.kind for item in inside)
    for item in inside:
        for name, role in rule.type.roles.items():
            accepts = ACCEPTS.get(role.range, ())
            if kinds[item.kind] > 1 and item.kind != "Date":
                continue
            if name == "within" and not _DEADLINE.match(marked.plain_after(item)):
                continue
            if item.kind in accepts and name not in filled and role.range not in ENTITY_RANGES:
                added.append(_role(name, item))
                if role.range != "Date":
                    filled.add(name)
                break
    return added


def _near(rule: Rule, roles: Sequence[Role], match: re.Match[str], sentence: Sentence, context: Context) -> list[Role]:
    """Return the role that the nearest party before the match fills, in the sentence or the lines before it."""
    wanted = [name for name, role in rule.type.roles.items() if role.default == "near" or name in rule.understood]
    filled = {role.name for role in roles}
    missing = [name for name in wanted if name not in filled and rule.type.roles[name].range in ENTITY_RANGES]
    if not missing:
        return []
    taken = {role.value.entity for role in roles if isinstance(role.value, Party)}
    marks = sentence.marked.marks
    issuer = context.issuer.id if context.issuer else ""
    before = [marks[at] for at in sorted(marks, reverse=True) if at < match.start()]
    named = [item for item in before if isinstance(item.value, Party) and item.value.entity not in taken]
    others = [item for item in named if isinstance(item.value, Party) and item.value.entity != issuer]
    if named:
        return [_role(missing[0], (others or named)[0])]
    for mention in reversed(context.mentions_in(sentence.start - _NEAR, sentence.start)):
        if mention.entity not in taken and mention.entity != issuer:
            party = Party(context.by_id[mention.entity].name, mention.entity)
            return [Role(missing[0], party, mention.text, mention.start, mention.end)]
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
    side = _side_of(row, party)
    local = _with_row_words(context, (whole.text, whole.offsets), party, side) if side else context
    for view in sentences(whole):
        if len(view.text.strip()) < _WORDY:
            continue
        for marked in expand_parallel(tidy(mark(squeezed(view), local))):
            a, b = view.span(0, len(view.text.rstrip()))
            sentence = Sentence(marked, a, b, row.fact.qualifiers.period, row.table.speaker, row.table.section, True)
            yield from by_rules(document, local, sentence, book, party)


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
