"""Whether sources agree: the same value looked up in each filing that the question names, or in all that state it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from qa.computing.measure import quantity
from qa.computing.operands.sides import last_measure, with_time
from qa.evidence.cells import Cell
from qa.evidence.found import Computation, Found, Item
from qa.evidence.lookup import Scored, ranked
from qa.evidence.sources import digits, meets
from qa.evidence.spare import spare
from qa.evidence.values import said
from qa.evidence.workbench import Workbench
from qa.parsing.across import per_filing
from qa.parsing.changes import says_change
from qa.parsing.question import Ask, Kind, Question

LEAST = 0.62
NEAR, ALIKE = 0.15, 6  # how far below the best a figure may score that agrees with another filing's; how many are tried
BESIDE = 0.03  # what figures that differ may say beyond the question
SURE = 0.75  # where each side was asked and answered by itself
_SIDES = Pattern(
    r"(?P<left>.{4,}?)[，,]?(?:与|和|跟|同)(?P<right>[^，,。]{4,}?)(?:是否|是不是)?(?:一致|相同|相符|吻合|相等|一样|对得上|是同?一个数)"
)
_TOLD = Pattern(r"^(?:里面?|中|上)?(?:说|写|称|披露|报道|提到|引用|显示|所写的?)*[，,]?|(?:是|为|达|约|大约|亏损)+$")
_SAME = Pattern(r"^(?:里面?|中|上)?的?(?:同年|同期)?的?|(?:具体|精确|准确)+$")
_EXACT = Pattern(r"[，,](?P<what>[^，,？?]{4,30}?)(?:具体|精确|准确|确切)?的?(?:数字?|金额|数据)?是多少")
_DIGITS, CHANGED = Pattern(r"[\d.,\s]+"), 4  # characters at the end of what is told that say that it has changed
_APART = Pattern(r"不一致|不同|不符|出入|差异|差别|矛盾")


def agreement(bench: Workbench) -> Found | None:
    """Tell whether the filings state the same; the value that wins is the most exact one."""
    sides = _asked(bench, per_filing(bench.question)) or _asked(bench, _two_sides(bench))
    per = [] if sides and _agree(sides) else _per_filing(bench)
    found = [options[0].cell for options in per]
    if len(per) > 1 and (not sides or {c.doc for c in found} == {c.doc for c in sides}):
        sides = next((figures for figures in _together(per) if _agree(figures)), sides or found)
    if not sides:
        return None
    cells, best, same = tuple(sides), max(sides, key=digits), _agree(sides)
    if not same and any(spare(bench.question, cell, bench.scope) > BESIDE for cell in cells):
        return None  # figures of parts, or of something beside, do not contradict each other
    text = _text(bench, cells, best, same=same)
    values = [quantity(cell) for cell in cells]
    made = Computation("agreement", cells, max(values) - min(values) if not same else Decimal(0), best.unit)
    sure = SURE if not per else 0.15 + 0.6 * min(options[0].score.words for options in per)
    return Found(Status.ANSWERED, (Item(text, "", text, text, cells),), cells, sure, computation=made, kind="string")


def _text(bench: Workbench, cells: tuple[Cell, ...], best: Cell, *, same: bool) -> str:
    """Say yes or no as the question is put, 是否一致 or 有没有出入, and each figure as it is written."""
    zh = bench.question.told == "zh"
    each = list(dict.fromkeys(map(said, cells)))
    others = ("、" if zh else ", ").join(words for words in each if words != said(best))
    yes = same is not bool(_APART.search(bench.question.folded))
    if zh:
        told = f"一致，均为{said(best)}" + (f"（{others}）" if others else "") if same else "不一致：" + "、".join(each)
        return f"{'是' if yes else '否'}，{told}"
    told = f"all state {said(best)}" + (f" ({others})" if others else "") if same else "they state " + ", ".join(each)
    return f"{'Yes' if yes else 'No'}, {told}"


def _asked(bench: Workbench, texts: tuple[str, ...]) -> list[Cell]:
    """Return the figure that answers each question; nothing where one has none, or another kind of figure."""
    if not texts or bench.another is None:
        return []
    cells = [c for f in bench.operands(texts) or () for c in f.items[0].cells[:1]]
    whole = len(cells) == len(texts) and all(isinstance(c.value, Quantity) for c in cells)
    return cells if whole and len({c.unit for c in cells}) == 1 else []


def _two_sides(bench: Workbench) -> tuple[str, ...]:
    """Return what is asked of either side where two named things are set side by side: 年报的甲与附注的乙一致吗.

    What the second does not say of the time, the first has said for both.
    """
    match = _SIDES.search(bench.question.text)
    if match is None:
        return ()
    if texts := told_and_asked(bench.question, match.end("left"), match.end("right")):
        return texts
    left, right = match["left"], match["right"]
    when = [s for s in bench.question.periods if s.end <= match.end("left")]
    if when and not any(s.start >= match.start("right") for s in bench.question.periods):
        right = f"{bench.question.text[when[0].start : when[0].end]}{right}"
    return tuple(f"{side}是多少？" for side in (left, right))


def told_and_asked(question: Question, end: int, stop: int) -> tuple[str, ...]:
    """Return what is asked of two filings where the question tells what the one says, and asks for the other's:
    新闻说甲的收入为3.36亿元，和年报的数字对得上吗."""
    first = [s for s in question.sources if s.end <= end]
    second = [s for s in question.sources if end <= s.start < stop]
    figures = [f for f in question.figures if f.end <= end]
    if not first or not second or not figures:
        return ()
    said = _TOLD.sub("", question.text[first[-1].end : figures[0].start])
    other = question.text[second[0].end : stop]
    source = question.text[second[0].start : second[0].end]
    bare = not last_measure(question, second[0].end, stop)
    asked = said if bare else with_time(question, _SAME.sub("", other), (first[-1].end, figures[0].start))
    return f"{question.text[first[0].start : first[-1].end]}里{said}是多少？", f"{source}里{asked}是多少？"


def exact_in(bench: Workbench) -> Found | None:
    """Give one filing's figure where the question tells it, roughly, out of another: 报告中的精确数是多少."""
    question = bench.question
    match = _EXACT.search(question.text)
    texts = told_and_asked(question, match.start(), match.end("what")) if match and bench.another else ()
    if not texts:
        return None
    told = next(f for f in question.figures if f.start > question.sources[0].end)
    unit = _DIGITS.sub("", question.text[told.start : told.end])
    exact = texts[1].removesuffix("是多少？")
    found = bench.operand(f"{exact}多少{unit}？" if says_change(exact[-CHANGED:]) else texts[1])
    if found and (unit == "%") != (found.items[0].unit in ("ratio", "pp")):
        return None  # the one is told as a rate, the other as an amount
    return replace(found, met=found.met | {"figure"}) if found else None  # that the other filing tells


