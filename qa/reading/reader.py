"""Reads an answer out of the sentence that explains the question: each hole filled, or the words that say it given."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.answer import Status
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.evidence.found import WORDED, Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.demands import LIMITED, demands_of, limits_of
from qa.parsing.gloss import glossed
from qa.parsing.hole import Hole, Want
from qa.parsing.holes import CHANGE, holes_of
from qa.parsing.names import POSITION
from qa.parsing.question import Kind, Operator, Question
from qa.parsing.words import COMMA, unspaced
from qa.reading.called import called, labelled, offered, stated
from qa.reading.days import days
from qa.reading.echo import echoes, framed
from qa.reading.figures import Filled, figures_in, filled, is_total
from qa.reading.lists import numbered, spread
from qa.reading.series import listed
from qa.reading.shown import SHOWN, doing_so, focused, following, shown
from qa.reading.sight import Sight, Span
from qa.reading.signs import ahead
from qa.reading.time import clock_of, speaks_of, speaks_of_each, then
from qa.reading.worded import times_said, worded

FIRST, LEAST = 0.72, 0.55  # of a question's words that a sentence explains: before any table is read, and last
LISTED = 0.8  # the same where parties are asked for, which tables list
ROWS = 0.65  # the same where a row of things is asked for
PLAIN, PLAIN_ENGLISH = 0.8, 0.7  # the same where one plain figure is asked for; English words are not all known
OUTRIGHT, TELLING = 0.8, 0.5  # of the words, and of their pairs, that a sentence has which answers as it stands
NAMED = 1.0  # what a word weighs that names what a question is about
FAR = 0.3  # by how much it leads: then less is enough, of rows, of plain figures and of days
FAR_ROWS, FAR_PLAIN, FAR_DAYS = 0.45, 0.6, 0.45
LOOKED_AT = 8  # sentences
ALIKE = 0.15  # of the words that a sentence may explain less than the best
SPARSE = 0.4  # of the words that one must explain that says beside what fills the hole what the question has beside it
TRIED = 3  # readings of which the first that passes the checks is given
LEAST_FIT = 0.2  # how near a figure must stand to the words of the question
_WITHOUT_HOLES = (Kind.WHY, Kind.DEFINE, Kind.YESNO)
_COMPUTED = {Operator.COMPARE, Operator.MAXIMUM, Operator.MINIMUM, Operator.AVERAGE}
_PARTIES = Pattern(r"客户|供应商|股东|公司|银行|哪几?家")
_MARK, _AND = Pattern(rf"[；;。]|{COMMA}"), Pattern("[和与及、]")
_THAN = Pattern(r"比(?!例|重|率|上年|去年|同期|上期|年初|期初|传统|[12]\d{3})|差")
_IS = Pattern(r"(?<!的)[是为叫]$")  # 实现的是什么 asks for what the sentence says
_WHOLE = Pattern(r"等[^，。；的]{0,6}[，。；]|[。；]|$")  # behind a row to which nothing is added: no 等环节的投入
_DATED = Pattern(r"\d{4}")  # a day of the calendar, not a moment that is told
SHORTEST = 12  # characters of a cell that is read
SAME = 0.02  # of the words that sentences explain alike: then the row counts that stands nearest to them
_HOLDS = Pattern(r"持有[^，,]{0,3}$|[还剩余]剩?下?$")
_SHARES = Pattern(r"(?P<held>持有(?!的)|(?<![增减])持股|剩余|尚余|余额)|(?P<traded>减持|增持|卖出|买入|售出|转让)")
CHANGED = 12  # characters before a figure in which it is said that it is a change


@dataclass(frozen=True, slots=True)
class Read:
    """What a sentence gives: values for each hole, or none where the sentence itself is the answer."""

    sentence: Sentence
    fillings: tuple[Filled, ...]

    @property
    def fit(self) -> float:
        return min((f.fit for f in self.fillings), default=0.0)

    @property
    def worded(self) -> bool:
        """Tell whether the sentence says the question word for word."""
        return any(f.worded for f in self.fillings)


def read_first(bench: Workbench) -> Iterator[Found]:
    """Answer before any table is read what tables hardly hold: things, rows of them, several figures at once."""
    if bench.question.kind is Kind.LIST and bench.question.abstract and (found := numbered(bench)):
        yield found
    holes = holes_of(bench.question)
    if len(holes) == 1 and holes[0].is_bare and (found := _stated(bench, holes)):
        yield found
    alone = len(holes) == 1 and (holes[0].want is Want.TELL or holes[0].is_bare or holes[0].is_day)
    counts = len(holes) == 1 and bench.question.has(Operator.COUNT)  # rows are counted where a table has them
    if not (_is_plain(holes) or alone or counts):
        yield from read(bench, LISTED if any(_is_listed(bench, h) for h in holes) else FIRST)


def _stated(bench: Workbench, holes: tuple[Hole, ...]) -> Found | None:
    """Answer what a thing is that is no figure (…的商业模式是什么) where a sentence says so outright."""
    if bench.question.has(Operator.COUNT) or any(t.kind for t in bench.question.terms[-1:]):
        return None
    for sentence in bench.sentences[:LOOKED_AT]:
        if sentence.words < LISTED or sentence.evidence.cell is not None:
            continue
        if said := stated(holes[0], Sight(sentence.text)):
            return _found(bench, holes, Read(sentence, (said,)))
    return None


def _is_plain(holes: tuple[Hole, ...]) -> bool:
    """Tell whether one figure is asked for that is no count of things: tables and statements hold most of those."""
    return len(holes) == 1 and holes[0].want is Want.FIGURE and not holes[0].joined and not holes[0].is_counted


def _is_listed(bench: Workbench, hole: Hole) -> bool:
    """Tell whether parties are asked for, which tables list."""
    return hole.want is Want.SEVERAL and not hole.number and bool(_PARTIES.search(bench.question.folded))


def read(bench: Workbench, least: float = LEAST) -> Iterator[Found]:
    """Answer from the best of the sentences that explain at least so much of the question's words, then the next."""
    question = bench.question
    holes = () if question.kind in _WITHOUT_HOLES or question.has(Operator.AGREE) else holes_of(question)
    dated = any(h.want is Want.DAY for h in holes)
    if not holes or POSITION.search(question.folded):
        return
    # how much more than another, the most, the mean: that is worked out, unless a sentence says just that
    than = question.has(Operator.DIFFERENCE) and bool(_THAN.search(question.folded))
    only_worded = than or (bool(question.operators & _COMPUTED) and not dated)
    if only_worded and [h.want for h in holes] != [Want.FIGURE]:
        return
    if any(h.want is Want.SEVERAL for h in holes):
        least = max(least, ROWS)
    if _is_plain(holes):
        least = max(least, PLAIN if question.told == "zh" else PLAIN_ENGLISH)
    looked_at = [s for s in bench.sentences[:LOOKED_AT] if dated or _is_timely(bench, holes, s)]
    if all(h.is_day for h in holes) and any(b.day for b in demands_of(question).bounds):
        looked_at = [s for s in looked_at if _filled(bench, holes, s, first=False)]  # none that only tells later days
    lower = {ROWS: FAR_ROWS, PLAIN: FAR_PLAIN, LEAST: FAR_DAYS if all(h.is_day for h in holes) else LEAST}
    options = _telling(bench, looked_at, least, lower.get(least, least))
    if _is_plain(holes) and len(bench.scope.periods) > 1:
        options = [s for s in options[:1] if _at_one_time(question) and speaks_of_each(bench, s)]
    listing = len(holes) == 1 and holes[0].want is Want.SEVERAL and not _is_listed(bench, holes[0])
    if listing and (found := spread(bench, holes[0], options)):
        yield found
    told = doing_so(question, [s for s in options if "如下" not in s.text])
    bench.notes.append(f"holes {[(h.want.value, h.before, h.behind, sorted(h.units)) for h in holes]}")
    bare = len(holes) == 1 and holes[0].is_bare and least < FIRST and not _IS.search(holes[0].before)
    if bare or all(hole.is_told for hole in holes):
        if found := _row_of(bench, holes, told[:1]) or _told(bench, told):
            yield found
        return
    options = [s for s in options if s.evidence.cell is None or len(s.text) >= SHORTEST]
    filled_ = [r for s in options if (r := _filled(bench, holes, s, first=least >= FIRST))]
    filled_ = [r for r in filled_ if dated or r.sentence in told or r.fillings[0].marked > 1 or r.worded]
    echoed = (s for s in looked_at if s not in options and (s.words >= SPARSE or _says_so(bench, holes, s)))
    filled_ += [
        r for s in echoed if (r := _filled(bench, holes, s, first=least >= FIRST)) and (r.worded or _echoes(holes, r))
    ]
    filled_ = _agreed([r for r in filled_ if r.worded or not only_worded])
    if not filled_:
        outright = [s for s in told[:1] if s.words >= OUTRIGHT and s.told >= TELLING]
        plain = least < FIRST and all(h.want is Want.SEVERAL and not h.number for h in holes)
        if plain and (found := _told(bench, outright)):
            yield found
        return
    for found in _in_order(holes, filled_)[:TRIED]:
        bench.notes.append(f"read {found.fit:.2f} words {found.sentence.words:.2f} | {found.sentence.text[:60]}")
        yield _found(bench, holes, found)


