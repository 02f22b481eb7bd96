"""Measured quantities of prose, several a sentence: measure, value, change and share. Classes: `measured.py`."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.quantity import HIGH
from kg.values.units import alternatives
from nlp.changed import become, is_level
from nlp.lexicon import load
from nlp.marks import CHAR, NAME_OF, Mark, Marked

_VALUES = ("Money", "Ratio", "Points", "Count", "Shares", "Price", "Persons")
_PUNCTUATION = Pattern(r"[，。；：:！？,;]")
_TAIL = Pattern(
    r"(?:已|也|均|仍|则|却|就)?(?:进一步|小幅|大幅|明显|有所|稳步|持续|显著|略有|快速)*(?:可以?|预计|预期|从|在|由|(?<!占)比|较|下降至|上升至|增长至|下降|上升)?$"
)
_BEFORE_TIME = Pattern(r"(?:在|于|从|自|至|截至|截止)$")
_REASONING = Pattern(r"主要|由于|因为|使得|从而|其当|导致|如果|是否")
_BARE_GROWTH = Pattern(r"(?:未来|期间|年均|的)*(?:年均|年)?复合年?(?:增长率|增速)(?:[（(]CAGR[）)])?")
_JOINT = Pattern(r"\s?(?:、|和|及|与|以及)\s?")
_RANGE = Pattern(r"\s?(?:-|—|~|～|–|至|到)\s?")
_ANOTHER_TIME = Pattern(
    f"预计|预测|未来|[{CHAR['Date']}{CHAR['Period']}][^，。；]{{0,8}}(?:{CHAR['Date']}|{CHAR['Period']})"
)
_A_NAME = 4  # characters from which words before a change are a name of their own
_RELATIVE = Pattern("其|该|较|同比|环比|比|占|增|减|幅|相|与|均|分别|报告期|当期|上年|去年")
_GENERIC = Pattern(
    "(?:的|该|其)?(?:(?:复合)?增(?:速|长率|幅)|比例|比重|占比|(?:支出|发生)?金额|规模|数量|数额|总额|变动|差额|余额)"
)
_UNDONE = Pattern(r"(?:未|到|于|达|不|了|有|有望.*|打开.*|[折溢]价)$|^(?:有望|打开|不超过)")
_OWED = Pattern(
    r"(?:价款|合同(?:总额|总金额|金额|款)|货款|款项)$|(?:支付|付至|付款)[^，。；]{0,8}(?:金额|总额|[价款])$"
)
_BOUNDS = frozenset(
    {"不超过", "不高于", "不多于", "至多", "最多", "不低于", "不少于", "至少", "低于", "小于", "不足", "以内"}
)
_NUMBERED = Pattern(r"^(?:[（(]?(?:\d{1,2}|[A-Z])[）).、]|[①-⑩])")
_ITS = Pattern(r"^其(?![他它余中实])")
# words that begin and end a business: what stands before a date goes with the measure behind it
_BUSINESS = Pattern(r"(?:行业|产业|市场|业务|产品|服务|板块|分部|方案|平台|软件|硬件|一体化|云|算力|存储)$")
MARKS = Pattern("[" + "".join(NAME_OF) + "]")


def data() -> dict[str, Any]:
    """Return `data/measures.yaml`."""
    return load("measures")


@cache
def _link() -> Pattern:
    return Pattern(rf"(?:{alternatives(data()['links'])}|了|\s)+$")


@cache
def _change() -> Pattern:
    compared, changes = alternatives(data()["compared"]), alternatives(data()["changes"])
    return Pattern(
        rf"(?P<noun>.*?)(?P<compared>(?:{compared})[^，。；]{{0,14}}?)?(?P<way>{changes})(?:幅度|比例)?(?P<level>至|到)?(?:了|达到?|为|至|约|超|近|\s)*$"
    )


@cache
def _share() -> Pattern:
    return Pattern(
        r"(?P<noun>.*?)(?:占(?P<of>[^，。；]{1,20}?)?(?:的)?(?:比例|比重)?|(?:占比|市占率))(?:分别)?(?:为|达到?|是|约|超|\s)*$"
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a measure: what it is to it (value, yoy, share), and whether it falls."""

    role: str
    item: Mark
    falls: bool = False


