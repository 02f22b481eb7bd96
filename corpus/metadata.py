"""What a filing says of itself: on its first page, in its front matter, at its end.

Nothing is guessed: a field stays empty where the words are not there.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from corpus.dates import find_dates, reporting_period
from corpus.front_matter import front_matter
from corpus.kinds import kind_of
from corpus.title import COMPANY, find_title
from kg.model import DocumentMeta, Speaker
from kg.pattern import Pattern

_HEAD, _TAIL = 6_000, 900  # characters of the first and of the last page
_CODE = Pattern(r"(?:证券|股票|A股|公司|交易)代码[：:为]?(?:A股)?[：:]?([0368]\d{5}|4\d{5}|9\d{5}|2\d{5})")
_CODE_AFTER_NAME = Pattern(
    r"(?P<name>[\u4e00-\u9fffA-Za-z*]{2,20})\s*[（(](?:(?:证券|股票)代码[：:])?(?P<code>\d{6}(?:\.[A-Z]{2})?)(?:\.[A-Z]{2})?[）)]"
)
_SHORT = Pattern(
    r"(?:证券|股票|公司|A股)\s*简\s*称\s*[：:]?\s*(?:A股[：:])?(?P<name>(?:\*?S?\*?ST\s*|G\s*|N\s*)?[\u4e00-\u9fffA-Za-z0-9]{1,10}?)"
    r"(?=\s|[|（(，,；;。\u3000]|公告|编号|证券|股票|上市|债券|代码|A股|$)"
)
_NUMBER = Pattern(
    r"(?<!证书)(?<!执业)(?:公告)?编号[：:]?((?:临|公告)?[〔\[【（(]?(?:19|20)\d\d[〕\]】）)]?年?[-－—–]?(?:临|第)?\d{1,4}号?)"
)
_LETTER = Pattern(r"([\u4e00-\u9fff]{2,24}(?:函|字)(?:（[^（）]{2,10}）)?[【〔\[（(]20\d\d[】〕\]）)]第?\d{1,5}号)")
_DEFINED = Pattern(
    rf"(?P<name>{COMPANY})[（(](?:以下|下)?(?:统称|简称|称)?"
    r"(?P<terms>[^（）()]{0,40}?[“\"‘]?(?:公司|本公司|上市公司|发行人)[”\"’]?)[）)]"
)
_QUOTED = Pattern(r"[“\"‘]([^”\"’]{2,10})[”\"’]")
_BROKER = Pattern(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}证券(?:股份)?有限(?:责任)?公司")
_FULL_NAME = r"[\u4e00-\u9fff（）]{0,8}股份有限公司"
_SIGNED = Pattern(r"(?:公司|董\s*事\s*会|事务所|经理|委员会|监事会|会计师|[\n\s])\s*$")
_BYLINE = Pattern(r"记者|来源|作者|编辑|发布|时间")
_AFTER_SIGNATURE = Pattern(
    r"\s*(?:$|\n|\d{0,3}\s*$|第\s*\d+\s*页|[-—]\s*\d|报备|备查|附|[\u4e00-\u9fff（）]{4,30}公司\s*(?:第\s*\d|$))"
)
_NOTHING: Mapping[str, str] = MappingProxyType({})
_OWN_TERMS = frozenset({"公司", "本公司", "上市公司", "发行人"})


@dataclass(frozen=True, slots=True)
class _Page:
    """The first page in the forms that the rules need: as it is, and without any blanks."""

    raw: str
    bare: str
    title: str
    labels: str  # the lines before the title, without blanks


def read_metadata(text: str, head: Mapping[str, str] = _NOTHING) -> DocumentMeta:
    """Return kind, title, issuer, code, number and date as far as the filing states them.

    `head` is what the container tells (HTML): title, date, author, and a hint where the text has no title.
    """
    matter, behind = front_matter(text)
    matter = {**head, **matter}
    raw = text[behind : behind + _HEAD]
    found, at = find_title(raw)
    title = matter.get("title") or _closed_up(found) or matter.get("hint", "")
    page = _Page(raw, "".join(raw.split()), "".join(title.split()), "".join(raw[: at + 400].split()))
    kind, speaker = kind_of(page.title, page.bare, dated="date" in matter)
    code, short = _listing(page)
    period = reporting_period(page.title)
    published = _published(text, behind, matter, speaker)  # no report comes before its period ends
    issuer, author = _issuer_and_author(page, text, speaker, short)
    return DocumentMeta(
        kind=kind,
        title=title,
        issuer=issuer,
        issuer_short=short or _short_name(page, issuer),
        code=code,
        number=_first(_NUMBER, page.labels[:400]),
        published=published if not (published and period) or published > period.end else None,
        period=period,
        author=matter.get("author") or author,
        speaker=speaker,
        letter=_first(_LETTER, page.bare) if "函" in page.bare[:2000] and "回复" in page.bare[:2000] else "",
        supersedes=_superseded(page),
    )


def _closed_up(title: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", title)


def _first(rule: Pattern, text: str) -> str:
    match = rule.search(text)
    if match is None:
        return ""
    return re.sub(r"^(?:以下简称|出具的|的|关于|根据|收到|及)+", "", match[1])


def _listing(page: _Page) -> tuple[str, str]:
    """Return securities code and short name, from labels or from a code in brackets after the name."""
    code, short = _first(_CODE, page.labels[:600]), ""
    if match := _SHORT.search(_unspaced(page.raw[:1500])):
        short = "".join(match["name"].split())
    if code:
        return code, short
    if match := _CODE_AFTER_NAME.search(page.raw[:3000]):
        return match["code"], short or _name_in_title(match["name"], page.title)
    return "", short


def _unspaced(text: str) -> str:
    """Close up words that a dump spells with a blank after each character."""
    return re.sub(r"(?<=[\u4e00-\u9fff：]) (?=[\u4e00-\u9fff：](?: |$))", "", text)


def _name_in_title(run: str, title: str) -> str:
    """Return the longest end of a run of words that the title names too: what stands before it is no name."""
    ends = (run[at:] for at in range(len(run) - 1) if len(run) - at <= 8)
    return next((end for end in ends if end in title), run if len(run) <= 4 else "")


def _issuer_and_author(page: _Page, text: str, speaker: Speaker, short: str) -> tuple[str, str]:
    """Return the company that the filing is about, and who publishes it."""
    if speaker is Speaker.BROKER:
        brokers = Counter(_BROKER.findall(text)).most_common(1)
        return _named_like(text, short), brokers[0][0] if brokers else ""
    if speaker is Speaker.PRESS:
        return _named_like(text, short), ""
    first = re.match(COMPANY, page.title)
    own = first.group() if first and not page.title.startswith("关于") else ""
    if speaker is Speaker.ISSUER:
        issuer = own or _signatory(text) or _defined(page)[0]
        return issuer, issuer
    about = re.search(r"(?:关于|为)(" + COMPANY + ")", page.title)
    return (about[1] if about else _defined(page)[0]), own


def _defined(page: _Page) -> tuple[str, str]:
    """Return the company that the text calls 公司 from here on, and its short name."""
    for match in _DEFINED.finditer(page.bare):
        short = next((term for term in _QUOTED.findall(match["terms"]) if term not in _OWN_TERMS), "")
        name = re.split(r"(?:作为|担任|关于|系|是|为|由|对|，|、)(?=[\u4e00-\u9fff])", match["name"])[-1]
        return name, short
    return "", ""


def _signatory(text: str) -> str:
    """Return the company whose board signs at the end."""
    tail = "".join(text[-_TAIL:].split())
    signed = re.findall(r"(?:^|[。；：！”]|公告)(?:特此公告)?(" + COMPANY + r")董事会", tail)
    return signed[-1] if signed else ""


def _short_name(page: _Page, issuer: str) -> str:
    name, short = _defined(page)
    return short if issuer and name == issuer else ""


def _named_like(text: str, short: str) -> str:
    """Return the full name that holds a short name, if the text spells it out."""
    if not short:
        return ""
    names = Counter(re.findall(r"[\u4e00-\u9fff]{0,6}?" + re.escape(short) + _FULL_NAME, text))
    return min(names, key=lambda name: (-names[name], len(name), name), default="")


def _published(text: str, behind: int, matter: dict[str, str], speaker: Speaker) -> date | None:
    """Return the date in the front matter, under the signature at the end, or on a line of its own at the head."""
    if given := next(find_dates(matter.get("date", "")), None):
        return given[2]
    tail = text[max(behind, len(text) - _TAIL) :]
    signed = [
        day
        for start, end, day in find_dates(tail)
        if _SIGNED.search("\n" + tail[:start]) and _AFTER_SIGNATURE.match(tail[end:])
    ]
    if signed and speaker not in (Speaker.BROKER, Speaker.PRESS):
        return signed[-1]
    head = text[behind : behind + 1500]
    for start, end, day in find_dates(head):
        line = head[head.rfind("\n", 0, start) + 1 : start] + "\n" + head[end : (head + "\n").find("\n", end)]
        room = 40 if speaker is Speaker.PRESS and _BYLINE.search(line) else 12
        if len(line.strip()) <= (room if speaker in (Speaker.BROKER, Speaker.PRESS) else 0):
            return day
    return None


def _superseded(page: _Page) -> str:
    """Return the number of the announcement that a correction corrects."""
    if not re.search(r"更正|修订|补充", page.title):
        return ""
    numbers = [match[1] for match in _NUMBER.finditer(page.bare)]
    return next((number for number in numbers[1:] if number != numbers[0]), "")
