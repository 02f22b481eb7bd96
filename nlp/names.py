"""Names of organisations in running text: found by how they end, bounded by `boundaries`, and in cells and labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import EntityKind
from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp import lexicon
from nlp.anchored import Anchored
from nlp.boundaries import best_start, window_start
from nlp.readings import Reading

_SURE, _ENOUGH = 3.0, 1.0
_CENTRES = ("中心", "企业", "基金", "事务所", "公司")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a reading, and why it was taken for one."""

    start: int
    end: int
    text: str
    kind: EntityKind
    reason: str  # suffix, cell, label, listed, latin, regulator
    score: float = 0.0


@cache
def _suffixes() -> Anchored:
    data = lexicon.load("names")
    tags = alternatives(data["tags"])
    branch = rf"(?:[一-龥（）()]{{1,16}}?(?:{alternatives(data['branches'])}))"
    strong = rf"(?P<strong>{alternatives(data['strong'])})(?:{tags})?(?P<branch>{branch})?"
    centre = rf"(?P<centre>(?:{'|'.join(_CENTRES)}){'(?:' + tags + ')'})"
    weak = rf"(?P<weak>{alternatives(data['weak'])})(?![^\W与和及对向由]{{0,2}}(?:公司|集团公司))"
    return Anchored(rf"{strong}|{centre}|{weak}", (*data["strong"], *_CENTRES, *data["weak"]))


_NOT_BRANCH = Pattern(
    r"[与和及向由在的为对将于签以并同所]|公司|有限|持有|全资|控股|之|下属|关于|共同|合计|账户|开立|以及"
)
_LATIN = Pattern(
    r"(?<![A-Za-z])[A-Z][\w&.\-']{0,40}(?:[ ,]{1,2}(?:[A-Z&(][\w&.\-')]{0,40}|of|and|for|the|de|&)){0,15}?[ ,]{1,2}"
    r"(?:Limited|LIMITED|Ltd\.?|LTD\.?|Inc\.?|INC\.?|LLC|L\.L\.C\.|Corporation|Corp\.?|CORP\.?|GmbH|S\.A\.|PLC|plc|"
    r"Pte\.? Ltd\.?|B\.V\.|N\.V\.|Company|COMPANY|Co\.(?:, ?Ltd\.?)?|CO\.(?:, ?LTD\.?)?|Holdings|Group|AG|FZE|DMCC)"
    r"(?![A-Za-z])\.?"
)


