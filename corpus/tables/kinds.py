"""What a short run of characters looks like: a figure, a share, a date, a dash, a period, or words."""

from enum import StrEnum
from functools import lru_cache

from kg.pattern import Pattern
from kg.values.numbers import FOOTNOTE


class Kind(StrEnum):
    """The look of a cell or of a fragment of one."""

    EMPTY = "empty"
    DASH = "dash"  # "-", "—", "/", 不适用, 未披露: a cell that says there is nothing
    INTEGER = "integer"  # 16, 3: a rank, a count, a year
    NUMBER = "number"  # 1,234.56, (3.20)
    RATIO = "ratio"  # 5.00%, 3.18个百分点
    DATE = "date"  # 2024-03-31, 2024年3月31日
    PERIOD = "period"  # 2023年度, 2024年1-6月, 期末
    CODE = "code"  # a long run of digits: an account, an application number
    FLAG = "flag"  # 是, 否
    WORDS = "words"


DASHES = frozenset({"-", "--", "\\-", "—", "——", "－", "–", "/", "N/A", "NA", "不适用", "未披露", "无"})
FLAGS = frozenset({"是", "否", "有", "√", "×"})
SIGN = r"[-+－＋−]?"
DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)"
PATTERNS = {
    Kind.CODE: r"\d{9,}[0-9XxA-Z]?",
    Kind.DATE: r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日",
    Kind.PERIOD: (
        r"(?:19|20)\d{2}年?(?:度|末|初|[上下]半年|半年度|第?[一二三四1-4]季度|\d{1,2}(?:-\d{1,2})?月份?末?)?"
        r"|(?:19|20)\d{2}(?:H[12]|Q[1-4]|[AE])|\d{4}-\d{4}年?度?"
    ),
    Kind.INTEGER: rf"{SIGN}\d{{1,8}}",
    Kind.RATIO: (
        rf"[(（]?{SIGN}{DIGITS}(?:\.\d+)?[)）]?(?:%|％|‰|个?百分点)"
        rf"|(?:增加|减少|上升|下降|提高|降低|增长){DIGITS}(?:\.\d+)?(?:%|％|个?百分点)"
    ),
    Kind.NUMBER: rf"[(（]?{SIGN}[¥￥$]?{DIGITS}(?:\.\d+)?[)）]?",
}
LOOKS = Pattern("|".join(f"(?P<{kind.value}>{pattern})" for kind, pattern in PATTERNS.items()))
FIGURES = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.RATIO})
VALUES = FIGURES | {Kind.DASH, Kind.DATE, Kind.CODE}


@lru_cache(16384)
def kind_of(text: str) -> Kind:
    """Return the look of a cell; blanks within it do not count.

    >>> [kind_of(t).value for t in ("2023 年度", "1,234.56", "-3.18 个百分点", "不适用", "2024-03-31")]
    ['period', 'number', 'ratio', 'dash', 'date']
    """
    bare = FOOTNOTE.sub("", "".join(text.split()))
    if not bare:
        return Kind.EMPTY
    if bare in DASHES:
        return Kind.DASH
    if bare in FLAGS:
        return Kind.FLAG
    if len(bare) > 40:
        return Kind.WORDS
    match = LOOKS.fullmatch(bare)
    return Kind(match.lastgroup) if match else Kind.WORDS


def is_datum(text: str) -> bool:
    """Tell whether a cell holds a figure or date, and so cannot stand in a header (years can)."""
    kind = kind_of(text)
    if kind is Kind.PERIOD:
        return False
    return kind in VALUES and kind is not Kind.DATE
