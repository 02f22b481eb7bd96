"""Questions of two steps: who or what is described first, what is asked of it second.

总授信额度最大的银行，其借款利率 is asked as 总授信额度最大的银行是哪家, and then of the bank that it names.
Each step is a question of its own; the answer rests on the proof of both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.duties import duties
from qa.found import Found
from qa.question import Kind
from qa.workbench import Workbench

LEAST = 0.45  # how sure the first step must be
TWICE = 0.95  # what an answer of two steps is sure of, against its second step
_NOUN = r"客户|供应商|供货商|银行|机构|公司|项目|产品|对象|股东|单位|子公司|可比公司"
_MOST = r"最[高大多长贵低小少短早晚]|第[一二三四五]大|唯一"
_THEN = r"(?:，|,|的|其)+(?P<rest>.+)"
_WHO = rf"(?:那一?[家个])?(?P<noun>{_NOUN})"
_NAMES_ASKED = "(?:分别)?[是为有叫](?:谁|哪[家个些几]|什么(?:[？?]|$))"
_ADDED = "[^，,]*(?:合计|一共|总共|加起来)"
_ASKED_OF = rf"(?P<rest>(?![的，,其]|{_NOUN}|{_NAMES_ASKED}|{_ADDED}).*(?:多少|几|哪|什么|何|啥|谁|吗).*)"
_RANKED = rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)(?P<noun>{_NOUN})"
_POINTED_AT = (
    Pattern(
        rf"(?P<what>[^。]{{4,}}?的)那一?[家个](?P<noun>[^，,。？?的]{{0,8}}?(?:{_NOUN}))?[，,的其]*{_ASKED_OF}",
        re.VERBOSE,
    ),
    Pattern(rf"(?P<what>[^，,。]*?第[一二三四五]大)(?P<noun>客户|供应商){_THEN}"),
    Pattern(rf"{_RANKED}(?P<rest>[^，,。的]{{1,8}}的[是为](?:什么|啥).*)"),
)
_DESCRIBED = (
    Pattern(rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)那?一?(?P<noun>年|期){_THEN}"),
    Pattern(rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)(?:{_WHO}|(?P<one>那[家个])){_THEN}"),
    Pattern(rf"(?P<what>[^，,。]*?(?:给|向|对|为|与|和)[^，,。]{{2,30}}?的){_WHO}{_THEN}"),
)
_RANKED_AT_ONCE = Pattern(f"{_RANKED}{_ASKED_OF}")  # 第五大供应商是哪年成立的
_YEAR = Pattern(r"(?:19|20)\d\d|第.{1,3}期")
_THINGS = ("项目", "产品", "对象")
_NAMED = Pattern(r"(?:公司|全)?(?:名称|叫什么|是谁)")
_WHICH = {"年": "哪一年", "期": "哪一期"}


def pointed_at(bench: Workbench) -> Found | None:
    """Answer in two steps where the question points at whom it has described: 采用代理模式的那家，买的是什么产品."""
    return _in_two_steps(bench, _POINTED_AT)


def joined(bench: Workbench) -> Found | None:
    """Answer in two steps where the question describes whom or what it asks about; None where it does not."""
    patterns = _DESCRIBED if bench.question.kind.is_text else (*_DESCRIBED, _RANKED_AT_ONCE)
    return _in_two_steps(bench, patterns)


def _in_two_steps(bench: Workbench, patterns: Sequence[Pattern]) -> Found | None:
    if bench.another is None or bench.question.kind is Kind.YESNO:
        return None
    for pattern in patterns:
        match = pattern.match(bench.question.text)
        if match is None or _NAMED.match(match["rest"]):
            continue
        of = "的" if bench.question.text[match.start("rest") - 1] in "，,的其" else ""
        if found := _of_described(bench, match["what"], match["noun"] or "", of, match["rest"]):
            return found
    return None


def _of_described(bench: Workbench, what: str, noun: str, of: str, rest: str) -> Found | None:
    which = _WHICH.get(noun) or (f"{noun}是哪家" if noun else "是哪家")
    times = [bench.question.text[s.start : s.end] for s in bench.question.periods]
    dated = any(s.end <= len(what) for s in bench.question.periods)
    first = _ask(bench, f"{'' if dated or not times else times[0]}{what}{'是' if noun in _WHICH else ''}{which}？")
    if first is None or len(first.items) != 1 or first.confidence < LEAST:
        return None
    name = first.items[0].label or str(first.items[0].value)
    if name in bench.question.text or not _is_one(bench, name, noun):
        return None
    for time in dict.fromkeys((*(times[:1] if dated else ()), "")):
        second = _ask(bench, f"{name}{time}{of}{rest}" if noun not in _WHICH else f"{name}{rest}")
        if second is not None:
            return _together(bench, first, second)
    return None


def _is_one(bench: Workbench, name: str, noun: str) -> bool:
    """Tell whether a name is what was described: a year, a thing, a party that is not the issuer."""
    if noun in _WHICH:
        return bool(_YEAR.match(name))
    if noun in _THINGS:
        return True
    ids = bench.names.ids_in(name)
    return bool(ids) and not ids & bench.scope.all_issuers


def _ask(bench: Workbench, text: str) -> Found | None:
    found = bench.asked(text, "step")
    return found if found.status is Status.ANSWERED else None


def _together(bench: Workbench, first: Found, second: Found) -> Found:
    """Return the second step's outcome with the proof of both."""
    cells = tuple(dict.fromkeys((*second.cells, *first.cells)))
    sure = round(TWICE * min(first.confidence, second.confidence), 3)
    met = second.met | frozenset(duties(bench.question))
    prose, evidence = (*second.prose, *first.prose), (*second.evidence, *first.evidence)
    return replace(second, cells=cells, prose=prose, evidence=evidence, confidence=sure, met=met)
