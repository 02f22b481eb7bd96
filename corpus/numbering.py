"""The marks that number headings, questions and items: 第一节, 一、, （一）, 1、, （1）, ①, 2.1 …

A mark has a *style*: two marks of one style are siblings, whatever level the style has in this document.
"""

from dataclasses import dataclass

from kg.pattern import Pattern

_HAN = "一二三四五六七八九十百〇零"
_STYLES = (
    ("chapter", rf"第\s*(?P<chapter>[{_HAN}\d]{{1,4}})\s*[章编篇]\s*、?"),
    ("section", rf"第\s*(?P<section>[{_HAN}\d]{{1,4}})\s*(?:节|部分)\s*[、：:]?"),
    ("question", rf"问题\s*(?P<question>[{_HAN}]{{1,3}}|\d{{1,2}})\s*[、：:.．\s]?"),
    ("han", rf"(?P<han>[{_HAN}]{{1,3}})\s*[、．.]"),
    ("han-paren", rf"[（(]\s*(?P<han_paren>[{_HAN}]{{1,3}})\s*[）)]\s*、?"),
    ("decimal", r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\s*(?:[、．.](?!\d)|(?=[^\d\s%％.,，万亿元股倍个]))"),
    ("digit-dot", r"(?P<digit_dot>\d{1,2})\s*[.．](?!\d)"),
    ("digit", r"(?P<digit>\d{1,2})\s*、"),
    ("digit-paren", r"[（(]\s*(?P<digit_paren>\d{1,2})\s*[）)]\s*、?"),
    ("digit-half", r"(?P<digit_half>\d{1,2})\s*[）)]"),
    ("circled", r"(?P<circled>[①-⑳])"),
    ("letter", r"(?P<letter>[A-Za-z])\s*[、．.](?![A-Za-z])"),
    ("letter-paren", r"[（(]\s*(?P<letter_paren>[A-Za-z])\s*[）)]"),
    ("bullet", r"(?P<bullet>[●■◆★▶])\s*"),
)
_MARK = Pattern(r"(?:\*\*|#{1,6}\s+)?\s*(?:" + "|".join(pattern for _, pattern in _STYLES) + ")")
_OPENERS = frozenset("第问（(●■◆★▶*#0123456789" + _HAN + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ABCDEFGHIJabcdefghij")
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a line: its style, its value (0 where it has none) and where the words begin."""

    style: str
    value: int
    end: int


def read_mark(text: str) -> Mark | None:
    """Return the mark that a line begins with, if any."""
    if not text or text[0] not in _OPENERS:
        return None
    match = _MARK.match(text)
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup.replace("_", "-")
    number = match[match.lastgroup]
    if style == "decimal":
        if any(int(part) > 30 or part[0] == "0" for part in number.split(".")):
            return None
        return Mark(f"decimal-{number.count('.')}", int(number.rsplit(".", 1)[1]), match.end())
    return Mark(style, _value(number), match.end())


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    if number[0] not in _HAN:
        return ord(number.upper()) - 64 if number.isalpha() else 0
    total, digit = 0, 0
    for char in number:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit
