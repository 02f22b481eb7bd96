"""A question as it would be written out: 销售、管理、研发三项费用 names three expenses; how to reckon says
nothing; what falls more sharply (掉得更狠) has the greater rate; the money 从哪里来的 is the 资金来源.

Each part of such a list is written with the head that they share where that is a word we know.
"""

import re

from kg.pattern import Pattern
from kg.values.chinese import to_number
from qa.parsing.ages import in_steps
from qa.parsing.everyday import EVERYDAY
from qa.parsing.percentage_points import in_points
from qa.parsing.traded import by_amount
from qa.parsing.when.short import with_centuries
from qa.parsing.words import Word, concept_finder, finder, fold, is_word, meanings, squeeze

_LIST = Pattern(
    r"(?P<items>[\u4e00-\u9fff]{2,14}(?:[、和与及](?:(?![和与及])[\u4e00-\u9fff]){2,6}?)+)(?P<count>这?[两二三四五六]项)?(?P<head>费用|支出|收入|成本|利润)"
)
_JOIN = Pattern("[、和与及]")
_HINT = Pattern(
    r"[（(](?:请|可)?(?:用|以|由|按|根据|结合|通过)[^（）()]{2,40}?(?:推|推算|倒推|反推|相减|相加|计算|算)(?:得|出|出来)?[）)]"
)
_HOW = Pattern(
    r"^(?:请|可)?(?:按照?|根据|结合|通过|依据|由|用|以)(?![^，,]*(?:\d[\d.,]*[^\d.,年月日]|除以|÷))[^，,？?]{2,40}?(?:推算|倒推|反推|推断|推|相减|相加|测算|换算|算)(?:得|出来?|下来)?[，,]"
)
_INSTALMENT = Pattern(  # schedules write 第1期
    r"第(?P<number>[一二三四五六七八九十]{1,3})期"
    r"(?=的?(?:租[金息]|本[金息]|利息|还款|付款|支付|应付|款)|[是为在和与、至到，,？?]|什么|哪|$)"
)
_BY_HAND = Pattern(
    r"^(?:如果|要是)?[用拿以][^，,？?]{2,40}?(?:减去|减掉|加上|除以)[^，,？?]{2,40}[，,](?=(?P<rest>[^，,]+[？?]?$))"
)
_LESS_LOSS = Pattern(r"(?P<what>[^，,？?]*?)的?(?P<verb>减亏|增亏)(?:的?金?额)?(?:是|为|了)?(?=多少)")
_LOSS = Pattern("亏损|利润|净亏")
_EXACTLY = Pattern(r"(?<=吗)[，,][^，,？?]{0,4}?(?:精确|准确|确切|具体)[^，,？?]{0,4}?是多少(?=[？?]?$)")
_WITH = Pattern(r"^(?:结合|根据|按照?|用)[^，,？?]{2,24}?[和与及、][^，,？?]{2,24}?(?:数据?|数字|金额|额)[，,]")
_FOREMOST = Pattern("(?:头号|头一号|第一号)大?(?=客户|供应商|股东|债务人)")
_RANK = Pattern(  # 采购金额排第二的, 占比排名第三的是
    r"(?P<of>[额量数率比例入润值本费款重股])(?:排(?:名|位|在|行)?|位[居列]|名列|居于?)?第(?P<nth>[一二三四五六七八九十])(?:位|名)?(?=的)"
)
_FRONT = Pattern(r"(?<=[额量数率比例入润值本费款重股])排(?:名|位|在|行)?(?P<front>前[二两三四五六七八九十])(?=的)")
_FELL, _ROSE = "掉|跌|降|滑|下滑|下降|下跌|减少|缩水|缩减|萎缩|回落", "涨|升|增|增长|上升|上涨|增加|提高"
_SHARPLY = "厉害|狠|猛|惨|急|陡|剧烈|明显"
_MOVED = Pattern(
    rf"(?:(?P<fell>{_FELL})(?:得(?P<so>更|最|比较)(?:{_SHARPLY}|快|多)|(?P<as>更|最)(?:{_SHARPLY}|快))"
    rf"|(?:{_ROSE})得(?P<rose>更|最|比较)(?:{_SHARPLY}|快|多))(?P<by>[^，,？?]{{0,8}}[，,](?:{_FELL}|{_ROSE})了?(?:多少|百分之几))?"
)
_BY = Pattern(r"[，,](?:.+)$")
_LOST = Pattern(rf"亏(?:损|钱)?得?(?P<way>更|最)(?:{_SHARPLY}|凶|重|多)")
_HUNDREDTHS = Pattern("(?:百分之多少|几分之几|多少(?:个)?百分比|(?<!成)几成(?!新))")
_SHARE = Pattern("(?<=占)(?P<of>[^，,。；;？?]{0,20}?)(?:的?(?:多少|多大)(?:比例|比重|份额)|多大一?[块份]|多大一?部分)")
_DONE_OF = Pattern(  # 用掉了募集资金的百分之几
    "(?P<done>(?:已经?)?(?:用掉|用去|使用|动用|花掉|收回|支付|偿还|归还)了?)(?P<whole>[^，,。？?的]{2,12})的(?=百分之几)"
)
_PRECISELY = Pattern(
    "[，,。；;（(]?(?:结果|答案)?(?:请|要求?|需要?)?(?:精确|保留|四舍五入)到?[^，,。？?]{1,10}(?:小数|位)[）)]?[。]?"
)
_SOME = Pattern(
    r"(?<![哪这那第前后近])几[家个份笔项](?=[^，,。？?]{1,12}?(?:[一总统]?共|合计|加起来)[^，,。？?]{0,14}?多少)"
)
_EXTRAORDINARY = Pattern(
    r"(?:扣非|[扣刨剔][除掉去]?(?:了|去)?非经常性?损益|除非经常性?损益)(?:之?[后外]|以[后外])?的?[，,]?(?P<between>[^，,。？?]{0,24}?)的?"
    r"(?P<measure>(?:加权平均)?净资产收益率|(?:基本)?每股收益|净利润|每股(?P<share>亏损?|赚|盈利|净亏损|利润))"
)
_WHENCE = Pattern(
    r"(?P<kept>款?)(?:的?钱|的?资金|款项|(?<=款))(?:主要|都|又)?(?:是|都是)?(?:从|由|打)?(?:哪(?:里|儿)?来(?:的|呢)?|哪里(?:出|筹)的?|何而来)"
    r"|资金(?:主要)?来自(?:哪里|哪儿|何处|什么地方)"
)
_AT = Pattern(  # 按几年折旧, 按百分之几折旧
    r"(?:[一每]年)?(?:按照?|[以分])?(?:(?P<years>[几多]少?年)|百分之(?:几|多少)|多[少大]的?比例|几个(?:百分)?点)(?:的比例)?(?:来|进行)?(?P<what>[\u4e00-\u9fff]{2})完?"
    r"(?P<of>[\u4e00-\u9fff]{2,4}(?=[，,？?]|$))?"
)
_TOLD_YEAR = Pattern(r"(?:[去今上当同]年|上一年)(?P<between>[^（）()]*)[（(](?:即|指)?(?P<year>(?:19|20)\d\d)年?[）)]")
_RESTATED = Pattern(r"(?<![多少几])[（(](?:即|也就是|指|就是|报表里的|科目名?为?)?(?P<said>[^（）()]{3,30})[）)]")
_AFTER_COSTS = Pattern(
    "(?:扣[除掉去]?|刨[去除掉]|除去|减[去掉]|去掉)了?(?:全部|相关|各项)?发行费用?(?:[之以]?后)的?(?:实际|净)?(?:还|能|共|一共)?"
    "(?:到手|募集|募得|募到|拿到|筹到|筹集|到账|融到|剩下?)了?(?:的?资金|的?钱)?(?:净额)?(?:是|有)?"
)
_PAID_SUM = Pattern("(?P<done>[收付还退欠回打垫拨汇转][了过到出]?)多少款(?![项式台车])(?:[（(]元[）)])?")
_BESIDE = Pattern(
    "[和与跟同](?P<base>(?:上一?年度?|去年|前一年)(?:同期|末|底)?|[年期]初|上一?[期季月]度?末?)"
    "(?:相?比较?|相较|对比)(?:起来|而言|来看)?[，,]?"
)
_TOLD_BY_AMOUNT = Pattern(  # which contract is meant its amount tells: 1.7亿元那份合同（2023年12月开通）
    r"(?P<told>\d[\d,.]*[亿万]元?的?那?[份笔个单][^，,。？?（）()]{0,12})[（(](?=[^（）()]*\d[年月日])[^（）()多少几哪什何]*[）)]"
)
_WITHIN = Pattern(
    "(?:[在为是处于]|大[概约致]|约)*(?:[一哪]个|什么样?的?|怎样的|何种|多大的?)(?:价格|价位|数值)?(?:区间|范围|档次|价位)(?:波动|浮动|变动|内|里|之间)?"
)
LONGEST = 4  # characters of a part


