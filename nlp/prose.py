"""The sentences of a document with their values marked: what every extractor of prose reads."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate, pairwise

from kg.model import Block, BlockKind, Document, Evidence, Speaker
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import years
from kg.view import Piece, View, join, whole
from nlp.context import Context
from nlp.evidence import LONGEST, excerpt
from nlp.marks import CHAR, Marked, mark, over_years, period_of
from nlp.modality import quoted_on, source_of, speaker_of
from nlp.parallel import expand_parallel
from nlp.sentences_split import sentences

_READ = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.NOTE)
_ALIAS = Pattern(r"\s?[（(](?:以下|下称|简称|下同|以下简称|证券代码)[^（）()]{0,60}[）)]")
_BLANK = Pattern(r"\s(?![A-Za-z0-9])|(?<![A-Za-z0-9,.])\s")
_SHORTEST = 4  # characters of a sentence
_WORDY = 40  # characters from which a cell is read as prose
_STOPS = Pattern("[，。；]")
_LEADER = Pattern(r"[.…·]{6,}")  # dots that lead to the page of a table of contents
_ENTRY = Pattern(r"(?P<words>[图表]\s?\d+\s?[:：][^\n\t]*?)[.…·\s]*\d*\s*$", re.MULTILINE)
_SUMMARY = Pattern(r"^(?:summary|description|title)\s*:\s*\"?(?P<words>[^\"\n]{8,})", re.MULTILINE)
_DISCLAIMER = Pattern("(?:法律|免责|特别|重要)声明|分析师承诺")
_POLICY = Pattern(r"[^请说明公司？?]{0,10}会计(?:政策|估计)[^请说明公司？?]{0,12}")
_SAME_TIME = Pattern(r"同期|同时期")
_PERIOD_KINDS = ("Date", "Period")
_TIMES = f"[{CHAR['Date']}{CHAR['Period']}]"
_JOINED_TIME = Pattern(_TIMES + r"\s?[、和及与]\s?$")
_BASE = Pattern(
    r"(?:较之?|比之?|相较于?|较于|比于|超过|较去|(?<!自)从|由|高于|低于|(?:成立|始建|创建|创办|组建|建成|上市)于)\s?$"
)
_WITH, _COMPARED_WITH = Pattern(r"[与同和]\s?$"), Pattern(r"相比|比较|对比|相较|持平|(?:的余额)?一致")
_SUMMED = Pattern("共计|合计|累计")
_SAME_SPAN = Pattern("同一(?:时间|期间)")  # the whole of the periods told before: which of them is not said
_PART = Pattern("其中")  # what begins with it goes on with what the source before says
_FORESEEN = Pattern(
    "^(?!.*(?:公司|我司|发行人)).*(?:预计|预测|未来|有望|将[以达会超突增])"
)  # by somebody else, of what is not the company's
_EDITION = ("修订", "修正", "版")  # of a rule that is cited: （2012年修订）
# whose date names it, and says nothing of the statement: 2015年度利润分配方案, 截至2015年末的总股本…为基数
_NAMED_BY = Pattern(
    "(?:年?度)?(?:利润分配|权益分派|分红|(?:第.次)?(?:临时)?股东大会|员工持股计划|股权激励|限制性股票|股票期权)"
    "|(?:的|公司|末)*(?:总股本|股份总数|股本总[数额])[^，。；]{0,6}为基[数础]"
)
_UNTIL = Pattern(r"(?:之|以)前|前(?![一二三四五六七八九十\d半期述几名列])")  # a day by which something is to be done
_STATE = Pattern(r"截[至止]于?\s?$")  # of a day on which something is so; any other is the day of an event
_TODAY = "截[至止](?:[本目今]|公告)|现[有任]"  # when the filing is, whatever was told before
_NOW, _NOW_AFTER_ALL = Pattern(f"{_TODAY}|目前"), Pattern(_TODAY)
_SINCE = Pattern(r"(?:[^，。；]{0,4})?(?:以来|(?<!日)起(?!始))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a rule sees it: one reading of 分别, what was said of time before it, where it stands."""

    marked: Marked
    start: int  # of the whole sentence, canonical
    end: int
    carried: Period | None  # the last period named before it in its paragraph
    speaker: Speaker = Speaker.ISSUER
    section: tuple[str, ...] = ()
    in_row: bool = False  # a cell: what is carried is the period of its row
    quoted: str = ""  # whose words it still is, said before it in its paragraph
    entire: Marked | None = None  # the sentence before 分别 was parted
    after_event: bool = False  # what is carried is the day on which something happened

    def said_by(self, position: int) -> str:
        """Return who states what begins at a place of the marked text."""
        return speaker_of(self.speaker, self.marked.plain(), len(self.plain_before(position)), self.quoted)

    def plain_before(self, position: int) -> str:
        """Return the words before a place of the marked text."""
        return self.marked.slice(0, position).plain()

    def period_at(self, position: int, since: int | None = None, *, of_event: bool = False) -> Period | None:
        """Return when a statement at a place of the marked text holds: the last period before it, else carried.

        With `since` only a period from there on counts. The day of an event is carried to another event alone.
        """
        places = [at for at, item in self.marked.marks.items() if item.kind in _PERIOD_KINDS]
        before = sorted(at for at in places if (since or 0) <= at < position and not _compared(self.marked.text, at))
        if len(before) > 1 and _SAME_SPAN.search(self.marked.text, before[-1], position):
            return _whole(_periods(self.marked, before))
        if over_years(self.marked, before[-1] if before else 0, position):
            return None
        if before:
            today = _NOW_AFTER_ALL.search(self.marked.text, before[-1] + 1, position)
            if today and not _is_state(self.marked.text, before[-1]):
                return None
            return _one_of(self.marked, before, position)
        if since is not None or _NOW.search(self.marked.text, 0, position):
            return None
        return None if self.after_event and not of_event else self.carried

    @property
    def is_policy(self) -> bool:
        """Whether it belongs to the policies of accounting, which tell what is done in what case."""
        return any(_POLICY.fullmatch(heading.strip()) for heading in self.section)

    @property
    def is_disclaimer(self) -> bool:
        """Whether it belongs to what a report says of itself, not of its subject: 法律声明, 免责声明."""
        return _is_disclaimer(self.section)

    def evidence(self, document: Document, span: Piece) -> Evidence:
        """Return the sentence as evidence for what stands at `span`; the words around it where it is too long."""
        start, end = self.start, self.end
        if end - start > LONGEST:
            start = max(start, span[0] - 200)
            end = min(end, max(span[1], start + LONGEST))
        end = min(end, start + LONGEST)
        focus = (max(start, span[0]), min(end, span[1]))
        return Evidence(document.id, excerpt(document, start, end), focus, section=self.section, speaker=self.speaker)