def _agree(cells: Sequence[Cell]) -> bool:
    best = max(cells, key=digits)
    return all(meets(best, cell) for cell in cells)


def _together(per: Sequence[Sequence[Scored]]) -> Iterator[list[Cell]]:
    """Yield figures of all filings that meet one of the first: filings differ only where no such figures do."""
    for anchor in per[0]:
        meeting = [next((o.cell for o in options if meets(o.cell, anchor.cell)), None) for options in per]
        cells = [cell for cell in meeting if cell is not None]
        if len(cells) == len(per):
            yield cells


def _per_filing(bench: Workbench) -> list[list[Scored]]:
    """Return for each filing the figures that explain the question best, and nearly as well."""
    question, scope = bench.question, bench.scope
    measured = tuple(i for i, t in enumerate(question.terms) if t.kind and t.kind != "Text" and t.meaning != "yoy")
    if not measured:
        return []
    ask = Ask(Kind.NUMBER, measured[-1:])
    found: list[list[Scored]] = []
    for doc in sorted(scope.docs or {c.doc for c in bench.cells}):
        here = replace(scope, docs=frozenset({doc}))
        options = [s for s in ranked(question, ask, bench.cells, here) if isinstance(s.cell.value, Quantity)]
        if options and options[0].score.words >= LEAST:
            found.append([o for o in options[:ALIKE] if o.total >= options[0].total - NEAR])
    return found
