"""Questions that join the columns of a table: what stands beside the largest, beside a figure, beside a word."""

from collections.abc import Iterator

from bench.made.cloze import Cloze
from bench.made.grids import GENERIC, Column, Figure, Grid
from bench.made.worded import WORDINGS, figured, filled, named, shown

NTH = "一二三四五六"


def beside(
    grid: Grid, column: Column, ranked: list[str], family: dict[str, Figure], slots: dict[str, str]
) -> Iterator[Cloze]:
    """Yield what asks for another column of a row that this one tells."""
    for other in grid.columns:
        if other.at == column.at or other.names != column.names or GENERIC.match(other.measure):
            continue
        if other.measure == column.measure or (other.period or column.period) != column.period:
            continue
        for at in (0, 1):
            if figure := grid.figures.get((ranked[at], other.at)):
                asked = slots | {"asked": other.measure, "nth": NTH[at]}
                chosen = [w for w in WORDINGS["joined"] if ("{nth}" in w) == bool(at)]
                yield figured("joined", asked, figure.value, figure.unit, figure, family[ranked[at]], wordings=chosen)
                stated = shown(family[ranked[at]])
                valued = [WORDINGS["valued"][0]]
                yield figured("valued", asked | {"figure": stated}, figure.value, figure.unit, figure, wordings=valued)
    middle = ranked[len(ranked) // 2]
    by_figure = slots | {"figure": shown(family[middle])}
    yield named("valued", by_figure, middle, family[middle], wordings=[WORDINGS["valued"][1]])
    for at, head in grid.texts:
        if not 2 <= len(head) <= 10 or head.startswith("是否") or column.names != grid.columns[0].names:
            continue
        words = {label: grid.words[label, at] for label in ranked if (label, at) in grid.words}
        if ranked[0] in words:
            asked = filled("described", slots | {"words": head})
            yield Cloze("described", asked, words[ranked[0]], None, "", family[ranked[0]].quote, of_table=True)
        for label, said in words.items():
            if list(words.values()).count(said) == 1 and len(words) == len(ranked):
                figure = family[label]
                asked = slots | {"head": head, "words": said, "unit": figure.unit.replace("%", "")}
                yield figured("only", asked, figure.value, figure.unit, figure)
