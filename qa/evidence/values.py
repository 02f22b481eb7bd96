"""Quantities for people: in the unit asked for, as the source writes them, computed with their operands."""

import re
from decimal import ROUND_HALF_UP, Decimal

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from kg.values.written import unit_words, written
from qa.evidence.cells import Cell
from qa.evidence.found import Item
from qa.parsing.changes import falls
from qa.parsing.match import squeezed
from qa.parsing.words import unspaced

_RANGE = Pattern(
    r"\d[\d,]*(?:\.\d+)?\s*(?:[万亿]元?|元|%)?\s*[-~～—–至]\s*\d[\d,]*(?:\.\d+)?\s*(?:万元|亿元|元|%)"
    r"(?:\s*/\s*[\u4e00-\u9fff])*"
)

_NARROWS = "减亏|收窄|缩窄|减"  # of a loss, and what the words of a fall are cut to


def item_of(cell: Cell, label: str = "", unit: str = "") -> Item:
    """Return a cell's value as one item of an answer; percentage points where the question wants them."""
    value = cell.value
    if isinstance(value, Quantity):
        if spread := range_said(cell):
            return Item(spread, "", spread, label, (cell,))
        if unit == "pp" and value.unit == "ratio":
            return Item(value.value * 100, "pp", said(cell), label, (cell,))
        return Item(value.value, value.unit, said(cell), label, (cell,))
    if isinstance(value, Period):
        return Item(iso(value), "", cell.text, label, (cell,))
    if isinstance(value, bool):
        return Item(value, "", cell.text, label, (cell,))
    name = value if isinstance(value, str) else value.name
    as_filed = isinstance(value, str) and squeezed(cell.text) == squeezed(value)
    return Item(cell.text.strip() if as_filed else name, "", cell.text or name, label, (cell,))


def iso(period: Period) -> str:
    """Return a period as answers write it: a day, a whole year, or start/end."""
    if period == Period.year(period.start.year):
        return str(period.start.year)
    return period.start.isoformat() if period.is_instant else f"{period.start.isoformat()}/{period.end.isoformat()}"


def said(cell: Cell) -> str:
    """Return a value as the source writes it, with the unit of its table or column where the cell has none."""
    if spread := range_said(cell):
        return spread
    if not isinstance(cell.value, Quantity) or cell.evidence.cell is None:
        return _fallen(cell) + cell.text.strip()
    return written(cell.text, cell.value)


def _fallen(cell: Cell) -> str:
    """Return the word before a figure of a sentence that makes it a decrease: 减少, 下降了."""
    evidence = cell.evidence
    if not isinstance(cell.value, Quantity) or cell.value.value >= 0 or evidence.focus is None:
        return ""
    at = evidence.main.quote.find(cell.text, max(0, evidence.focus[0] - evidence.main.start))
    before = evidence.main.quote[: max(0, at)]
    match = re.search(rf"(?:{falls()}|{_NARROWS})[了至约近]{{0,2}}$", unspaced(before))
    return match.group() if match and not cell.text.lstrip().startswith(("-", "－", "−", match.group())) else ""


def with_figure(name: str, figure: str, lang: str) -> str:
    """Return a name with the figure that belongs to it: a comma between them would run into the figure's own."""
    return f"{name}（{figure}）" if lang == "zh" else f"{name} ({figure})"


def range_said(cell: Cell) -> str:
    """Return both ends of a range as written, where the value is its lower end: 5-7万元/台; empty where it is none."""
    evidence = cell.evidence
    if not isinstance(cell.value, Quantity) or evidence.focus is None or evidence.cell is not None:
        return ""
    at = evidence.main.quote.find(cell.text, max(0, evidence.focus[0] - evidence.main.start))
    quote = evidence.main.quote[at:] if at >= 0 else ""
    return spread(quote)


def spread(text: str) -> str:
    """Return the range that a text begins with, as written: 5-7万元/台; empty where it begins with none."""
    match = _RANGE.match(text)
    return unspaced(match.group()) if match else ""


def plain(value: Decimal, unit: str) -> str:
    """Return a computed value for people: yuan in 万元, fractions in percent."""
    if unit == "ratio":
        return f"{rounded(value * 100, 2)}%"
    if unit in ("倍", ""):
        return f"{rounded(value, 2)}{unit}"
    if unit.startswith("CNY") and abs(value) >= 10000:
        return f"{rounded(value / 10000, 2):,}万{unit_words(unit)}"
    return f"{value.normalize():,f}{unit_words(unit)}"


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as people do."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def period_words(period: Period, lang: str) -> str:
    """Return a period as people of the language write it."""
    code = period.code
    if lang == "en":
        return code
    if period.is_instant:
        day = period.start
        return f"{day.year}年末" if (day.month, day.day) == (12, 31) else f"{day.year}年{day.month}月{day.day}日"
    if len(code) == 4:
        return f"{code}年"
    if code.endswith("H1"):
        return f"{code[:4]}年1-6月"
    if period.start.month == period.end.month and period.start.year == period.end.year:
        return f"{period.start.year}年{period.start.month}月"
    return (
        f"{period.start.year}年{period.start.month}-{period.end.month}月"
        if period.start.year == period.end.year
        else code
    )