@dataclass(slots=True)
class Measure:
    """A measure found in a sentence, growing while its changes and shares are read."""

    name: str
    start: int  # in the marked text
    values: list[Said] = field(default_factory=list)
    at: int = 0


def measures(marked: Marked) -> list[Measure]:
    """Return the measures of a sentence with their values, changes and shares."""
    found: list[Measure] = []
    astray = False  # the last value is of something that is no measure, and so is what is said of it
    for at in sorted(marked.marks):
        item = marked.marks[at]
        if item.kind not in _VALUES or not isinstance(item.value, Quantity) or _is_no_statement(marked, at):
            continue
        clause_start = _clause_start(marked.text, at)
        before = marked.text[clause_start:at]
        role, noun = _read(before)
        name = _clean(noun)
        if (item.kind == "Ratio" and _OWED.search(name)) or (item.kind == "Money" and role == "share"):
            continue  # 支付合同总额的30%: what is to be paid; 占2013年营业收入42,001万元的24%: what it is a share of
        if found and _BARE_GROWTH.fullmatch(name) and item.kind == "Ratio":
            if not _ANOTHER_TIME.search(marked.text, found[-1].at, at):
                found[-1].values.append(Said("cagr", item))
            continue
        if found and _is_upper_end(marked, found[-1], at):
            found[-1].values.append(Said(found[-1].values[-1].role, item))
            continue
        if found and _has_become(marked, found[-1], at):
            found[-1].values[-1] = Said(found[-1].values[-1].role, item)
            found[-1].at = at
            continue
        inherited = not name or not _is_measure(name)
        if not name and role == "value" and found and _is_level(marked, found[-1], at):
            found[-1].values.append(_level(found[-1], item))
            continue
        if role == "value" and inherited:
            astray = len(name) > 1 or (bool(found) and "；" in _between(marked, found[-1].values[-1].item, at))
            continue
        of = _leaned_on(marked.text, found, at)
        if inherited and of and role != "value" and not _is_other(name) and not astray:
            of.values.append(Said(role, item, _falls(before, of) if role == "yoy" else False))
        if not inherited:
            astray = False
            new = Measure(name, clause_start, [], at)
            new.values.append(Said(role, item, role == "yoy" and _falls(before, new)))
            found.append(new)
    return found


def _leaned_on(text: str, found: list[Measure], at: int) -> Measure | None:
    """Return the last measure that does not stand in a bracket closed before `at`."""
    return next((measure for measure in reversed(found) if not _closes(text[measure.at : at])), None)


def _closes(words: str) -> bool:
    """Tell whether words close a bracket that they do not open."""
    depth = 0
    for char in words:
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return True
    return False


def _is_no_statement(marked: Marked, at: int) -> bool:
    """Tell whether a figure states nothing: a bound (低于1亿元), a condition (超过30%的), a list that is not parted."""
    value = marked.marks[at].value
    hedge = value.hedge if isinstance(value, Quantity) else ""
    if any(i in marked.marks and marked.marks[i].kind == marked.marks[at].kind for i in (at - 1, at + 1)):
        return True  # the row of a table that lost its frame
    if hedge in _BOUNDS or (hedge and marked.text[at + 1 : at + 2] == "的"):
        return True
    after = _JOINT.match(marked.text, at + 1)
    follower = marked.marks.get(after.end()) if after else None
    return follower is not None and follower.kind == marked.marks[at].kind


def _has_become(marked: Marked, measure: Measure, at: int) -> bool:
    """Tell whether a figure is what the one before it became: 从2021年的10%升至2022年的20%."""
    last = measure.values[-1].item
    return last.kind == marked.marks[at].kind and become(_between(marked, last, at))


def _is_level(marked: Marked, measure: Measure, at: int) -> bool:
    """Tell whether a figure says what a change led to, or how much it is: 同比增长5%，达1亿元."""
    last = measure.values[-1]
    return last.role == "yoy" and is_level(_between(marked, last.item, at))


def _level(measure: Measure, item: Mark) -> Said:
    """Return what a figure behind a change is to the measure: its value, or where that was said, the change itself."""
    said = any(value.role == "value" and value.item.kind == item.kind for value in measure.values)
    return Said("yoy", item, measure.values[-1].falls) if said else Said("value", item)


