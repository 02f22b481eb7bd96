"""Numbers written in Chinese numerals: 三亿, 十二, 一百零五, 二〇二三, and formal 壹佰贰拾."""

from decimal import Decimal

from kg.pattern import Pattern

_SPELLINGS = "零〇○ 一壹 二两贰 三叁 四肆 五伍 六陆 七柒 八捌 九玖"
_DIGITS = {char: value for value, chars in enumerate(_SPELLINGS.split()) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8}
DIGITS, MYRIADS = "".join(_DIGITS), "".join(_MYRIADS)
NUMERAL = f"[{''.join(_DIGITS)}{''.join(_TENS)}]"
_WHOLE = Pattern(f"[{''.join(_DIGITS)}{''.join(_TENS)}{''.join(_MYRIADS)}]+")


def to_number(text: str) -> Decimal | None:
    """Return the number that Chinese numerals write, None when they write none.

    >>> to_number("一百零五"), to_number("二〇二三"), to_number("三点五")
    (Decimal('105'), Decimal('2023'), Decimal('3.5'))
    """
    whole, _, fraction = text.partition("点")
    if not _WHOLE.fullmatch(whole) or any(char not in _DIGITS for char in fraction):
        return None
    if all(char in _DIGITS for char in whole):
        digits = "".join(str(_DIGITS[char]) for char in whole)
        value = Decimal(digits)
    else:
        value = Decimal(_grouped(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return value


def _grouped(text: str) -> int:
    """Add up 三亿二千万零五: below each 万 or 亿 stands a number of tens, hundreds, thousands."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            section += digit
            base = _MYRIADS[char]
            total = (total + section) * base if base > 10**4 and total < base else total + (section or 1) * base
            section = digit = 0
    return total + section + digit
