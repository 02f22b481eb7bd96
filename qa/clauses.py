"""Values read out of the best sentence, where no fact holds them: what stands after the words that are asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer import Status
from kg.model import Quantity
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.quantity import find_quantities
from qa.found import Found, Item
from qa.match import explained, squeezed
from qa.periods import fits
from qa.prose import Sentence
from qa.question import Ask, Kind, Question
from qa.rank import UNIT_RANGES
from qa.values import iso
from qa.workbench import Workbench

LEAST = 0.6  # of a question's words that the sentence must explain
SENTENCES = 4
TELLING, HEARD = 1.0, 0.8  # the weight of a word that tells what is meant; how well it must be explained to be heard
BEHIND = 20  # characters that a day behind the asked words counts as further off than one before them
_COPULA = r"(?:为|是|系|即|于|在|达到|达|约为|至|：|:|由)"
_ASKS_SEVERAL = re.compile(r"分别|各|哪[几两二三四五]|[几两二三四五六]次|都|每|respectively|dates|\btimes\b")
_BY = re.compile(r"由(?P<who>[^，。；由]{2,24}?)(?:负责|承担|提供|作出|出具|进行|完成|审核|审计)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read out of a sentence, and how much speaks for it."""

    item: Item
    sentence: Sentence
    weight: float


def read_out(bench: Workbench) -> Found | None:
    """Answer each thing asked from the best sentences; None where one of them is not said."""
    question = bench.question
    options = [s for s in bench.sentences if s.words >= LEAST and _timely(bench, s)][:SENTENCES]
    chosen: list[Reading] = []
    for ask in question.asks:
        if ask.kind in (Kind.NUMBER, Kind.WHAT) and not ask.terms:
            return None
        best = max((r for s in options for r in _readings(question, ask, s)), key=lambda r: r.weight, default=None)
        if best is None:
            return None
        chosen.append(best)
    if not chosen:
        return None
    items = tuple(i for r in chosen for i in ([r.item] if r.item.unit != "list" else _parts(r.item)))
    prose = tuple(dict.fromkeys(r.sentence for r in chosen))
    sure = 0.1 + 0.55 * min(r.sentence.words for r in chosen)
    kind = _kind(items[0]) if len(items) == 1 else "list"
    return Found(Status.ANSWERED, items, (), round(sure, 3), kind=kind, prose=prose)


