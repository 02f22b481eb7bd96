"""How questions that compute are worded (bench/made/compose.yaml), and how their answers are written."""

import re
import zlib
from decimal import Decimal
from pathlib import Path

import yaml

from bench.made.cloze import Cloze
from bench.made.grids import GENERIC, Column, Figure, Grid, spoken

WORDINGS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("compose.yaml").read_text(encoding="utf-8"))
MANY = ("公司", "企业")  # companies side by side: none of them is the one that the filing is about
_PIECES = {"客户": "家", "供应商": "家", "公司": "家", "企业": "家", "单位": "家", "银行": "家", "股东": "位", "": "项"}
_SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3, "百万": 10**6}
_COUNTED = "人个家项位台套辆吨"


def slots_of(grid: Grid, column: Column, row: str) -> dict[str, str]:
    """Return the words for a column and a row of it, or for all its rows where none is given."""
    generic = bool(GENERIC.match(column.measure))
    theirs = not grid.issuer and column.over == "项目"  # whose, the table tells
    told = grid.told(column) if (generic and column.measure) or theirs or not row else ""
    row = re.sub(r"[（(](?:人|个|%|[万亿千]?[元股])[）)]$", "", row)
    row = f"账龄{row}" if column.over == "账龄" and "账龄" not in row else row
    piece = next(piece for word, piece in _PIECES.items() if word in column.over)
    who = grid.issuer if column.over not in MANY and (not row or piece == "项") else ""
    unit = next((f.unit for (_, at), f in grid.figures.items() if at == column.at), "")
    return {
        "in_": f"{who}{told}中，" if told else who,
        "row": row,
        "of": "" if generic and piece == "项" and unit != "%" else f"的{column.measure}" * bool(column.measure),
        "measure": column.measure,
        "time": spoken(column.period) if column.period else "",
        "over": "" if column.over == "项目" else column.over,
        "which": f"哪{'个' if piece == '项' and column.over != '项目' else '一' * (piece == '项') + piece}",
        "piece": piece,
        "unit": {"%": ""}.get(unit, unit),
        "whole": "合计",
    }


def directed(figure: Figure, rose: bool) -> dict[str, str]:
    """Return the words for more or less of what a figure measures."""
    rate = figure.unit == "%"
    more = ("高" if rate else "多") if rose else ("低" if rate else "少")
    words = {"more": more, "rose": ("增加" if rose else "减少"), "rate": ("增幅" if rose else "降幅")}
    sizes = {"top": "高", "bottom": "低"} if rate else {"top": "大", "bottom": "小"}
    return words | sizes | {"unit": points(figure)}


def points(figure: Figure) -> str:
    """Return the unit of a difference."""
    return "个百分点" if figure.unit == "%" else figure.unit


def filled(kind: str, slots: dict[str, str], wordings: list[str] | None = None) -> str:
    """Return one of the wordings of a kind, filled; which, a checksum of what fills it tells."""
    chosen = wordings or WORDINGS[kind]
    key = "".join(slots[name] for name in ("row", "time", "measure", "in_"))
    asked = chosen[zlib.crc32(key.encode()) % len(chosen)].format(**slots)
    return re.sub("的(?=[的占])", "", asked)


def figured(
    kind: str, slots: dict[str, str], value: Decimal, unit: str, *of: Figure, wordings: list[str] | None = None
) -> Cloze:
    """Return a question whose answer is a figure."""
    question = filled(kind, slots, wordings)
    return Cloze(kind, question, _written(value, unit), value, _base(unit), of[0].quote, of_table=True)


def named(kind: str, slots: dict[str, str], name: str, figure: Figure, wordings: list[str] | None = None) -> Cloze:
    """Return a question whose answer is a row, with its figure."""
    rate = figure.unit == "%"
    question = filled(kind, slots | {"unit": "" if rate else figure.unit}, wordings)
    if not re.search("多少", question):
        return Cloze(kind, question, name, None, "", figure.quote, of_table=True)
    told = f"{name}，{_written(figure.value, figure.unit)}"
    return Cloze(kind, question, told, figure.value, _base(figure.unit), figure.quote, of_table=True)


def listed(kind: str, slots: dict[str, str], names: list[str], family: dict[str, Figure]) -> Cloze:
    """Return a question whose answer is several rows."""
    return Cloze(kind, filled(kind, slots), "；".join(names), None, "", family[names[0]].quote, of_table=True)


def _written(value: Decimal, unit: str) -> str:
    scale = next((n for word, n in _SCALES.items() if unit.startswith(word) and unit[-1] in "元股"), 1)
    shown = value / scale
    digits = 0 if shown == shown.to_integral_value() and unit in _COUNTED else 2
    return f"{shown:,.{digits}f}{unit}"


def _base(unit: str) -> str:
    return {"个百分点": "百分点"}.get(unit, unit[-1:] if unit[-1:] in ("元", "股") else unit)


def shown(figure: Figure) -> str:
    """Return a figure as the filing writes it, with its unit."""
    return "".join(figure.text.split()).rstrip("%％") + figure.unit


def round_between(high: Figure, low: Figure) -> str:
    """Return a round figure between two, as a limit that somebody would name; empty where there is none."""
    scale = next((n for word, n in _SCALES.items() if high.unit.startswith(word)), 1)
    step = Decimal(10) ** (len(str(int(abs(high.value / scale)))) - 1)
    limit = (low.value / scale // step + 1) * step
    fits = low.value / scale < limit < high.value / scale and limit > 0 and high.unit != "元"
    return f"{limit.normalize():f}{high.unit}" if fits else ""
