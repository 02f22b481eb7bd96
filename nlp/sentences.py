"""Typed facts from sentences: the ontology's patterns over marked sentences. Wordy table cells: `cell_sentences.py`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Document, Fact, Modality, Party, Qualifiers, Quantity, Role, Speaker, Value
from kg.ontology.model import ENTITY_RANGES, QUANTITY_RANGES, Ontology
from kg.pattern import Pattern
from kg.period import Period
from kg.values.numbers import parse_number
from kg.values.quantity import find_quantities
from nlp.context import Context
from nlp.marks import ACCEPTS, CHAR, Capture, Mark, Marked, captures, period_of
from nlp.measured import measured_facts
from nlp.modality import is_asked, modality_of, stands_for_party
from nlp.patterns import Rule, RuleBook
from nlp.prose import Sentence, prose
from nlp.tables import defaults
from nlp.topic import topic_of
from nlp.trim import trimmed

_LIST = Pattern(r"\s?[、]\s?")
_ITEMS = Pattern(r"\s?(?:、|以及|和(?=[^、]{2,30}$))\s?")  # of things, not of parties: 和 only before the last
_AUTHOR = "@author"
_OTHERS_TOO = Pattern("等[一-龥]{0,8}(?:公司|企业|机构|高校|院校|单位|厂商|平台|品牌)$")  # behind the last of a list
_ENDS = Pattern(r"([0-9.]+)[-~至]([0-9.]+)([万亿])")
_NEAR = 500  # characters back in which a party that is understood must stand
CELL_CLASSES = frozenset(
    {"Sale", "Obligation", "Payment", "Delivery", "Relation", "OrganizationProfile", "AccountingPolicy", "Cause"}
)
_CLAUSE_END = Pattern("[，,。；]")
_ONLY_WHEN = Pattern(f".{{0,4}}[{CHAR['Date']}{CHAR['Period']}].{{0,3}}[，,]")
_OF_CLAUSE = frozenset({"Contract", "Payment", "Filing", "Litigation", "Arbitration"})
_NO_RISK = Pattern("(?:不存在|不会|未发现|没有|无(?!法))[^，。；]{0,40}风险")
_DISCOURSE = frozenset({"Claim", "Forecast", "Obligation", "RiskDisclosure"})
_OF_CASES = frozenset({"Forecast", "Obligation"})  # rules of accounting foresee and oblige in a case, not in fact
_SPEAKERS = frozenset(speaker.value for speaker in Speaker)
_OF_MATCH = frozenset({"RiskDisclosure"})
_TIMELESS = frozenset({"License", "Product", "SalesModel"})
_LASTING = frozenset({"Claim", "Obligation", "Relation"})  # at the time that the sentence or the row says, if any
_DUE = Pattern("(?:日|月|年|天|[" + CHAR["Duration"] + "])(?:之)?内[，,]?$")
_CONDITION = Pattern("[^，,。；]{0,10}后(?:方可|方才|方|才)?(?:生效|成立|交付|发货|开始)")
_DEADLINE = Pattern("(?:以|之)?内|前|完成")


def sentence_facts(document: Document, context: Context) -> list[Fact]:
    """Return the facts that sentences state: by rules and by measures."""
    book = rule_book(context.ontology)
    facts: list[Fact] = []
    for sentence in prose(document, context):
        facts += by_rules(document, context, sentence, book)
        facts += measured_facts(document, context, sentence)
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
        if row is not None and rule.type.name not in CELL_CLASSES:
            continue
        if rule.type.name in _DISCOURSE and sentence.is_disclaimer:
            continue
        if rule.type.name in _OF_CASES and sentence.is_policy:
            continue
        done = -1
        for match in rule.pattern.finditer(text):
            if match.start() < done:
                continue
            done = match.end()
            if is_asked(text, match.start(), match.end()) or _is_barred(rule, text, match.start()):
                continue
            fact = _fact(document, context, sentence, rule, match, row)
            if fact is not None:
                yield fact


def _is_barred(rule: Rule, text: str, at: int) -> bool:
    """Tell whether the statement before a match holds words that the rule shuns: 如 甲违反 states no breach."""
    unless = rule.given.unless
    return bool(unless) and re.search(unless, text[text.rfind("；", 0, at) + 1 : at]) is not None


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
        if capture.role == "together":
            roles += _together(capture.mark, match, sentence, context)
            continue
        roles += _filled(rule, capture, context)
    issuer = context.issuer.id if context.issuer else ""
    if not roles or any(role.name in rule.others and _is_party(role.value, issuer) for role in roles):
        return None
    if any((has := rule.type.roles[role.name].has) and not re.search(has, role.text) for role in roles):
        return None
    understood = rule.understood
    if row is not None and row.entity not in {role.value.entity for role in roles if isinstance(role.value, Party)}:
        roles += [Role(name, row, row.name) for name in understood if rule.type.roles[name].range in ENTITY_RANGES]
    elif row is None and any(rule.type.roles[name].range not in ENTITY_RANGES for name in understood):
        return None  # a rule for the cells of a table only
    roles += _within(rule, roles, match, sentence.marked)
    said_by = _said_by(sentence, match.start(), context)
    if rule.type.name == "Claim":
        roles = [_spoken_of(role, issuer) for role in roles]
    if rule.type.name == "Claim" and said_by not in _SPEAKERS:
        roles = [*(role for role in roles if role.name != "claimant"), _claimant(said_by, context)]
    roles += _set(rule, roles, context)
    roles += _near(rule, roles, match, sentence, context)
    if "together" in match.re.groupindex and not any(role.name == "together" for role in roles):
        return None
    said = row is not None or rule.type.name in _DISCOURSE  # by the issuer, whoever it speaks of
    topic = None if said else topic_of(sentence.marked, match.span(), roles, context)
    roles += defaults(rule.type, roles, context, row, topic)
    if _on_two_sides(rule, roles):
        return None
    span = sentence.marked.span(*match.span())
    plain = sentence.marked.text
    modality = rule.modality or _modality(rule, plain, match)
    dates = [role.value for role in roles if role.name in ("received", "due") and isinstance(role.value, Period)]
    period = when or (
        dates[0] if dates and rule.type.name == "InquiryLetter" else _period(rule, sentence, match, context)
    )
    qualifiers = Qualifiers(period, modality, said_by)
    name = f"sentence:{rule.type.name}/{rule.number}"
    return Fact(rule.type.name, document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, name)


def _said_by(sentence: Sentence, at: int, context: Context) -> str:
    """Return who states what begins at a place; 对方告知 is said by the party named last before the sentence."""
    said = sentence.said_by(at)
    if not stands_for_party(said):
        return said
    if "，但" in sentence.plain_before(at):
        return sentence.speaker.value
    issuer = context.issuer.id if context.issuer else ""
    before = [m for m in context.mentions_in(sentence.start - _NEAR, sentence.end) if m.entity != issuer]
    return context.by_id[before[-1].entity].name if before else sentence.speaker.value


def _claimant(name: str, context: Context) -> Role:
    """Return who claims what a source says: never the company of which it speaks."""
    entity = context.named(name)
    return Role("claimant", Party(entity.name, entity.id) if entity else Party(name, ""), name)


def _spoken_of(role: Role, issuer: str) -> Role:
    """Return another company that a denial names as what it is about: 标的公司不存在出资瑕疵 is not said by it."""
    other = role.name == "claimant" and isinstance(role.value, Party) and role.value.entity != issuer
    return replace(role, name="other") if other else role


def _on_two_sides(rule: Rule, roles: Sequence[Role]) -> bool:
    """Tell whether one party fills two roles: words were put together that belong to two statements."""
    sides = [role for role in roles if rule.type.roles[role.name].range in ENTITY_RANGES]
    parts = {(role.name, role.value.entity) for role in sides if isinstance(role.value, Party) and role.value.entity}
    return len({entity for _, entity in parts}) < len(parts)


def _is_party(value: Value, entity: str) -> bool:
    return isinstance(value, Party) and value.entity == entity != ""


def _set(rule: Rule, roles: Sequence[Role], context: Context) -> list[Role]:
    """Return the roles that a rule itself fills; `@author` is who wrote the document."""
    filled = {role.name for role in roles}
    made = []
    for name, value in rule.given.set.items():
        author = context.named(context.document.meta.author) if value == _AUTHOR else None
        if name not in filled and (author or value != _AUTHOR):
            made.append(Role(name, Party(author.name, author.id) if author else value, ""))
    return made


def _period(rule: Rule, sentence: Sentence, match: re.Match[str], context: Context) -> Period | None:
    """Return when a match holds: by its own clause or sentence only, where its class is no state of affairs."""
    if rule.type.name in _OF_CLAUSE:
        found = sentence.period_at(match.end(), since=_clause_with_date(sentence.marked.text, match.start()))
        return found or (sentence.carried if sentence.in_row else None)
    if rule.type.name == "Forecast":
        return _ahead(sentence, match.end(), context)
    if rule.type.name == "OrganizationProfile":
        return None
    if rule.type.name in _OF_MATCH:
        return sentence.period_at(match.end(), since=match.start())
    alone = rule.type.name in _TIMELESS or (rule.type.name in _LASTING and not sentence.in_row)
    return sentence.period_at(match.end(), since=0 if alone else None)


def _ahead(sentence: Sentence, end: int, context: Context) -> Period | None:
    """Return the latest period that a sentence names before a place, if it is ahead of the filing."""
    marks, meta = sentence.marked.marks, context.document.meta
    said = meta.published or (meta.period and meta.period.end)
    named = [period for at, item in marks.items() if at < end and (period := period_of(item))]
    ahead = [period for period in named if not said or period.end > said]
    latest = max(ahead, key=lambda period: period.end, default=None)
    together = sentence.period_at(end, since=0)  # with the years it is listed with
    return together if latest and together and together.end == latest.end else latest


def _clause_with_date(text: str, at: int) -> int:
    """Return where the clause at a place begins; with the clause before it, where that only says when."""
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(text, 0, at))]
    if len(starts) > 1 and _ONLY_WHEN.fullmatch(text, starts[-2], starts[-1]):
        return starts[-2]
    return starts[-1]


def _modality(rule: Rule, text: str, match: re.Match[str]) -> Modality:
    forced = "force" in match.re.groupindex and match["force"]  # what must be done may itself be a denial
    found = modality_of(text, match.start(), match.end("force") if forced else match.end())
    if rule.type.name == "Forecast" and found in (Modality.ASSERTED, Modality.DENIED):
        return Modality.FORECAST  # 预计不会: what is not expected is a forecast, too
    if rule.type.name == "Payment" and found is Modality.ASSERTED and _is_due(text, match):
        return Modality.SCHEDULED
    if rule.type.name != "RiskDisclosure":
        return found
    return Modality.DENIED if _NO_RISK.search(text, max(0, match.start() - 12), match.end()) else Modality.POSSIBLE


def _is_due(text: str, match: re.Match[str]) -> bool:
    """Tell whether a payment is only agreed on: within so many days, or as what something else waits for."""
    return _DUE.search(text, 0, match.start()) is not None or _CONDITION.match(text, match.end()) is not None


def _role(name: str, item: Mark) -> Role:
    value = item.value
    if name == "years" and isinstance(value, Quantity) and value.unit == "month":
        value = Quantity(value.value / 12, "year", value.hedge)
    if isinstance(value, str):
        value = _quoted_whole(" ".join(value.split()).replace("®", "").strip("“”，、 "))
    return Role(name, value, item.text, item.start, item.end)


def _quoted_whole(words: str) -> str:
    """Return words without quotation marks where one of a pair is missing."""
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")


def _filled(rule: Rule, capture: Capture, context: Context) -> list[Role]:
    """Return the roles that a capture fills: several where words list several parties or the ends of a range."""
    role, item = rule.type.roles[capture.role], capture.mark
    if role.range in ENTITY_RANGES and not isinstance(item.value, Party):
        parts = [_OTHERS_TOO.sub("", part).strip("“”*® ") for part in _LIST.split(item.text)]
        named = [(part, context.named(part)) for part in parts if 1 < len(part) <= 40]
        return [
            Role(capture.role, Party(entity.name, entity.id) if entity else Party(part, ""), part, item.start, item.end)
            for part, entity in named
        ]
    if role.range in QUANTITY_RANGES and isinstance(item.value, str):
        ends = _ENDS.fullmatch("".join(item.text.split()))
        values = [parse_number(number + ends[3] + "元", "") for number in (ends[1], ends[2])] if ends else []
        values = values or [value for *_, value in find_quantities(item.text)]
        return [Role(capture.role, value, item.text, item.start, item.end) for value in values if value]
    if role.repeated and isinstance(item.value, str):
        return [
            Role(capture.role, part, part, item.start, item.end)
            for words in _ITEMS.split(item.value)
            if 1 < len(part := _quoted_whole(trimmed(words.replace("®", "")).strip("“”"))) <= 40
        ]
    made = _role(capture.role, item)
    return [replace(made, value=trimmed(made.value)) if role.range == "Text" and isinstance(made.value, str) else made]


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
            if name == "founded":
                continue  # a date in what a firm does is not when it was set up
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


def _together(words: Mark, match: re.Match[str], sentence: Sentence, context: Context) -> list[Role]:
    """Return who hold together: those the words name, or for 两者 the two parties other than the issuer named last.

    They are one role of words, so that what both hold together is never read as what one of them holds.
    """
    issuer = context.issuer.id if context.issuer else ""
    low, high = match.span("together")
    marks = [(place, item.value) for place, item in sorted(sentence.marked.marks.items())]
    inside = [value.name for place, value in marks if low <= place < high and isinstance(value, Party)]
    if inside:
        return [Role("together", "、".join(inside), words.text, words.start, words.end)]
    here = [value for place, value in marks if place < low and isinstance(value, Party)]
    parties = [(party.entity, party.name) for party in here if party.entity != issuer]
    if not parties:
        mentions = context.mentions_in(sentence.start - _NEAR, sentence.start)
        parties = [(one.entity, context.by_id[one.entity].name) for one in mentions if one.entity != issuer]
    named = dict(list(dict(reversed(parties)).items())[:2])
    together = "、".join(reversed(named.values()))
    return [Role("together", together, words.text, words.start, words.end)] if len(named) == 2 else []
