"""Chosen cells to an outcome: items in the asked order, how sure they are, of which type the result is."""

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.lookup import Scored, same_value
from qa.evidence.values import item_of
from qa.parsing.question import Ask, Question

_DATE = Pattern(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")


def found_values(question: Question, best: list[Scored], per_ask: list[list[Scored]], asks: list[Ask]) -> Found:
    """Put chosen cells together as an answer."""
    items = tuple(
        item_of(s.cell, label=_label(question, a, s) if len(best) > 1 else "", unit=a.unit)
        for s, a in zip(best, asks, strict=True)
    )
    sure = min(confidence(options, s) for options, s in zip(per_ask, best, strict=True))
    cells = tuple(dict.fromkeys(s.cell for s in best))
    return Found(Status.ANSWERED, items=items, cells=cells, confidence=sure, kind=kind_of(items))


def _label(question: Question, ask: Ask, scored: Scored) -> str:
    said = "".join(question.terms[i].text for i in ask.terms)
    return said or scored.cell.heads or scored.cell.label


def confidence(options: list[Scored], chosen: Scored) -> float:
    """Return how sure a look-up is: how much it explains, and how far the next other value lies behind."""
    rival = next((o for o in options if not same_value(o.cell, chosen.cell)), None)
    margin = chosen.total - rival.total if rival else 0.3
    return round(max(0.05, min(0.97, 0.15 + 0.6 * chosen.score.words + 0.9 * min(0.25, max(0.0, margin)))), 3)


def kind_of(items: tuple[Item, ...]) -> str:
    """Return ANSWERS.md's type of a result."""
    if len(items) != 1:
        return "list"
    value = items[0].value
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "date" if _DATE.fullmatch(value) else "string"
    return "number"


__all__ = ["Quantity", "confidence", "found_values", "kind_of"]