@lru_cache(maxsize=256)
def _is_disclaimer(section: tuple[str, ...]) -> bool:
    return any(_DISCLAIMER.search(heading) for heading in section)


def _compared(text: str, at: int) -> bool:
    """Tell whether a period is not when a statement holds: 较2022年, 与上年同期相比, 从2022年的10%升至, 2021年以来."""
    while listed := _JOINED_TIME.search(text, 0, at):
        at = listed.start()
    before, behind = text[max(0, at - 4) : at], text[at + 1 : at + 8]
    if behind.startswith(_EDITION) or _SINCE.match(behind) or _UNTIL.match(behind):
        return True
    if _BASE.search(before) or _NAMED_BY.match(text, at + 1):
        return True
    return _WITH.search(before) is not None and _COMPARED_WITH.match(behind) is not None


def _one_of(marked: Marked, before: list[int], position: int) -> Period | None:
    """Return the last of some periods; with those it is listed with (2012年、2013年) the whole that they make up, if
    they do or what stands at `position` is their sum."""
    first = last = before[-1]
    while listed := _JOINED_TIME.search(marked.text, 0, first):
        first = listed.start()
    told = _periods(marked, [at for at in before if first <= at <= last])
    follow = len(told) > 1 and _SUMMED.search(marked.text, last, position) is not None
    follow = follow or all(one.end + timedelta(days=1) == next_.start for one, next_ in pairwise(told))
    return _whole(told) if follow else None


