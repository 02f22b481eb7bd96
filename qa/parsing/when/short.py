"""Years of two digits written out: 23年末, 21-23年, 24上半年 are of 2023 and so on; 折旧20年 and 20年期 count years."""

import re

from kg.pattern import Pattern

_TWO = r"(?:1[5-9]|2[0-9])"
_COUNTED = r"近过满整共约达期限龄旧销用租续长少多短每隔再又还有了按分作超第\d.,\-/"  # before a number of years
_LASTS = (  # behind one
    r"以[上内下外]|[期内之多后间长租]|左右|来(?!自)|年限|(?:的)?(?:期限|使用|折旧|摊销|寿命|经验|历史|时间|服务|免|合同期|有效期|限)"
    r"|前(?!(?:[一二三四五六七八九十两\d]+|几)(?:大|名|位|家|个|季))|一(?!季)|[吗呢么]|的(?:$|[，,。；;？?！!、])"
)
_ENDS = r"[，,。；;？?！!）)、]|$"  # at the beginning of a clause a year may end it too: 23年，甲公司…
_OPENS = r"(?:^|(?<=[，,。；;？?！!：:（(]))"
_YEAR = rf"(?:{_OPENS}{_TWO}(?=年(?!{_LASTS}))|(?<![{_COUNTED}]){_TWO}(?=年(?!{_LASTS}|{_ENDS})))"
_PART = (
    rf"(?<![\d.\-/第])(?<![a-zA-Z]){_TWO}(?=[上下]半年|中报|半年报|年报|[一二三]季报?|[Qq][1-4](?!\d)|[Hh][12](?!\d))"
)
_WRITTEN = Pattern(rf"{_YEAR}|{_PART}")
_JOINED = r"年?(?:[-~—–～、和与及到至]|以及)"
_LIST = Pattern(  # one of whose years only the last may be followed by 年
    rf"(?<![\d.\-])(?:20)?{_TWO}(?:{_JOINED}(?:20)?{_TWO})+(?=[两三四五]年|年(?!{_LASTS}))"
)
_SHORT = Pattern(rf"(?<!\d){_TWO}(?!\d)")


def with_centuries(text: str) -> str:
    """Return a question with its years of two digits in four.

    >>> with_centuries("21、22年和24上半年的营收，设备折旧20年")
    '2021、2022年和2024上半年的营收，设备折旧20年'
    """
    text = _LIST.sub(lambda listed: _SHORT.sub(_whole, listed.group()), text)
    return _WRITTEN.sub(_whole, text)


def _whole(match: re.Match[str]) -> str:
    return f"20{match.group()}"