def spelled_out(text: str) -> str:
    """Return a question with its shared heads repeated and without the hints how to reckon, in brackets or ahead."""
    text = by_amount(with_centuries(text))
    text = _FOREMOST.sub("第一大", _EXACTLY.sub("", text))  # whether two agree is told with what they state
    text = _RANK.sub(lambda m: f"{m['of']}{'最' if m['nth'] == '一' else '第' + m['nth']}大", text)
    text = _FRONT.sub(r"\g<front>名", text)
    text = _INSTALMENT.sub(lambda m: f"第{to_number(m['number'])}期", _BY_HAND.sub(_if_it_asks_nothing, text))
    text = _LESS_LOSS.sub(_of_loss, text)
    text = _LOST.sub(r"亏损\g<way>多", _MOVED.sub(_as_rate, _PRECISELY.sub("", text)))
    text = _DONE_OF.sub(r"\g<whole>\g<done>", _HUNDREDTHS.sub("百分之几", _SHARE.sub(r"\g<of>百分之几", text)))
    text = _EXTRAORDINARY.sub(_with_measure, in_steps(text))
    text = _AFTER_COSTS.sub("募集资金净额是", _said_once(_TOLD_YEAR.sub(r"\g<year>年\g<between>", text)))
    text = _PAID_SUM.sub(r"\g<done>多少钱", _BESIDE.sub(r"比\g<base>", text))
    text = _TOLD_BY_AMOUNT.sub(r"\g<told>", text)
    text = in_points(_WITHIN.sub("区间是多少", text))
    text = _AT.sub(_as_named, text)
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