def find_organizations(reading: Reading, known: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yield the organisations that a reading names by their suffix, left to right; `known` names bound themselves."""
    text = reading.text
    done = 0
    for match in _suffixes().finditer(text):
        found = _bounded(text, match, done, known)
        if found:
            yield found
            done = found.end if match["strong"] or match["centre"] else done
    for match in _LATIN.finditer(text):
        yield Found(match.start(), match.end(), match[0], EntityKind.ORG, "latin", _SURE)


def _bounded(text: str, match: re.Match[str], done: int, known: frozenset[str]) -> Found | None:
    weak = match["weak"] is not None
    end = match.end()
    branch = match["branch"]
    if branch and _NOT_BRANCH.search(re.sub(rf"(?:{lexicon.any_of('names', 'branches')})$", "", branch)):
        end = match.start("branch")
    low = max(done, window_start(text, match.start()))
    for start in range(low, match.start()):
        if text[start:end] in known:
            return _found(text, start, end, "known", _SURE)
    if weak and _is_common(text, match):
        return None
    chosen = best_start(text, low, match.start(), needs_place=weak)
    if chosen is None or chosen[1] < (2.5 if weak else _ENOUGH):
        return None
    if weak and _NOT_INSIDE.search(text, chosen[0], match.start()):
        return None
    return _found(text, chosen[0], end, "suffix", chosen[1])


_NOT_AFTER = Pattern(
    "采购|存款|补助|借款|贷款|授信|账户|承兑|流水|理财|转账|间市|卡号|规章|部门|城区|审计|债券|投资|引导|商|科技园|内部|职能|化"
)
_NOT_INSIDE = Pattern(r"[以为等的或时\d]|地方|资金|确定|路.{1,6}号")


def _is_common(text: str, match: re.Match[str]) -> bool:
    """Tell whether a weak ending is but part of a longer word (中心城区, 厂商) or of no name (上市公司, 以…为中心)."""
    if _NOT_AFTER.match(text, match.end()):
        return True
    if match[0] == "局" and text[: match.start()].endswith("政"):
        return not text[: match.start()].endswith(("财政", "邮政", "民政", "市政", "行政"))
    return match[0] == "公司" and text[: match.start()].endswith(tuple(lexicon.words("names", "not_a_company")))


def kind_of(name: str) -> EntityKind:
    """Tell banks, courts and regulators from other organisations by how the name ends."""
    for kind, ends in lexicon.load("names")["kinds"].items():
        if any(name.endswith(end) for end in ends):
            return EntityKind(kind)
    return EntityKind.BANK if re.search(r"银行(?:股份)?有限(?:责任)?公司", name) else EntityKind.ORG


def _found(text: str, start: int, end: int, reason: str, score: float) -> Found:
    name = text[start:end]
    return Found(start, end, name, kind_of(name), reason, score)


@cache
def _whole() -> Pattern:
    data = lexicon.load("names")
    tags, strong = alternatives(data["tags"]), alternatives([*data["strong"], *data["branches"]])
    return Pattern(
        rf"[一-龥A-Za-z0-9（）()·\-&. ]{{2,40}}?(?:(?:{strong})(?:{tags})?|(?:中心|企业|基金|事务所)(?:{tags}))"
    )


_NOT_WHOLE = r"(?:其中|减|加)[:：]|合计|本公司|对|[行司限份]|.{0,1}(?:股份)?有限"


_KIND = Pattern(  # of company that a register tells, and no name: 其他有限责任公司
    r"(?:其他|其它|一人|内资|外资|非上市|上市|国有独资|国有|私营|中外合资|中外合作|外商投资|台港澳|自然人)*(?:股份有限公司|有限责任公司|有限公司|合伙企业|有限合伙)"
    r"(?:[（(].*[）)])?"
)
_TWO = Pattern(r"有限(?:责任)?公司.*[一-龥]{2}有限(?:责任)?公司$")


_GLOSS = Pattern(r"\s?[（(](?:曾用名称?|原名称?|原)\s?[:：]?\s?(?P<name>[^（）()]{4,40})[）)]$")


def without_gloss(name: str) -> str:
    """Return the words of a cell without a bracket behind them that gives a former name.

    >>> without_gloss("甲乙银行丙支行（曾用名：甲乙银行丁支行）")
    '甲乙银行丙支行'
    """
    return _GLOSS.sub("", name).strip()


def find_in_cells(reading: Reading) -> Iterator[Found]:
    """Yield names that fill a table cell: full names anywhere, any name under a header that asks for one."""
    headers = frozenset(lexicon.load("names")["headers"]["party"])
    for segment, raw in reading.cells():
        name = raw.strip()
        if gloss := _GLOSS.search(name):
            before = gloss["name"].strip()
            if _whole().fullmatch(before):
                yield _cell(reading, segment.start, raw, before, "cell")
            name = without_gloss(name)
        if _whole().fullmatch(name) and "、" not in name and _is_one(name):
            yield _cell(reading, segment.start, raw, name, "cell")
        elif segment.heads and _is_party_header(segment.heads[-1], headers) and _is_short_name(name):
            yield _cell(reading, segment.start, raw, name, "column")


def _is_one(name: str) -> bool:
    """Tell a name from words in front of one, and from two full names in a row or with 与 or 前身 between them."""
    return not re.match(_NOT_WHOLE, name) and not _TWO.search(name) and not _KIND.fullmatch(name) and "前身" not in name


def _cell(reading: Reading, start: int, raw: str, name: str, reason: str) -> Found:
    at = start + raw.index(name)
    return Found(at, at + len(name), name, kind_of(name), reason, 5.0)


def _is_party_header(head: str, headers: frozenset[str]) -> bool:
    return "".join(head.split()) in headers


_SHORT = Pattern(r"[A-Za-z]*[一-龥][一-龥A-Za-z0-9（）()·\- ]{1,30}|[A-Z][A-Za-z0-9.&\- ]{1,40}")
_WORDY = Pattern(
    r"[的是否情况说明]|收入|成本|费用|金额|比例|余额|合计|平均|其中|净利|毛利|资产|负债|名[）)]|第[一二三四五]|^[（(]?[一二三四五六七八九十]+[、）)]"
)


def _is_short_name(name: str) -> bool:
    bare = "".join(name.split())
    if (bare.isascii() and len(bare) < 4) or _made_of_common_words().search(bare) or _WORDY.search(bare):
        return False
    if bare.endswith(("有限", "股份", "有限责", "有限责任", "股份有", "有限公")):
        return False
    return bool(_SHORT.fullmatch(name)) and bare not in lexicon.words("names", "not_names") | lexicon.words(
        "names", "cues"
    )


@cache
def _made_of_common_words() -> Pattern:
    common = "|".join((lexicon.any_of("names", "common"), lexicon.any_of("names", "generic"), "[A-Za-z（）()、]"))
    return Pattern(rf"^(?:{common})*$|{lexicon.any_of('names', 'not_in_names')}")


@cache
def _labelled() -> Pattern:
    label = lexicon.any_of("names", "labels")
    return Pattern(
        rf"(?<![一-龥])(?:{label})(?:\s?[（(][^（）()\n]{{1,12}}[）)])?(?:名称|全称)?\s?[:：]\s?(?P<name>[^，。；：、\n“”《》:;|]{{4,44}}?)\s?(?=[，。；、\n“;|]|[（(](?:以下|下称|简称|甲|乙)|$)",
        re.MULTILINE,
    )


def find_labelled(reading: Reading) -> Iterator[Found]:
    """Yield names that a label announces: 招标人：某某局."""
    for match in _labelled().finditer(reading.text):
        name = match["name"].strip()
        if _SHORT.fullmatch(name) and not _WORDY.search(name) and _ends_like_a_name(name) and _is_one(name):
            yield _found(reading.text, match.start("name"), match.start("name") + len(name), "label", 4.0)


@cache
def _endings() -> tuple[str, ...]:
    data = lexicon.load("names")
    return (*data["strong"], *data["branches"], *data["weak"], *data["tags"])


def _ends_like_a_name(name: str) -> bool:
    return name.endswith(_endings()) or bool(re.fullmatch(r"[A-Z][A-Za-z.,&\- ]+", name))


@cache
def _known(key: str) -> Anchored:
    return Anchored(rf"(?<![A-Za-z])(?:{lexicon.any_of('names', key)})(?![A-Za-z])", lexicon.words("names", key))


def find_regulators(reading: Reading) -> Iterator[Found]:
    """Yield regulators, exchanges and sources of figures that are known by name everywhere."""
    for key, kind in (("regulators", EntityKind.REGULATOR), ("sources", EntityKind.ORG)):
        for match in _known(key).finditer(reading.text):
            yield Found(match.start(), match.end(), match[0], kind, "listed", 4.0)
