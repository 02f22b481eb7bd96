"""One figure out of a cell of words that holds it: 客户已回款1,033.00万元 where it is asked how much was received; the
whole of a range out of the sentence that tells it, where one end of it was found."""

from dataclasses import replace
from decimal import Decimal

from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Want
from qa.parsing.holes import holes_of
from qa.parsing.question import Kind
from qa.reading.figures import figures_in
from qa.reading.sight import Sight

WORDY = 12  # characters of a cell that says more than its figure
ASKED = "区间是多少"  # as every question for a range is written out
_UNIT = r"\s*(?:%|％|[百千]?[万亿]?(?:美?元)?)"
_RANGE = Pattern(rf"\d[\d,.]*{_UNIT}\s*(?:[-~—–～－]+|至|到)\s*\d[\d,.]*{_UNIT}")


def whole_range(bench: Workbench, found: Found) -> Found:
    """Return an outcome that is one end of a range (0.70%-2%) as that range, where a range is asked for."""
    if ASKED not in bench.question.folded or len(found.items) != 1 or found.computation:
        return found
    item = found.items[0]
    if not isinstance(item.value, Decimal) or not item.cells or (focus := item.cells[0].evidence.focus) is None:
        return found
    main = item.cells[0].evidence.main
    at, end = focus[0] - main.start, focus[1] - main.start
    said = [m.group() for m in _RANGE.finditer(main.quote) if m.start() < end and m.end() > at]
    if len(said) != 1 or item.text not in said[0]:
        return found
    text = "".join(said[0].split())
    return replace(found, items=(replace(item, value=text, unit="", text=text),), kind="string")


def figure_in_words(bench: Workbench, found: Found) -> Found:
    """Return an outcome that is a cell of words as the only figure of the kind asked for in it, if it has just one."""
    if bench.question.kind is not Kind.NUMBER or len(found.items) != 1 or found.kind == "boolean":
        return found
    item, holes = found.items[0], holes_of(bench.question)
    wordy = isinstance(item.value, str) and len(item.value) >= WORDY and bool(item.cells)
    if not wordy or len(holes) != 1 or holes[0].want is not Want.FIGURE or not holes[0].units or holes[0].is_span:
        return found
    figures = {figure.text: figure for _, figure in figures_in(holes[0], Sight(str(item.value)))}
    if len(figures) != 1:
        return found
    figure = next(iter(figures.values()))
    said = replace(item, value=figure.value, unit=figure.unit, text=figure.text)
    return replace(found, items=(said,), kind="number")
