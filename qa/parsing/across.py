"""A question that sets filings against each other, as one question for each: the same figure in each filing named.

年报和问询函回复所写的甲的存货一致吗 is asked as 年报里甲的存货是多少 and 问询函回复里甲的存货是多少.
Where each filing has words of its own beside it (督导报告的甲与核查意见的乙), `operands` and `agree` of `qa.computing`
part it.
"""

from itertools import pairwise

from kg.pattern import Pattern
from qa.parsing.question import Question, Source

_JOIN = Pattern(
    r"(?:里面?|中|上|所?披露的?|的)?(?:[、，,/]|和|与|跟|同|及|以及|比|较|对比|到|至|vs\.?)+(?:在|按|据)?(?:公司|保荐机构)?的?"
)
_BEHIND = Pattern(
    r"(?:这?[两三四二]份?(?:文件|处|家|者|份|个地方)?)?(?:里面?|中|上|之间|所?披露的?)?(?:各自|分别|里|中)?的?"
)
_AHEAD = Pattern(
    r"(?:(?:20\d\d年?)?(?:半?年报|半?年度报告|问询函?|持续)+)?[，,]?(?:在|按|据|从|对照|对比|比较|用)?的?$"
)
_COMPARED = Pattern(
    r"[，,]?(?:是否|是不是|有没有|有无|能否|能不能|前后|互相|彼此|都|的?(?:数字?|数据|金额|口径|说法|披露))*"
    r"(?:一致|相同|相符|吻合|相等|同一个|一样|一个数|对得上|对不对得上|矛盾|有?出入|有?差异|有差别|相差|差了?|多出?|少|高出?|低|大|小|[增减]|变|哪个|谁)"
)
_LEAST = 2  # characters of what is asked of each


def per_filing(question: Question) -> tuple[str, ...]:
    """Return what is asked of each of the filings that a question names side by side; empty where it names none so."""
    sides = question.sources
    if len(sides) < 2 or len({side.kind for side in sides}) < len(sides):
        return ()
    gaps = [question.text[one.end : next_.start] for one, next_ in pairwise(sides)]
    if not all(_JOIN.fullmatch(gap) for gap in gaps):
        return ()
    what = _compared(question.text, sides)
    names = [question.text[side.start : side.end] for side in sides]
    return tuple(f"{name}里{what}是多少？" for name in names) if len(what) >= _LEAST else ()


def _compared(text: str, sides: tuple[Source, ...]) -> str:
    """Return what is asked of each: what stands ahead of the filings, and behind them up to how they are compared."""
    behind = text[sides[-1].end :]
    opened = _BEHIND.match(behind)
    behind = behind[opened.end() if opened else 0 :]
    compared = _COMPARED.search(behind)
    if compared is None:
        return ""
    return f"{_AHEAD.sub('', text[: sides[0].start])}{behind[: compared.start()]}".rstrip("的，,是写 ")