def _timely(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of a year that is asked for, where it names years at all."""
    years = set(re.findall(r"(?:19|20)\d\d", sentence.text))
    asked = {str(p.start.year) for p in bench.scope.periods} | {str(p.end.year) for p in bench.scope.periods}
    exact = [p for p in bench.scope.periods if p != Period.year(p.start.year)]
    if exact and sentence.evidence.cell is None:
        stated = [p for _, _, p in find_periods(sentence.text)]
        return any(fits(e, p) > 0 or e.contains(p) for e in exact for p in stated)
    if asked and not years and bench.question.kind is Kind.NUMBER:
        return False  # a figure without its time is not the figure of that year
    return not asked or not years or bool(asked & years) or sentence.evidence.cell is not None


def _kind(item: Item) -> str:
    if isinstance(item.value, str):
        return "date" if re.fullmatch(r"\d{4}-\d\d-\d\d(/.*)?", item.value) else "string"
    return "number"


def _parts(item: Item) -> list[Item]:
    return [replace(item, value=part, unit="", text=part, label=part) for part in str(item.value).split("|")]


def _readings(question: Question, ask: Ask, sentence: Sentence) -> Iterator[Reading]:
    text = "".join(sentence.text.split())
    terms = [question.terms[i] for i in ask.terms]
    said = max((explained(t, squeezed(text)) for t in terms), default=0.5)
    if terms and said < 0.5:
        return
    at = _place(text, [f for t in terms for f in t.forms])
    base = sentence.total + 0.2 * said
    if ask.kind is Kind.WHEN:
        yield from _dates(question, text, sentence, base)
        return
    if ask.kind is Kind.WHO and (match := _BY.search(text)):
        yield Reading(Item(match["who"], "", match[0], match["who"]), sentence, base)
        return
    if ask.kind in (Kind.NUMBER, Kind.WHAT):
        found = list(_quantities(question, ask, text, at, sentence, base))
        yield from found
        if found:
            return
    open_terms = all(t.kind in ("", "Text", "Duration", "Price") for t in terms)
    if terms and open_terms and ask.kind in (Kind.NUMBER, Kind.WHAT) and at >= 0 and not ask.unit:
        yield from _remainder(ask, text, at, sentence, base - 0.1)


def _dates(question: Question, text: str, sentence: Sentence, base: float) -> Iterator[Reading]:
    """Yield the day that stands nearest before the words of the question, or all where the sentence tells several."""
    found = list(find_periods(text))
    found = [f for f in found if f[2].is_instant] or found
    if not found:
        return
    if _several(text):
        if not _ASKS_SEVERAL.search(question.folded):
            return
        value = "|".join(dict.fromkeys(iso(p) for _, _, p in found))
        yield Reading(Item(value, "list" if "|" in value else "", value), sentence, base)
        return
    places = [i for t in question.terms for f in t.forms if len(f) > 1 and (i := text.lower().find(f)) >= 0]
    for start, end, period in found:
        gaps = [abs(place - end) + (0 if place >= end else BEHIND) for place in places]
        near = min(gaps, default=0)
        yield Reading(Item(iso(period), "", text[start:end]), sentence, base - min(0.4, 0.004 * near))


def _several(text: str) -> bool:
    return bool(re.search(r"分[二两三四五六\d]次|分别于|、\d{4}年", text))


def _place(text: str, forms: Sequence[str]) -> int:
    """Return where the asked words end in a text, or -1."""
    lower = text.lower()
    ends = [i + len(f) for f in forms if f and (i := lower.find(f)) >= 0]
    return min(ends, default=-1)


def _quantities(question: Question, ask: Ask, text: str, at: int, sentence: Sentence, base: float) -> Iterator[Reading]:
    for start, end, quantity in find_quantities(text):
        if not _fits(question, ask, quantity):
            continue
        if at < 0 or ((clause := text[min(at, start) : max(at, end)]) and re.search(r"[。；;]", clause)):
            continue
        distance = start - at
        if not -12 <= distance <= 30 or _of_another(question, ask, text, start) or then(question, text[:start]):
            continue
        near = -0.01 * distance if distance >= 0 else -0.02 * -distance - 0.05
        yield Reading(Item(quantity.value, quantity.unit, text[start:end]), sentence, base + max(-0.6, near))


def _of_another(question: Question, ask: Ask, text: str, at: int) -> bool:
    """Tell whether a telling word of the question comes only behind a figure, which is then of something else."""
    rest = [t for i, t in enumerate(question.terms) if i not in ask.terms and t.meaning and t.weight >= TELLING]
    before, after = squeezed(text[:at]), squeezed(text[at:])
    return any(explained(t, before) < HEARD <= explained(t, after) for t in rest)


def then(question: Question, before: str) -> bool:
    """Tell whether the year that stands last in the words before a figure is another than those asked for."""
    asked = {str(y) for s in question.periods for p in s.periods for y in range(p.start.year, p.end.year + 1)}
    years = re.findall(r"(?:19|20)\d\d(?=年|Q|H|/|-)", before)
    return bool(asked and years) and years[-1] not in asked


def _fits(question: Question, ask: Ask, quantity: Quantity) -> bool:
    range_ = "Price" if "/" in quantity.unit else UNIT_RANGES.get(quantity.unit, "Count")
    if ask.unit:
        return quantity.unit == ask.unit or UNIT_RANGES.get(ask.unit) == range_
    kinds = {question.terms[i].kind for i in ask.terms} - {"", "Text"}
    if kinds:
        return range_ in kinds
    counter = next((t.text for i in ask.terms if len((t := question.terms[i]).text) == 1), "")
    return bool(counter) and quantity.unit == counter


def _remainder(ask: Ask, text: str, at: int, sentence: Sentence, base: float) -> Iterator[Reading]:
    """Yield what follows 账期为 up to the next mark of punctuation; the one figure in it where a figure is asked."""
    match = re.match(rf"[^，。；]{{0,6}}?{_COPULA}(?P<what>[^，。；]{{2,60}})", text[at:])
    if match:
        what = match["what"].strip("“”\"'（）")
        figures = list(find_quantities(what))
        if ask.kind is Kind.NUMBER and len(figures) == 1 and UNIT_RANGES.get(figures[0][2].unit) != "Duration":
            start, end, quantity = figures[0]
            yield Reading(Item(quantity.value, quantity.unit, what[start:end]), sentence, base)
            return
        yield Reading(Item(what, "", what, ""), sentence, base)