def _periods(marked: Marked, places: Iterable[int]) -> list[Period]:
    return [period for at in places if (period := period_of(marked.marks[at]))]


def _whole(told: list[Period]) -> Period | None:
    return Period(min(one.start for one in told), max(one.end for one in told)) if told else None


def _is_event(text: str, at: int, period: Period) -> bool:
    """Tell whether a period is the day on which something happened, or a term from day to day: no end of a month, no
    截至, no span of months."""
    next_day = period.end + timedelta(days=1)
    of_days = period.is_instant or period.start.day != 1
    return of_days and next_day.day != 1 and not _is_state(text, at)


def _is_state(text: str, at: int) -> bool:
    return _STATE.search(text, max(0, at - 4), at) is not None


def prose(document: Document, context: Context) -> tuple[Sentence, ...]:
    """Return every sentence of a document, one for each pair of what 分别 parts; read once."""
    return context.once("prose", lambda: tuple(_prose(document, context)))


def block_sentences(block: Block, context: Context) -> tuple[Marked, ...]:
    """Return the sentences of a block of prose, marked once for all that read them; parts at ； are not parted."""
    return context.once(("block", block.start), lambda: tuple(_marked(block.view(context.document.text), context)))


def _marked(paragraph: View, context: Context) -> Iterator[Marked]:
    for view in sentences(paragraph, at_semicolons=False):
        if len(view.text.strip()) >= _SHORTEST and not _LEADER.search(view.text):
            yield mark(squeezed(_without_edges(view)), context)


def _without_edges(view: View) -> View:
    lead = len(view.text) - len(view.text.lstrip())
    return view.slice(lead, len(view.text.rstrip()))


def _tables_reach(document: Document) -> tuple[list[int], list[int]]:
    """Return where tables begin, in order, and how far those that begin there or before reach."""
    spans = sorted((table.start, table.end) for table in document.tables)
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _prose(document: Document, context: Context) -> Iterator[Sentence]:
    starts, ends = _tables_reach(document)
    spans: list[Period] = []
    for block in document.blocks:
        tables = bisect_right(starts, block.start)
        if block.kind in _READ and not (tables and block.end <= ends[tables - 1]):
            yield from _read(block_sentences(block, context), block.speaker, block.section, spans)
    for view in _listed(document):
        yield from view_sentences(view, context, document.meta.speaker, ())
    for table in document.tables:
        for row in (*table.header, *table.rows):
            for cell in row:
                if not cell.filled and len(cell.text) >= _WORDY and _STOPS.search(cell.text):
                    view = join(document.text, cell.pieces)
                    yield from view_sentences(view, context, table.speaker, table.section)


def _listed(document: Document) -> Iterator[View]:
    """Yield what stands beside the text and says something: entries of a list of figures, the summary up front."""
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE and (entry := _ENTRY.match(document.text, block.start, block.end)):
            yield whole(document.text, *entry.span("words"))
        elif block.kind is BlockKind.FRONT_MATTER:
            for line in _SUMMARY.finditer(document.text, block.start, block.end):
                yield whole(document.text, *line.span("words"))


def view_sentences(paragraph: View, context: Context, speaker: Speaker, section: tuple[str, ...]) -> Iterator[Sentence]:
    """Yield the sentences of one line or wordy cell."""
    yield from _read(_marked(paragraph, context), speaker, section)


