"""Persons: a family name and one or two characters, where a post, a table column or 先生 says it is a person."""

import re
from collections.abc import Iterator
from functools import cache

from kg.model import EntityKind
from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp import lexicon
from nlp.names import Found
from nlp.readings import Reading


@cache
def _name() -> str:
    data = lexicon.load("persons")
    family = f"(?:{alternatives(data['compound'])}|[{data['surnames']}])"
    return rf"{family}(?:[一-龥]{{1,2}}|\s[一-龥])"


_END = (
    r"(?=[\s、，。；：:,（()）\n和及与等系为先女]|$|分别|均|直接|间接|持有|所持|签署|签订|承诺|出具"
    r"|质押|减持|增持|名下|同意|提议|通过|担任|合计|签字|致电|报道)"
)
_NOT_NAMES = Pattern(
    r"(?:公司|股东|董事|监事|经理|机构|单位|企业|人员|先生|女士|情况|关系|方|等|会|的|所|部|和|及|与|为|系|有|是|已|拟|厂)$"
    r"|^(?:和|及|与|应|有|相|从|经|能|于|向|都|如|包|高|全|常|曾)(?:[一-龥])$"
)


@cache
def _listed() -> Pattern:
    name = _name()
    before = alternatives(lexicon.load("persons")["before"])
    return Pattern(
        rf"(?:{before})(?:签字|签名|姓名)?(?:[:：]\s*|\s|为|系)?(?P<names>{name}(?:\s?[、，和及与]\s?{name}|\s{{2,}}{name})*){_END}"
    )


@cache
def _titled() -> Pattern:
    after = alternatives(lexicon.load("persons")["after"])
    return Pattern(rf"(?<![一-龥])(?P<names>{_name()})\s?(?:{after})")


@cache
def _whole() -> Pattern:
    return Pattern(_name())


def find_persons(reading: Reading) -> Iterator[Found]:
    """Yield persons by post, by title, and from columns of names."""
    for pattern in (_listed(), _titled()):
        for match in pattern.finditer(reading.text):
            at = match.start("names")
            for part in re.finditer(_name() + _END, match["names"]):
                if _is_person(part[0]):
                    yield _found(reading, at + part.start(), part[0], "post")
    headers = frozenset(lexicon.load("names")["headers"]["person"])
    holders = {"股东名称", "股东", "持有人", "发明人", "名称", "原告", "被告", "户名"}
    for segment, raw in reading.cells():
        name = raw.strip()
        head = "".join(segment.heads[-1].split()) if segment.heads else ""
        if head in headers | holders and reads_like_a_person(name):
            yield _found(reading, segment.start + raw.index(name), name, "column")


def reads_like_a_person(name: str) -> bool:
    """Tell whether a whole cell reads like the name of a person: a family name and one or two characters."""
    return _whole().fullmatch(name) is not None and _is_person(name)


def _is_person(name: str) -> bool:
    if "".join(name.split())[:2] in lexicon.words("persons", "not_persons"):
        return False
    return not _NOT_NAMES.search(name) and name not in lexicon.words("names", "not_names")


def _found(reading: Reading, at: int, name: str, reason: str) -> Found:
    return Found(at, at + len(name), name, EntityKind.PERSON, reason, 4.0)
