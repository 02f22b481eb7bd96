"""Measured quantities of prose, several a sentence: measure, value, change and share, and the class they belong to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.model import Document, Fact, Modality, Party, Qualifiers, Quantity, Role
from kg.ontology.model import Ontology
from kg.values.units import alternatives
from nlp.context import Context
from nlp.lexicon import load
from nlp.marks import CHAR, NAME_OF, Mark, Marked
from nlp.modality import modality_of, speaker_of
from nlp.prose import Sentence

_VALUES = ("Money", "Ratio", "Points", "Count", "Shares", "Price", "Persons")
_PUNCTUATION = re.compile(r"[，。；：:！？,;]")
_TAIL = re.compile(r"(?:已|也|均)?(?:进一步)?(?:从|在|由|下降至|上升至|增长至|下降|上升)?$")
_PEERS = re.compile(r"可比|同行|同类")
_REASONING = re.compile(r"主要|由于|因为|使得|从而|其当|导致|如果|是否")
_BARE_GROWTH = re.compile(r"(?:未来|期间|年均|的)*(?:年均|年)?复合年?(?:增长率|增速)(?:[（(]CAGR[）)])?")
_JOINT = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_NO_MARKET = re.compile("市场行情|市场价格?|市场情况|市场环境|市场需求|市场化")
_A_NAME = 4  # characters from which words before a change are a name of their own
_RELATIVE = re.compile("其|该|较|同比|环比|比|占|增|减|幅|相|与|均|分别|报告期|当期|上年|去年")
_SEGMENT = re.compile(
    r"(?:业务|产品|服务|板块|分部|分行业|方案|平台|软件|硬件|系统|地区|区域|境内|境外|国内|海外|客户|云|机|一体化|集成|器|设备|其他|类|资产|部|线|工程|贸易|材料|销售|租赁|项目|网络|存储|安全|算力)$"
)
_GENERIC = re.compile("(?:的|该|其)?(?:比例|比重|占比|金额|规模|数量|数额|总额|变动|差额|余额)")
_UNDONE = re.compile(r"(?:未|到|于|达|不|了|有望.*|打开.*)$|^(?:有望|打开)")
_MARKS = re.compile("[" + "".join(NAME_OF) + "]")


def _data() -> dict[str, Any]:
    return load("measures")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_data()['links'])}|了|\s)+$")


@cache
def _change() -> re.Pattern[str]:
    compared, changes = alternatives(_data()["compared"]), alternatives(_data()["changes"])
    return re.compile(
        rf"(?P<noun>.*?)(?P<compared>(?:{compared})[^，。；]{{0,14}}?)?(?P<way>{changes})(?:幅度|比例)?(?:了|达到?|为|至|约|超|近|\s)*$"
    )


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        r"(?P<noun>.*?)(?:占(?P<of>[^，。；]{1,20}?)?(?:的)?(?:比例|比重)?|(?:占比|市占率))(?:分别)?(?:为|达到?|是|约|超|\s)*$"
    )


@dataclass(slots=True)
class Measure:
    """A measure found in a sentence, growing while its changes and shares are read."""

    name: str
    start: int  # in the marked text
    values: list[tuple[str, Mark, bool]] = field(default_factory=list)  # role, mark, whether it falls
    at: int = 0


def measured_facts(document: Document, context: Context, sentence: Sentence) -> Iterator[Fact]:
    """Yield a fact for each measure of a sentence, of the class that the ontology's words put it in."""
    for measure in measures(sentence.marked):
        fact = _fact(document, context, sentence, measure)
        if fact is not None:
            yield fact


