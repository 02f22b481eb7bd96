"""Questions out of cells: each cell gets a wording that suits it, chosen by a fixed seed."""

import calendar
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.synthetic.told import Told, same
from kg.kept import words_of
from kg.model import Quantity
from kg.period import Period
from qa.parsing.words import meanings, squeeze

SLOT = re.compile(r"\{(\w+)\}")
PARTIES = ("客户", "供应商", "公司", "银行", "股东", "对象", "企业", "单位", "机构", "债权人", "贷款", "出租")
TOTALS = ("合计", "小计", "总计", "其他", "其中", "平均", "均值")
VALUES = ("money", "ratio", "count")


@dataclass(frozen=True)
class Asked:
    """A question, the cells that answer it, and what it was made by."""

    id: str
    template: str
    shape: str
    lang: str
    question: str
    gold: tuple[Told, ...]
    names: bool = False  # the name of the row is the answer
    unit: str = ""


def questions(cells: Sequence[Told], companies: dict[str, str], number: int, seed: str) -> list[Asked]:
    """Return so many questions over the cells of a store, alike for alike seeds.

    `companies` names whose filing each document is, under the empty key the one that most are of; of another company's
    filing a question says whose figures it means.
    """
    rng = random.Random(seed)
    templates = words_of(Path(__file__).parent / "wordings.yaml")
    made: list[Asked] = []
    tries = 0
    while len(made) < number and tries < 40 * number:
        tries += 1
        template, cell = rng.choice(templates), rng.choice(cells)
        asked = _made(template, cell, cells, companies, rng)
        if asked and all(asked.question != other.question for other in made):
            made.append(asked)
    return made


def _made(
    template: dict, cell: Told, cells: Sequence[Told], companies: dict[str, str], rng: random.Random
) -> Asked | None:
    shape, lang = template["shape"], "en" if "-en-" in template["id"] else "zh"
    if cell.kind not in template.get("of", VALUES) and shape != "which":
        return None
    if (shape == "line") == bool(cell.head and not (cell.head in ("金额", "余额") and cell.dated)):
        return None
    if shape != "line" and not cell.head:
        return None
    if companies[cell.doc] != companies[""] and "{who}" not in template["q"]:
        return None
    column = [c for c in cells if (c.doc, c.table, c.column) == (cell.doc, cell.table, cell.column)]
    slots = _slots(cell, companies, lang, rng, timeless=not any(_later(cell, other) for other in cells))
    if re.fullmatch(r"是否.*", cell.head) and shape in ("words", "which"):
        return None
    gold: tuple[Told, ...] | None = (cell,)
    if shape in ("most", "least", "second", "most-figure"):
        gold = _extreme(column, shape)
        if "{cap}" not in template["q"] and any(_rivals(cell, other) for other in cells):
            return None
    elif shape == "which":
        alike = [c for c in column if same(c, cell)]
        gold = gold if len(alike) == 1 and cell.kind in ("money", "ratio", "words") else None
        slots["value"] = _value(cell)
    elif shape in ("two", "by"):
        other = _beside(cell, cells, shape, rng)
        if other is None:
            return None
        gold = (cell, other) if shape == "two" else (cell,)
        slots["head2"], slots["other"] = _said(other.head, lang), _value(other)
    if gold is None or any(not slots.get(need) for need in template.get("needs", ())):
        return None
    if shape in ("which", "by", "most", "least", "second", "most-figure") and not _names_things(cell):
        return None
    if cell.vague and shape not in ("line",) and not slots["cap"]:
        return None
    text = template["q"]
    if cell.vague and "{cap}" not in text:
        if not cell.caption or shape in ("two", "by"):
            return None
        text = ("{cap}中，" + text) if lang == "zh" else (text[:-1] + " in the table on {cap}?")
    said = re.sub(r"\s+", " ", SLOT.sub(lambda m: slots.get(m[1], ""), text)).strip()
    said = said.replace("的的", "的").replace(" ?", "?").replace("的，", "，")
    return Asked(
        f"{cell.doc[:6]}-{cell.table}-{cell.line}-{cell.column}-{template['id']}", template["id"], shape, lang,
        said[:1].upper() + said[1:], gold, "which" in template["q"] or "Which" in template["q"], slots["u"],
    )  # fmt: skip


def _slots(cell: Told, companies: dict[str, str], lang: str, rng: random.Random, *, timeless: bool) -> dict[str, str]:
    kind = _kind(cell)
    when = _when(cell.period, lang, rng) if cell.period else ""
    if timeless and not cell.dated and rng.random() < 0.4:
        when = ""
    row = rng.choice(cell.party) if cell.party and rng.random() < 0.6 else cell.row
    name = companies[cell.doc]
    who = f"{name}'s" if lang == "en" else name if len(set(companies.values())) > 1 else rng.choice(("公司", "", name))
    unit = rng.choice(("", "", "元", "万元", "亿元")) if cell.kind == "money" and lang == "zh" else ""
    return {
        "when": when,
        "who": who,
        "row": _said(row, lang),
        "head": _said(cell.head, lang),
        "cap": cell.caption,
        "u": unit,
        "kind": _said(kind, lang),
        "which": "哪家" if kind in PARTIES else "哪个",
        "party": row if cell.party else "",
    }


