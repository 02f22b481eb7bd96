"""Names that fill a hole: of a party by whom or with whom something is done, of a thing of the kind asked for."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.pattern import Pattern
from qa.evidence.found import Item
from qa.parsing.hole import Hole, Want
from qa.parsing.match import meanings_of, squeezed
from qa.parsing.names import Names
from qa.parsing.words import meanings, word_file
from qa.reading.echo import framed
from qa.reading.figures import Filled
from qa.reading.sight import Sight, Span

LONGEST = 40  # characters of what a thing is called
BESIDE = 0.35  # what a name gains beside which the sentence says what stands beside the hole
_CLAUSE = Pattern("[，,；;。]")
OFFERED, LABELLED = 0.7, 0.6  # how well a choice is filled, and what is only known by the word before it
OUTRIGHT = 0.8  # how well what a sentence says outright
ADDED = 36  # characters of a thing with what a sentence adds to it
SHORT = 12  # characters of a name that is known only by the word before it: longer ones hold other words too
FRAMED = 0.2  # what a name gains whose own clause says all that the clause asks that has the hole
TYPED = 0.25  # what a name gains that is of the kind asked for
NOUN = 6  # characters behind a hole in which the noun asked for begins
BETWEEN = (2, 20)  # characters of a name known only by what stands on both its sides
_GENERAL = Pattern(r"^(?:公司|客户|供应商|企业|机构|银行|单位|股东)?(?:来|所)?")
_QUOTED = Pattern(r"[“「『\"](?P<name>[^“”「」『』\"]{2,30})[”」』\"]")
_LEGAL = Pattern(
    r"[\u4e00-\u9fffA-Za-z（）()]{2,24}?(?:股份有限公司|有限责任公司|有限公司|事务所(?:[（(]特殊普通合伙[）)])?|法院|委员会|研究院|大学|银行)"
)
_LED = Pattern(r"(?:[为是系由与和向]|包括)(?=[^，]{4})")  # what stands before a name and is none of it
_LABELLED = Pattern(
    r"[^，。；：]{0,6}?(?:为|是|系|即|称为|名为|叫做?|：|:|——|—(?=“)|(?=“))(?P<name>“[^”]{2,30}”|[^，,。；;]{2,40})"
)
_STATED = Pattern(r"(?:主要|目前|当前|现|均|一般|统一)?(?:为|是(?!否|指)|系|[：:])(?P<name>[^。；;]{2,})")
_OTHERS = Pattern(r"等[一二两三四五六七八九十\d]{1,3}个?(?:部门|部委|单位|机构|家(?:公司|企业|银行|机构|单位)?)")
_FURTHER = Pattern(r"，(?=因此|因而|从而|后续|未来|并|但|同时|且|其中|而|较|占|同比|其)")
_IS = ("是", "为")
_PREPOSITIONS = frozenset("和与由向被给跟同从对")
_WITH = "和与跟同"
_EDGE = Pattern(r"[，,。；;：:、（）()]")


@lru_cache(maxsize=1)
def _named() -> dict[str, Pattern]:
    return {noun: Pattern(pattern) for noun, pattern in word_file("holes")["named"].items()}


def called(hole: Hole, sight: Sight, names: Names, asked: frozenset[str]) -> Filled | None:
    """Return the name that fills a hole; None where the sentence has none of the kind, or two as near."""
    of_kind = [(span, TYPED) for span in _of_kind(hole, sight)]
    marked = {span for span, _ in of_kind}
    if hole.want is Want.PARTY:
        options = of_kind or [(span, 0.0) for span in _parties(hole, sight, names, asked)]
        between = [] if of_kind else list(_between(hole, sight))
        marked |= {*(span for span, _ in options), *(between if len(between) == 1 else ())}
        options += [(span, TYPED) for span in between]
    else:
        quoted, ending = list(_quoted(hole, sight)), list(_ending(hole, sight))
        marked |= {*quoted, *(span for span in ending if _EDGE.match(f"{sight.text}。", span.end))}
        options = of_kind or [(span, TYPED) for span in (*quoted, *ending)]
    spans = [span for span, _ in options]
    scored = [(sight.nearness(s, hole.cues, spans) + gain + _beside(hole, sight, s), s) for s, gain in options]
    scored = [(fit + FRAMED * framed(hole, sight, s), s) for fit, s in scored]
    scored.sort(key=lambda pair: (-pair[0], pair[1].start))
    if not scored:
        return None
    fit, span = scored[0]
    if others := _OTHERS.match(sight.text, span.end):
        marked = {Span(span.start, others.end())} if span in marked else marked
        span = Span(span.start, others.end())  # 甲部等六部门
    text = sight.text[span.start : span.end]
    if any(f > fit - 0.02 and sight.text[s.start : s.end] != text for f, s in scored[1:]):
        return None
    return Filled(span, (Item(text, "", text, text),), min(1.0, fit), certain=span in marked)


def _of_kind(hole: Hole, sight: Sight) -> Iterator[Span]:
    """Yield names that are written as those of the noun behind or before the hole are."""
    if hole.behind:
        kinds = sorted((at, word) for word in _named() if 0 <= (at := hole.behind.find(word)) < NOUN)
    else:
        kinds = [(0, word) for word in _named() if hole.before.rstrip("是为的").endswith(word)]
    for pattern in (_named()[word] for _, word in kinds[:1]):
        for match in pattern.finditer(sight.text):
            yield _trimmed(sight, *match.span())


def _trimmed(sight: Sight, start: int, end: int) -> Span:
    """Cut from a name found by its end what cannot be of it: the words up to the last preposition or verb before it."""
    said = sight.text[start:end]
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"经|由|向|的|业经|在|与|和|至|聘请|委托|根据|取得|收到|出具|(?<![行作成])为|是|系|通过(?=[^，]{4})",
                said[:-2],
            )
        ),
        default=0,
    )
    return Span(start + cut, end)


def _parties(hole: Hole, sight: Sight, names: Names, asked: frozenset[str]) -> Iterator[Span]:
    found = [m for m in names.find(sight.text) if m.sure >= 0.9 and not set(m.ids) & asked]
    for mention in found:
        led = _LED.match(sight.text[mention.start : mention.end])
        yield Span(mention.start + (led.end() if led else 0), mention.end)
    if found:
        return
    for match in _LEGAL.finditer(sight.text):
        span = _trimmed(sight, *match.span())
        name = sight.text[span.start : span.end]
        if "公司" not in name[:-2] and not any(meanings()[m].kind for m in meanings_of(squeezed(name))):
            yield span  # 公司银行账户, 利率高于银行 name no bank
    if hole.before.endswith(_IS) and not hole.behind:
        return  # who the analyst is: a name, no other function
    for word in word_file("holes")["actors"]:
        at = sight.text.find(word)
        if at >= 0:
            yield Span(at, at + len(word))


def _between(hole: Hole, sight: Sight) -> Iterator[Span]:
    """Yield what stands where the hole does, between the same words: 和…建立了."""
    left, right = hole.before[-1:], _GENERAL.sub("", hole.behind)[:2]
    if len(right) < 2 or left not in _PREPOSITIONS:
        return
    alike = _WITH if left in _WITH else left
    at = sight.folded.find(right)
    while at >= 0:
        start = max(sight.folded.rfind(word, 0, at) for word in alike) + 1
        if start and BETWEEN[0] <= at - start <= BETWEEN[1] and not _EDGE.search(sight.text[start:at]):
            yield Span(start, at)
        at = sight.folded.find(right, at + 1)


def _quoted(hole: Hole, sight: Sight) -> Iterator[Span]:
    """Yield what stands in quotation marks right beside the noun asked for: “…”的称号."""
    noun = _noun(hole, sight)
    for match in _QUOTED.finditer(sight.text) if noun else ():
        around = (
            sight.folded[max(0, match.start() - 4) : match.start()]
            + "|"
            + sight.folded[match.end() : match.end() + len(noun) + 2]
        )
        if noun in around:
            yield Span(*match.span("name"))


def _ending(hole: Hole, sight: Sight) -> Iterator[Span]:
    """Yield what begins behind the words that stand before the hole and ends in the noun behind it."""
    noun = _noun(hole, sight)
    at = sight.folded.find(noun) if noun else -1
    while at >= 0:
        start = max(_anchor(hole, sight, at), max((m.end() for m in _EDGE.finditer(sight.text, 0, at)), default=0))
        anchored = start == _anchor(hole, sight, at)
        row = Pattern(rf"(?:[、和与及][^，。；：、]{{1,16}}?{re.escape(noun)})*").match(sight.folded, at + len(noun))
        end = row.end() if row else at + len(noun)
        if anchored and at - start >= 2 and end - start <= LONGEST:
            yield Span(start, end)
        at = sight.folded.find(noun, at + 1)


def _noun(hole: Hole, sight: Sight) -> str:
    """Return the longest beginning of the words behind a hole that the sentence has too; of a bare noun its end."""
    for size in range(min(8, len(hole.behind)), 1, -1):
        if hole.behind[:size] in sight.folded:
            if size < len(hole.behind) <= NOUN and hole.behind[-2:] in sight.folded:
                break
            return hole.behind[:size]
    return hole.behind[-2:] if 2 <= len(hole.behind) <= NOUN and hole.behind[-2:] in sight.folded else ""


def _anchor(hole: Hole, sight: Sight, before: int) -> int:
    """Return where the longest end of the words before a hole last stands before a place; -1 if nowhere."""
    said = hole.before.rstrip("的了")
    for size in range(min(8, len(said)), 1, -1):
        at = sight.folded.rfind(said[-size:], 0, before)
        if at >= 0:
            return at + size
    return -1


def _beside(hole: Hole, sight: Sight, span: Span) -> float:
    """Return what a stretch gains because its neighbours are the hole's: 和…建立了, 由…出具."""
    left = bool(hole.before) and sight.folded[: span.start].endswith(hole.before[-1:])
    behind = _GENERAL.sub("", hole.behind)
    right = bool(behind) and sight.folded[span.end :].startswith(behind[:2])
    return BESIDE * (0.5 * left + 0.5 * right)


def labelled(hole: Hole, sight: Sight) -> Filled | None:
    """Return what a sentence says a thing is, right behind the word nearest to the hole: 账期为…, 风险等级：…."""
    for cue in hole.label:
        for place in sight.places(cue):
            if match := _LABELLED.match(sight.text[place.end :]):
                name = match["name"].strip("“”\"'")
                span = Span(place.end + match.start("name"), place.end + match.end("name"))
                return Filled(span, (Item(name, "", name, name),), LABELLED, certain=len(name) <= SHORT)
    return None


def stated(hole: Hole, sight: Sight) -> Filled | None:
    """Return what a sentence says outright that the word before the hole is, with what it adds: 商业模式是…，…."""
    for cue in hole.label:
        for place in sight.places(cue):
            if match := _STATED.match(sight.text, place.end):
                name = _FURTHER.split(match["name"])[0].strip("“”")
                name = name if len(name) <= ADDED else name.split("，")[0]
                at = sight.text.find(name, match.start("name"))
                span = Span(at, at + len(name))
                return Filled(span, (Item(name, "", name, name),), OUTRIGHT, certain=len(name) <= SHORT)
    return None


def offered(hole: Hole, sight: Sight, names: Names, asked: frozenset[str]) -> Filled | None:
    """Return the one of the things offered that a sentence says: 总额法还是净额法; None where it says both.

    Where it does, that counts which it says of nobody but the parties asked about.
    """
    there = [Span(at, at + len(option)) for option in hole.options if (at := sight.folded.find(option)) >= 0]
    if len(there) > 1:
        about = [_named_beside(span, sight, names) for span in there]
        named = [span for span, whom in zip(there, about, strict=True) if whom and whom <= asked]
        there = named or [span for span, whom in zip(there, about, strict=True) if not whom]
    if len(there) != 1:
        return None
    text = sight.text[there[0].start : there[0].end]
    return Filled(there[0], (Item(text, "", text, text),), OFFERED)


def _named_beside(span: Span, sight: Sight, names: Names) -> frozenset[str]:
    """Return the parties that the clause of a stretch names."""
    start = max((m.end() for m in _CLAUSE.finditer(sight.text, 0, span.start)), default=0)
    end = _CLAUSE.search(sight.text, span.end)
    return names.ids_in(sight.text[start : end.start() if end else len(sight.text)])
