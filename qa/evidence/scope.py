"""Whom and what a question is about: the parties a fact must name, the issuer, the documents, the periods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.model import DocumentMeta, Speaker
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from qa.evidence.cells import Cell
from qa.parsing.demands import demands_of
from qa.parsing.names import Mention, Names
from qa.parsing.periods import fits, is_part_of_year, touch
from qa.parsing.question import Kind, Operator, Question
from qa.parsing.tellers import tells
from qa.parsing.words import unspaced

OUTSIDE = 0.0
DEAL = "word:本次交易"
_THIS = Pattern("本次(?:交易|重组|发行|收购|出售|购买|非公开|资产|重大)")
_IN_TIME = Pattern(r"收入|成本|利润|费用|毛利|现金流|总资产|资产总额|净资产|资产净额|负债")


@dataclass(frozen=True, slots=True)
class Filing:
    """A document as answering knows it."""

    id: str
    name: str
    meta: DocumentMeta
    issuers: frozenset[str]  # entities that its metadata names as the company it is about

    @property
    def day(self) -> date:
        """When it speaks: its date, else the end of the period it reports."""
        return self.meta.published or (self.meta.period.end if self.meta.period else date.min)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement must keep to if it is to answer."""

    parties: tuple[frozenset[str], ...] = ()  # each must be named by the statement
    either: bool = False  # one of the parties is enough: they are compared, not joined
    issuers: frozenset[str] = frozenset()  # the company whose figures are meant
    docs: frozenset[str] = frozenset()  # documents that may answer; empty: all
    periods: tuple[Period, ...] = ()
    since: bool = False
    unknown: tuple[Mention, ...] = ()  # named, and nobody knows them
    sure: float = 1.0  # how sure the names are
    all_issuers: frozenset[str] = frozenset()  # every issuer of the store
    home: frozenset[str] = frozenset()  # documents that the issuers asked about filed, or that are about them
    assumed: bool = False  # the period was not said but read from 去年, 最近
    between: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()  # several issuers named, each with its documents
    quoted: bool | None = None  # only what a regulator's letter says, or only what is not quoted from one
    deal: bool = False  # the deal that a filing calls 本次交易 is asked about
    told_by: tuple[frozenset[str], ...] = ()  # those who tell the figures asked for, which are not about them
    usual: bool = False  # nobody is named: the company that most filings are about is meant, unless only others say it

    def covers(self, doc: str, named: Callable[[], frozenset[str]]) -> bool:
        """Tell whether what a document says may answer: it is one of those meant, and of the company meant or names it.

        `named` gives the parties that are named; it is asked only in a filing of somebody else.
        """
        if self.docs and doc not in self.docs:
            return False
        return not self.issuers or doc in self.home or bool(self.issuers & named())

    def allows(self, cell: Cell) -> bool:
        """Tell whether a statement is about the right parties and in the right document."""
        issuers = self.issuers
        if self.docs and cell.doc not in self.docs:
            return False
        if issuers and cell.doc not in self.home and issuers.isdisjoint(cell.named):
            return False
        if self.between and not self._joins(cell):
            return False
        if self.parties:
            meets = any if self.either else all
            return meets([not group.isdisjoint(cell.named) for group in self.parties])
        if not issuers or not issuers.isdisjoint(cell.parties):
            return True
        if self.usual and any(group & cell.parties for group in self.told_by):
            return True  # whoever tells it with them
        if issuers.issuperset(_whom(cell).difference(*self.told_by)):
            return True
        return self.deal and cell.doc in self.home and _THIS.search(cell.said) is not None

    def hears(self, doc: str) -> bool:
        """Tell whether what a document says in prose may be about the company asked for."""
        return self.usual or not self.home or doc in self.home

    def listens(self, speaker: Speaker) -> bool:
        """Tell whether the one who says something may answer."""
        return self.quoted is None or self.quoted == (speaker is Speaker.REGULATOR)

    def _joins(self, cell: Cell) -> bool:
        """Tell whether a statement is about what is between several issuers: one is named, the others file or are."""
        named = cell.named
        return any(ids & cell.parties for ids, _ in self.between) and all(
            ids & named or cell.doc in docs for ids, docs in self.between
        )

    def timely(self, cell: Cell, periods: Sequence[Period] | None = None) -> float:
        """Tell from 0 to 1 how well a statement's period serves; .75 where it states none, 1 where none is asked."""
        periods = self.periods if periods is None else periods
        if not periods:
            return 1.0
        stated = cell.period
        if stated is None:
            return _undated(cell, periods)
        if self.since:
            return 1.0 if stated.end >= periods[0].start else OUTSIDE
        if cell.day and any(p.is_instant and p not in (stated, cell.day) for p in periods[:-1]):
            return OUTSIDE  # 8月17日那笔截至期末的费用: the row of another day, though at that end
        days = (stated, cell.day) if cell.day else (stated,)
        return max(fits(asked, day) for asked in periods for day in days)


def _whom(cell: Cell) -> frozenset[str]:
    """Return whom a statement is about: of a cell of a table all whom its row names."""
    return cell.named if cell.line_number >= 0 else cell.parties


def _undated(cell: Cell, periods: Sequence[Period]) -> float:
    """Judge a statement without a period by the years that its words name."""
    years = cell.years
    asked = {str(day.year) for p in periods for day in (p.start, p.end)}
    if not years and cell.line_number >= 0 and _IN_TIME.search(cell.column + cell.row):
        return 0.4  # what is counted by the year, in a table that does not say of which
    if years and all(is_part_of_year(p) for p in periods):
        said = [p for *_, p in find_periods(unspaced(cell.evidence.main.quote))]
        return 0.9 if any(touch(asked, p) and not _holds(p, asked) for asked in periods for p in said) else 0.3
    return 0.9 if years & asked else (0.3 if years else 0.7)


