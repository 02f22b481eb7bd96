"""Words that stand for a party: 公司, 保荐机构, 甲方, 该客户 — resolved by the document, the clause, the last name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.model import Entity, EntityKind
from kg.pattern import Pattern
from nlp import lexicon
from nlp.mentions import Spot, taken
from nlp.readings import Reading, Segment

# 公司 alone is the issuer, unless what stands before it makes it another's: 子公司, 上市公司, 可比公司, 等公司 …
_OTHERS = (
    "子母分总各家他多该类两三四五业比股团限标市联目资网信险油电铁融托贸流技司型等外头名个一的些性设建券属监河洲江湖岛"
)
_ISSUER = Pattern(rf"本公司|我公司|我司|发行人(?!民币)|(?<![{_OTHERS}A-Za-z0-9])(?<![A-Za-z] )公司")
_NOT_ISSUER_AFTER = "法债章制类名登治层们"
_CALLED = Pattern(r"“([一-龥]{2,6})公司”|(?<![一-龥])([一-龥]{2,6})公司(?=\s?指\s)")
_LONGEST_BEFORE = 8
_SPONSOR = Pattern(r"保荐机构|保荐人|独立财务顾问")
_TARGETS = frozenset({"标的公司", "目标公司", "标的企业"})  # of a restructuring, where its filing names it
_PARTY_LETTER = Pattern(
    r"[甲乙丙丁]方|出租[方人]|承租[方人]|买方|卖方|发包[方人]|承包[方人]|转让方|受让方|委托方|受托方"
)
# 公司向其…: another than the issuer; ，其控股股东…: whom alone the sentence names
_TO_IT = Pattern(r"(?:公司|发行人)[^，。；\n]{0,12}?[向对与由从给为](?P<it>其)(?![他余它中实次])")
_OF_IT = Pattern(
    r"(?:^|[，；。])(?P<it>其)(?=(?:第一大|控股)?股东|实际控制人|注册资本|法定代表人|主营业务|经营范围|成立于|住所|(?:营业)?收入|净利润)",
    re.MULTILINE,
)
_BACK = Pattern(r"该(?P<kind>公司|客户|供应商|银行|合伙企业|企业|股东|单位|机构|经销商|子公司)")
_PARTY_KINDS = (EntityKind.ORG, EntityKind.BANK, EntityKind.PERSON, EntityKind.ANONYMOUS)


def deictic_spots(
    reading: Reading, spots: list[Spot], defined: Mapping[str, str], entities: Mapping[str, Entity]
) -> Iterator[Spot]:
    """Yield the words that stand for a party, with the party: `defined` maps such a word to an Entity.id.

    What a clause does not settle is left alone: a wrong party is worse than none.
    """
    covered = taken(spots, len(reading.text))
    issuer = next((entity.id for entity in entities.values() if "issuer" in entity.roles), None) or defined.get("公司")
    called = _called_companies(reading.text)
    for match in _ISSUER.finditer(reading.text):
        if issuer and not covered[match.start()] and not _compound(reading.text, match, called):
            yield match.start(), match.end(), issuer
    sponsor = defined.get("保荐机构") or defined.get("保荐人") or defined.get("独立财务顾问")
    for match in _SPONSOR.finditer(reading.text):
        if sponsor and not covered[match.start()] and reading.text[match.end() : match.end() + 1] not in "相":
            yield match.start(), match.end(), sponsor
    for word in sorted(_TARGETS & defined.keys()):
        for match in re.finditer(rf"(?<![一-龥]){word}|(?<=[与和及、由对向为]){word}", reading.text):
            if not covered[match.start()]:
                yield match.start(), match.end(), defined[word]
    yield from _letters(reading, spots, covered)
    yield from _back(reading, spots, entities)
    yield from _it(reading, spots, entities)


def _compound(text: str, match: re.Match[str], called: tuple[str, ...]) -> bool:
    """Tell whether 公司 only ends or begins a longer word: 快递公司, 晨星公司, 公司法."""
    if match[0] != "公司":
        return False
    before = text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    if before.endswith(_kinds_of_company()) or (called and before.endswith(called)):
        return True
    return text[match.end() : match.end() + 1] in _NOT_ISSUER_AFTER and match.end() < len(text)


@cache
def _kinds_of_company() -> tuple[str, ...]:
    """Return the words that with 公司 behind them are a kind of company, or one told before."""
    words = lexicon.words("names", "generic") | lexicon.words("names", "kinds_of_company")
    return tuple(sorted(word for word in words - lexicon.words("names", "no_kinds_of_company") if len(word) > 1))


def _called_companies(text: str) -> tuple[str, ...]:
    """Return what stands before 公司 where the filing quotes or defines such a name: 晨星 of “晨星公司”."""
    return tuple(sorted({match[1] or match[2] for match in _CALLED.finditer(text)}))


def _letters(reading: Reading, spots: list[Spot], covered: bytearray) -> Iterator[Spot]:
    """Resolve 甲方 by the `甲方：X`, `甲方（X）` or `X（甲方）` before it.

    What brackets define holds in their own paragraph or cell. What a line `甲方：X` defines holds on in the prose
    behind it, as long as the filing gives the word to one party only.
    """
    starts = {start: identity for start, _, identity in spots}
    ends = {end: identity for _, end, identity in spots}
    places = [match for match in _PARTY_LETTER.finditer(reading.text) if not covered[match.start()]]
    given = {match.start(): _given(reading.text, match, starts, ends) for match in places}
    parties: dict[str, set[str]] = {}
    for match in places:
        if identity := given[match.start()][0]:
            parties.setdefault(match[0], set()).add(identity)
    meaning: dict[str, tuple[str, bool, Segment]] = {}
    for match in places:
        identity, by_line = given[match.start()]
        segment = reading.segment_at(match.start())
        if identity:
            meaning[match[0]] = (identity, by_line, segment)
        elif match[0] in meaning:
            party, lasting, where = meaning[match[0]]
            if where is segment or (lasting and not segment.is_cell and len(parties[match[0]]) == 1):
                yield match.start(), match.end(), party


def _given(text: str, match: re.Match[str], starts: Mapping[int, str], ends: Mapping[int, str]) -> tuple[str, bool]:
    """Return the party that these words give to 甲方, or "", and whether a line does so rather than a bracket."""
    behind, before = match.end(), match.start()
    while text[behind : behind + 1] in tuple("（(：: “"):
        behind += 1
    while before and text[before - 1] in "（( “":
        before -= 1
    if behind > match.end() and (party := starts.get(behind)):
        return party, text[match.end()] in "：:"
    return (ends.get(before, ""), False) if before < match.start() else ("", False)


def _back(reading: Reading, spots: list[Spot], entities: Mapping[str, Entity]) -> Iterator[Spot]:
    """Resolve 该客户 to the last other party named in the same segment."""
    by_segment = _by_segment(reading.segments, spots)
    for number, segment in enumerate(reading.segments):
        named = by_segment.get(number)
        if not named or segment.is_cell:
            continue
        for match in _BACK.finditer(reading.text, segment.start, segment.end):
            fitting = [
                identity
                for _, end, identity in named
                if end <= match.start() and _fits(entities[identity], match["kind"])
            ]
            if fitting:
                yield match.start(), match.end(), fitting[-1]


def _it(reading: Reading, spots: list[Spot], entities: Mapping[str, Entity]) -> Iterator[Spot]:
    """Resolve 其 where its sentence, or else the sentence before, names one party alone that it can mean."""
    by_segment = _by_segment(reading.segments, spots)
    for number, segment in enumerate(reading.segments):
        named = by_segment.get(number)
        if not named or segment.is_cell:
            continue
        for pattern, of_us in ((_TO_IT, False), (_OF_IT, True)):
            for match in pattern.finditer(reading.text, segment.start, segment.end):
                at = match.start("it")
                ours = of_us and _ISSUER.search(reading.text, reading.text.rfind("。", segment.start, at) + 1, at)
                meant = _alone(reading.text, segment, named, entities, at)
                if meant and not ours:
                    yield at, at + 1, meant


def _alone(text: str, segment: Segment, named: list[Spot], entities: Mapping[str, Entity], at: int) -> str:
    """Return the only party that the sentence before a place names, or else the one before it; empty for several."""
    behind = at
    for _ in range(2):
        start = max(text.rfind("。", segment.start, behind), segment.start)
        parties = {identity for a, b, identity in named if start <= a and b <= behind and _is_other(entities[identity])}
        if parties or start == segment.start:
            return parties.pop() if len(parties) == 1 else ""
        behind = start
    return ""


def _is_other(entity: Entity) -> bool:
    return entity.kind in _PARTY_KINDS and "issuer" not in entity.roles and not entity.name.startswith(("第", "前"))


def _fits(entity: Entity, kind: str) -> bool:
    if "issuer" in entity.roles or entity.kind in (EntityKind.PRODUCT, EntityKind.REGULATOR, EntityKind.COURT):
        return False
    if kind == "银行":
        return entity.kind is EntityKind.BANK
    return entity.kind is not EntityKind.PERSON or kind == "股东"


def _by_segment(segments: tuple[Segment, ...], spots: Iterable[Spot]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    number = 0
    for spot in sorted(spots):
        while segments[number].end <= spot[0]:
            number += 1
        found.setdefault(number, []).append(spot)
    return found
