"""How names are shortened: 北京青禾数据科技有限公司 is 青禾, 青禾数据, 北京青禾; 甲银行股份有限公司乙支行 is 甲银行."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.pattern import Pattern
from qa.parsing.words import concept_finder, word_file

SHORTEST = 2  # characters of a distinctive part
LONGEST_SHORT = 6  # characters of a name without its legal form that is parted: 青禾科技
SURE, ALONE, LESS, LEAST = 0.97, 0.95, 0.92, 0.86  # leaves out nothing that tells, all trades, some, the middle
LONGEST_HEAD = 3  # characters that a two-character ending of a name may stand behind: 新海东星 is 东星
_BRACKETS = Pattern(r"[（(][^（）()]{0,12}[）)]|[\s（）()]+")
_BANK = Pattern(r"(?P<bank>[\u4e00-\u9fff]{2,10}?银行)(?=(?:股份|有限|.{0,20}(?:支行|分行|营业部)$|$))")
_COURT = Pattern(r"(?P<place>.*?)第(?P<nth>[一二三四五六])中级人民法院$|(?P<high>.*?)高级人民法院$")
_ORDINAL = Pattern(r"第[一二三四五六七八九十]+|[\d一二三四五六七八九十]+")  # 第一建筑有限公司 is not called 第一
_OF_BRANCH = Pattern(r"(?P<whole>.{4,}?(?:股份有限公司|有限责任公司|有限公司))(?P<place>.+?)市?(?:分公司|营业部)$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name parted: 北京, 青禾, (数据, 科技); what is not told apart is all distinctive."""

    region: str
    distinctive: str
    trades: tuple[str, ...] = ()
    legal: bool = False

    @property
    def bare(self) -> str:
        return self.region + self.distinctive + "".join(self.trades)


@cache
def _data() -> dict[str, Any]:
    return word_file("names")


def bare_of(name: str) -> str:
    """Return a name without brackets, what they hold, and blanks."""
    return _BRACKETS.sub("", name)


@lru_cache(maxsize=65536)
def parts_of(name: str) -> Parts:
    """Part a legal name into region, distinctive part and trades, without its legal form.

    >>> parts_of("北京青禾数据科技有限公司")
    Parts(region='北京', distinctive='青禾', trades=('数据', '科技'), legal=True)
    """
    bare = bare_of(name)
    legal = next((x for x in _data()["legal"] if bare.endswith(x) and len(bare) > len(x) + 1), "")
    if not legal and len(bare) > LONGEST_SHORT:
        return Parts("", bare)
    bare = bare.removesuffix(legal)
    region = next((r for r in _data()["regions"] if bare.startswith(r) and len(bare) > len(r) + 1), "")
    left, trades = bare.removeprefix(region), list[str]()
    while trade := next((t for t in _data()["trades"] if left.endswith(t) and len(left) >= len(t) + SHORTEST), ""):
        left, trades = left.removesuffix(trade), [trade, *trades]
    return Parts(region, left, tuple(trades), legal=bool(legal))


def short_forms(name: str) -> Iterator[tuple[str, float]]:
    """Yield shorter forms of a name with how sure they are."""
    bare = bare_of(name)
    yield from _of_institution(bare)
    if bank := _BANK.match(bare):
        yield from ((form, 0.9) for form in _of_bank(bank["bank"]))
    if branch := _OF_BRANCH.match(bare):
        yield from _of_branch(branch["whole"], branch["place"])
    if not any(bare.endswith(b) for b in _data()["branch"]):
        yield from _of_company(name)


def _of_company(name: str) -> Iterator[tuple[str, float]]:
    parts = parts_of(name)
    if not parts.legal or len(parts.distinctive) < SHORTEST:
        return
    generic = parts.distinctive in _data()["generic"] or bool(_ORDINAL.fullmatch(parts.distinctive))
    regions = ("", *dict.fromkeys((parts.region.removesuffix("市"), parts.region))) if parts.region else ("",)
    for n in range(len(parts.trades) + 1):
        tail = "".join(parts.trades[:n])
        telling = any(t not in _data()["plain"] for t in parts.trades[n:])
        for region in regions:
            if tail or region or not generic:
                sure = SURE if not telling else LESS if tail or region else ALONE
                yield region + parts.distinctive + tail, sure
    if len(parts.trades) > 1 and not generic:
        yield parts.distinctive + parts.trades[-1], LEAST  # 青禾科技 of 青禾数据科技
    ending = parts.distinctive[-2:]
    known = ending in _data()["generic"] or concept_finder().find(ending)
    if len(parts.distinctive) == LONGEST_HEAD + 2 and not known:
        yield ending, 0.8


def _of_bank(bank: str) -> Iterator[str]:
    """Yield how a bank is called: 中国工商银行 is 工商银行 and 工行, 中国邮政储蓄银行 is 邮储银行."""
    yield bank
    own = bank.removeprefix("中国").removesuffix("银行")
    if not own:
        yield "中行"
        return
    yield f"{own}银行"
    if len(own) == 2 and bank.removesuffix("银行") not in _data()["regions"]:
        yield f"{own[0]}行"
    if len(own) == 4:
        yield f"{own[0]}{own[2]}银行"
        yield f"{own[0]}{own[2]}"


def _of_branch(whole: str, place: str) -> Iterator[tuple[str, float]]:
    """Yield how the branch of a company is called: 甲, where only its branch is known, and 北京甲."""
    for form, sure in _of_company(whole):
        yield form, min(sure, 0.9)
        yield place + form.removeprefix("中国"), 0.9


def _of_institution(bare: str) -> Iterator[tuple[str, float]]:
    """Yield the usual names of courts, exchanges and authorities."""
    for names in _data()["institutions"]:
        if bare in names:
            yield from ((form, 0.97) for form in names if form != bare)
    if bare.endswith("委员会"):
        yield bare.removesuffix("员会"), 0.95
    if court := _COURT.match(bare):
        place = court["place"] or court["high"] or ""
        short = f"{court['nth']}中院" if court["nth"] else "高院"
        for region in dict.fromkeys((place, place.removesuffix("市"), place.removesuffix("省"))):
            yield region + short, 0.95