def _holds(stated: Period, asked: Period) -> bool:
    """Tell whether a stated time is longer than the one asked, which lies in it."""
    return stated != asked and stated.contains(asked)


def filings(documents: Sequence[object], names: Names) -> list[Filing]:
    """Return the documents with the entities that they are about, newest first."""
    found: list[Filing] = []
    for listed in documents:
        meta: DocumentMeta = listed.meta  # type: ignore[attr-defined]
        issuers = frozenset().union(*(names.exact(text) for text in (meta.issuer, meta.issuer_short) if text))
        found.append(Filing(listed.id, listed.name, meta, issuers))  # type: ignore[attr-defined]
    return sorted(found, key=lambda f: (f.day, f.name), reverse=True)


def scope_of(question: Question, known: Sequence[Filing]) -> Scope:
    """Decide whom a question is about."""
    all_issuers = frozenset().union(*(f.issuers for f in known))
    named = [with_issuer(m, known) for m in question.mentions if m.ids]
    telling = [m for m in named if not {*m.ids} & all_issuers and tells(question.folded, m.start, m.end)]
    named = [m for m in named if m not in telling]
    parties = tuple(frozenset(m.ids) for m in named if not frozenset(m.ids) & all_issuers)
    issuers = frozenset().union(*(frozenset(m.ids) for m in named if frozenset(m.ids) & all_issuers)) & all_issuers
    docs = _documents(question, known)
    meant = [f for f in known if f.id in docs]
    usual = _usual(meant) or _usual(known) if not issuers and not parties else frozenset[str]()
    issuers |= usual
    between = tuple(
        (frozenset(m.ids), frozenset(f.id for f in known if f.issuers & frozenset(m.ids)))
        for m in named
        if frozenset(m.ids) & all_issuers
    )
    limits = {bound.at for bound in demands_of(question).bounds}
    told = (p for span in question.periods if span.start not in limits for p in span.periods)
    periods = tuple(dict.fromkeys(told))
    if any(t.meaning == "cagr" for t in question.terms):  # it is told of all the years together
        periods = tuple(Period(s.periods[0].start, s.periods[-1].end) for s in question.periods if s.periods)
    assumed = False
    if not periods and question.relative:
        periods, assumed = _relative(question, known, issuers), True
    return Scope(
        parties=parties,
        either=len(parties) > 1 and (question.has(Operator.COMPARE) or question.kind is Kind.WHO),
        issuers=issuers,
        docs=docs,
        periods=periods,
        since=any(s.open for s in question.periods),
        unknown=tuple(m for m in question.mentions if not m.ids),
        sure=min((m.sure for m in (*named, *telling)), default=1.0),
        all_issuers=all_issuers,
        home=frozenset(f.id for f in known if f.issuers & issuers),
        assumed=assumed and bool(periods),
        told_by=tuple(frozenset(m.ids) for m in telling),
        usual=bool(usual),
        quoted=_quoted(question),
        deal=any(term.meaning == DEAL for term in question.terms),
        between=between if len({ids for ids, _ in between}) > 1 and not question.operators else (),
    )


def _quoted(question: Question) -> bool | None:
    """Tell whether a question asks for what a letter says that a filing quotes, or for what replies to it."""
    return question.voices[0] == Speaker.REGULATOR if len(question.voices) == 1 else None


def with_issuer(mention: Mention, known: Sequence[Filing]) -> Mention:
    """Add the company of a filing whose short name begins with what the question says: 甲乙 for 甲乙科技."""
    said = mention.text.lower()
    ids = {i for f in known if len(said) > 1 and f.meta.issuer_short.lower().startswith(said) for i in f.issuers}
    return replace(mention, ids=tuple(dict.fromkeys((*mention.ids, *sorted(ids)))))


def _usual(known: Sequence[Filing]) -> frozenset[str]:
    """Return the company that 公司 means where nobody is named: the one that most of the filings are about."""
    by_issuer: dict[str, set[str]] = {}
    for filing in known:
        for issuer in filing.issuers:
            by_issuer.setdefault(issuer, set()).add(filing.id)
    sets = dict.fromkeys(f.issuers for f in known if f.issuers)
    about = {issuers: len(set().union(*(by_issuer[i] for i in issuers))) for issuers in sets}
    usual = max(about, key=lambda issuers: about[issuers], default=frozenset())
    return usual if usual and 2 * about[usual] > len(known) else frozenset()


def _documents(question: Question, known: Sequence[Filing]) -> frozenset[str]:
    kinds = set(question.documents)
    return frozenset(f.id for f in known if f.meta.kind in kinds) if kinds else frozenset()


def _relative(question: Question, known: Sequence[Filing], issuers: frozenset[str]) -> tuple[Period, ...]:
    """Read 去年, 今年 and 报告期 against the newest filing of the issuer asked about."""
    own = [f for f in known if f.issuers & issuers] or list(known)
    if not own or own[0].day == date.min:
        return ()
    if "reporting" in question.relative and own[0].meta.period:
        return (own[0].meta.period,)
    if "last_year" in question.relative:
        return (Period.year(own[0].day.year - 1),)
    return (Period.year(own[0].day.year),) if "this_year" in question.relative else ()
