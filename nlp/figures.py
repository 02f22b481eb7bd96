"""Every quantity said in prose as an observation: whose it is, what it measures in the sentence's own words, and when.

A table names its figures by row and column; a sentence names them by the words before them. `实现营收4.09亿元，同比
增长3.75%` holds two figures: 营收, and 营收 › 同比增长. No list of metrics is needed, so a new filing can be asked at
once; typed facts say the same with roles. Where nothing in the sentence takes a list after 分别 apart, it is left
alone: whose its second figure is would be a guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.model import (
    Block,
    BlockKind,
    Document,
    Evidence,
    Excerpt,
    Fact,
    Modality,
    Party,
    Period,
    Qualifiers,
    Quantity,
    Role,
)
from kg.pattern import Pattern
from nlp.as_if import says_as_if
from nlp.changed import (
    after_it_changed,
    became,
    is_level,
    measured_before,
    was_before,
    without_change,
    without_level,
)
from nlp.context import Context
from nlp.figure_lists import leaning, list_names, share_of
from nlp.figure_words import BREAKS, MEASURES, TIMES, is_base, trimmed
from nlp.marks import CHAR, Mark, Marked, over_years
from nlp.modality import source_of
from nlp.parallel import expand_parallel
from nlp.prose import block_sentences
from nlp.sentences_split import sentence_spans
from nlp.understood import issuer_at

PROSE = {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE, BlockKind.HEADING}
IN_ROWS = {"Money", "Ratio", "Points", "Shares", "Price"}  # two of a kind side by side are cells of a row
LONGEST_EVIDENCE = 1200
LONGEST_LABEL = 60
SHORT_NAME = 14  # characters of an abbreviation in brackets
SHORT_LABEL = 5  # characters; a shorter label leans on the clause before it
_RELATIVE = Pattern(
    r"^(?:同比|环比|较|比|相较|相比|占|(?:未来)?(?:年均|年)?复合|CAGR|增长|增加|上升|提升|下降|减少|降低|下滑|增幅|降幅|缩窄|折价|占比)"
)
_FROM = Pattern("[由从自]原?$")  # a period after these is when something was otherwise
_NOBODY = Pattern(r"中国|我国|全国|全球|国内|行业|市场|年复合|CAGR")  # what is measured is no party's
_WHEN = Pattern("(?:最|过去|未来|今后)$")
_SAME_TIME = Pattern(r"^\s*(?:同期|同年)")
_ABBREVIATED = Pattern(r"[（(][A-Za-z]{2,12}[)）]$")  # a measure's: 年复合增长率（CAGR）
_AT_RATE = Pattern(r"(?:(?:未来|今后|接下来)[\d一二三四五十]+年[间内]?)?(?:仍|还)?[将会]?(?:继续|持续)?以(?:约|近)?$")
_RATE_BEHIND = Pattern(r"\s?的(?P<what>(?:年均|年)?(?:复合)?(?:年均|年)?(?:增长率|增速|增幅|增长速度))")
_FORECAST = Pattern(r"预计|预测|预期|有望|将[达以会增]|估计|未来")
_PLANNED = Pattern(r"拟|计划|将于|规划")
_DENIED = Pattern(r"(?:并?未|没有|不存在|尚未)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words right before a quantity, back to the last mark of punctuation or the last quantity."""

    label: str
    start: int  # in the marked text
    is_level: bool = False  # they say what it came to: 下降至
    is_rate: bool = False  # they say at which rate something goes on for years: 未来5年将以6%的增长率


def figures(document: Document, context: Context) -> Iterator[Fact]:
    """Yield an `Observation` for each quantity said in the document's prose, in the order of the text."""
    for block in document.blocks:
        if block.kind in PROSE:
            yield from _of_block(block, context)


def _of_block(block: Block, context: Context) -> Iterator[Fact]:
    period = years_named = None  # the last period said, and the last span of years
    before: Fact | None = None  # the last figure of the statement before
    for marked in _statements(block, context):
        same = _SAME_TIME.match(marked.text)
        meant = years_named if "分别" in marked.text and years_named else period
        if same and meant is not None:
            marked = _timed(marked, same.span(), meant)
        seen: set[tuple[int, str]] = set()
        last = None
        for part in expand_parallel(marked):
            for last in _of_sentence(part, block, context, period, before):
                value = last.role("value")
                assert value is not None
                key = (value.start, last.qualifiers.period.code if last.qualifiers.period else "")
                if key not in seen:
                    seen.add(key)
                    yield last
        before = last
        times = [at for at in sorted(marked.marks) if marked.text[at] in TIMES and not is_base(marked, at)]
        if times:
            said = [m.value for at in times if isinstance((m := marked.marks[at]).value, Period)]
            period = said[-1]
            years_named = next((p for p in said if p.end.year > p.start.year), years_named)


def _statements(block: Block, context: Context) -> Iterator[Marked]:
    """Yield the statements of a block that hold a figure: its sentences, parted at semicolons too."""
    for sentence in block_sentences(block, context):
        for start, end in sentence_spans(sentence.text):
            part = sentence.slice(start, end)
            if any(item.kind in MEASURES or item.kind in ("Date", "Period") for item in part.marks.values()):
                yield part


