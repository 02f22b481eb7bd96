"""The directive `ask`, and inline values: what question answering says, ready to be written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kg.answer import Answer, Result, Status
from kg.model import Quantity
from kg.pattern import Pattern
from notes.model import BlockError, Finding, Request, Row
from notes.quantities import grouped, in_unit, unit_of, written
from notes.session import Session, limit
from notes.words import named, said

_MARKS = Pattern(r"(?:\[\d+\])+$")  # the numbered citations at the end of an answer; notes have their own
MOST_EVIDENCE = 5


def ask(session: Session, request: Request) -> Finding:
    """Answer a question; `unit` shows its amounts in another unit."""
    return finding_of(session.workspace.ask(request.argument), request)


def finding_of(answer: Answer, request: Request) -> Finding:
    """Return an answer as a finding: its sentence and value, its items, its evidence, what it leans on."""
    lang = request.option("lang", answer.lang)
    evidence = answer.evidence[: max(MOST_EVIDENCE, limit(request, MOST_EVIDENCE))]
    text, result, unit = _MARKS.sub("", answer.answer), answer.result, request.option("unit")
    found = answer.status in (Status.ANSWERED, Status.CONFLICT) and result is not None
    if not found or result is None:
        return Finding(text or said("nothing", lang), evidence=evidence, found=False, lang=lang)
    shown = _value(result, unit, lang)
    if unit and result.text and result.text != shown:
        text = text.replace(result.text, shown) if result.text in text else f"{text} {shown}"
    rows = tuple(_rows(result, unit, len(evidence)))
    return Finding(text, shown, ("",), rows, evidence, caveats=_caveats(answer, lang), lang=lang)


def _value(result: Result, unit: str, lang: str) -> str:
    """Return the bare value of an answer."""
    if result.type == "number" and isinstance(result.value, Decimal):
        return written(Quantity(result.value, result.unit), result.text, unit)
    if unit and result.type not in ("list", "number"):
        raise BlockError(f"the answer is no amount, so it cannot be shown in {unit}")
    if result.type == "boolean":
        return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][bool(result.value)]
    if result.type == "list":
        return ("、" if lang == "zh" else ", ").join(_item(item, unit)[0] for item in result.value)
    return result.text or str(result.value)


def _rows(result: Result, unit: str, most: int) -> list[Row]:
    items = result.value if result.type == "list" else []
    rows = []
    for item in items:
        text, evidence = _item(item, unit)
        label = str(item.get("label", "")) if isinstance(item, Mapping) else ""
        cells = (f"{label} {text}" if label and label not in text else text,)
        rows.append(Row(cells, tuple(n for n in evidence if n < most)))
    return rows


def _item(item: Any, unit: str) -> tuple[str, tuple[int, ...]]:
    """Return the words of an item of a list, and its evidence."""
    if not isinstance(item, Mapping):
        return str(item), ()
    value, text = item.get("value"), str(item.get("text") or "")
    if isinstance(value, Decimal) and unit and unit_of(unit).base == item.get("unit"):
        text = f"{grouped(in_unit(value, str(item.get('unit')), unit))}{unit}"
    return text or str(value), tuple(item.get("evidence") or ())


def _caveats(answer: Answer, lang: str) -> tuple[str, ...]:
    found = [said("conflict", lang)] if answer.status is Status.CONFLICT else []
    for each in answer.hypotheses:
        confidence = named("confidences", each.sure, lang)
        found.append(said("hypothesis", lang).format(label=each.label, name=each.name, confidence=confidence))
    return tuple(found)
