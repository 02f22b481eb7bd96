"""The one of several numbered things that a text tells side by side: of 设备合同1：… 服务合同2：… what is asked."""

from dataclasses import replace

from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.question import Question
from qa.parsing.words import counted

_LABELLED = Pattern(r"(?P<kind>[\u4e00-\u9fff]{2,10})\s?(?P<number>\d{1,2})\s?[：:](?!\d)")
_WHICH = Pattern(r"第(?P<number>[一二两三四五六七八九十\d]{1,2})[份个项笔单期批次]?")
SHORTEST = 3  # characters of what a thing is called that tell its kind: more than 合同
_EDGES = " \n，,。.；;、"


def of_one(bench: Workbench, found: Found) -> Found:
    """Return an outcome that is a text of several numbered things as what it says of the one asked for; as it is where
    the question does not tell which, or the text holds no such things."""
    if found.text:
        return replace(found, text=_part(bench.question, found.text))
    if len(found.items) != 1 or not isinstance(found.items[0].value, str):
        return found
    item, part = found.items[0], _part(bench.question, found.items[0].value)
    return found if part == item.value else replace(found, items=(replace(item, value=part, text=part),))


def _part(question: Question, text: str) -> str:
    found = list(_LABELLED.finditer(text))
    if len(found) < 2:
        return text
    ends = [*(m.start() for m in found[1:]), len(text)]
    parts = [(m, text[m.end() : end].strip(_EDGES)) for m, end in zip(found, ends, strict=True)]
    called = [_called(question, m["kind"]) for m, _ in parts]
    which = _WHICH.search(question.folded)
    if any(called):  # 第二份设备合同: of those of its kind
        kind = max(called, key=len)
        parts = [part for part, name in zip(parts, called, strict=True) if name == kind]
        chosen = parts[counted(which["number"]) - 1 :][:1] if which else parts if len(parts) == 1 else []
    else:
        chosen = [(m, said) for m, said in parts if which and counted(m["number"]) == counted(which["number"])]
    return chosen[0][1] if len(chosen) == 1 else text


def _called(question: Question, kind: str) -> str:
    """Return the longest end of what a thing is called that the question says: 设备合同 of 标准设备合同."""
    return next((kind[at:] for at in range(len(kind) - SHORTEST + 1) if kind[at:] in question.folded), "")
