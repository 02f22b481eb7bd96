"""What is a name of a party, a project or a contract, and what is only a word for one: cut to the name, or refused."""

from functools import cache
from typing import Any

from kg.pattern import Pattern
from nlp import lexicon
from nlp.announcements.flat import Flat

Span = tuple[int, int]
_TAIL = r"(?:的?(?:项目|工程|招标|采购|标段|活动|标的|包|[,、\d]|\([^()]*\)))*"
_QUOTED = Pattern(  # a name in quotation marks, within a longer phrase, or whose first mark was cut off
    rf"(?:“(?P<whole>[^“”]{{6,}})|[^“”]*“(?P<inner>[^“”]{{12,}})|(?P<opened>[^“”]{{6,}}))”{_TAIL}"
)
PRICED = Pattern(r"[(（](?:预?中标|合同|成交)(?:金额|总?价)[^()（）]*[)）]")  # what a lot costs
_BRACKETS = {"(": ")", "“": "”", "《": "》", "‘": "’", "[": "]"}


@cache
def _words(key: str) -> dict[str, Pattern]:
    data: dict[str, Any] = lexicon.load("announcements")["wording"][key]
    return {name: Pattern(pattern) for name, pattern in data.items()}


def party_span(flat: Flat, start: int, end: int) -> Span | None:
    """Return the stretch that is a party's name within `[start, end)`, or None where it is a word for one."""
    return _cut(flat.text, start, end, _words("party"))


def project_span(flat: Flat, start: int, end: int) -> Span | None:
    """Return the stretch that is a project's name within `[start, end)`, or None where it is a word for one."""
    quoted = _QUOTED.fullmatch(flat.text, start, end)
    if quoted and quoted.lastgroup:
        start, end = quoted.span(quoted.lastgroup)
    return _cut(flat.text, start, end, _words("project"))


def title_span(flat: Flat, start: int, end: int) -> Span | None:
    """Return the stretch that is a contract's title within `[start, end)`, or None where it is a word for one."""
    return _cut(flat.text, start, end, _words("contract"))


def _cut(text: str, start: int, end: int, words: dict[str, Pattern]) -> Span | None:
    """Take off what only surrounds a name, again and again, until nothing more goes."""
    before = None
    while before != (start, end) and start < end:
        before = start, end
        if match := words["behind"].search(text[start:end]):
            end = start + match.start()
        if match := words["before"].match(text[start:end]):
            start += match.end()
        start, end = _unquoted(text, start, end)
    if end - start < 2 or words["refused"].search(PRICED.sub("", text[start:end])):
        return None
    return start, end


def _unquoted(text: str, start: int, end: int) -> Span:
    """Take off quotation marks around the whole, and those that only one end has."""
    inner = text[start:end]
    if len(inner) > 2 and inner[0] in "“‘" and inner.endswith(_BRACKETS[inner[0]]) and inner.count(inner[0]) == 1:
        return start + 1, end - 1
    if inner[:1] in tuple("“‘") and inner.count("”") + inner.count("’") == 0:
        return start + 1, end
    if inner[-1:] in tuple("”’") and "“" not in inner and "‘" not in inner:
        return start, end - 1
    if inner.count("(") > inner.count(")"):
        return start, start + inner.rindex("(")
    if inner[-1:] == "(" or (inner[-1:] == ")" and "(" not in inner):
        return start, end - 1
    return start, end