def _read(
    paragraph: Iterable[Marked], speaker: Speaker, section: tuple[str, ...], spans: list[Period] | None = None
) -> Iterator[Sentence]:
    """Yield the marked sentences of one paragraph with what was said of time before each.

    `spans` holds the last span of years of the paragraphs before, which a paragraph that begins with 同期 means.
    """
    last: Period | None = None
    after_event = False
    span: Period | None = None
    quoted = ""
    before = ("", "")  # the last sentence, and whose words it was when it went on with what was said before
    for whole_sentence in paragraph:
        if spans and span is None and _SAME_TIME.match(whole_sentence.text):
            span = spans[-1]
        plain = tidy(whole_sentence)
        a, b = whole_sentence.span(0, len(whole_sentence.text))
        goes_on = _PART.match(plain.text) or (_FORESEEN.search(plain.text) and _FORESEEN.search(before[0]))
        source = source_of(before[0], len(before[0])) or before[1] if goes_on else ""
        read = expand_parallel(plain)
        if len(read) > 1:
            read = [_without_each(marked) for marked in read]
        parts = _same_time(read, plain, span)
        for marked, carried in parts:
            event = after_event and carried is None
            yield Sentence(
                marked,
                a,
                b,
                carried or last,
                speaker,
                section,
                quoted=quoted or source,
                entire=plain,
                after_event=event,
            )
        quoted = quoted_on(plain.plain(), quoted)
        before = (plain.plain(), source)
        told = {at: period for at, item in plain.marks.items() if (period := period_of(item))}
        named = list(told.values())
        if own := [at for at in told if not _compared(plain.text, at)]:
            last, after_event = told[max(own)], _is_event(plain.text, max(own), told[max(own)])
        years_named = [period for period in named if period.start.year < period.end.year]
        span = years_named[-1] if years_named else (None if named else span)
        if spans is not None and years_named:
            spans[:] = years_named[-1:]


def _without_each(marked: Marked) -> Marked:
    """Return a part of a sentence without the 分别 that parted it."""
    dropped = {at for match in re.finditer("分别", marked.text) for at in range(*match.span())}
    return marked.keep(at for at in range(len(marked.text)) if at not in dropped)


def _same_time(read: list[Marked], plain: Marked, span: Period | None) -> list[tuple[Marked, Period | None]]:
    """Give 同期 the years of the sentence before, one each where there are as many values."""
    timed = any(period_of(item) for item in plain.marks.values())
    if span is None or "分别" not in plain.text or (timed and not _SAME_TIME.search(plain.text)):
        return [(marked, None) for marked in read]
    each = years(span)
    if len(read) == 1:
        runs = _longest_list(plain)
        if len(runs) == len(each):
            read = [_without_each(_only(plain, runs, chosen)) for chosen in runs]
    if len(read) != len(each):
        return [(marked, None) for marked in read]
    return list(zip(read, each, strict=True))


def _only(marked: Marked, places: list[int], chosen: int) -> Marked:
    """Return the sentence with one value of a list, the others and what joins them left out."""
    return marked.keep(at for at in range(len(marked.text)) if not places[0] <= at <= places[-1] or at == chosen)


def _longest_list(marked: Marked) -> list[int]:
    """Return where the values of the list behind 分别 stand."""
    after = marked.text.find("分别")
    found: list[int] = []
    for at in sorted(marked.marks):
        if at < after or (found and marked.marks[at].kind != marked.marks[found[-1]].kind):
            continue
        if found and len(marked.text[found[-1] + 1 : at].strip(" 、和及与，")) > 0:
            break
        found.append(at)
    return found


def squeezed(view: View) -> View:
    """Return the view without blanks but between Latin words: dumps set them around every figure."""
    dropped = {match.start() for match in _BLANK.finditer(view.text)}
    if not dropped:
        return view
    kept = [at for at in range(len(view.text)) if at not in dropped]
    return View("".join(view.text[at] for at in kept), [view.offsets[at] for at in kept])


def tidy(marked: Marked) -> Marked:
    """Return the sentence without the brackets that define short names."""
    if "称" not in marked.text and "证券代码" not in marked.text:
        return marked
    dropped: set[int] = set()
    for match in _ALIAS.finditer(marked.text):
        dropped.update(range(*match.span()))
    return marked.keep(at for at in range(len(marked.text)) if at not in dropped) if dropped else marked
