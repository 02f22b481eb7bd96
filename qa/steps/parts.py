"""Several things asked at once: each is asked as a question of its own, and the answers are given in the asked order.

All of them must be answered, each from a place of its own; one that is not leaves the whole without an answer.
"""

from collections.abc import Callable
from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.duties import duties
from qa.evidence.found import WORDED, Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.divide import divided, narrowed
from qa.parsing.words import unspaced

BESIDE, APART = 1.1, 0.97  # what answers of one row or sentence are sure of, against those of different ones
SUREST = 0.95
_FIGURE = Pattern(r"\d")
HELD = 4  # characters of a value that another answer holds
_BRACKETS = Pattern(r"[\[\]［］]")
_DAY = Pattern(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}-\d\d-\d\d)?")


def answered_whole(bench: Workbench, way: Callable[[Workbench], Found | None]) -> Found | None:
    """Answer in one way where a question asks one thing; else so, or part by part, whichever is surer of all of it."""
    whole = way(bench)
    parts = divided(bench.question) if bench.another else ()
    if not parts or bench.question.kind.is_name or (whole and WORDED in whole.met):
        return whole
    complete = whole if whole and (whole.text or len(whole.items) >= len(parts) or whole.reason) else None
    apart = _in_parts(bench, parts)
    bench.notes.append(f"whole {complete and complete.confidence} parts {apart and apart.confidence}")
    return max((f for f in (apart, complete) if f), key=lambda f: f.confidence, default=None)


def _in_parts(bench: Workbench, parts: tuple[str, ...]) -> Found | None:
    answers: list[Found] = []
    narrower = narrowed(bench.question)
    for n, part in enumerate(parts):
        found = _ask(bench, part) or (_beside(bench, narrower[n], answers[0]) if n and narrower else None)
        if found is None:
            return None
        answers.append(found)
    return None if repeated(answers) else together(bench, answers)


def _beside(bench: Workbench, text: str, first: Found) -> Found | None:
    """Return the answer to a narrower question where it stands in the row or sentence of the first one."""
    found = _ask(bench, text)
    lines = {cell.line for cell in (*first.cells, *first.agreeing)}
    return found if found and any(cell.line in lines for cell in found.cells) else None


def _ask(bench: Workbench, text: str) -> Found | None:
    found = bench.asked(text, "part")
    return found if found.status is Status.ANSWERED and (found.items or found.text) else None


def repeated(answers: list[Found]) -> bool:
    """Tell whether one value was given for two of the things asked, or words that hold the value of another."""
    given = [(f.items[0].value, f.items[0].unit) if f.items else (f.text, "") for f in answers]
    said = [_BRACKETS.sub("", unspaced(_given(f.items[0]))) if f.items else "" for f in answers]
    figures = [text for text in said if len(text) >= HELD and _FIGURE.search(text)]
    within = any(figure in text for figure in figures for text in said if text != figure)
    return within or len(set(given)) < len(given)


def _given(item: Item) -> str:
    return item.value if isinstance(item.value, str) else item.text


def together(bench: Workbench, answers: list[Found]) -> Found:
    """Return several answers as one."""
    items = [item for answer in answers for item in _items(answer)]
    cells = tuple(dict.fromkeys(c for a in answers for c in a.cells))
    lines = {c.line for a in answers for c in a.cells[:1]}
    sure = min(SUREST, min(a.confidence for a in answers) * (BESIDE if len(lines) == 1 else APART))
    first, *others = [a.computation for a in answers if a.computation] or [None]
    computation = replace(first, also=tuple(c for c in others if c)) if first else None
    return Found(
        Status.ANSWERED,
        tuple(items),
        cells,
        round(sure, 3),
        kind="list",
        computation=computation,
        prose=tuple(s for a in answers for s in a.prose),
        evidence=tuple(e for a in answers for e in a.evidence),
        guesses=tuple(dict.fromkeys(g for a in answers for g in a.guesses)),
        met=frozenset(duties(bench.question)),
    )


def _items(answer: Found) -> list[Item]:
    """Return the values of one answer under the words that they stand under; a description is one value, and a day says
    itself what it is."""
    if answer.text:
        return [Item(answer.text, text=answer.text)]
    return [replace(item, label=_day(item) or item.label or _label(answer)) for item in answer.items]


def _day(item: Item) -> str:
    """Return a day or a year as its own label; nothing for other values."""
    return item.value if isinstance(item.value, str) and _DAY.fullmatch(item.value) else ""


def _label(answer: Found) -> str:
    cell = answer.cells[0] if answer.cells else None
    return " ".join(f"{cell.label} {cell.heads}".split()) if cell else ""