def _agreed(found: Sequence[Read]) -> list[Read]:
    """Return what sentences give, without those that say the question word for word where these give several figures:
    then its words do not tell which is meant."""
    figures = {(item.value, item.unit) for r in found if r.worded for f in r.fillings for item in f.items}
    return [r for r in found if not r.worded or len(figures) == 1]


def dated(bench: Workbench, sentence: Sentence) -> Found | None:
    """Answer which day with the day that a sentence tells, where no more is asked."""
    holes = holes_of(bench.question)
    if bench.question.kind in _WITHOUT_HOLES or len(holes) != 1 or not holes[0].is_day:
        return None
    found = _filled(bench, holes, sentence, first=False)
    return _found(bench, holes, found) if found else None


def _is_timely(bench: Workbench, holes: tuple[Hole, ...], sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of the time asked for, or says the question word for word, its times too."""
    says = times_said(bench.question, Sight(sentence.text)) and _says_so(bench, holes, sentence)
    return says or speaks_of(bench, sentence, strict=_is_strict(holes))


def _says_so(bench: Workbench, holes: tuple[Hole, ...], sentence: Sentence) -> bool:
    """Tell whether a sentence says a question of one hole word for word."""
    return len(holes) == 1 and _worded(bench, holes[0], Sight(sentence.text)) is not None


def _at_one_time(question: Question) -> bool:
    """Tell whether the clause that asks names one time, or a stretch of years, though others stand beside it."""
    asked = question.openings[0][0] if question.openings else 0
    marks = [m.start() for m in _MARK.finditer(question.folded)]
    left = max((m for m in marks if m < asked), default=-1)
    right = min((m for m in marks if m > asked), default=len(question.folded))
    times = [question.folded[s.start : s.end] for s in question.periods if left < s.start < right]
    return len(times) == 1 and not _AND.search(times[0])


def _is_strict(holes: tuple[Hole, ...]) -> bool:
    """Tell whether a sentence must state the time asked for, since its figures are of no other."""
    return any(h.want in (Want.FIGURE, Want.RANK) for h in holes)


def _telling(bench: Workbench, looked_at: Sequence[Sentence], least: float, lower: float) -> list[Sentence]:
    """Return the sentences that explain at least so much of the words, and nearly as much as the best; less is enough
    where no other comes near."""
    options = [s for s in looked_at if s.words >= least or (s.words >= lower and ahead(bench, s) >= FAR)]
    return [s for s in options if s.words >= options[0].words - ALIKE]


def _echoes(holes: tuple[Hole, ...], found: Read) -> bool:
    """Tell whether a sentence says around what fills each hole what the question says around it."""
    sight = Sight(found.sentence.text)
    return len(holes) == len(found.fillings) and all(
        echoes(hole, sight, filling.span) or framed(hole, sight, filling.span)
        for hole, filling in zip(holes, found.fillings, strict=True)
    )


def _in_order(holes: tuple[Hole, ...], found: Sequence[Read]) -> list[Read]:
    """Return what sentences give, the one first that is most likely meant; of rows then only those that stand as the
    question says."""
    first = found[0]
    if any(h.want is Want.SEVERAL for h in holes):
        alike = [r for r in found if r.sentence.words >= first.sentence.words - SAME]
        alike = [r for r in alike if any(f.named for f in r.fillings)] or alike
        first = _fuller(max(alike, key=lambda r: r.fit), alike)
        found = [r for r in found if _echoes(holes, r)]
    return [first, *(r for r in found if r is not first)]


def _filled(bench: Workbench, holes: tuple[Hole, ...], sentence: Sentence, *, first: bool) -> Read | None:
    sight = Sight(sentence.text, clock_of(bench, sentence.doc))
    fillings: list[Filled] = []
    for hole in holes:
        after = max((f.span.end for f in fillings), default=0)
        fits = partial(_fits, bench, hole, sight, tuple(f.span for f in fillings))
        found = _of(bench, hole, sight, fits, after)
        if not found or (min(f.fit for f in found) < LEAST_FIT and not _is_lone(bench, hole, sentence, sight)):
            return None
        if sentence.words < PLAIN and not found[0].worded and _is_unnamed(hole, sight):
            return None
        if first and hole.want is Want.SEVERAL and not hole.number and not _is_sure_row(found[0]):
            return None
        fillings += found
    spans = {f.span for f in fillings}
    return Read(sentence, tuple(fillings)) if len(spans) == len(fillings) else None


def _is_lone(bench: Workbench, hole: Hole, sentence: Sentence, sight: Sight) -> bool:
    """Tell whether a sentence to which no other comes near counts such things as are asked for once: 2个自然日内."""
    return hole.is_counted and ahead(bench, sentence) >= FAR and len([*figures_in(hole, sight)]) == 1


def _fuller(best: Read, others: Sequence[Read]) -> Read:
    """Return the longest of the rows that hold all of a row's things: what is left out of a list is not all of it."""
    things = {item.text for f in best.fillings for item in f.items}
    wider = [r for r in others if things < {item.text for f in r.fillings for item in f.items}]
    return max(wider, key=lambda r: sum(len(f.items) for f in r.fillings), default=best)


def _is_unnamed(hole: Hole, sight: Sight) -> bool:
    """Tell whether a sentence says nothing of the measure asked for: of 保险赔付额是多少 no figure beside it is one."""
    measured = hole.want is Want.FIGURE and not hole.is_counted
    return measured and any(c.weight >= 1 and not sight.places(c) for c in hole.label)


def _row_of(bench: Workbench, holes: tuple[Hole, ...], options: list[Sentence]) -> Found | None:
    """Answer 哪些问题, 哪些风险 with the things themselves where the best sentence lists just them: A、B、C等问题."""
    if len(holes) != 1 or holes[0].want is not Want.SEVERAL or holes[0].behind.startswith("方面"):
        return None
    found = next((r for s in options if (r := _filled(bench, holes, s, first=True))), None)
    return _found(bench, holes, found) if found and _is_plain_row(found) else None


def _is_plain_row(found: Read) -> bool:
    """Tell whether a row is all that is said there, and parted by 、 alone, so that no two things of it may be one."""
    row = found.fillings[0]
    text = unspaced(found.sentence.text)
    said = text[row.span.start : row.span.end]
    return said == "、".join(item.text for item in row.items) and bool(_WHOLE.match(text, row.span.end))


def _is_sure_row(row: Filled) -> bool:
    """Tell whether a row has its ends marked, and enough members to be no two things that only stand together."""
    return row.marked >= 2 and len(row.items) > 2


def _fits(bench: Workbench, hole: Hole, sight: Sight, given: tuple[Span, ...], span: Span) -> bool:
    """Tell whether a figure of a sentence is of the year and the party asked for, and a sum where one is; whom the
    sentence gives in answer to another hole is nobody else."""
    before = sight.text[: span.start]
    if then(bench.question, before) or (hole.summed and not is_total(sight, span)):
        return False
    if hole.units == {"share"} and _HOLDS.search(hole.before) and not _is_held(before):
        return False
    if any(limit in sight.text and not _keeps_to(limit, before) for limit in limits_of(bench.question)):
        return False
    if hole.changed and not CHANGE.search(before[-CHANGED:]):
        return False
    asked = bench.scope.issuers.union(*bench.scope.parties)
    named = [m for m in bench.names.find(before) if m.sure >= 0.9 and m.ids]
    named = [m for m in named if not any(s.start <= m.start < s.end for s in given)]
    if not bench.scope.parties or not any(set(m.ids) & asked for m in named) or echoes(hole, sight, span):
        return True
    return bool(set(named[-1].ids) & asked)


def _keeps_to(limit: str, before: str) -> bool:
    """Tell whether the words right before a figure say a limit, with no other figure between."""
    at = before.rfind(limit)
    between = before[at + len(limit) :]
    return at >= 0 and len(between) <= LIMITED and not any(True for _ in find_quantities(between))


def _is_held(before: str) -> bool:
    """Tell whether the words before a figure say last that it is held or left, not that it was bought or sold."""
    said = [match.lastgroup for match in _SHARES.finditer(before)]
    return bool(said) and said[-1] == "held"


def _of(bench: Workbench, hole: Hole, sight: Sight, fits: Callable[[Span], bool], after: int) -> tuple[Filled, ...]:
    if (
        hole.is_span
        and not hole.behind
        and (one := labelled(hole, sight))
        and any(True for _ in find_quantities(one.items[0].text))
    ):
        return (one,)
    if said := _worded(bench, hole, sight):
        return (said,)
    if hole.want in (Want.FIGURE, Want.RANK):
        return filled(hole, sight, fits, after)
    if hole.want is Want.DAY:
        limits = [b for b in demands_of(bench.question).bounds if b.day]
        asked_of = [p for span in bench.question.periods for p in span.periods]
        return days(hole, sight, asked_of, limits if len(asked_of) == len(limits) else ())
    if hole.want is Want.CHOICE:
        asked = bench.scope.issuers.union(*bench.scope.parties)
        one = None if _says_it_is_none(bench, sight) else offered(hole, sight, bench.names, asked)
    elif hole.want is Want.SEVERAL:
        one = listed(hole, sight, bench.names, bench.scope.issuers.union(*bench.scope.parties))
    else:
        whoever = hole.want is Want.PARTY and hole.before.endswith("的是") and not bench.question.mentions
        asked = frozenset[str]() if whoever else bench.scope.issuers.union(*bench.scope.parties)
        one = called(hole, sight, bench.names, asked)
        if one is None and hole.want is Want.THING and not hole.behind:
            one = labelled(hole, sight)
    return (one,) if one else ()


def _worded(bench: Workbench, hole: Hole, sight: Sight) -> Filled | None:
    """Return the one figure around which a sentence says the question word for word."""
    options = figures_in(hole, sight) if hole.want is Want.FIGURE else ()
    said = [(span, item) for span, item in options if worded(bench.question, sight, span)]
    one = len({(item.value, item.unit) for _, item in said}) == 1
    return Filled(said[0][0], (said[0][1],), 1.0, worded=True) if one else None


def _says_it_is_none(bench: Workbench, sight: Sight) -> bool:
    """Tell whether a sentence says of what it speaks of that it is not what the question is about: 其并非租赁业务."""
    forms = (re.escape(f) for t in bench.question.terms if t.weight >= NAMED for f in t.forms if f)
    return bool(re.search(f"(?:并非|不是|不属于|并不是)(?:{'|'.join(forms)})", sight.folded))


def _found(bench: Workbench, holes: tuple[Hole, ...], found: Read) -> Found:
    items = tuple(item for f in found.fillings for item in f.items)
    if not found.fillings[0].certain and len(items) == 1:
        said = _told(bench, [focused(found.sentence, items[0].text)])
        if said and len(said.text) <= SHOWN:
            return said
    several = len(items) > 1 or any(h.want is Want.SEVERAL for h in holes)
    kind = "list" if several else "string" if isinstance(next(iter(items)).value, str) else "number"
    if kind == "string" and any(h.want is Want.DAY for h in holes) and _DATED.match(str(next(iter(items)).value)):
        kind = "date"
    sure = round(0.15 + 0.5 * found.sentence.words + 0.3 * min(1.0, found.fit), 3)
    met = {"several"} if len(items) > 1 else set[str]()
    met |= {"sum"} if not any(h.summed for h in holes) else set()
    met |= {WORDED} if found.worded else set()
    return Found(Status.ANSWERED, items, (), sure, kind=kind, prose=(found.sentence,), met=frozenset(met))


def _told(bench: Workbench, options: list[Sentence]) -> Found | None:
    """Answer with the sentence that says it, and those that follow where it only announces them."""
    if not options:
        return None
    best = options[0]
    parts: tuple[Sentence, ...] = (best, *following(bench.library, best))
    text = "".join(shown(s.text) for s in parts)
    if len(text) > 2 * SHOWN:
        return None
    if bench.question.told == "en":
        text = glossed(text)
    return Found(Status.ANSWERED, text=text, confidence=round(0.3 + 0.5 * best.words, 3), kind="text", prose=parts)