def measures(marked: Marked) -> list[Measure]:
    """Return the measures of a sentence with their values, changes and shares."""
    found: list[Measure] = []
    for at in sorted(marked.marks):
        item = marked.marks[at]
        if item.kind not in _VALUES or not isinstance(item.value, Quantity):
            continue
        clause_start = _clause_start(marked.text, at)
        if _is_listed(marked, at):
            continue
        before = marked.text[clause_start:at]
        role, noun = _read(before)
        name = _clean(noun)
        if found and _BARE_GROWTH.fullmatch(name) and item.kind == "Ratio":
            found[-1].values.append(("cagr", item, False))
            continue
        inherited = not name or not _is_measure(name)
        if role == "value" and inherited:
            continue
        falls = role == "yoy" and any(word in before for word in _data()["falls"])
        if inherited and found and role != "value" and not _is_other(name):
            found[-1].values.append((role, item, falls and not _narrows(before, found[-1])))
        if not inherited:
            found.append(Measure(name, clause_start, [(role, item, falls)], at))
    return found


def _is_listed(marked: Marked, at: int) -> bool:
    """Tell whether a figure stands in a list behind 分别 that nothing in the sentence takes apart."""
    if "分别" not in marked.text[:at]:
        return False
    after = _JOINT.match(marked.text, at + 1)
    follower = marked.marks.get(after.end()) if after else None
    return follower is not None and follower.kind == marked.marks[at].kind


def _is_other(name: str) -> bool:
    """Tell whether words before a change name something else than the measure before it."""
    return len(name) >= _A_NAME and not _RELATIVE.match(name)


def _narrows(before: str, measure: Measure) -> bool:
    """Tell whether a negative measure narrows: that is a rise."""
    first = measure.values[0][1].value
    return isinstance(first, Quantity) and first.value < 0 and any(word in before for word in _data()["narrows"])


def _clause_start(text: str, at: int) -> int:
    cuts = [match.end() for match in _PUNCTUATION.finditer(text, 0, at)]
    return cuts[-1] if cuts else 0


def _read(before: str) -> tuple[str, str]:
    """Return what a quantity says of the measure (value, yoy, share) and the words that name the measure."""
    tail = before[max((m.end() for m in _MARKS.finditer(before)), default=0) :] if _after_value(before) else before
    if match := _change().search(tail):
        return "yoy", match["noun"]
    if match := _share().search(tail):
        return "share", match["noun"]
    return "value", _link().sub("", tail)


def _after_value(before: str) -> bool:
    """Tell whether the clause already holds a value: what names the next one stands after it."""
    return any(NAME_OF[char] in _VALUES for char in before if char in NAME_OF)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(_data()['lead'])}|[{''.join(NAME_OF)}])+")


def _clean(noun: str) -> str:
    """Return the words of a measure without what leads to it; names within it keep their marks."""
    text = _AT_END.sub("", noun.strip())
    text = re.split("[" + CHAR["Date"] + CHAR["Period"] + "]", text)[-1]
    text = _lead().sub("", text)
    return _TAIL.sub("", text.strip("的、 “”（(").strip())


# a date mark between words is 期末 or 期初: part of the name, no date that parts it
_AT_END = re.compile(f"(?<=[一-龥]){CHAR['Date']}(?=[一-龥])")


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(alternatives(_data()["nouns"]))


def _is_measure(name: str) -> bool:
    return (
        2 <= len(name) <= 40
        and _nouns().search(name) is not None
        and not _REASONING.search(name)
        and not _UNDONE.search(name)
        and not _GENERIC.fullmatch(name)
    )


# --- classes -------------------------------------------------------------------------------------


@cache
def _concept_words(key: int) -> Mapping[str, str]:
    ontology = _ONTOLOGIES[key]
    return {word: concept.kind for concept in ontology.concepts.values() for word in concept.zh if len(word) > 1}


_ONTOLOGIES: dict[int, Ontology] = {}


@cache
def _concept_end(key: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(list(_concept_words(key)))})(?:余额|金额|合计|总额|净额|总计)?$")


