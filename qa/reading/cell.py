"""One figure out of a cell of words that holds it: 客户已回款1,033.00万元 where it is asked how much was received."""

from dataclasses import replace

from qa.found import Found
from qa.question import Kind
from qa.reading.figures import figures_in
from qa.reading.hole import Want
from qa.reading.holes import holes_of
from qa.reading.sight import Sight
from qa.workbench import Workbench

WORDY = 12  # characters of a cell that says more than its figure


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