def _said_once(text: str) -> str:
    """Return a question without the words that a bracket says again by the name of a measure:
    销售回款（销售商品、提供劳务收到的现金） is the latter."""
    for match in _RESTATED.finditer(text):
        kinds = _kinds_of(match["said"])
        at = match.start()
        before = [w for w in finder().find(fold(text[:at])) if w.role in ("concept", EVERYDAY)]
        while words := [w for w in before if w.end == at]:
            if at == match.start() and not any(_kind(w) in kinds | {""} for w in words):
                break
            at = words[0].start
        if kinds and at < match.start():
            return text[:at] + match["said"] + text[match.end() :]
    return text


def _kinds_of(said: str) -> set[str]:
    """Return of which kinds the measures are that some words are as a whole called; none where they are called none."""
    said = squeeze(said)
    words = [w for w in concept_finder().find(said) if w.end - w.start == len(said)]
    return {_kind(w) for w in words} - {""}


def _kind(word: Word) -> str:
    return meanings()[word.value].kind if word.role == "concept" else ""


def _as_named(match: re.Match[str]) -> str:
    """Return 按几年折旧 by the name of that measure, the 折旧年限; as it stands where none is called so."""
    ends = ("年限", "期限") if match["years"] else ("率", "比例")
    name = next((match["what"] + end for end in ends if is_word(match["what"] + end)), "")
    return f"{match['of'] or ''}{name}是{'几年' if match['years'] else '多少'}" if name else match.group()


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
