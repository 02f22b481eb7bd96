"""Short names that a filing defines for itself: （以下简称“…”或“…”）, 证券简称：…, name（code）."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.pattern import Pattern
from kg.values.codes import security_code
from nlp import lexicon
from nlp.names import Found
from nlp.readings import Reading

_QUOTE, _UNQUOTE = "[“\"「『‘']", "[”\"」』’']"
_DEFINITION = Pattern(
    rf"[（(](?P<lead>[^（）()\n。]{{0,40}}?)(?:以下|下文|下)?(?:简称|下称|称)(?:之?为)?[:：]?\s?(?P<names>[^（）()\n。；]{{2,60}})[）)]"
    rf"|[（(]\s?(?P<bare>{_QUOTE}[^“”\"（）()\n。，]{{2,16}}{_UNQUOTE}(?:\s?(?:或|、|/)\s?{_QUOTE}[^“”\"（）()\n。，]{{2,16}}{_UNQUOTE})*)\s?[）)]"
)
_QUOTED = Pattern(rf"{_QUOTE}([^“”\"‘’（）()]+?){_UNQUOTE}")
_EITHER = Pattern(r"\s?(?:或者|或|、|/)\s?")  # inside quotes, where 和 and 及 are part of names
_OR = Pattern(r"\s?(?:或者|或|、|/|和|及|，|,)\s?")
_CODED = Pattern(
    r"(?P<name>[\*A-Za-z]{0,4}[一-龥A-Za-z]{2,14})\s?[（(]\s?(?:(?:证券|股票)?代码[:：]?\s?)?(?P<code>\d{6}|\d{4,5}(?=\.HK))(?P<board>\.[A-Z]{2})?[^（）()\n]{0,12}[）)]"
)
_STATED = Pattern(
    r"(?:证券|股票|A股|公司)简称[:：]\s?(?P<name>\*?[A-Za-z]{0,4}[一-龥A-Za-z]{2,8}?)"
    r"(?=(?:公告)?编号|(?:证券|股票|债券)(?:代码|简称)|[^一-龥A-Za-z]|(?<=[一-龥]{4})公|$)"
)

_NUMBER = Pattern(r"\s|\d|(?<![A-Za-z])[A-Z](?![A-Za-z])")  # 甲方1, 受托方A; ABC公司 is a name


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name given to the party whose name ends at `owner_end` of the reading."""

    alias: str
    start: int
    end: int
    owner: Found


def find_definitions(reading: Reading, names: Iterable[Found]) -> Iterator[Definition]:
    """Yield the short names that stand in brackets right behind a name, one for each of several."""
    by_end = {found.end: found for found in names}
    text = reading.text
    for match in _DEFINITION.finditer(text):
        if "合称" in match[0] or "统称" in match[0] or "并称" in match[0]:
            continue
        owner = _owner(text, match.start(), by_end)
        if owner is None:
            continue
        group = "names" if match["names"] else "bare"
        for start, end in _parts(match[group]):
            at = match.start(group)
            if is_name(alias := text[at + start : at + end]):
                yield Definition(alias, at + start, at + end, owner)


def _owner(text: str, bracket: int, by_end: dict[int, Found]) -> Found | None:
    """Return the name right before a bracket, over another bracket, blanks or closing quotes if need be."""
    at = bracket
    for _ in range(3):
        while at and text[at - 1] in ' ”"':
            at -= 1
        if at in by_end:
            return by_end[at]
        if at and text[at - 1] in "）)":
            at = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
            continue
        break
    return None


def _parts(words: str) -> Iterator[tuple[int, int]]:
    quoted = [match.span(1) for match in _QUOTED.finditer(words)]
    for start, end in quoted or [(0, len(words))]:
        yield from _alternatives(words, start, end, quoted=bool(quoted))


def _alternatives(words: str, start: int, end: int, *, quoted: bool) -> Iterator[tuple[int, int]]:
    """Yield the parts of `公司或乙方`, blanks around them left out, at most 20 characters each."""
    least = 1 if quoted else 2
    for part in (_EITHER if quoted else _OR).split(words[start:end]):
        at = words.index(part, start)
        start = at + len(part)
        bare = part.strip()
        if least <= len(bare) <= 20:
            at += part.index(bare)
            yield at, at + len(bare)


def is_name(alias: str) -> bool:
    """Tell a name from what else stands in brackets behind one: a code, a number, a single character, ST alone."""
    return len(alias) > 1 and not re.search(r"代码|编号|\d{5}|^\*?S?\*?ST?$", alias)


def is_deictic(alias: str) -> bool:
    """Tell whether a defined word is one of the roles that every filing uses (公司, 保荐机构, 甲方), be it numbered."""
    words = (_NUMBER.sub("", word) for word in _OR.split(alias))
    return all(word in lexicon.words("names", "deictic") for word in words)


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed company's short name with its code, where it stands in the reading."""

    name: str
    code: str
    start: int
    end: int


def find_listed(reading: Reading) -> Iterator[Listed]:
    """Yield short names that a securities code in brackets follows.

    Where the short name begins is told by how often the filing uses it: the longest ending that it repeats.
    """
    text = reading.text
    for match in _CODED.finditer(text):
        name = match["name"]
        if name.endswith(("公司", "有限合伙", "代码", "简称")):
            continue
        length = _repeated_ending(text, name)
        if length < 2:
            continue
        code = match["code"] + match["board"] if match["board"] else security_code(match["code"])
        yield Listed(name[-length:], code, match.end("name") - length, match.end("name"))


def _repeated_ending(text: str, name: str) -> int:
    """Return the length of the ending that is the name: what the filing repeats, else what follows a known word."""
    word = ""
    for length in (4, 3, 5, 2, 6):
        known = [word for word in _before_names() if name[:-length].endswith(word)] if length < len(name) else []
        if known:
            default, word = length, max(known, key=len)
            break
    else:
        default = min(4, len(name))
    best = default
    within = range(default + 1, default + len(word))  # 金融资产泰凌微: no name begins inside 资产
    for length in range(3, min(8, len(name)) + 1):
        if length not in within and text.count(name[-length:]) >= max(2, text.count(name[-default:]) // 2):
            best = max(best, length)
    return best


@cache
def _before_names() -> tuple[str, ...]:
    return tuple(word for key in ("cues", "generic") for word in lexicon.words("names", key))


def find_stated(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield what 证券简称：… says."""
    return ((match.start("name"), match.end("name"), match["name"]) for match in _STATED.finditer(reading.text))
