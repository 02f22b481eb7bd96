"""A question about several times taken together, as one question for each: 2021年到2023年合计, 三年平均, 2023年和2022年
差多少."""

from itertools import pairwise

from kg.pattern import Pattern
from kg.period import Period
from qa.computing.operands.asked import Operands
from qa.evidence.values import period_words
from qa.parsing.question import Operator, Question

_JOINT = Pattern(r"\s*(?:[、，,]?(?:再?加上?|以及|[和与跟同及到至])|[、，,])?\s*")
_SO_MANY = r"(?<![\d年])[这共]?[两二三四五六七八九十\d]{1,2}个?(?:年度?|期|月|季度|天|日|时点)"
_COUNTED = Pattern(rf"^{_SO_MANY}(?!前|后)的?(?:间|内|里)?")
_TOGETHER = Pattern(
    rf"(?:{_SO_MANY})?(?:加在一起|加到一起|加起来|合起来|合计数?|合共|一共|总共|总计|共计|加总|相加|之和|总和|累计)"
)
_ON_AVERAGE = Pattern(rf"(?:{_SO_MANY})?(?:平均(?:值|数|下来|每年)?|年均|均值)")
_APART = Pattern("(?:之间|两者|二者)?(?:相?比较?)?的?(?:相差|差额|差距|之差|差)(?:是|为|了|有)?(?=多少|几)")
_OPERATIONS = (
    ("average", Operator.AVERAGE, _ON_AVERAGE),
    ("sum", Operator.SUM, _TOGETHER),
    ("difference", Operator.DIFFERENCE, _APART),
)
_MEAN = "word:平均值"
_OF_PEERS = Pattern("同行|可比|行业|分别|各")  # whose mean a line of a table may be


def per_time(question: Question) -> Operands | None:
    """Return what is asked of each of the times that a question adds up, averages or sets against each other; None for
    other questions."""
    for operation, operator, words in _OPERATIONS:
        if operation == "sum" and question.has(Operator.DIFFERENCE):
            continue  # 一共减少了多少 sets the last of the times against the first
        said = words.search(question.text)
        wanted = question.has(operator) or operation == "difference"
        wanted = wanted or (operation == "average" and _of_times(question))
        if wanted and said and (texts := at_each(question, words)) and (operation != "difference" or len(texts) == 2):
            return Operands(operation, texts, times=times_of(question))
    return None


def _of_times(question: Question) -> bool:
    """Tell whether a mean that a question asks for is that of its times, none of its peers."""
    return any(t.meaning == _MEAN for t in question.terms) and not _OF_PEERS.search(question.text)


def times_of(question: Question) -> tuple[Period, ...]:
    """Return the times that a question names, each once."""
    return tuple(dict.fromkeys(p for span in question.periods for p in span.periods))


def at_each(question: Question, without: Pattern) -> tuple[str, ...]:
    """Return a question once for each of the times that it names side by side, without some words; empty where it names
    one, or several in different places."""
    spans, times = question.periods, times_of(question)
    if len(times) < 2 or not all(_JOINT.fullmatch(question.text[a.end : b.start]) for a, b in pairwise(spans)):
        return ()
    ahead, behind = question.text[: spans[0].start], _COUNTED.sub("", question.text[spans[-1].end :])
    said = (f"{ahead}{period_words(p, 'zh')}{behind}" for p in times)
    return tuple(" ".join(without.sub("", text).split()) for text in said)
