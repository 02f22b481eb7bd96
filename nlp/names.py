"""Names of organisations in running text: found by how they end, bounded by `boundaries`, and in cells and labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import EntityKind
from kg.values.units import alternatives
from nlp import lexicon
from nlp.boundaries import best_start, window_start
from nlp.readings import Reading

_SURE, _ENOUGH = 3.0, 1.0


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
def _suffixes() -> re.Pattern[str]:
    data = lexicon.load("names")
    tags = alternatives(data["tags"])
    branch = rf"(?:[一-龥（）()]{{1,16}}?(?:{alternatives(data['branches'])}))"
    strong = rf"(?P<strong>{alternatives(data['strong'])})(?:{tags})?(?P<branch>{branch})?"
    centre = rf"(?P<centre>(?:中心|企业|基金|事务所|公司){'(?:' + tags + ')'})"
    return re.compile(rf"{strong}|{centre}|(?P<weak>{alternatives(data['weak'])})(?![一-龥]{{0,2}}(?:公司|集团公司))")


_NOT_BRANCH = re.compile(
    r"[与和及向由在的为对将于签以并同所]|公司|有限|持有|全资|控股|之|下属|关于|共同|合计|账户|开立|以及"
)
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-Z][\w&.\-']*(?:[ ,]{1,2}(?:[A-Z&(][\w&.\-')]*|of|and|for|the|de|&))*?[ ,]{1,2}"
    r"(?:Limited|LIMITED|Ltd\.?|LTD\.?|Inc\.?|INC\.?|LLC|L\.L\.C\.|Corporation|Corp\.?|CORP\.?|GmbH|S\.A\.|PLC|plc|Pte\.? Ltd\.?|"
    r"B\.V\.|N\.V\.|Company|COMPANY|Co\.(?:, ?Ltd\.?)?|CO\.(?:, ?LTD\.?)?|Holdings|Group|AG|FZE|DMCC)(?![A-Za-z])\.?"
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
    return _found(text, chosen[0], end, "suffix", chosen[1])


_COMMON_AFTER = re.compile(r"[一-龥]")


def _is_common(text: str, match: re.Match[str]) -> bool:
    """Tell whether a weak suffix is but part of a longer word: 中心城区, 政府采购, 银行存款."""
    after = text[match.end() : match.end() + 2]
    return after[:2] in (
        "采购",
        "存款",
        "补助",
        "借款",
        "贷款",
        "授信",
        "账户",
        "承兑",
        "流水",
        "理财",
        "转账",
        "间市",
        "卡号",
        "规章",
        "部门",
        "城区",
        "审计",
        "债券",
        "投资",
        "引导",
    )


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
def _whole() -> re.Pattern[str]:
    data = lexicon.load("names")
    tags, strong = alternatives(data["tags"]), alternatives([*data["strong"], *data["branches"]])
    return re.compile(
        rf"[一-龥A-Za-z0-9（）()·\-&. ]{{2,40}}?(?:(?:{strong})(?:{tags})?|(?:中心|企业|基金|事务所)(?:{tags}))"
    )


def find_in_cells(reading: Reading) -> Iterator[Found]:
    """Yield names that fill a table cell: full names anywhere, any name under a header that asks for one."""
    headers = frozenset(lexicon.load("names")["headers"]["party"])
    for segment, raw in reading.cells():
        name = raw.strip()
        if _whole().fullmatch(name) and "、" not in name and not re.match(r"(?:其中|减|加)[:：]|合计|本公司|对", name):
            yield _cell(reading, segment.start, raw, name, "cell")
        elif segment.heads and _is_party_header(segment.heads[-1], headers) and _is_short_name(name):
            yield _cell(reading, segment.start, raw, name, "column")


def _cell(reading: Reading, start: int, raw: str, name: str, reason: str) -> Found:
    at = start + raw.index(name)
    return Found(at, at + len(name), name, kind_of(name), reason, 5.0)


def _is_party_header(head: str, headers: frozenset[str]) -> bool:
    return "".join(head.split()) in headers


_SHORT = re.compile(r"[A-Za-z]*[一-龥][一-龥A-Za-z0-9（）()·\- ]{1,30}|[A-Z][A-Za-z0-9.&\- ]{1,40}")
_WORDY = re.compile(
    r"[的是否情况说明]|收入|成本|费用|金额|比例|余额|合计|平均|其中|净利|毛利|资产|负债|名[）)]|第[一二三四五]|^[（(]?[一二三四五六七八九十]+[、）)]"
)


def _is_short_name(name: str) -> bool:
    bare = "".join(name.split())
    return bool(_SHORT.fullmatch(name)) and bare not in lexicon.words("names", "not_names") and not _WORDY.search(bare)


@cache
def _labelled() -> re.Pattern[str]:
    label = lexicon.any_of("names", "labels")
    return re.compile(
        rf"(?<![一-龥])(?:{label})(?:\s?[（(][^（）()\n]{{1,12}}[）)])?(?:名称|全称)?\s?[:：]\s?(?P<name>[^，。；：、\n“”《》:;|]{{4,44}}?)\s?(?=[，。；、\n“;|]|[（(](?:以下|下称|简称|甲|乙)|$)",
        re.MULTILINE,
    )


def find_labelled(reading: Reading) -> Iterator[Found]:
    """Yield names that a label announces: 招标人：某某局."""
    for match in _labelled().finditer(reading.text):
        name = match["name"].strip()
        if _SHORT.fullmatch(name) and not _WORDY.search(name) and _ends_like_a_name(name):
            yield _found(reading.text, match.start("name"), match.start("name") + len(name), "label", 4.0)


@cache
def _endings() -> tuple[str, ...]:
    data = lexicon.load("names")
    return (*data["strong"], *data["branches"], *data["weak"], *data["tags"])


def _ends_like_a_name(name: str) -> bool:
    return name.endswith(_endings()) or bool(re.fullmatch(r"[A-Z][A-Za-z.,&\- ]+", name))


def find_regulators(reading: Reading) -> Iterator[Found]:
    """Yield regulators and exchanges that are known by name everywhere."""
    pattern = re.compile(lexicon.any_of("names", "regulators"))
    for match in pattern.finditer(reading.text):
        yield Found(match.start(), match.end(), match[0], EntityKind.REGULATOR, "listed", 4.0)
