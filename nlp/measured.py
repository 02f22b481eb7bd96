"""What the measures of a sentence state: the class that the ontology's words put each in, and its roles."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.model import Document, Fact, Modality, Party, Qualifiers, Quantity, Role, Speaker
from kg.ontology.model import Ontology
from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp.context import Context
from nlp.marks import CHAR, Marked
from nlp.measures import MARKS, Measure, Said, data, measures
from nlp.modality import modality_of
from nlp.prose import Sentence
from nlp.topics import business_before, scope_before

_PEERS = Pattern(r"可比|同行|同类")
_NO_MARKET = Pattern(
    "市场行情|市场价格?|市场参考价|市场价值|市场风险|市场收益|市场法|市场情况|市场环境|市场需求|市场化"
)
_MARKET = Pattern(
    r"(?:^|[，；。,;“])(?:[^，；。,;]{0,12}?(?:以来|年来|年|度|["
    + CHAR["Date"]
    + CHAR["Period"]
    + CHAR["Duration"]
    + r"]来?))?(?P<name>[A-Za-z一-龥]{2,14}?市场)(?=规模|容量)"
)
_ANY_MARKET = Pattern(r"(?:^|[，。；,;“])\s?(?P<name>[A-Za-z一-龥]{2,14}?市场)")
_IS_A_MARKET = Pattern(
    r"(?:^|[，。；,;])(?P<name>[A-Za-z一-龥]{2,12}?)(?:行业|产业)?(?=是[^，。；]{0,12}(?:市场|行业))"
)
_SEGMENT = Pattern(
    r"(?:业务|产品|服务|板块|分部|分行业|方案|平台|软件|硬件|系统|地区|区域|境内|境外|国内|海外|客户|云|机|一体化|集成|器|设备|其他|类|部|线|工程|贸易|材料|销售|租赁|项目|网络|存储|安全|算力)$"
)
_PEOPLE = Pattern("人员|员工|职工|(?:学历|学位|研发|销售|管理|技术|生产|在职|在册|从业|用工|董事会|监事会)人数")
_NO_STAFF = Pattern("费|注册|活跃|在线|用户|玩家|观众|乘客|报酬|薪酬|中国|全国|全球|行业|死亡|参保")
# of no business in particular
_NO_NAME = Pattern("租赁|融资|投资|采购|销售|业务|产品|服务|项目|其他|工程|系统|设备|平台|网络|部|类|线")
_AT_CLAUSE = Pattern(r"(?:^|[，；：。:;,])\s?$")
_SPEAKERS = frozenset(speaker.value for speaker in Speaker)  # who else states a figure need not speak of the issuer
_OWN_TIME = Pattern(f"[；;{CHAR['Date']}{CHAR['Period']}]|已|实际|目前|占|[(（]")  # begins what is told by itself
_YEARS_LONG = Pattern(r"\d\s?年(?:间|来)")


def measured_facts(document: Document, context: Context, sentence: Sentence) -> Iterator[Fact]:
    """Yield a fact for each measure of a sentence, of the class that the ontology's words put it in."""
    expected: Measure | None = None  # the last measure that is forecast, which the next may be told with
    told: dict[tuple[object, ...], object] = {}
    for measure in measures(sentence.marked):
        modality = _modality(context, sentence, measure, expected)
        expected = measure if modality is Modality.FORECAST else None
        fact = _fact(document, context, sentence, measure, modality)
        if fact is None:
            continue
        value = fact.role("value")
        if value is None or told.setdefault(_of_what(fact), value.value) == value.value:
            yield fact  # else of something that the sentence does not name


def _of_what(fact: Fact) -> tuple[object, ...]:
    """Return what a figure measures, of whom and when, and its unit: a sentence states one value of that."""
    value = fact.role("value")
    unit = value.value.unit if value and isinstance(value.value, Quantity) else ""
    words = tuple(role.text for role in fact.roles if not isinstance(role.value, Quantity))
    return fact.type, words, fact.qualifiers.period, unit


def _modality(context: Context, sentence: Sentence, measure: Measure, expected: Measure | None) -> Modality:
    """Return how a measure is meant; 净利润 of 预计实现收入1亿元，净利润0.2亿元 is forecast as what it is told with."""
    text, published = sentence.marked.text, context.document.meta.published
    modality, when = modality_of(text, measure.start, measure.at + 1), sentence.period_at(measure.at)
    if modality is not Modality.ASSERTED:
        return modality
    told_on = expected is not None and not _OWN_TIME.search(text, expected.at, measure.at)
    ahead = when is not None and published is not None and when.end.year > published.year
    return Modality.FORECAST if ahead or told_on else modality


