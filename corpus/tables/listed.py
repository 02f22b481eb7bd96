"""Lists of names and values, which need no header: 总市值(亿元) 123.45, one a line, or two of them side by side."""

import re
from collections.abc import Iterator, Sequence

from corpus.tables.cells import cell_of, squeezed
from corpus.tables.kinds import VALUES, Kind, kind_of
from corpus.tables.lines import Line
from corpus.tables.units import MONEY
from corpus.tables.words import is_profile_label, names_a_column
from kg.model import Cell
from kg.pattern import Pattern

Row = tuple[Cell, ...]
NAMES = ("有限公司", "有限责任公司", "（有限合伙）")
PROFILE = 2  # labels such as 注册资本 that make a list of names and values of what describes a party
LONGEST_HEAD = 30  # characters; a sentence that is longer is no head
STATED = Pattern(r"[，。；]")
PAIR = 2
LEAST = 2  # lines that make a list
UNIT = rf"(?:{MONEY}|(?:百万|万|亿)?股|人|倍|个?月|天|年|%|％|个百分点)(?:/股)?"
NUMBER = r"[-－(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[)）]?"
WORTH = rf"{NUMBER}\s?(?:{UNIT})?(?:\s?[/~～—-]\s?{NUMBER}\s?(?:{UNIT})?)?"
VALUE = Pattern(WORTH)
LABEL = r"(?=[^：:]*[\u4e00-\u9fff])[^\s，。；！？：:|]{2,14}(?: ?[(（\[][^()（）\[\]，。；]{1,10}[)）\]])?"
LISTED = Pattern(rf"\s*+(?P<label>{LABEL})[：:]?[ \u3000]+(?P<value>{WORTH})\s*")
SAYS_UNIT = Pattern(rf"[(（\[](?:人民币|单位[：:])?{UNIT}[)）\]]\Z")
HAS_UNIT = Pattern(rf"\d\s?{UNIT}\Z")


def is_key_value(rows: Sequence[Row]) -> bool:
    """Tell a list of two columns, names and their values, from a table with a header; or one of terms: X 指 Y."""
    if len(rows[0]) == 3 and all(squeezed(row[1]) in {"指", "：", ""} for row in rows):
        return True
    if len(rows[0]) != 2 or not all(row[0].text and row[1].text for row in rows):
        return False
    if not names_a_column(rows[0][0].text) and rows[0][1].text.endswith(NAMES):
        return True
    if sum(is_profile_label(row[0].text) for row in rows) >= PROFILE:
        return True
    first = rows[0][1].text
    if len(first) > LONGEST_HEAD and STATED.search(first):
        return True
    return is_value(first) and (kind_of(first) is not Kind.DATE or squeezed(rows[0][0]) in {"日期", "时间"})


def is_profile(rows: Sequence[Row]) -> bool:
    """Tell whether rows are names and values of what describes a party, two of each side by side."""
    if not rows or len(rows[0]) != 4:
        return False
    left, right = ([row[column] for row in rows if row[column].text and not row[column].filled] for column in (0, 2))
    labels = [sum(is_profile_label(cell.text) for cell in side) for side in (left, right)]
    return min(labels) > 0 and sum(labels) * 2 > len(left) + len(right)


def is_paired(rows: Sequence[Row]) -> bool:
    """Tell whether each row is several names, each with its figure right behind it, from the first row on.

    No name stands twice: words that do are values of a column, such as 直销.
    """
    if len(rows) < LEAST or len(rows[0]) < 2 * PAIR or len(rows[0]) % PAIR:
        return False
    pairs = list(pairs_of(rows))
    names = [squeezed(name) for name, _ in pairs if name.text]
    return (
        len(set(names)) == len(names)
        and all(bool(name.text) == bool(value.text) for name, value in pairs)
        and all(kind_of(name) is Kind.WORDS for name in names)
        and all(is_value(value.text) for _, value in pairs if value.text)
    )


def is_value(text: str) -> bool:
    """Tell whether a cell is worth something: a figure with or without its unit, a range, a date, a dash."""
    kind = kind_of(text)
    return kind in VALUES or (kind is Kind.WORDS and VALUE.fullmatch(text) is not None)


def pairs_of(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the names and values of rows that hold several side by side, one pair a row, a merged one once."""
    for row in rows:
        for at in range(0, len(row), PAIR):
            pair = row[at : at + PAIR]
            if any(cell.text and not cell.filled for cell in pair):
                yield pair


def list_rows(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, Line, tuple[Row, ...]]]:
    """Yield the lists whose lines are a name, a blank and a figure each; most of them say the unit.

    Without units they could be what is left of a table whose heads are lost.
    """
    found: list[tuple[Line, re.Match[str]]] = []
    for line in (*lines, None):
        match = LISTED.fullmatch(line.text) if line else None
        if line and match and (not found or line.gap < LEAST):
            found.append((line, match))
            continue
        if len(found) >= LEAST and sum(_says_unit(each) for _, each in found) * 2 > len(found):
            rows = tuple(tuple(_cell(text, at, each, name) for name in ("label", "value")) for at, each in found)
            yield found[0][0], found[-1][0], rows
        found = [(line, match)] if line and match else []


def _says_unit(match: re.Match[str]) -> bool:
    return SAYS_UNIT.search(match["label"]) is not None or HAS_UNIT.search(match["value"]) is not None


def _cell(text: str, line: Line, match: re.Match[str], name: str) -> Cell:
    start, end = match.span(name)
    return cell_of(text, [(line.start + start, line.start + end)])
