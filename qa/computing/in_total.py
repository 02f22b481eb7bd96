"""What share a row has in the total of its own table: 管理费用占合计的百分之几, 云服务业务合计里，数据中心占多大比重.

What the total is of, no word need say: it stands under the part, in the same column of the same table.
"""

from dataclasses import replace

from kg.model import Quantity
from kg.pattern import Pattern
from qa.computing.measure import computed, quantity
from qa.computing.operands.asked import ASK
from qa.computing.operands.sides import last_measure
from qa.computing.operands.wholes import PART
from qa.evidence.cells import SUBTOTAL, Cell
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.match import BY_RANGE, explained, squeezed
from qa.parsing.question import Question
from qa.parsing.words import fold

_TOTAL = "(?:合计数?|总计|总额|总数)"
_OF = Pattern(rf"^(?:全部|所有)?(?P<name>[^，,、和与]{{0,16}}?)(?:的)?{_TOTAL}的?$")
_TIME = r"\d年(?:末|度|底|上半年|下半年|半年度?)?|\d月[末底]?|[，,]|"
_IN = Pattern(
    rf"^(?P<ahead>.*?(?:{_TIME}))(?P<name>[^，,里中\d]{{0,16}}){_TOTAL}(?:里面|里|中|当中)[，,]?(?P<part>[^里中]+)$"
)
SAID = 0.5  # how well a word of what a total is of must be explained by the caption of its table


def share_in_total(bench: Workbench) -> Found | None:
    """Divide a figure by the total of its column, where the question names a total as the whole."""
    asked = _part_and_total(bench.question) if bench.another else None
    part = bench.operand(asked[0] + ASK) if asked else None
    if asked is None or part is None or part.computation:
        return None
    first = part.cells[0]
    again = (c for _, c in part.beside if c.unit == first.unit and quantity(c) == quantity(first))
    lines = (c for c in (first, *again) if not c.is_subtotal)
    cell, totals = next(((c, found) for c in lines if (found := _totals(bench, c, asked[1]))), (first, []))
    if len({quantity(t) for t in totals}) != 1 or cell.unit == "ratio":
        return None
    whole = quantity(totals[0])
    if not whole or abs(quantity(cell)) >= abs(whole):
        return None
    found = computed("share", (cell, totals[0]), quantity(cell) / whole, "ratio", part.confidence)
    return replace(found, met=found.met | {"sum"})  # the total is stated


def _part_and_total(question: Question) -> tuple[str, str] | None:
    """Return the question about the part, and what the total is called beside 合计."""
    match = PART.search(question.text)
    if match is None:
        return None
    left = question.text[: match.start()].rstrip("，,")
    if match["of"]:
        of = _OF.match(match["of"])
        return (_measured(question, left, of["name"], match.start("of")), of["name"]) if of else None
    inside = _IN.match(left)
    if inside is None:
        return None
    part = inside["ahead"] + inside["part"]
    return _measured(question, part, inside["name"], inside.start("name")), inside["name"]


def _measured(question: Question, part: str, name: str, at: int) -> str:
    """Return a part with the measure of the total, where it says none itself: 收入合计里，检测设备."""
    lent = last_measure(question, at, at + len(name))
    said = any(t.kind and t.text in fold(part) and t.meaning not in BY_RANGE for t in question.terms)
    return f"{part}的{question.text[slice(*lent)]}" if lent and not said else part


def _totals(bench: Workbench, part: Cell, name: str) -> list[Cell]:
    """Return the totals of the table and column of a part that are called by a name, or merely total in a table of
    what is so called."""
    called = squeezed(name)
    words = [t for t in bench.question.terms if t.text in name and t.text]
    caption = squeezed(part.evidence.cell.caption if part.evidence.cell else "")
    found: list[Cell] = []
    for block in bench.cells.blocks:
        for row in block.rows:
            if not row.total or row.turned or (row.doc, row.table) != (part.doc, part.table):
                continue
            label = squeezed(SUBTOTAL.sub("", row.label))
            of_all = not label and bool(words) and all(explained(t, caption) >= SAID for t in words)
            if not called or called in label or of_all:
                cells = (c for c in row.cells if c.column_number == part.column_number)
                found += [c for c in cells if isinstance(c.value, Quantity) and c.unit == part.unit]
    return found