def _timed(marked: Marked, span: tuple[int, int], period: Period) -> Marked:
    """Return the sentence with the word for the period of the last sentence (同期) marked as that period."""
    start, end = span
    a, b = marked.span(start, end)
    shift = end - start - 1
    marks = {(at - shift if at >= end else at): item for at, item in marked.marks.items()}
    marks[start] = Mark("Period", period, marked.slice(start, end).plain(), a, b)
    text = marked.text[:start] + CHAR["Period"] + marked.text[end:]
    return Marked(text, (*marked.spans[:start], (a, b), *marked.spans[end:]), marks)


def _of_sentence(
    marked: Marked, block: Block, context: Context, period: Period | None, told: Fact | None
) -> Iterator[Fact]:
    start, end = marked.span(0, len(marked.text))
    if end - start > LONGEST_EVIDENCE:
        return
    places = [at for at in sorted(marked.marks) if _is_figure(marked, at)]
    lists, before, subject = list_names(marked), became(marked, places), _Subject()
    for at in places:
        item, listed = marked.marks[at], lists.get(at)
        clause, was = _clause(marked, at), before.get(at)
        of_whole = share_of(told) if told and listed and not listed.measure and item.kind == "Ratio" else ""
        if listed:
            clause = replace(clause, label=listed.measure or of_whole)
        if (listed and not listed.name) or _in_table(marked, at):
            continue
        if was is not None and subject.at == was:
            labels = tuple(filter(None, (*subject.became(), after_it_changed(marked.text[was + 1 : at]))))
            when = _period(marked, at, since=was) or _period(marked, was, but_from=True) or period
        else:
            labels = subject.labels(marked, at, clause, listed.name if listed else "")
            if not labels:
                continue
            when = None if clause.is_rate or _over_years(marked, at) else _period(marked, at) or period
        if at in before.values() and not was_before(clause.label) and not _own_time(marked, at):
            when = None  # what something was before it changed: since when is not said
        start = subject.start if not clause.label and is_level(marked.text[subject.at + 1 : at]) else clause.start
        fact = _fact(item, labels, when, marked, (at, start), block, context)
        yield leaning(fact, told) if of_whole and told else fact
        subject.told(at, clause, labels, item.kind)


def _is_figure(marked: Marked, at: int) -> bool:
    item = marked.marks[at]
    when = item.kind == "Duration" and _WHEN.search(marked.text, 0, at)  # 最近两年, 未来三年
    return item.kind in MEASURES and isinstance(item.value, Quantity) and not when


def _in_table(marked: Marked, at: int) -> bool:
    """Tell whether a figure stands beside another without words between: in a row of a table that lost its frame."""
    kind = marked.marks[at].kind
    return kind in IN_ROWS and any(i in marked.marks and marked.marks[i].kind == kind for i in (at - 1, at + 1))


@dataclass(slots=True)
class _Subject:
    """What the figures of a sentence have measured so far, which the next leans on: 同比增长 speaks of that."""

    topic: str = ""
    start: int = 0  # of the clause that names it, in the marked text
    at: int = -1  # the last figure
    last: tuple[str, ...] = ()  # its labels
    levels: set[str] = field(default_factory=set)  # the kinds of figures that say how much the topic is

    def labels(self, marked: Marked, at: int, clause: Clause, listed: str) -> tuple[str, ...]:
        """Return the labels of a figure from the words before it and from what the figures before it measured."""
        between = marked.text[self.at + 1 : at]
        if not clause.label and self.last and is_level(between) and marked.marks[at].kind in self.levels:
            return self.last  # 亏损9,000万元，同比减亏40%达6,000万元: by how much, not how much it is
        if not listed and len(self.last) > 1 and clause.label == self.last[-1]:
            return self.last  # 甲的支出金额2023年为a，2024年支出金额为b: the same thing's
        relative = not clause.label or bool(_RELATIVE.match(clause.label))
        outer = self.topic if relative else _words_before(marked, clause)
        if clause.is_level and not clause.label and not outer:
            outer = without_change(_words_before(marked, clause))  # 人效出现了下降，2021年下降至177万元
        return tuple(dict.fromkeys(filter(None, (listed, outer, clause.label))))

    def became(self) -> tuple[str, ...]:
        """Return what was measured by the last figure, of which the next says what it became."""
        return tuple(filter(None, map(measured_before, self.last)))

    def told(self, at: int, clause: Clause, labels: tuple[str, ...], kind: str) -> None:
        """Take up a figure."""
        self.at, self.last = at, labels
        if not clause.label or _RELATIVE.match(clause.label) or kind == "Duration":
            return
        topic = without_change(measured_before(clause.label))
        self.levels = {kind} if topic == clause.label else set()
        self.topic, self.start = topic, clause.start


