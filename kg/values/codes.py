"""Codes that filings write: securities, cases, letters, approvals, patents, unified social credit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.pattern import Pattern
from kg.values.units import narrow


class CodeKind(StrEnum):
    """What a code identifies."""

    SECURITY = "security"
    CASE = "case"
    LETTER = "letter"
    APPLICATION = "application"
    CREDIT = "credit"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Code:
    """A code in one spelling, whatever brackets and blanks the filing used."""

    kind: CodeKind
    text: str


_OPEN, _CLOSE = r"[（(〔【\[［]", r"[）)〕】\]］]"
_CASE = (
    rf"(?P<case>{_OPEN}\s?(?:19|20)\d\d\s?{_CLOSE}\s?[一-鿿]{{1,4}}\d{{0,6}}(?:[一-鿿]{{1,6}})?"
    r"\d{0,4}[一-鿿]{0,6}第?\s?\d+(?:[-—至、]\d+)?\s?号)"
)
_LETTER = (
    rf"(?P<letter>[一-鿿]{{2,8}}{_OPEN}\s?(?:19|20)\d\d\s?{_CLOSE}\s?第?\s?(?:\d+[A-Z]\d+|\d+)\s?号"
    rf"|[一-鿿]{{2,8}}{_OPEN}\s?(?:19|20)\d\d\s?{_CLOSE}\s?\d+(?![A-Z\d]))"
)
_ISSUER_BEFORE = Pattern(r".*(?:委员会|[管监]局|法院|检察院|交易所|出具|收到|文号|以|由|的|经|会(?=证监|银监))")
_APPLICATION = r"(?P<application>(?<![\d.])(?:ZL\s?)?(?:19|20)\d{10}\.[\dX](?!\d))"
_CREDIT = r"(?P<credit>(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z]))"
_SECURITY = (
    r"(?P<security>(?<![\d.])(?:(?:[03]\d{5}|6\d{5}|[48]\d{5}|92\d{4}|200\d{3}|900\d{3})\.(?:SH|SZ|BJ|SS|OC|NQ)|\d{4,5}\.HK)(?![A-Za-z\d])"
    r"|(?<=代码[:：])\s?\d{6}(?!\d)|(?<=代码)\s?\d{6}(?!\d)|(?<=[（(])(?:[036]0|68|83|87|43|92|20|90)\d{4}(?=[）)]))"
)
_PATTERN = Pattern("|".join((_CASE, _LETTER, _APPLICATION, _CREDIT, _SECURITY)))
_BARE = Pattern("|".join((_APPLICATION, _CREDIT, _SECURITY)))
_NUMBERED = Pattern(rf"{_OPEN}\s?(?:19|20)\d\d\s?{_CLOSE}")  # without it there is no case and no letter


def find_codes(text: str) -> Iterator[tuple[int, int, Code]]:
    """Yield `(start, end, code)` for each code whose form and check digit hold, left to right."""
    text = narrow(text)
    for match in (_PATTERN if _NUMBERED.search(text) else _BARE).finditer(text):
        kind = CodeKind(match.lastgroup or "")
        word = "".join(match[0].split())
        if kind is CodeKind.CREDIT and not is_credit_code(word):
            continue
        if kind is CodeKind.APPLICATION and not is_application_number(word):
            continue
        if kind is CodeKind.SECURITY:
            word = security_code(word)
        if kind in (CodeKind.CASE, CodeKind.LETTER):
            word = plain_brackets(word)
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if kind is CodeKind.LETTER and (lead := _ISSUER_BEFORE.match(word)):
            start, word = start + lead.end(), word[lead.end() :]
        yield start, match.end(), Code(kind, word)


def plain_brackets(text: str) -> str:
    """Return a case or letter number with one kind of bracket, so that spellings compare."""
    return re.sub(_CLOSE, "）", re.sub(_OPEN, "（", "".join(text.split())))


def security_code(code: str) -> str:
    """Return a mainland code with the suffix of its board; one that has a suffix keeps it.

    >>> security_code("600000"), security_code("000001.SZ")
    ('600000.SH', '000001.SZ')
    """
    if "." in code:
        return code.replace(".SS", ".SH")
    for suffix, heads in (("SH", ("60", "68", "900")), ("SZ", ("00", "30", "200")), ("BJ", ("43", "83", "87", "92"))):
        if code.startswith(heads):
            return f"{code}.{suffix}"
    return code


_CREDIT_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_credit_code(code: str) -> bool:
    """Tell whether the check character of a unified social credit code holds (GB 32100-2015)."""
    if len(code) != 18 or any(char not in _CREDIT_CHARS for char in code):
        return False
    total = sum(_CREDIT_CHARS.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT_CHARS[(31 - total % 31) % 31] == code[17]


def is_application_number(number: str) -> bool:
    """Tell whether the check digit of a Chinese patent application number holds (ZC 0006-2003)."""
    digits, _, check = number.removeprefix("ZL").partition(".")
    if len(digits) != 12 or not digits.isdigit():
        return False
    rest = (
        sum(int(char) * weight for char, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    )
    return ("X" if rest == 10 else str(rest)) == check
