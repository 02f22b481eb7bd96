"""Short forms of full names that a filing uses without defining them, and brands that it says are somebody's.

A full name may stand without its legal form, and a group without its brackets: 甲乙证券 is 甲乙证券股份有限公司 where
the filing names no other. Nothing looser is safe: what a short form leaves out besides (置业, 云计算) tells a parent
from its children.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from kg.pattern import Pattern
from kg.values.names import bare_name, one_spelling
from nlp import lexicon

BEFORE = 40  # characters before a full name in which its brand may stand
LEAST = 4  # characters of a short form
MOST = 0.75  # of the places where a short form stands a name can begin
LEAST_CORE = 2  # of what is neither a place nor a word that many firms have
_QUOTE, _UNQUOTE = '[“"「『]', '[”"」』]'
# how a longer name goes on, maybe on the next line
_GOES_ON = Pattern(r"\s*(?:股\s?份|有\s?限|责\s?任|集团|公司|合\s?伙|（)")
_WORD = Pattern("[一-龥A-Za-z0-9]")
_FREE_AFTER = Pattern(r"[^一-龥A-Za-z0-9]|[与和及的为系是在于等]|$")  # what follows a name and does not go on with it


@dataclass(frozen=True, slots=True)
class Form:
    """Another name of a party, and the words of the reading that say so; -1 where none do."""

    owner: str  # the full name, in one spelling
    text: str
    reason: str  # short-form, brand
    start: int = -1
    end: int = -1


def find_short_forms(text: str, names: Collection[str], taken: Collection[str]) -> Iterator[Form]:
    """Yield the short forms that a text uses of the full names that it gives. `taken` are names of others."""
    bares = {name: bare_name(name) for name in sorted(names)}
    owners: dict[str, set[str]] = defaultdict(set)
    for name, bare in bares.items():
        for form in _forms(bare):
            owners[form].add(name)
    wanted = [form for form, meant in sorted(owners.items()) if len(meant) == 1 and form not in taken]
    for form, places in places_of(text, wanted, names).items():
        owner = min(owners[form])
        others = {bare for name, bare in bares.items() if name != owner}
        if _used(text, form, places) and not _meant_too(form, bares[owner], others):
            yield Form(owner, form, "short-form")


def _meant_too(form: str, bare: str, others: Iterable[str]) -> bool:
    """Tell whether a form may mean another: the group of that name, and where it lacks more than the legal form anybody
    whose name begins so."""
    return any(other == f"{form}集团" or (form != bare and other.startswith(form)) for other in others)


def places_of(text: str, forms: Sequence[str], names: Collection[str]) -> dict[str, list[int]]:
    """Return where forms stand in a text, in one pass over it, save within full names and longer ones."""
    found: dict[str, list[int]] = {form: [] for form in forms}
    inside = {form: [(name, name.index(form)) for name in names if form in name] for form in forms}
    machine = ahocorasick_rs.AhoCorasick(forms) if forms else None
    for number, start, end in machine.find_matches_as_indexes(text, overlapping=True) if machine else ():
        form = forms[number]
        held = any(start >= at and text.startswith(name, start - at) for name, at in inside[form])
        if not held and not _GOES_ON.match(text, end):
            found[form].append(start)
    return found


def _forms(bare: str) -> Iterator[str]:
    """Yield a bare name that reads like a firm's, and with its place what is left without 科技 at its end."""
    if len(bare) >= LEAST and _trade().search(bare) and _core(bare) >= LEAST_CORE:
        yield bare
    place, shorter = lexicon.place().match(bare), _technology().sub("", bare)
    if place and shorter != bare and len(shorter) - place.end() >= LEAST_CORE:
        yield shorter


def _used(text: str, form: str, places: Sequence[int]) -> bool:
    """Tell whether a text uses a form at these places: where a name can begin most times, and for what lacks more than
    its legal form by itself each time."""
    begun = [place for place in places if _free_before(text, place)]
    if not begun or len(begun) < MOST * len(places):
        return False
    return bool(_trade().search(form)) or (begun == places and all(_free_after(text, p + len(form)) for p in places))


def _free_after(text: str, at: int) -> bool:
    """Tell whether a name can end at a place: before a mark, a particle or a word that a name does not hold."""
    return bool(_FREE_AFTER.match(text, at)) or text.startswith(_cues(), at)


def _free_before(text: str, at: int) -> bool:
    """Tell whether a name can begin at a place: behind a mark, a preposition or a word that leads to names."""
    before = text[at - 1 : at]
    led = before in lexicon.words("names", "prepositions") or text[max(0, at - 8) : at].endswith(_cues())
    return led or not _WORD.match(before)


@cache
def _cues() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("names", "cues") | lexicon.words("names", "ambiguous")))


def _core(bare: str) -> int:
    """Return how many characters of a name are neither a place nor a word that many firms have."""
    place = lexicon.place().match(bare)
    return len(_no_name().sub("", bare[place.end() if place else 0 :]))


@cache
def _no_name() -> Pattern:
    return Pattern(f"{lexicon.any_of('names', 'generic')}|{lexicon.any_of('names', 'trades')}")


@cache
def _trade() -> Pattern:
    return Pattern(rf"(?:{lexicon.any_of('names', 'generic')})$")


@cache
def _technology() -> Pattern:
    return Pattern(rf"(?:{lexicon.any_of('names', 'colourless')})$")


def _brand(bare: str) -> str:
    """Return a pattern for a brand: in quotation marks, in Latin letters, or `bare` characters."""
    return (
        rf"(?:{_QUOTE}(?P<quoted>[^“”\"「」『』，。；]{{2,12}}){_UNQUOTE}|(?P<plain>[A-Za-z][A-Za-z0-9]{{2,20}}{bare}))"
    )


@cache
def _branded() -> tuple[Pattern, ...]:
    """Match a brand in brackets behind a name, one that the name owns, and one that is said to be the name's."""
    word = lexicon.any_of("names", "brands")
    bracketed = _brand(r"|[一-龥]{2,8}(?=\s?[）)])")
    begun = _brand(r"|(?<=[，。；\n])[一-龥]{2,8}")
    return (
        Pattern(rf"\s?[（(]\s?(?:{word})(?:名称?|为|是)?[:：]?\s?{bracketed}"),
        Pattern(rf"旗下的?(?:{word})\s?{_brand('')}"),
        Pattern(rf"{begun}\s?(?:系|是|为)\s?$"),
    )


@cache
def _of_whom() -> Pattern:
    return Pattern(rf"(?:旗下的?|的)(?:{lexicon.any_of('names', 'brands')})")


def find_brands(text: str, ends: Iterable[tuple[int, int, str]]) -> Iterator[Form]:
    """Yield the brands that a text says are somebody's; `ends` are where full names begin and end."""
    bracketed, owned, before = _branded()
    for start, end, name in ends:
        match, shift = bracketed.match(text, end) or owned.match(text, end), 0
        if match is None and _of_whom().match(text, end):
            shift = max(0, start - BEFORE)
            match = before.search(f"\n{text[:start]}" if shift == 0 else text[shift:start])
            shift -= shift == 0
        if match:
            group = "quoted" if match["quoted"] else "plain"
            yield Form(one_spelling(name), match[group], "brand", match.start(group) + shift, match.end(group) + shift)
