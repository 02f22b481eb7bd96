"""Whether sources agree: the same value looked up in each filing that the question names, or in all that state it."""

import re
from dataclasses import replace

from kg.answer import Status
from kg.model import Quantity
from qa.cells import Cell
from qa.found import Found, Item
from qa.lookup import Scored, ranked, same_value
from qa.question import Ask, Kind
from qa.sources import digits
from qa.values import said
from qa.workbench import Workbench

LEAST = 0.62
SURE = 0.75  # where each side was asked and answered by itself
_SIDES = re.compile(
    r"(?P<left>.{4,}?)[，,]?(?:与|和|跟|同)(?P<right>[^，,。]{4,}?)(?:是否)?(?:一致|相同|相符|吻合|相等|对得上)"
)


def agreement(bench: Workbench) -> Found | None:
    """Tell whether the filings state the same; the value that wins is the most exact one."""
    sides = _two_sides(bench)
    per_filing = [] if sides else _per_filing(bench)
    if len(per_filing) < 2 and not sides:
        return None
    cells = sides or [s.cell for s in per_filing]
    best = max(cells, key=digits)
    same = all(_meet(best, cell) for cell in cells)
    if bench.question.lang == "zh":
        text = f"是，一致，均为{said(best)}" if same else "否，不一致：" + "、".join(said(c) for c in cells)
    else:
        text = f"Yes, all state {said(best)}" if same else "No: " + ", ".join(said(c) for c in cells)
    sure = SURE if sides else 0.15 + 0.6 * min(s.score.words for s in per_filing)
    return Found(Status.ANSWERED, (Item(text, "", text, text, tuple(cells)),), tuple(cells), sure, kind="string")


def _two_sides(bench: Workbench) -> list[Cell]:
    """Return the one figure of each side where two named things are set side by side: 年报的甲与附注的乙一致吗.

    Each is asked by itself; what the second does not say of the time, the first has said for both.
    """
    match = _SIDES.search(bench.question.text)
    if match is None or bench.another is None:
        return []
    left, right = match["left"], match["right"]
    when = [s for s in bench.question.periods if s.end <= match.end("left")]
    if when and not any(s.start >= match.start("right") for s in bench.question.periods):
        right = f"{bench.question.text[when[0].start : when[0].end]}{right}"
    found = [bench.another(f"{side}是多少？") for side in (left, right)]
    cells = [c for f in found if f.status is Status.ANSWERED and len(f.items) == 1 for c in f.items[0].cells[:1]]
    return cells if len(cells) == 2 and all(isinstance(c.value, Quantity) for c in cells) else []


def _per_filing(bench: Workbench) -> list[Scored]:
    question, scope = bench.question, bench.scope
    measured = tuple(i for i, t in enumerate(question.terms) if t.kind and t.kind != "Text" and t.meaning != "yoy")
    if not measured:
        return []
    ask = Ask(Kind.NUMBER, measured[-1:])
    found: list[Scored] = []
    for doc in sorted(scope.docs or {c.doc for c in bench.cells}):
        here = replace(scope, docs=frozenset({doc}))
        options = [s for s in ranked(question, ask, bench.cells, here) if isinstance(s.cell.value, Quantity)]
        if options and options[0].score.words >= LEAST:
            found.append(options[0])
    return found


def _meet(a: Cell, b: Cell) -> bool:
    """Tell whether two values agree within half a unit of the last place of the coarser one."""
    if same_value(a, b):
        return True
    x, y = a.value, b.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or x.unit != y.unit or not y.value:
        return False
    written = min(digits(a), digits(b))
    return abs(x.value - y.value) <= abs(y.value) * 5 / 10 ** max(1, written)