def _later(cell: Told, other: Told) -> bool:
    """Tell whether another cell says the same of another time: then the time has to be said."""
    return other.asked == cell.asked and other.period != cell.period


def _rivals(cell: Told, other: Told) -> bool:
    """Tell whether another table has things of this kind under this head: then the table has to be said."""
    return (other.doc, other.head, _kind(other)) == (cell.doc, cell.head, _kind(cell)) and other.table != cell.table


def _kind(cell: Told) -> str:
    return next((p for p in PARTIES if p in cell.row_head), re.sub(r"(?:名称|项目)$", "", cell.row_head) or "项目")


def _names_things(cell: Told) -> bool:
    """Tell whether rows are things of one kind, so that one can ask which."""
    return bool(cell.row_head) and not any(t in cell.row for t in TOTALS) and len(_kind(cell)) <= 6


def _said(zh: str, lang: str) -> str:
    """Return a label as a question of the language says it: translated where the word has one translation we know."""
    if lang == "zh":
        return zh
    return next((m.en[0] for m in meanings().values() if m.en and squeeze(zh) in map(squeeze, m.zh)), zh)


def _value(cell: Told) -> str:
    unit = {"CNY": "元", "ratio": ""}.get(cell.value.unit, "") if isinstance(cell.value, Quantity) else ""
    if unit and isinstance(cell.value, Quantity):
        whole = cell.value.value
        return f"{whole / 10000:,.2f}万元" if whole == (whole / 100).to_integral() * 100 else f"{whole:,}元"
    return cell.text


def _extreme(column: Sequence[Told], shape: str) -> tuple[Told, ...] | None:
    rows = [c for c in column if isinstance(c.value, Quantity) and not any(t in c.row for t in TOTALS)]
    periods = {c.period for c in rows}
    if len(rows) < 3 or len(periods) > 1:
        return None
    ordered = sorted(rows, key=lambda c: c.value.value, reverse=shape != "least")  # type: ignore[union-attr]
    nth = 1 if shape == "second" else 0
    rest = [c for i, c in enumerate(ordered) if i != nth]
    return None if any(same(c, ordered[nth]) for c in rest) else (ordered[nth],)


def _beside(cell: Told, cells: Sequence[Told], shape: str, rng: random.Random) -> Told | None:
    """Return another cell of the row: a figure of the same time, or words that no other row has under that head."""
    row = [c for c in cells if (c.doc, c.table, c.line) == (cell.doc, cell.table, cell.line) and c.head and c != cell]
    row = [c for c in row if c.head != cell.head and not c.vague]
    if shape == "two":
        row = [c for c in row if c.period == cell.period and c.kind in VALUES and c.dated == cell.dated]
    else:
        row = [c for c in row if c.kind in ("words", "money", "ratio") and _alone(c, cells)]
    return rng.choice(row) if row else None


def _alone(cell: Told, cells: Sequence[Told]) -> bool:
    column = [c for c in cells if (c.doc, c.table, c.column) == (cell.doc, cell.table, cell.column)]
    return not cell.head.startswith("是否") and sum(same(c, cell) for c in column) == 1


def _when(period: Period, lang: str, rng: random.Random) -> str:
    return rng.choice(list(_english(period) if lang == "en" else _chinese(period)))


def _chinese(period: Period) -> Iterator[str]:
    start, end = period.start, period.end
    if period.is_instant:
        yield from (f"{end.year}年{end.month}月{end.day}日", f"截至{end.year}年{end.month}月{end.day}日")
        if (end.month, end.day) == (12, 31):
            yield from (f"{end.year}年末", f"{end.year}年底", f"截至{end.year}年末", f"{end.year}年年末")
        elif (end.month, end.day) == (6, 30):
            yield from (f"{end.year}年6月末", f"{end.year}年上半年末")
    elif period == Period.year(start.year):
        yield from (f"{start.year}年", f"{start.year}年度", f"{start.year}年全年", f"{start.year % 100}年度")
    elif period.code.endswith("H1"):
        yield from (f"{start.year}年上半年", f"{start.year}年1-6月", f"{start.year}年半年度", f"{start.year}上半年")
    elif start.year == end.year:
        yield f"{start.year}年{start.month}-{end.month}月"
    else:
        yield f"{start.year}-{end.year}年"


def _english(period: Period) -> Iterator[str]:
    start, end = period.start, period.end
    month = calendar.month_name[end.month]
    if period.is_instant:
        yield from (
            f"as of {month} {end.day}, {end.year}",
            f"on {end.day} {month} {end.year}",
        )
        if (end.month, end.day) == (12, 31):
            yield from (f"at the end of {end.year}", f"at year-end {end.year}")
        elif (end.month, end.day) == (6, 30):
            yield f"at the end of June {end.year}"
    elif period == Period.year(start.year):
        yield from (f"in {start.year}", f"for {start.year}", f"in fiscal {start.year}")
    elif period.code.endswith("H1"):
        yield from (f"in H1 {start.year}", f"in the first half of {start.year}", f"in {start.year}H1")
    else:
        yield f"from {calendar.month_name[start.month]} to {month} {end.year}"