def _concept_end(ontology: Ontology) -> Pattern:
    """Return the pattern of a concept's word at the end of a measure's name."""
    return _ending(tuple(word for concept in ontology.concepts.values() for word in concept.zh if len(word) > 1))


@lru_cache(4)  # of ontologies: there is one
def _ending(words: tuple[str, ...]) -> Pattern:
    return Pattern(rf"(?:{alternatives(list(dict.fromkeys(words)))})(?:余额|金额|合计|总额|净额|总计)?$")


def _fact(
    document: Document, context: Context, sentence: Sentence, measure: Measure, modality: Modality
) -> Fact | None:
    ontology: Ontology = context.ontology
    marked, when = sentence.marked, sentence.period_at(measure.at)
    type_, roles = _class(measure, modality, context, marked)
    if not type_:
        return None
    roles += _value_roles(measure, type_, ontology, marked.text[measure.start : measure.at])
    span = (marked.spans[measure.start][0], measure.values[-1].item.end)
    if modality is Modality.FORECAST:
        when = sentence.period_at(measure.at, since=0)
    elif _YEARS_LONG.search(marked.text, measure.start, measure.at):
        when = None
    said_by = sentence.said_by(measure.start)
    if said_by not in _SPEAKERS and not _names_issuer(marked, context):
        roles = [role for role in roles if role.start >= 0 or not isinstance(role.value, Party)]
    qualifiers = Qualifiers(when, modality, said_by)
    return Fact(type_, document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, f"measure:{type_}")


def _names_issuer(marked: Marked, context: Context) -> bool:
    issuer = context.issuer.id if context.issuer else ""
    return any(isinstance(item.value, Party) and item.value.entity == issuer for item in marked.marks.values())


def _value_roles(measure: Measure, type_: str, ontology: Ontology, clause: str) -> list[Role]:
    known = ontology.types[type_].roles
    roles: list[Role] = []
    for said in measure.values:
        value = said.item.value
        assert isinstance(value, Quantity)
        role = _role_of(said, value, type_, clause)
        first = said.role == "value" and all(other.role != "value" for other in measure.values[: len(roles)])
        if said.role == "yoy" and said.falls and value.value > 0:
            value = Quantity(-value.value, value.unit, value.hedge)
        if first and any(word in measure.name for word in data()["negative"]):
            value = Quantity(-abs(value.value), value.unit, value.hedge)
        if role in known:
            roles.append(Role(role, value, said.item.text, said.item.start, said.item.end))
    return roles


def _role_of(said: Said, value: Quantity, type_: str, clause: str) -> str:
    """Return the role of the class that a value fills."""
    if (
        said.role in ("yoy", "value")
        and value.unit == "ratio"
        and "复合" in clause
        and type_ in ("Forecast", "MarketClaim")
    ):
        return "cagr"
    if type_ == "Headcount":
        return {"value": "count", "yoy": "change"}.get(said.role, said.role)
    return "change" if said.role == "yoy" and value.unit == "CNY" else said.role


def _words(name: str, marked: Marked, measure: Measure) -> str:
    at = marked.text.find(name, measure.start)
    return marked.slice(at, at + len(name)).plain() if at >= 0 else MARKS.sub("", name)


