"""Questions of two steps: who or what is described first, what is asked of it second.

总授信额度最大的银行，其借款利率 is asked as 总授信额度最大的银行是哪家, and then of the bank that it names.
Each step is a question of its own; the answer rests on the proof of both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.duties import duties
from qa.evidence.found import STEPS, Found, Item
from qa.evidence.scope import with_issuer
from qa.evidence.values import with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.names import POSITION
from qa.parsing.question import Kind, Question

RANKED = 0.6  # how sure a rank is by which a filing calls whom it describes
LEAST = 0.45  # how sure the first step must be
TWICE = 0.95  # what an answer of two steps is sure of, against its second step
_PARTY = r"客户|供应商|供货商|银行|机构|公司|股东|单位|子公司|可比公司|对象"
_NOUN = rf"{_PARTY}|项目|产品|高管|董事|监事|负责人|人员"
_OF = "[家个位名类项种款笔份台只条批块]"  # of how many kinds a thing is: 那家, 那类
_MOST = r"最[高大多长贵低小少短早晚新]|第[一二三四五六七八九十][大高低多少小]|唯一"
_THEN = r"(?:，|,|的|其)+(?P<rest>.+)"
_WHO = rf"(?:那一?[家个])?(?P<noun>{_NOUN})"
_NAMES_ASKED = "(?:分别)?[是为有叫](?:谁|哪[家个些几]|什么(?:[？?]|$))"
_ADDED = "[^，,]*(?:合计|一共|总共|加起来)"
_ASKING = "(?:多少|几|哪|什么|何|啥|谁|吗|多[大高长久])"
_ASKED_OF = rf"(?P<rest>(?![的，,其]|{_NOUN}|{_NAMES_ASKED}|{_ADDED}).*{_ASKING}.*)"
_RANKED = rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)(?P<noun>{_NOUN})"
_POINTED_AT = (
    Pattern(
        rf"(?P<what>[^。]{{4,}}?的?)那一?(?P<of>{_OF})(?P<noun>[^，,。？?的]{{1,8}})[，,]+(?:它|其)?的?{_ASKED_OF}"
    ),
    Pattern(
        rf"(?P<what>[^。]{{4,}}?的?)那一?(?P<of>{_OF})(?P<noun>[^，,。？?的]{{0,8}}?(?:{_NOUN}))?[，,的其它]*{_ASKED_OF}"
    ),
    Pattern(
        rf"(?P<what>[^。]{{4,}}?(?:里面?|中|当中|之中)[，,]?(?P<only>[只仅]有|就)一(?P<of>{_OF})(?:{_PARTY})?"
        rf"(?:[是为]|属于)?(?P<test>[^，,。]{{2,}}?)的?)(?P<noun>)[，,](?:它|其|这[家个])的?{_ASKED_OF}"
    ),
    Pattern(rf"(?P<what>[^，,。]*?第[一二三四五六七八九十]大)(?P<noun>客户|供应商){_THEN}"),
    Pattern(rf"{_RANKED}(?P<rest>[^，,。的]{{1,8}}的[是为](?:什么|啥).*)"),
)
_DESCRIBED = (
    Pattern(rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)那?一?(?P<noun>年|期){_THEN}"),
    Pattern(rf"(?P<what>[^，,。]*?(?:{_MOST})[^，,。]{{0,10}}?(?:的)?)(?:{_WHO}|(?P<one>那[家个])){_THEN}"),
    Pattern(rf"(?P<what>[^，,。]*?(?:给|向|对|为|与|和)[^，,。]{{2,30}}?的){_WHO}{_THEN}"),
)
_RANKED_AT_ONCE = Pattern(f"{_RANKED}{_ASKED_OF}")  # 第五大供应商是哪年成立的
_HEADING = Pattern(r"[里中][，,]?[只仅就]有?一.*")
_PARTIES = Pattern(_PARTY)
_ASKS = Pattern(_ASKING)
_YEAR = Pattern(r"(?:19|20)\d\d|第.{1,3}期")
_THINGS = ("项目", "产品", "对象")
_NAMED = Pattern(r"(?:公司|全)?(?:名称|叫什么|是谁)")
_WHICH = {"年": "哪一年", "期": "哪一期"}
_OF_PARTIES = frozenset("家位名")


@dataclass(frozen=True, slots=True)
class Split:
    """A question of two steps: what describes somebody or something, and what is asked of it."""

    what: str
    noun: str  # what kind of thing is described
    of: str  # and how it is counted: 家, 类
    link: str  # 的, where that stands between what is described and what is asked of it
    rest: str
    at: int  # where that begins

    @property
    def inner(self) -> str:
        """The first step as a question, without its time."""
        if self.noun in _WHICH:
            return f"{self.what}是{_WHICH[self.noun]}？"
        counted = "家" if self.of == "个" and _PARTIES.search(self.noun) else self.of or "家"
        who = "谁" if counted in ("位", "名") else f"哪{counted}"
        return f"{self.what}{self.noun}是{who}？"


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
    return next((found for split in _splits(bench.question, patterns) if (found := _of_described(bench, split))), None)


def _splits(question: Question, patterns: Sequence[Pattern]) -> Iterator[Split]:
    for pattern in patterns:
        match = pattern.match(question.text)
        if match is None or _NAMED.match(match["rest"]) or _ASKS.search(match["what"]):
            continue
        said = match.groupdict()
        what = match["what"]
        if said.get("only"):
            what = f"{_HEADING.sub('', what)}中唯一{match['test']}的"
        link = "的" if question.text[match.start("rest") - 1] in "的其" else ""
        yield Split(what, match["noun"] or "", said.get("of") or "", link, match["rest"], match.start("rest"))


def _of_described(bench: Workbench, split: Split) -> Found | None:
    question, ahead = bench.question, [s for s in bench.question.periods if s.end <= split.at]
    times = [question.text[s.start : s.end] for s in question.periods]
    lent = "" if ahead or not times else times[0]
    whose = _of_its_company(bench, split)
    told = _ask(bench, f"{lent}{whose}{split.inner}")
    first = told or (_ask(bench, f"{whose}{split.inner}") if lent else None)
    if first is None or len(first.items) != 1 or first.confidence < LEAST:
        return None
    name = first.items[0].label or str(first.items[0].value)
    if name in question.text or not _is_one(bench, name, split):
        return None
    called = f"{_company(bench)}{name}" if POSITION.fullmatch(name) else name
    dated = len(ahead) < len(question.periods) and bool(ahead)  # the second step has a time of its own
    for time in dict.fromkeys((*(times[:1] if ahead and not dated else ()), "")):
        text = f"{name}{split.rest}" if split.noun in _WHICH else f"{called}{time}{split.link}{split.rest}"
        if second := _ask(bench, text):
            return _together(bench, first, second, name)
    if not split.of or told is None:
        return None
    return Found(Status.NOT_FOUND, cells=first.cells, reason="undisclosed")  # not told of the one pointed at


def _of_its_company(bench: Workbench, split: Split) -> str:
    """Return the company that only what is asked then names: the first step is about its filings too."""
    company = _company(bench)
    return company if company and company not in bench.question.text[: split.at] else ""


def _company(bench: Workbench) -> str:
    """Return how the question calls the company whose filings it is about; empty where it names none."""
    issuers = frozenset().union(*(filing.issuers for filing in bench.filings))
    own = (m for m in bench.question.mentions if issuers & set(with_issuer(m, bench.filings).ids))
    return next((bench.question.text[m.start : m.end] for m in own), "")


def _is_one(bench: Workbench, name: str, split: Split) -> bool:
    """Tell whether a name is what was described: a year, a thing, a party that is not the issuer."""
    if split.noun in _WHICH:
        return bool(_YEAR.match(name))
    if split.noun in _THINGS or (split.of and split.of not in _OF_PARTIES and not _PARTIES.search(split.noun)):
        return not _YEAR.match(name)
    if POSITION.fullmatch(name):
        return bool(_company(bench))
    ids = bench.names.ids_in(name)
    return bool(ids) and not ids & bench.scope.all_issuers


def _ask(bench: Workbench, text: str) -> Found | None:
    found = bench.asked(text, "step")
    return found if found.status is Status.ANSWERED else _only_ranked(found)


def _only_ranked(found: Found) -> Found | None:
    """Return the rank under which a filing hides whom it describes: 第三大客户（…的厂商）; None for other refusals."""
    cell = found.cells[0] if found.reason == "undisclosed" and found.cells else None
    if cell is None or not POSITION.fullmatch(cell.label):
        return None
    return Found(Status.ANSWERED, (Item(cell.label, "", cell.label, cell.label, (cell,)),), (cell,), RANKED)


def _together(bench: Workbench, first: Found, second: Found, name: str) -> Found:
    """Return the second step's outcome, said of whom it is, with the proof of both."""
    cells = tuple(dict.fromkeys((*second.cells, *first.cells)))
    sure = round(TWICE * min(first.confidence, second.confidence), 3)
    met = second.met | frozenset(duties(bench.question)) | {STEPS}
    prose, evidence = (*second.prose, *first.prose), (*second.evidence, *first.evidence)
    found = replace(second, cells=cells, prose=prose, evidence=evidence, confidence=sure, met=met)
    item = second.items[0] if len(second.items) == 1 else None
    if item is None or second.text or not isinstance(item.value, str) or item.value == item.label:
        return found
    return replace(found, items=(_said_of(bench, item, name),), kind="list")


def _said_of(bench: Workbench, item: Item, name: str) -> Item:
    """Return words or a day with the name of whom they are said."""
    return replace(item, label=name, text=with_figure(item.text, name, bench.question.told))