def _clause(marked: Marked, at: int) -> Clause:
    """Return the label of the quantity at `at`; after 、 in a list of figures it is what stands between the marks."""
    start, rate, aside = at, _RATE_BEHIND.match(marked.text, at + 1), range(0)
    while start > 0 and marked.text[start - 1] not in BREAKS:
        closed = not aside and marked.text[start - 1] in ")）"
        if closed and (brackets := _ABBREVIATED.search(marked.text, max(0, start - SHORT_NAME), start)):
            aside = range(*brackets.span())
            start = aside.start
            continue
        before = marked.marks.get(start - 1)
        if before is not None and before.kind in MEASURES and not (rate and before.kind == "Duration"):
            break
        start -= 1
    kept = [i for i in range(start, at) if i not in aside and (marked.text[i] not in TIMES or is_base(marked, i))]
    words = marked.keep(kept).plain().rstrip()
    if rate and (ahead := _AT_RATE.search(words)):
        return Clause((trimmed(words[: ahead.start()]) + rate["what"])[-LONGEST_LABEL:], start, is_rate=True)
    named = without_level(words)
    return Clause(trimmed(named)[-LONGEST_LABEL:], start, named != words)


def _words_before(marked: Marked, clause: Clause) -> str:
    """Return the clause before a short label, if it measures nothing itself: 净利润均为负，金额为…"""
    end = clause.start - 1
    if len(clause.label) > SHORT_LABEL or end <= 0 or marked.text[end] not in "，,":
        return ""
    start = end
    while start > 0 and marked.text[start - 1] not in BREAKS:
        start -= 1
    words = marked.slice(start, end)
    if any(item.kind in MEASURES for item in words.marks.values()):
        return ""
    return trimmed(words.keep(i for i, char in enumerate(words.text) if char not in TIMES).plain())[-LONGEST_LABEL:]


def _over_years(marked: Marked, at: int) -> bool:
    """Tell whether a figure came about over several years that are not told by name."""
    times = [i for i in marked.marks if i < at and marked.text[i] in TIMES]
    return over_years(marked, max(times, default=0), at)


def _period(marked: Marked, at: int, since: int = -1, *, but_from: bool = False) -> Period | None:
    """Return the period of a quantity: the nearest before it in its sentence, else the first after it.

    A period that a change is measured from counts only where the figure is that period's own: 比上年同期的5%. With
    `since` only those between there and the quantity count; `but_from` leaves out one told as the start (由2008年的).
    """
    times = [i for i in sorted(marked.marks) if marked.text[i] in TIMES and i > since]
    own = [i for i in times if not is_base(marked, i) or (i < at and marked.text[i + 1 : at] == "的")]
    if but_from:
        own = [i for i in own if not _FROM.search(marked.text, max(0, i - 2), i)]
    before = [i for i in own if i < at]
    chosen = before[-1] if before else next(iter(own), None) if since < 0 else None
    value = marked.marks[chosen].value if chosen is not None else None
    return value if isinstance(value, Period) else None


def _own_time(marked: Marked, at: int) -> bool:
    """Tell whether a figure has its own time right before it: 由2008年的20%."""
    return any(i in marked.marks and marked.text[i] in TIMES for i in range(max(0, at - 3), at))


def _fact(
    item: Mark,
    labels: tuple[str, ...],
    when: Period | None,
    marked: Marked,
    at: tuple[int, int],
    block: Block,
    context: Context,
) -> Fact:
    document = context.document
    start, end = marked.span(0, len(marked.text))
    quantity = item.value
    assert isinstance(quantity, Quantity)
    roles = [
        None if any(map(_NOBODY.search, labels)) else _subject(marked, at[0], context),
        *(Role("row", label, label) for label in labels),
        Role("value", quantity, item.text, item.start, item.end),
        Role("as_if", True, "") if says_as_if(marked.text[: at[0]]) else None,
    ]
    evidence = Evidence(
        document.id,
        Excerpt(start, end, document.text[start:end]),
        focus=(item.start, item.end),
        section=block.section,
        speaker=block.speaker,
    )
    words = marked.slice(at[1], at[0]).plain()
    plain, before = marked.plain(), marked.slice(0, at[0]).plain()
    said_by = source_of(plain, len(before)) or block.speaker.value
    qualifiers = Qualifiers(when, _modality(words), said_by)
    return Fact("Observation", document.id, tuple(r for r in roles if r), (evidence,), qualifiers, "prose:figure")


def _subject(marked: Marked, at: int, context: Context) -> Role | None:
    """Return the party that the clause or sentence opens with, else the issuer understood."""
    for index in sorted((i for i in marked.marks if i < at), reverse=True):
        item = marked.marks[index]
        opens = index == 0 or marked.text[index - 1] in BREAKS + TIMES + "，、"
        if isinstance(item.value, Party) and item.kind in ("Organization", "Anonymous", "Bank", "Person") and opens:
            return Role("subject", item.value, item.text, item.start, item.end)
    issuer = issuer_at(context, *marked.span(0, len(marked.text)))
    return Role("subject", Party(issuer.name, issuer.id), issuer.name) if issuer else None


def _modality(words: str) -> Modality:
    if _DENIED.search(words):
        return Modality.DENIED
    if _FORECAST.search(words):
        return Modality.FORECAST
    return Modality.PLANNED if _PLANNED.search(words) else Modality.ASSERTED
