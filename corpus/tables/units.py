"""Units of whole tables: 单位：万元, 金额单位：人民币元, （万元）in a header, 股 in 持股数."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tables.kinds import FIGURES, kind_of
from kg.model import Cell
from kg.pattern import Pattern
from kg.view import Piece

MONEY = r"(?:百万|千万|十万|万|千|百|亿|十亿|万亿)?(?:元|美元|港元|港币|欧元|日元|英镑|澳元|澳币|美金)"
UNIT_WORDS = rf"(?:{MONEY}|[^\s；;，,、。：:（()）]{{1,8}})"
UNIT_LINE = Pattern(
    r"(?:[（(]?续上?表?[)）]?[：:]?)?"
    rf"[（(\[【]?\s*(?:金额|货币|计量|数量)?\s*单\s*位\s*[:：]\s*(?:人民币)?\s*(?P<unit>{UNIT_WORDS})"
    r"(?:[\s；;，,、/及和]*(?:(?:币种|货币)\s*[:：]\s*[^\s；;）)]{1,8}|人民币|[%％]|[^\s；;，,、。：:（()）]{1,4}))*\s*[)）\]】]?\s*"
)
IS_MONEY = Pattern(MONEY)
MONEY_TOO = Pattern(rf"[、，,及和](?:人民币)?(?P<unit>{MONEY})(?=[、，,及和)）]|\Z)")  # 单位：个、万元
BARE_UNIT = Pattern(
    rf"[（(](?:人民币)?(?P<unit>{MONEY})[)）]|(?:人民币)(?P<whole>{MONEY})"
    rf"|[（(]?(?:除[^。；]{{2,16}}外[，,])?(?:本表|表中)?(?:金额|货币)?单位均?为[：:]?(?:人民币)?(?P<stated>{MONEY})[)）]?"
)
IN_HEAD = Pattern(rf"(?:[（(/]\s*(?:人民币|单位[:：])?(?P<unit>{MONEY}|(?:万|亿|千)?股)\s*(?:[)）]|\Z))")
SHARES = Pattern(r"(?:持|股)[^（(]{0,6}?(?P<unit>股)(?:份)?数量?\s*\Z")
PERSONS = Pattern(r"(?P<unit>人)数\s*\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, and where."""

    text: str
    at: Piece


def is_money(text: str) -> bool:
    """Tell whether words are a unit of money and no more: 万元."""
    return IS_MONEY.fullmatch(text) is not None


def unit_line(text: str, start: int, end: int) -> Unit | None:
    """Return the unit that a line states for what comes below it, None for any other line.

    Of several the one of money: counts are told by their heads.

    >>> unit_line("（金额单位：人民币万元）", 0, 12).text, unit_line("单位：个、万元", 0, 7).text
    ('万元', '万元')
    """
    if end - start > 80:
        return None
    written = [at for at in range(start, end) if not text[at].isspace()]  # 单 位 ： 万 元
    bare = "".join(text[at] for at in written)
    match = UNIT_LINE.fullmatch(bare) or BARE_UNIT.fullmatch(bare)
    name = match and match.lastgroup
    if not match or not name:
        return None
    if not is_money(match[name]) and (money := MONEY_TOO.search(bare, match.end(name))):
        match, name = money, "unit"
    return Unit(match[name], (written[match.start(name)], written[match.end(name) - 1] + 1))


def trailing_unit(text: str, start: int, end: int) -> Unit | None:
    """Return the unit stated at the end of a lead-in sentence: "…情况如下： 单位：万元"."""
    at = max(text.rfind("单位：", start, end), text.rfind("单位:", start, end))
    if at <= start:
        return None
    at = next((at - len(word) for word in ("金额", "货币") if text.endswith(word, start, at)), at)
    at -= text[at - 1] in "（("
    return unit_line(text, at, end)


def unit_of_header(header: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], text: str) -> Unit | None:
    """Return the unit that the header gives for its figures: the one of all money, or the shares or persons counted.

    Only where one unit alone is named; each figure's own unit is for the reader of the cell to find.
    """
    heads = [cell for row in header for cell in row if cell.text and not cell.filled]
    named = [unit for cell in heads for unit in _in_head(cell, text)]
    if named and len({unit.text for unit in named}) == 1:
        return named[0]
    if named or not header:
        return None
    for pattern in (SHARES, PERSONS):
        units = _implied(pattern, header, rows, text)
        if units:
            return units[0]
    return None


def _in_head(cell: Cell, text: str) -> list[Unit]:
    return [Unit(m["unit"], m.span("unit")) for a, b in cell.pieces for m in IN_HEAD.finditer(text, a, b)]


def _implied(
    pattern: Pattern, header: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], text: str
) -> list[Unit]:
    """Units implied by 持股数 or 人数, if a word of the kind stands over each of most columns of figures."""
    figures = [
        column for column in range(1, len(header[0])) if any(kind_of(row[column].text) in FIGURES for row in rows)
    ]
    units: list[Unit] = []
    for column in figures:
        for row in header:
            cell = row[column]
            match = pattern.search(text, cell.start, cell.end) if cell.pieces else None
            if match:
                units.append(Unit(match["unit"], match.span("unit")))
                break
    return units if figures and len(units) * 2 > len(figures) else []
