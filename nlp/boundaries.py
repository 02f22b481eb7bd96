"""Where a name begins. Its end is easy (有限公司); what stands before it is prose, and prose has no capitals.

Each place where the name might begin is scored by what stands before it, by what it begins with and by what the name
would then contain; the best place wins, and a best place that is poor is no name.
"""

from functools import cache

from kg.pattern import Pattern
from nlp import lexicon

_STOP = set("，。；：、！？\n\t“”‘’《》【】「」『』|…—,;:!?\"'=*#<>•●■▲★√□~％%。")
_LONGEST = 48
_BRACKET = Pattern(r"[（(][^（）()\d，。；：“”‘’\"]{1,20}[）)]")  # of a name: one with a quoted word defines it
_OF_JUSTICE = ("人民法院", "法院", "公安局")
_SMALL = Pattern("(?:区|县|镇|乡|旗|街道)$")  # a place that none of the list lies in: 朝阳区建设北京…中心
_SAYS_WHAT = ("为", "由", "是", "一家")
_REVIEWED = Pattern(r"(?:^|[年期度日])经(?!营|济|贸|纬|开|典|销)")
_COUNTRY = Pattern("[中国]|全国|最高")
_HANDS_ON = frozenset("由向被经与对")  # before a place they begin another name: 甲集团由乙省人民政府
_PARTY_BEFORE = Pattern("[一-龥]{2,}[在向被]")  # 甲公司在乙市法院: who goes to court is no part of its name
_OPENING, _CLOSING = "（(", "）)"
_LEAD = frozenset("为由是在与及被把到")  # lead from a cue to a name, and begin none: 中标人为…


def window_start(text: str, end: int) -> int:
    """Return how far back from `end` one name could reach: to a mark, a digit run, a blank or an open bracket."""
    at = end
    lowest = max(0, end - _LONGEST)
    while at > lowest:
        char = text[at - 1]
        if char in _CLOSING:
            opened = max(text.rfind("（", lowest, at), text.rfind("(", lowest, at))
            if opened < 0 or not _BRACKET.fullmatch(text, opened, at):
                return at
            at = opened
            continue
        if char in _STOP or char in _OPENING or (char == " " and not _between_latin(text, at - 1)):
            return at
        at -= 1
    return at


def _between_latin(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalpha() and after.isalpha()


@cache
def _cues() -> Pattern:
    return Pattern(f"(?:{lexicon.any_of('names', 'cues')})")


@cache
def _cue_run() -> Pattern:
    return Pattern(f"(?:{lexicon.any_of('names', 'cues')})+")


@cache
def _listed_places() -> Pattern:
    return Pattern(lexicon.any_of("places", "places"))


@cache
def _generic() -> Pattern:
    return Pattern(f"(?:{lexicon.any_of('names', 'generic')}|[（()）])*")


def best_start(text: str, low: int, stem_end: int, *, needs_place: bool = False) -> tuple[int, float] | None:
    """Return the most plausible start of the name whose suffix begins at `stem_end`, with its score; None for none."""
    stem = text[low:stem_end]
    if stem.endswith(_SAYS_WHAT):  # 公司类型由股份有限公司变更为有限责任公司: a kind of company
        return None
    places = {match.start(): match.end() for match in lexicon.place().finditer(stem)}
    cue_ends = {
        end: start
        for end, start in _cue_ends(stem).items()
        if not any(first <= start and end <= last for first, last in places.items())
    }
    inside = sorted(cue_ends)
    within = {at for match in _listed_places().finditer(stem) for at in range(match.start() + 1, match.end())}
    starts = {0, *cue_ends, *places}
    prepositions = lexicon.words("names", "prepositions")
    starts |= {at + 1 for at, char in enumerate(stem) if char in prepositions or char.isdigit() or char in ".)）"}
    of_justice = text.startswith(_OF_JUSTICE, stem_end)
    best: tuple[float, int] | None = None
    for at in sorted(starts):
        if at >= len(stem) or at in within:
            continue
        score = _score(stem, at, cue_ends, inside, places, needs_place=needs_place)
        if score is not None and of_justice and _PARTY_BEFORE.search(stem, at):
            score -= 3.0
        if score is not None and (best is None or score > best[0]):
            best = (score, at)
    if best is None or _cue_run().fullmatch(stem, best[1]):  # 整体变更设立 | 股份公司: of nobody
        return None
    return low + best[1], best[0]


def _is_of_another(stem: str, at: int, end: int, place: int) -> bool:
    """Tell whether a later place belongs to another name than the one that begins with the place `[at, end)`."""
    return stem[place - 1] in _HANDS_ON or bool(_SMALL.search(stem[at:end]) and not _COUNTRY.match(stem, place))


def _leads(text: str) -> bool:
    return text == "原" or text in lexicon.words("names", "prepositions") or text in lexicon.words("names", "cues")


def _cue_ends(stem: str) -> dict[int, int]:
    """Return where cue words end, with where they begin."""
    found: dict[int, int] = {}
    at = 0
    while match := _cues().search(stem, at):
        found[match.end()] = match.start()
        at = match.start() + 1
    return found


def _score(
    stem: str, at: int, cues: dict[int, int], inside: list[int], places: dict[int, int], *, needs_place: bool
) -> float | None:
    body = stem[at:]
    bare = _BRACKET.sub("", body).lstrip("对为与和及由向到在于其中")
    in_place = at in places or (body[0] not in "到为对与和及由向在于经收" and lexicon.county().match(body) is not None)
    if at == 0 and _cue_run().fullmatch(bare):  # 改聘 is no accounting firm
        return None
    if _generic().fullmatch(bare) and not (in_place and (needs_place or len(bare) > 2)):
        return None
    if needs_place and not in_place:
        return None
    score = 3.0 if at == 0 else 2.5 if at in cues else 0.0
    before = stem[at - 1 : at]
    if at and at not in cues and before in lexicon.words("names", "prepositions"):
        score = 2.0
    if at and score == 0.0:
        score = 1.5 if before.isdigit() or before in ".)）" else -1.0
    if in_place:
        score += 2.0
    if body[0] in "的了与和及或等" or body[0] in _CLOSING + _OPENING:
        score -= 4.0
    if (at == 0 and body[0] in "向由与及对被为在给将把经到据至从次") or (at in cues and body[0] in _LEAD):
        score -= 1.5
    score -= 3.0 if "的" in body else 0.0
    length = len(bare)
    score -= 3.0 if length < 2 else 0.25 * max(0, length - 14)
    for end in inside:
        start = cues[end]
        if start >= at and end < len(stem):
            # A cue inside a name is nearly always prose, save for those that are trades as well (支付, 租赁).
            score -= 2.5 if stem[start:end] not in lexicon.words("names", "ambiguous") else 0.6
    if body[0].isdigit() or body[0] in ".、":
        score -= 3.0
    if _REVIEWED.search(body):  # 甲公司最近两年经乙会计师事务所
        score -= 4.0
    if any(place in (at + 1, at + 2) and _leads(stem[at:place]) for place in places):
        score -= 4.0
    later = [place for place in places if place > at + 1 and place >= places.get(at, at)]
    if in_place and any(_is_of_another(stem, at, places.get(at, at), place) for place in later):
        score -= 3.0
    if later and not in_place:
        gap = stem[at : later[0]]
        score -= 1.5 if gap[-1] in lexicon.words("names", "prepositions") or later[0] in cues else 0.3
    score -= sum(0.4 for char in body[:-1] if char in "与和及向由为于的在将被从")
    return score
