"""A question as it would be written out: 销售、管理、研发三项费用 names three expenses; how to reckon says
nothing; what falls more sharply (掉得更狠) has the greater rate.

Each part of such a list is written with the head that they share where that is a word we know.
"""

import re

from kg.values.chinese import to_number
from qa.words import finder, fold, is_word, meanings

_LIST = re.compile(
    r"(?P<items>[\u4e00-\u9fff]{2,14}(?:[、和与及][\u4e00-\u9fff]{2,6}?)+)(?P<count>这?[两二三四五六]项)?(?P<head>费用|支出|收入|成本|利润)"
)
_JOIN = re.compile("[、和与及]")
_HINT = re.compile(
    r"[（(](?:请|可)?(?:用|以|由|按|根据|结合|通过)[^（）()]{2,40}?(?:推|推算|倒推|反推|相减|相加|计算|算)(?:得|出|出来)?[）)]"
)
_HOW = re.compile(
    r"^(?:请|可)?(?:按照?|根据|结合|通过|依据|由|用|以)(?![^，,]*\d[\d.,]*[^\d.,年月日])[^，,？?]{2,40}?(?:推算|倒推|反推|推断|推|相减|相加|测算|换算|算)(?:得|出来?|下来)?[，,]"
)
_INSTALMENT = re.compile(  # schedules write 第1期
    r"第(?P<number>[一二三四五六七八九十]{1,3})期"
    r"(?=的?(?:租[金息]|本[金息]|利息|还款|付款|支付|应付|款)|[是为在和与、至到，,？?]|什么|哪|$)"
)
_BY_HAND = re.compile(
    r"^(?:如果|要是)?[用拿以][^，,？?]{2,40}?(?:减去|减掉|加上|除以)[^，,？?]{2,40}[，,](?=(?P<rest>[^，,]+[？?]?$))"
)
_LESS_LOSS = re.compile(r"(?P<what>[^，,？?]*?)的?(?P<verb>减亏|增亏)(?:的?金?额)?(?:是|为|了)?(?=多少)")
_LOSS = re.compile("亏损|利润|净亏")
_EXACTLY = re.compile(r"(?<=吗)[，,][^，,？?]{0,4}?(?:精确|准确|确切|具体)[^，,？?]{0,4}?是多少(?=[？?]?$)")
_WITH = re.compile(r"^(?:结合|根据|按照?|用)[^，,？?]{2,24}?[和与及、][^，,？?]{2,24}?(?:数据?|数字|金额|额)[，,]")
_FOREMOST = re.compile("(?:头号|头一号|第一号)大?(?=客户|供应商|股东|债务人)")
_FELL, _ROSE = "掉|跌|降|滑|下滑|下降|下跌|减少|缩水|缩减|萎缩|回落", "涨|升|增|增长|上升|上涨|增加|提高"
_SHARPLY = "厉害|狠|猛|惨|急|陡|剧烈|明显"
_MOVED = re.compile(
    rf"(?:(?P<fell>{_FELL})(?:得(?P<so>更|最|比较)(?:{_SHARPLY}|快|多)|(?P<as>更|最)(?:{_SHARPLY}|快))"
    rf"|(?:{_ROSE})得(?P<rose>更|最|比较)(?:{_SHARPLY}|快|多))(?P<by>[^，,？?]{{0,8}}[，,](?:{_FELL}|{_ROSE})了?(?:多少|百分之几))?"
)
_BY = re.compile(r"[，,](?:.+)$")
LONGEST = 4  # characters of a part


def spelled_out(text: str) -> str:
    """Return a question with its shared heads repeated and without the hints how to reckon, in brackets or ahead."""
    text = _FOREMOST.sub("第一大", _EXACTLY.sub("", text))  # whether two agree is told with what they state
    text = _INSTALMENT.sub(lambda m: f"第{to_number(m['number'])}期", _BY_HAND.sub(_if_it_asks_nothing, text))
    text = _LESS_LOSS.sub(_of_loss, text)
    text = _MOVED.sub(_as_rate, text)
    return _LIST.sub(_with_heads, _WITH.sub("", _HOW.sub("", _HINT.sub("", text))))


def _of_loss(match: re.Match[str]) -> str:
    """Return 减亏多少 with what has become less, where no profit or loss is named before it."""
    return match["what"] + ("" if _LOSS.search(match["what"]) else "归母净亏损") + match["verb"]


def _if_it_asks_nothing(match: re.Match[str]) -> str:
    """Return nothing for words that only say how to reckon (用甲减去乙，丙是多少), where the rest names its measure."""
    named = any(w.role == "concept" and meanings()[w.value].kind for w in finder().find(fold(match["rest"])))
    return "" if named else match.group()


def _as_rate(match: re.Match[str]) -> str:
    """Return 掉得更狠 as filings call it: of what moves more sharply the rate of change is greater, not the figure."""
    rate = "降幅" if match["fell"] else "增幅"
    way = "最" if "最" in (match["so"], match["as"], match["rose"]) else "更"
    between = _BY.sub("", match["by"] or "")
    return f"{rate}{way}大{between}" + (f"，{rate}是多少" if match["by"] else "")


def _with_heads(match: re.Match[str]) -> str:
    """Return a list with its head behind each part; as it stands where one of them is no known word so."""
    head, parts = match["head"], _JOIN.split(match["items"])
    if not match["count"] and not all(is_word(part + head) for part in parts[1:]):
        return match.group()
    ends = [parts[0][-n:] for n in range(LONGEST, 1, -1)]
    headed = any(is_word(end + head) for end in ends)
    if not (headed or any(map(is_word, ends))) or not all(is_word(part + head) for part in parts[1:]):
        return match.group()
    first = f"{parts[0]}{head}" if headed else parts[0]  # 营业成本、销售、管理费用: the first is whole as it stands
    rest = "".join(f"{j}{part}{head}" for j, part in zip(_JOIN.findall(match["items"]), parts[1:], strict=True))
    return f"{first}{rest}{match['count'] or ''}"
