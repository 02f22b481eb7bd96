"""Which of the things that a question names has the most or the least: each is asked for, wherever it stands.

They are times, measures, parties, or companies with filings of their own.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.answer import Status
from kg.pattern import Pattern
from kg.period import Period
from qa.computing.composed import difference_of
from qa.computing.operands.asked import ASK
from qa.computing.operands.kindred import side_by_side
from qa.computing.operands.times import times_of
from qa.evidence.found import Found, Item
from qa.evidence.scope import with_issuer
from qa.evidence.values import period_words, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.changes import falls
from qa.parsing.divide import listed
from qa.parsing.question import Kind, Operator, Question
from qa.parsing.wanted import EACH

_WHO = Pattern(
    r"(?:这?[两二三四五六][者家个项类种款]\w{0,4}?)?(?:当中|之中|之间|中|里面|里)?[，,]?(?:谁|哪一?[家个项种类款只方笔](?:公司|企业)?)的?"
)
_MOST = Pattern(
    r"(?:最|更|较|略)?(?P<way>[高多大长贵快晚]|低|(?<!多)少|小|短|便宜|慢|早)(?=[，,？?]|$|些|一些|一点|的)"
)
_LEAST = frozenset({"低", "少", "小", "短", "便宜", "慢", "早"})
_NEGATIVE = ("亏", "流出")
_WHICH_TIME = Pattern(r"(?:是|在|当中|之中|里面?)?[，,]?哪一?个?(?:年度?|期|季度|月份?|天)的?")
_WHICH_ONE = Pattern(r"(?:当中|之中|里面?|中)?[，,]?哪一?个的?(?=[更较略])")
_TOLD_SO = Pattern(r"(?:花|用|支出|投入)?[得的了]$")
_ON = r"[，,；;？?]?(?:要|又|分别)?"
_BY = Pattern(rf"{_ON}(?:(?:[高多大长贵快]|低|少|小|短)(?:出|了)?|相?差(?:距|额)?(?:是|有|了)?)(?:多少|几)")
LEAST, OF_FILINGS = 0.62, 0.5  # how sure the figure of each must be; the same where each has filings of its own
MET = frozenset({"extreme", "change", "compared"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The things named, what is asked of each, and whether the least is sought."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    least: bool
    times: tuple[Period, ...] = ()  # the things are times
    measures: bool = False  # the things are measures themselves: selling expense or administrative expense
    falling: bool = False  # what is asked of each is a fall: the most is furthest below zero
    behind: str = ""  # what the question goes on to ask: 谁更高，高多少
    apart: bool = False  # each has filings of its own


def chosen(bench: Workbench) -> Found | None:
    """Answer with the one of the things named that has the most; None where one has no figure, or two are equal."""
    if bench.another is None:
        return None
    read = choice_in(bench.question)
    choices = (read,) if read and _names_more(bench.question, read) else (_of_issuers(bench), read)
    return next((found for choice in choices if choice and (found := _best(bench, choice))), None)


def _names_more(question: Question, choice: Choice) -> bool:
    """Tell whether one of the things named is a part of what a party has: 甲主营业务, beside 乙."""
    named = [question.text[m.start : m.end] for m in question.mentions]
    return any(name != said and name.startswith(said) for name in choice.names for said in named)


def _best(bench: Workbench, choice: Choice) -> Found | None:
    found = bench.operands(choice.texts)
    least = OF_FILINGS if choice.apart else LEAST
    if found is None or min(f.confidence for f in found) < least:
        return None
    found = found if choice.apart else side_by_side(found)
    values = [_worth(f, falling=choice.falling) for f in found]
    if any(w in bench.question.folded for w in _NEGATIVE):
        values = [abs(v) for v in values]
    keys = {f.cells[0].key for f in found}
    best = (min if choice.least != choice.falling else max)(values)
    if choice.falling and best >= 0:
        return None  # nothing has fallen
    if len({f.items[0].unit for f in found}) > 1 or len(keys) < len(found) or values.count(best) > 1:
        return None
    if choice.times and any(f.cells[0].period != p for f, p in zip(found, choice.times, strict=True)):
        return None
    if len(found) == 2 and _BY.match(choice.behind):
        return _by_how_much(bench, choice, found, best=values.index(best))
    winner = found[values.index(best)]
    name = _as_filed(bench, choice.names[values.index(best)])
    if name.isascii() and choice.measures:
        name = winner.cells[0].label or name  # as filed
    of_each = choice.times and _WHICH_TIME.search(bench.question.text)
    kind = "list" if of_each else "string"
    item = Item(name, "", with_figure(name, winner.items[0].text, bench.question.told), name, winner.cells[:1])
    if EACH.match(choice.behind):
        figures = [winner, *(f for f in found if f is not winner)]
        return _with_each(bench, figures, [choice.names[found.index(f)] for f in figures], item)
    if of_each:
        item = replace(winner.items[0], label=name, text=item.text)
    cells = tuple(dict.fromkeys((*winner.cells, *(c for f in found for c in f.cells))))
    return Found(Status.ANSWERED, (item,), cells, min(f.confidence for f in found), kind=kind, met=MET)


def _by_how_much(bench: Workbench, choice: Choice, found: list[Found], *, best: int) -> Found | None:
    """Name the one of two that is ahead, and say by how much."""
    apart = difference_of(bench, [found[best], found[1 - best]])
    if apart is None or apart.computation is None:
        return None
    name, (by,) = _as_filed(bench, choice.names[best]), apart.items
    label = "相差" if bench.question.told == "zh" else "difference"
    items = (Item(name, "", name, name, found[best].cells[:1]), replace(by, label=label))
    return replace(apart, items=items, kind="list", met=MET | {"difference", "several", "all asked"})


def _as_filed(bench: Workbench, name: str) -> str:
    """Return how filings call a company that they are about; any other thing as the question calls it."""
    return next((called for said, called in _issuers(bench) if said == name), name)


def _with_each(bench: Workbench, found: list[Found], names: list[str], item: Item) -> Found:
    """Name the one that is ahead, with the figure of each."""
    lang = bench.question.told
    others = (with_figure(name, f.items[0].text, lang) for name, f in zip(names[1:], found[1:], strict=True))
    told = ("；" if lang == "zh" else "; ").join([item.text, *others])
    cells = tuple(dict.fromkeys(c for f in found for c in f.cells))
    sure = min(f.confidence for f in found)
    item = replace(item, text=told, cells=tuple(f.cells[0] for f in found))
    return Found(Status.ANSWERED, (item,), cells, sure, kind="string", met=MET | {"several", "all asked"})


def _worth(found: Found, *, falling: bool) -> Decimal:
    """Return a figure to compare; of falls one below zero, though words say which way it has gone: 减少24.16%."""
    value, said = Decimal(str(found.items[0].value)), found.items[0].text
    return -abs(value) if falling and re.match(falls(), said) else value


def choice_in(question: Question) -> Choice | None:
    """Return the choice that a question asks for; None where it names no alternatives."""
    return _of_times(question) or _of_things(question)


def _of_times(question: Question) -> Choice | None:
    """Read 2021年到2023年哪一年的毛利率最高."""
    marker, times = _WHICH_TIME.search(question.text) or _which_of_times(question), times_of(question)
    way = _MOST.search(question.text, marker.end()) if marker else None
    if marker is None or way is None or len(times) < 2 or question.periods[-1].end > marker.start():
        return None
    before, after = question.text[: marker.start()], _TOLD_SO.sub("", question.text[marker.end() : way.start()])
    names, behind = tuple(period_words(p, "zh") for p in times), question.text[way.end() :]
    ahead, tail = before[: question.periods[0].start], before[question.periods[-1].end :]
    texts = tuple(f"{ahead}{name}{tail}{after}{ASK}" for name in names)
    return Choice(names, texts, way["way"] in _LEAST, times, falling=_falls(tail + after), behind=behind)


def _which_of_times(question: Question) -> re.Match[str] | None:
    """Return where 哪个 asks for one of the times, as nothing else is listed: 2022年和2023年的毛利率哪个更高."""
    marker = _WHICH_ONE.search(question.text)
    return marker if marker and not listed(question, marker.start()) else None


def _of_things(question: Question) -> Choice | None:
    """Read 甲、乙和丙谁的毛利率最高."""
    marker = next((m for m in _WHO.finditer(question.text) if listed(question, m.start())), None)
    way = _MOST.search(question.text, marker.end()) if marker else None
    if marker is None or way is None:
        return None
    ahead, names, tail = _whole(question, *(listed(question, marker.start()) or ("", [], "")))
    rest = _TOLD_SO.sub("", question.text[marker.end() : way.start()])
    behind = question.text[way.end() :]
    choice = Choice((), (), way["way"] in _LEAST, falling=_falls(tail + rest), behind=behind)
    texts = tuple(f"{ahead}{name}{tail}{rest}{ASK}" for name in names)
    told = tuple(_without_times(question, name) for name in names)
    if not any(told) and len(times := times_of(question)) == len(names):
        return replace(choice, names=tuple(period_words(p, "zh") for p in times), texts=texts, times=times)
    return replace(choice, names=told, texts=texts) if all(told) else None


def _whole(question: Question, ahead: str, names: list[str], tail: str) -> tuple[str, list[str], str]:
    """Return a list whose first thing has the party that stands ahead of it, where another has one of its own:
    甲主营业务和乙."""
    lead = next((m for m in question.mentions if m.end == len(ahead)), None)
    others = [question.text[m.start : m.end] for m in question.mentions if m is not lead]
    if lead is None or not any(name.startswith(other) for name in names[1:] for other in others):
        return ahead, names, tail
    return ahead[: lead.start], [ahead[lead.start :] + names[0], *names[1:]], tail


def _falls(said: str) -> bool:
    """Tell whether what is asked of each is how much it has fallen: 降幅, 下降比例."""
    return bool(re.search(falls() + "|降幅|跌幅|减幅", said))


def _without_times(question: Question, name: str) -> str:
    for span in question.periods:
        name = name.replace(question.text[span.start : span.end], "")
    return name.strip("的 ")


# --- companies with filings of their own ------------------------------------------------------------


def _of_issuers(bench: Workbench) -> Choice | None:
    """Read which of two companies has more of what is asked, as each of their filings is asked."""
    question, names = bench.question, _issuers(bench)
    measures = [t.text for t in question.terms if t.kind or not t.meaning]
    if not question.has(Operator.COMPARE) or question.kind is Kind.YESNO or len(names) != 2 or not measures:
        return None
    time, what = "".join(question.text[s.start : s.end] for s in question.periods[:1]), "".join(measures)
    texts = tuple(f"{said}{time}{what}{ASK}" for said, _ in names)
    return Choice(tuple(name for _, name in names), texts, question.smaller, apart=True)


def _issuers(bench: Workbench) -> list[tuple[str, str]]:
    """Return how a question calls different companies that filings are about, and how those filings call them."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    for mention in bench.question.mentions:
        ids = set(with_issuer(mention, bench.filings).ids)
        filing = next((f for f in bench.filings if f.issuers & ids), None)
        if filing:
            called = bench.question.text[mention.start : mention.end]
            found.setdefault(filing.issuers, (called, filing.meta.issuer_short or filing.meta.issuer or called))
    return list(found.values())