def _is_upper_end(marked: Marked, measure: Measure, at: int) -> bool:
    """Tell whether a figure is the other end of the range that the one before it begins: 1.50%-3.40%."""
    last, value = measure.values[-1].item, marked.marks[at].value
    if last.kind != marked.marks[at].kind:
        return False
    high = isinstance(value, Quantity) and value.hedge == HIGH
    before = max((place for place in marked.marks if place < at), default=-1)
    if high and before >= 0 and marked.marks[before] is last:
        return True
    return _RANGE.fullmatch(_between(marked, last, at)) is not None


def _between(marked: Marked, last: Mark, at: int) -> str:
    """Return the words between a figure and the place of a later one."""
    place = next(place for place in sorted(marked.marks, reverse=True) if marked.marks[place] is last)
    return marked.text[place + 1 : at]


def _is_other(name: str) -> bool:
    """Tell whether words before a change name something else than the measure before it."""
    return len(name) >= _A_NAME and not _RELATIVE.match(name)


def _falls(before: str, measure: Measure) -> bool:
    """Tell whether a change is a fall; a profit whose loss shrinks rises."""
    words = data()
    if any(word in before for word in words["shrinking"]) and not any(
        word in measure.name for word in words["negative"]
    ):
        return False
    first = measure.values[0].item.value if measure.values else None
    negative = isinstance(first, Quantity) and first.value < 0
    if negative and any(word in before for word in words["narrows"]):
        return False
    return any(word in before for word in words["falls"])


def _clause_start(text: str, at: int) -> int:
    cuts = [match.end() for match in _PUNCTUATION.finditer(text, 0, at)]
    return cuts[-1] if cuts else 0


def _read(before: str) -> tuple[str, str]:
    """Return what a quantity says of the measure (value, yoy, share) and the words that name the measure."""
    tail = before[max((m.end() for m in MARKS.finditer(before)), default=0) :] if _after_value(before) else before
    if match := _change().search(tail):
        return "value" if match["level"] else "yoy", match["noun"]
    if match := _share().search(tail):
        return "share", match["noun"]
    return "value", _link().sub("", tail)


def _after_value(before: str) -> bool:
    """Tell whether the clause already holds a value: what names the next one stands after it."""
    return any(NAME_OF[char] in _VALUES for char in before if char in NAME_OF)


@cache
def _lead() -> Pattern:
    return Pattern(rf"^(?:{alternatives(data()['lead'])}|[{''.join(NAME_OF)}])+")


def _clean(noun: str) -> str:
    """Return the words of a measure without what leads to it; names within it keep their marks.

    A date parts them: what stands behind it is the measure, together with a business named before it.
    """
    pieces = re.split("[" + CHAR["Date"] + CHAR["Period"] + "]", _AT_END.sub("", noun.strip()))
    name = _bare(pieces[-1])
    if len(pieces) < 2:
        return name
    before = _bare(_BEFORE_TIME.sub("", pieces[-2].strip()))
    if not name:
        return before
    return before + name if _BUSINESS.search(before) and len(before) > 2 and name in data()["of_business"] else name


def _bare(words: str) -> str:
    text = _NUMBERED.sub("", words.strip("的、 “”（("))
    text = _ITS.sub("", _lead().sub("", text))
    return _TAIL.sub("", text.strip("的、 “”（(")).strip("的 ")


# a date mark between words is 期末 or 期初: part of the name, no date that parts it
_AT_END = Pattern(f"(?<=[一-龥]){CHAR['Date']}(?=[一-龥])")


@cache
def _no_name() -> Pattern:
    return Pattern("|".join(f"(?:{pattern})" for pattern in data()["no_name"]))


@cache
def _nouns() -> Pattern:
    return Pattern(alternatives(data()["nouns"]))


def _is_measure(name: str) -> bool:
    return (
        2 <= len(name) <= 40
        and _nouns().search(name) is not None
        and not _REASONING.search(name)
        and not _UNDONE.search(name)
        and not _GENERIC.fullmatch(name)
        and not _no_name().search(name)
    )
