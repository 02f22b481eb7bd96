"""A question that computes, as the questions whose answers it computes with: 甲比乙多多少 asks for both figures."""

from qa.computing.operands import chinese
from qa.computing.operands.asked import Operands
from qa.computing.operands.times import per_time
from qa.computing.operands.wholes import of_that_whole
from qa.parsing.across import per_filing
from qa.parsing.divide import divided
from qa.parsing.question import Operator, Question


def operands(question: Question) -> Operands | None:
    """Return what a question computes with; None where it does not say so in words known here."""
    if question.kind.is_name or divided(question):
        return None
    found = _of_filings(question) or per_time(question) or chinese.read(question)
    if found is None or not _of_as_many(question, found):
        return None
    return found if found.again or len(set(found.texts)) == len(found.texts) > 1 else None


def _of_as_many(question: Question, found: Operands) -> bool:
    """Tell whether things added up are of as many parties each: none has lost whose it is."""
    names = {question.text[m.start : m.end] for m in question.mentions}
    return found.operation not in ("sum", "average") or len({sum(n in t for n in names) for t in found.texts}) == 1


def _of_filings(question: Question) -> Operands | None:
    """Read 甲，回复公告比核查意见多出多少: one figure in each of two filings."""
    texts = per_filing(question) if question.has(Operator.DIFFERENCE) else ()
    return Operands("difference", texts) if len(texts) == 2 else None


def divides(question: Question) -> bool:
    """Tell whether a question asks what share, or how many times, one thing is of another that it names."""
    found = operands(question)
    return found is not None and found.operation in ("share", "ratio", "multiple")


def leaves_rest(question: Question) -> bool:
    """Tell whether a question asks what is left of one thing without another that it names."""
    found = operands(question)
    return found is not None and found.operation == "rest"


__all__ = ["Operands", "divides", "leaves_rest", "of_that_whole", "operands"]