def _class(measure: Measure, modality: Modality, context: Context, marked: Marked) -> tuple[str, list[Role]]:
    """Return the class of a measure and the roles that its words fill besides the values."""
    ends = context.once("concept at the end", lambda: _concept_end(context.ontology))
    concept = ends.search(measure.name)
    prefix = _business_of(measure.name[: concept.start()]) if concept else ""
    words = _words(measure.name, marked, measure)
    if _of_event().fullmatch(words):
        return "", []
    market = _market_of(words, measure, marked, prefix)
    if modality is Modality.FORECAST:
        return "Forecast", [_text("variable", market or words)]
    if market:
        unnamed = market in data()["of_business"] or _PEERS.search(market)  # 同行业可比公司的资产负债率 is of no market
        return ("", []) if unnamed else ("MarketClaim", [_text("market", market)])
    us = [Role("company", Party(context.issuer.name, context.issuer.id), context.issuer.name)] if context.issuer else []
    if others := _others(measure, marked, context):
        metric = concept[0] if concept and prefix else words
        peer = Role("peer", others[-1], others[-1].name)
        known = concept is not None and _PEERS.search(marked.text) is not None
        return ("PeerComparison", [*us, peer, _text("metric", metric)]) if known else ("", [])
    if _is_headcount(measure):
        return "Headcount", [*(Role("employer", role.value, role.text) for role in us), _text("category", words)]
    if not prefix and measure.name in data()["of_business"]:
        prefix = business_before(marked.text, measure.start)
    scope = scope_before(marked.text, measure.start)
    if prefix and concept and _is_business(prefix, concept[0]):
        return "SegmentMetric", [*us, _text("segment", prefix), _text("metric", scope + concept[0])]
    operating = concept is None or any(word in words for word in data()["operating"])
    if _not_own().match(words) or (concept is None and not _operating_ends().search(words)):
        return "", []
    return ("OperatingMetric" if operating else "FinancialMetric"), [*us, _text("metric", scope + words)]


@cache
def _operating_ends() -> Pattern:
    return Pattern(f"(?:{'|'.join(data()['operating_ends'])})$")


@cache
def _no_market() -> Pattern:
    return Pattern(data()["no_market"])


@cache
def _of_event() -> Pattern:
    return Pattern("|".join(data()["of_event"]))


@cache
def _not_own() -> Pattern:
    return Pattern(data()["not_own"])


def _text(name: str, words: str) -> Role:
    return Role(name, words, words)


def _is_headcount(measure: Measure) -> bool:
    value = measure.values[0].item.value
    unit = value.unit if isinstance(value, Quantity) else ""
    counted = (unit == "person" and measure.values[0].role == "value") or (
        unit == "ratio" and measure.values[0].role == "share"
    )
    return counted and _PEOPLE.search(measure.name) is not None and not _NO_STAFF.search(measure.name)


def _business_of(prefix: str) -> str:
    """Return the words before a concept that name a business: 公司云产品业务整体 is 云产品业务."""
    words = MARKS.sub("", prefix)
    words = re.sub(r"^(?:公司|本公司)?(?:向|对|来自)?|(?:的|实现|业务实现)$", "", words).strip("的、 ")
    return re.sub(rf"(?:{alternatives(data()['whole'])})$", "", words).strip("的、 ")


def _is_business(prefix: str, concept: str) -> bool:
    return (
        _NO_NAME.fullmatch(prefix) is None
        and _SEGMENT.search(prefix) is not None
        and any(word in concept for word in data()["flows"])
        and not any(word in prefix for word in data()["no_business"])
    )


def _market_of(words: str, measure: Measure, marked: Marked, prefix: str) -> str:
    """Return the market that a measure is about, as the filing calls its measure; empty for none."""
    words_on = _NO_MARKET.sub("", words)
    clause = _NO_MARKET.sub("", marked.text[measure.start : measure.at])
    about = any(word in words_on or word in clause for word in data()["markets"]) and "市场份额" not in words
    if not about or prefix.startswith("公司"):
        return ""
    if words in ("市场规模", "该市场规模", "市场容量", "该市场容量"):
        for pattern in (_MARKET, _ANY_MARKET, _IS_A_MARKET):
            named = [match["name"] for match in pattern.finditer(marked.text, 0, measure.start)]
            named = [name for name in named if not _no_market().search(name)]
            if named:
                return named[-1].removesuffix("市场") + "市场" + words.removeprefix("该").removeprefix("市场")
    return words


def _others(measure: Measure, marked: Marked, context: Context) -> list[Party]:
    """Return the parties other than the issuer that the words of a measure name, or the clauses before it are about."""
    issuer = context.issuer.id if context.issuer else ""
    named = [(at, item.value) for at, item in sorted(marked.marks.items()) if isinstance(item.value, Party)]
    within = [party for at, party in named if measure.start <= at < measure.at]
    if not within:
        before = [(at, party) for at, party in named if at < measure.start]
        subject = before and _AT_CLAUSE.search(marked.text, 0, before[-1][0])
        within = [before[-1][1]] if subject else []
    return [party for party in within if party.entity != issuer]