def _fact(document: Document, context: Context, sentence: Sentence, measure: Measure) -> Fact | None:
    ontology: Ontology = context.ontology
    _ONTOLOGIES.setdefault(id(ontology), ontology)
    marked = sentence.marked
    text = marked.text
    clause = text[measure.start : measure.at]
    concept = _concept_end(id(ontology)).search(measure.name)
    prefix = measure.name[: concept.start()] if concept else ""
    prefix = re.sub(r"^(?:公司|本公司)?(?:向|对|来自)?|(?:的|实现|业务实现)$", "", prefix).strip("的、 ")
    modality = modality_of(text, measure.start, measure.at + 1)
    when, published = sentence.period_at(measure.at), context.document.meta.published
    if modality is Modality.ASSERTED and when and published and when.end.year > published.year:
        modality = Modality.FORECAST
    words = _words(measure.name, marked, measure)
    type_, named = _class(clause, measure, prefix, concept is not None, modality, context, marked)
    if not type_:
        return None
    roles: list[Role] = []
    for name, value in named:
        roles.append(Role(name, value, value.name if isinstance(value, Party) else value))
    if type_ in ("FinancialMetric", "SegmentMetric", "OperatingMetric", "PeerComparison"):
        metric = concept[0] if concept and prefix else words
        roles.append(Role("metric", metric, metric))
        if context.issuer:
            roles.insert(0, Role("company", Party(context.issuer.name, context.issuer.id), context.issuer.name))
    seen_value = False
    for role, item, falls in measure.values:
        value = item.value
        assert isinstance(value, Quantity)
        if role == "yoy" and falls and value.value > 0:
            value = Quantity(-value.value, value.unit, value.hedge)
        if role == "value" and not seen_value and any(word in measure.name for word in _data()["negative"]):
            value = Quantity(-abs(value.value), value.unit, value.hedge)
        seen_value |= role == "value"
        known = ontology.types[type_].roles
        if role in ("yoy", "value") and "cagr" in known and "复合" in clause and value.unit == "ratio":
            role = "cagr"
        if role == "yoy" and "change" in known and value.unit == "CNY":
            role = "change"
        if role not in known:
            continue
        roles.append(Role(role, value, item.text, item.start, item.end))
    last = measure.values[-1][1]
    span = (marked.spans[measure.start][0], last.end)
    period = sentence.period_at(measure.at)
    qualifiers = Qualifiers(period, modality, speaker_of(sentence.speaker, marked.plain(), measure.start))
    return Fact(type_, document.id, tuple(roles), (sentence.evidence(document, span),), qualifiers, f"measure:{type_}")


def _words(name: str, marked: Marked, measure: Measure) -> str:
    at = marked.text.find(name, measure.start)
    return marked.slice(at, at + len(name)).plain() if at >= 0 else _MARKS.sub("", name)


def _class(
    clause: str,
    measure: Measure,
    prefix: str,
    is_concept: bool,
    modality: Modality,
    context: Context,
    marked: Marked,
) -> tuple[str, list[tuple[str, str | Party]]]:
    """Return the class of a measure and the roles that its words fill besides the values."""
    words = _words(measure.name, marked, measure)
    words_on, clause = _NO_MARKET.sub("", words), _NO_MARKET.sub("", clause)
    about_market = any(word in words_on or word in clause for word in _data()["markets"]) and "市场份额" not in words
    if modality is Modality.FORECAST:
        return "Forecast", [("variable", words)]
    if about_market and not prefix.startswith("公司"):
        return "MarketClaim", [("market", words)]
    text = marked.text
    issuer = context.issuer.id if context.issuer else ""
    others = [
        item.value
        for at, item in sorted(marked.marks.items())
        if measure.start <= at < measure.at and isinstance(item.value, Party) and item.value.entity != issuer
    ]
    if others:
        return ("PeerComparison", [("peer", others[-1])]) if is_concept and _PEERS.search(text) else ("", [])
    if prefix and is_concept and _SEGMENT.search(_MARKS.sub("", prefix)):
        return "SegmentMetric", [("segment", _MARKS.sub("", prefix))]
    operating = not is_concept or any(word in words for word in _data()["operating"])
    return ("OperatingMetric" if operating else "FinancialMetric"), []
