"""How a statement is meant and who says it: a plan is no deed, a denial no claim, a rumour not the issuer's word."""

import re
from functools import cache
from typing import Any

from kg.model import Modality, Speaker
from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp.lexicon import load
from nlp.marks import ACCEPTS, CHAR

_ORDER = (
    Modality.DENIED,
    Modality.PLANNED,
    Modality.PROMISED,
    Modality.FORECAST,
    Modality.ESTIMATED,
    Modality.POSSIBLE,
)
_NOT_PLANNED = Pattern(
    r"拟(?:购买|收购|出售|注入|置[入出])(?=的|资产|标的|公司)|计划(?=企业|项目|书|单列|的|》|”)|模拟|虚拟|拟合|可能性|周计划|理财计划|计划公告|减持计划|激励计划|持股计划|计划书|产品规划|规划(?:许可|局|部门|设计|院|和自然资源)"
)
_POINT = Pattern(r"[。；;？]|[（(]\d{1,2}[）)]")
_ASKED = Pattern(r"是否|请公司|请结合|请补充|请说明|请列示|补充披露|[，、]说明|以下情形之一|排查|若存在|如有，请")
_PARTY = "".join(CHAR[kind] for kind in ACCEPTS["Party"])  # 公司 of a marked sentence
_REQUEST = Pattern(f"请(?:[{_PARTY}]|公司|发行人|你|贵|保荐|独立财务|年审|会计师|律师|补充|说明|结合|分别|列示)")
_HEADED = Pattern(
    r"^[（(]?.{0,4}(?:结合.{6,}(?:说明|提示|披露(?!日)|分析)|进一步核查)"
)  # a question said again over its answer
_IF = Pattern(rf"\s*[{_PARTY}]?(?:若|如果|一旦)")
_CLAUSE = Pattern(r"[，。；;：:！？]")


def _data() -> dict[str, Any]:
    return load("modality")


@cache
def _any() -> Pattern:
    """One expression for all modal words; the group tells which modality."""
    return Pattern("|".join(f"(?P<{name.value}>{alternatives(_data()[name.value])})" for name in _ORDER))


@cache
def _sources() -> Pattern:
    patterns = [pattern.replace("?P<s>", f"?P<s{i}>") for i, pattern in enumerate(_data()["sources"])]
    return Pattern("|".join(patterns))


def modality_of(text: str, start: int, end: int) -> Modality:
    """Return how the statement `[start, end)` of a sentence is meant, by the words before and in its clauses."""
    cuts = [match.end() for match in _CLAUSE.finditer(text, 0, start)]
    low = cuts[-1] if cuts else 0
    held = {match.lastgroup for match in _any().finditer(_NOT_PLANNED.sub("  ", text[low:end]))}
    if low and not held and _IF.match(text):
        return Modality.POSSIBLE
    return next((modality for modality in _ORDER if modality.value in held), Modality.ASSERTED)


def stands_for_party(words: str) -> bool:
    """Tell whether the words for a source only stand for a party named before: 对方, 该客户."""
    return words in _data()["stands_for"]


def is_asked(text: str, start: int, end: int) -> bool:
    """Tell whether the words `[start, end)` belong to a question or a request: nothing is stated there."""
    cuts = [match.end() for match in _POINT.finditer(text, 0, start)]
    low = cuts[-1] if cuts else 0
    if _HEADED.match(text):
        return True
    return _REQUEST.search(text, 0, end) is not None or _ASKED.search(text, low, end) is not None


def source_of(text: str, start: int) -> str:
    """Return the source that a sentence names before `start`: IDC, Wind; empty for none."""
    found = [match for match in _sources().finditer(text) if match.start() <= start]
    if not found:
        return ""
    groups = found[-1].groupdict()
    said = next((value for value in groups.values() if value), "").strip("“”（） ")
    if (
        said.endswith(tuple(_data()["acts"]))
        or any(word in said for word in _data()["no_source"])
        or said in ("公司", "本公司")
        or "（" in said
    ):
        return ""  # 根据法院作出的《…》: an act is cited, nobody is quoted; 根据现行政策预计: no name
    return re.sub(rf"(?:{alternatives(_data()['trailing'])})$", "", said)


@cache
def _hearsay() -> Pattern:
    return Pattern("|".join(_data()["hearsay"]))


def is_hearsay(text: str) -> bool:
    """Tell whether a sentence passes on what somebody without standing says."""
    return _hearsay().search(text) is not None


def speaker_of(block_speaker: Speaker, text: str, start: int, carried: str = "") -> str:
    """Return who states what begins at `start`: the named source, else who was quoted before, else the block's."""
    if named := source_of(text, start):
        return named
    if is_hearsay(text):
        return Speaker.HEARSAY.value
    return carried or block_speaker.value


@cache
def _answers() -> Pattern:
    return Pattern(alternatives(_data()["answers"]))


@cache
def _own_words() -> Pattern:
    return Pattern("|".join(_data()["own_words"]))


def quoted_on(text: str, carried: str) -> str:
    """Return whose words the sentences behind this one still are: an answer goes on to the end of its paragraph, unless
    the company itself speaks up."""
    if match := _answers().search(text):
        return source_of(text, match.end()) or Speaker.HEARSAY.value
    return "" if _own_words().search(text) else carried
