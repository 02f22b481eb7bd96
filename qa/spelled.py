"""A question as it would be written out: 销售、管理、研发三项费用 names three expenses; how to reckon says
nothing; what falls more sharply (掉得更狠) has the greater rate; the money 从哪里来的 is the 资金来源.

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
_AGE = re.compile(
    r"(?P<from>[一二三四五])年?[到至~-](?P<to>[两二三四五六])年|(?P<years>[一二三四五])年(?P<side>以?内|以上)"
)
_AGED = re.compile("账龄|库龄|应收|预付|账款|逾期")
_SOME = re.compile(
    r"(?<![哪这那第前后近])几[家个份笔项](?=[^，,。？?]{1,12}?(?:[一总统]?共|合计|加起来)[^，,。？?]{0,14}?多少)"
)
_EXTRAORDINARY = re.compile(
    r"(?:扣非|[扣刨剔][除掉去]?(?:了|去)?非经常性?损益|除非经常性?损益)(?:之?[后外]|以[后外])?的?[，,]?(?P<between>[^，,。？?]{0,24}?)的?"
    r"(?P<measure>(?:加权平均)?净资产收益率|(?:基本)?每股收益|净利润|每股(?P<share>亏损?|赚|盈利|净亏损|利润))"
)
_WHENCE = re.compile(
    r"(?P<kept>款?)(?:的?钱|的?资金|款项|(?<=款))(?:主要|都|又)?(?:是|都是)?(?:从|由|打)?(?:哪(?:里|儿)?来(?:的|呢)?|哪里(?:出|筹)的?|何而来)"
    r"|资金(?:主要)?来自(?:哪里|哪儿|何处|什么地方)"
)
LONGEST = 4  # characters of a part


def spelled_out(text: str) -> str:
    """Return a question with its shared heads repeated and without the hints how to reckon, in brackets or ahead."""
    text = _FOREMOST.sub("第一大", _EXACTLY.sub("", text))  # whether two agree is told with what they state
    text = _INSTALMENT.sub(lambda m: f"第{to_number(m['number'])}期", _BY_HAND.sub(_if_it_asks_nothing, text))
    text = _LESS_LOSS.sub(_of_loss, text)
    text = _MOVED.sub(_as_rate, text)
    text = _EXTRAORDINARY.sub(_with_measure, _AGE.sub(_in_digits, text) if _AGED.search(text) else text)
    text = _SOME.sub("", text)  # 几家银行总共给了多少授信 asks for the credit
    text = _WHENCE.sub(lambda m: f"{m['kept'] or ''}的资金来源是什么", text)  # how filings say where money is from
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


def _in_digits(match: re.Match[str]) -> str:
    """Return the age of what is owed or kept as tables write it: 一到两年 is 1至2年, 一年内 1年以内."""
    if match["from"]:
        return f"{to_number(match['from'])}至{to_number(match['to'])}年"
    return f"{to_number(match['years'])}年{'以上' if match['side'] == '以上' else '以内'}"


def _with_measure(match: re.Match[str]) -> str:
    """Return a measure under the one name that it has where the extraordinary is taken out, as it stands where it is
    called so already or has none."""
    joined = ("扣除非经常性损益的", "扣除非经常性损益后的")
    measure = "每股收益" if match["share"] else match["measure"]
    wholes = (f"{joint}{kind}{measure}" for joint in joined for kind in ("", "加权平均", "基本"))
    name = next((n for n in wholes if is_word(n)), "")
    if not name or is_word(match.group()) or "归" in match["between"]:
        return match.group()
    return f"{match['between']}{'的' if match['between'] else ''}{name}"


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
