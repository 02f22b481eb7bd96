"""Rows that a question speaks of together: of one table, or of tables alike, those that meet its demands.

A question may name rows by a party, by the words of their cells, by yes and no under a head, by limits, by the time
that a column gives, and leave some out. What else it says must be explained by heads, captions and headings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from qa.evidence.given import holding
from qa.evidence.rows import Block, Row
from qa.evidence.scope import Scope, with_issuer
from qa.evidence.turned import turned
from qa.evidence.workbench import Workbench
from qa.parsing.demands import Demands, demands_of
from qa.parsing.match import BY_RANGE, SURE, SYNONYM, best_explained, explained, squeezed
from qa.parsing.names import POSITION, Mention
from qa.parsing.question import Kind, Operator, Question, Term, once
from qa.parsing.words import counted
from qa.rows.conditions import Stretch, bounded, denied, flagged, meeting, other_side, said_of, stretches, withheld

_STRUCTURE = Pattern(
    r"[除外超过逾占共各还低高多少上下以第新项家个名位份笔台种款期只仅达到在零]{1,4}|低于|高于|大于|小于|采用|模式|其中"
)
_NTH = Pattern(r"第[二三四五六七八九十]")
PEERS = "word:可比公司"
_PEERS = Pattern(r"([两二三四五六七八九十\d]+)家(?:同行业?)?(?:可比|同行)")
_WITH_PEERS = Pattern(r"\s*(?:[和与跟及同、]|以及|vs)[^，,]{0,6}?(?:同行|可比)")
_BESIDE = Pattern(r"\s*(?:[和与跟及、]|以及|还是|vs)\s*")
_DONE = Pattern(r"了?(?:多少|几)")
LEAST = 0.82  # of a question's words that rows, heads and headings must explain
PARTY = 1.4  # what a party counts, against the words
SUBSTANTIVE, UNMET = 1.0, 0.5  # the weight of a word that must be explained, and how well it must be
DATED = 0.9  # what the words count of rows that say no time where one is asked
HEADED = 0.95  # how well a head that names the kind of party explains a rank among them
TELLING = 1.6  # the same of a word that is no measure
LONGEST_VERB = 3  # characters of an unknown word after a time that may say what was done then: 借入的, 申请的
_BY_DAY = {"word:时间": "Date", "word:日期": "Date"}
_PUT_TOGETHER = frozenset({"word:合计", "word:平均值", "share_of", "word:最高", "word:最低"})


@dataclass(frozen=True)
class Relation:
    """The rows meant, in the order of the filing, and what named them."""

    rows: tuple[Row, ...]
    among: tuple[Row, ...]  # all lines, those that are not meant too
    totals: tuple[Row, ...]
    words: float  # share of the question that is explained
    scope: Scope  # the question's, less a time that the caption tells
    parts: tuple[tuple[Row, ...], ...] = ()  # the rows of each thing that the question names, in its order
    narrowed: bool = False  # some lines are not meant
    met: bool = False  # they meet a condition that the question sets

    @property
    def doc(self) -> str:
        return self.among[0].doc


def relations(bench: Workbench, least: float = LEAST, *, typed: bool = False) -> list[Relation]:
    """Return the rows that each table, or each group of tables with the same heads, has for a question; best first."""
    demands = demands_of(bench.question)
    groups = [blocks for blocks in _groups(bench) if typed or not blocks[0].is_typed]
    groups = [blocks for blocks in groups if not _misses(bench.question, blocks)]
    known = bench.cells.kept.setdefault(("relations", bench.question, bench.scope), {})
    for blocks in groups:
        if id(blocks) not in known:
            known[id(blocks)] = _relation(bench, blocks, demands)
    found = [r for blocks in groups if (r := known[id(blocks)]) and r.words >= least]
    days = {f.id: f.day.toordinal() for f in bench.filings}
    return sorted(
        found, key=lambda r: (-round(r.words, 2), -days.get(r.doc, 0), r.rows[0].cells[0].evidence.main.start)
    )


def _groups(bench: Workbench) -> list[list[Block]]:
    """Return the tables, those of the same heads together, and turned those that set companies side by side."""
    if "groups" not in bench.cells.kept:
        groups: dict[tuple[bool, str, tuple[str, ...]], list[Block]] = {}
        for table in bench.cells.blocks:
            for block in (table, *turned(table, bench.names)):
                groups.setdefault((block.is_typed, block.rows[0].doc, block.heads), []).append(block)
        bench.cells.kept["groups"] = [_told_once(blocks) for blocks in groups.values()]
    return bench.cells.kept["groups"]


def _told_once(blocks: Sequence[Block]) -> list[Block]:
    """Return tables without those that a filing prints again: nothing of them is a line more."""
    kept: dict[object, Block] = {}
    for block in blocks:
        lines = tuple((row.label, tuple(cell.text for cell in row.cells)) for row in block.rows)
        kept.setdefault(lines if len(lines) > 1 else id(block), block)
    return list(kept.values())


@dataclass
class _Narrowing:
    """Rows while the words of a question narrow them down."""

    rows: list[Row]
    weight: float = 0.0
    explained: float = 0.0
    met: bool = False  # a condition was put to them, though all of them may meet it

    def count(self, weight: float, value: float) -> None:
        self.weight += weight
        self.explained += weight * value


def _relation(bench: Workbench, blocks: Sequence[Block], demands: Demands) -> Relation | None:
    question = bench.question
    about = {id(row): block.around for block in blocks for row in block.rows}
    among = [row for block in blocks for row in block.rows if not row.total and _is_meant(bench, row)]
    among = _of_peers(bench, among)
    if not among or other_side(question, among):
        return None
    asked, bench = bench, bench.within(_without_told(bench, blocks, among))
    now = _Narrowing(_in_time(bench, among))
    parties = _parties(bench, among)
    out = [m for m in parties if demands.left_out[0] <= m.start < demands.left_out[1]]
    named = [m for m in parties if m not in out]
    parts: list[tuple[int, list[Row]]] = _of_parties(bench, now, named)
    without = [row for m in out for row in _rows_of(bench, among, m)]
    now.rows = [row for row in now.rows if row not in without]
    said = stretches(question, among)
    left = [s for s in said if demands.left_out[0] <= s.start < demands.left_out[1] or denied(question, s)]
    kept = [s for s in said if s not in left]
    now.rows = [row for row in meeting(now.rows, kept) if not any(row in meeting([row], [s]) for s in left)]
    parts += [(s.start, meeting(among, [s])) for s in kept]
    now.met = bool(said)
    for i, term in enumerate(question.terms):
        if term.start < demands.left_out[1] and term.end > demands.left_out[0]:
            continue
        _explain(bench, now, i, about, said)
        if not now.rows:
            return None
    own = _of_issuer(bench, now.rows)
    if len(own) < len(now.rows) and demands.extreme < 0 and not (question.kind.is_name or question.operators):
        now.rows = own
        now.count(PARTY, 1.0)
    limits = {b.at for b in demands.bounds}
    for figure in question.figures:
        if figure.start not in limits and not any(figure.start <= at < figure.end for at in limits):
            now.rows = holding(question, now.rows, figure)
    now.rows = bounded(question, _dated(bench, now.rows), demands, met=now.met)
    if demands.undisclosed >= 0:
        now.rows = [row for row in now.rows if withheld(question, row)]
    if not now.rows or not now.weight:
        return None
    split = [tuple(row for row in rows if row in now.rows) for _, rows in sorted(parts, key=lambda p: p[0])]
    totals = tuple(row for block in blocks for row in block.rows if row.total and _serves(bench, row))
    words = now.explained / now.weight * (DATED + (1 - DATED) * _timeliness(asked, now.rows))
    met = now.met or demands.limits
    narrowed = met or len(now.rows) < len(_of_heads(among, now.rows))
    return Relation(tuple(now.rows), tuple(among), totals, words, bench.scope, tuple(split), narrowed, met)


def _parties(bench: Workbench, rows: Sequence[Row]) -> list[Mention]:
    """Return whom the question names besides the company that the filing is about; of those compared, that one too."""
    question = bench.question
    issuers = next(filing.issuers for filing in bench.filings if filing.id == rows[0].doc)
    whose = issuers | frozenset.intersection(*(row.whose for row in rows))
    others = [m for m in question.mentions if m.ids and not whose & set(with_issuer(m, bench.filings).ids)]
    compared = question.has(Operator.COMPARE) or demands_of(question).extreme >= 0
    beside = any(_BESIDE.fullmatch(question.folded, a.end, b.start) for a, b in pairwise(question.mentions))
    return list(question.mentions) if others and compared and (beside or len(question.mentions) > 2) else others


def _of_issuer(bench: Workbench, rows: Sequence[Row]) -> list[Row]:
    """Keep the rows called by the company of the filing where the question names it and others are called otherwise:
    甲科技的乙账户, among the accounts of its subsidiaries."""
    named = bench.scope.issuers if not bench.scope.usual else frozenset[str]()
    own = [row for row in rows if any(named & c.own for c in row.cells)]
    return own if own and all(any(c.own for c in row.cells) for row in rows) else list(rows)


def _is_meant(bench: Workbench, row: Row) -> bool:
    scope, whose = bench.scope, row.whose
    of_another = scope.issuers and not scope.usual and whose and not whose & scope.issuers.union(*scope.parties)
    return not of_another and scope.covers(row.doc, lambda: row.parties)


def _of_peers(bench: Workbench, rows: Sequence[Row]) -> list[Row]:
    """Return the rows without the company that the filing is about, where its peers are asked for; all of them where
    the question says how many."""
    question = bench.question
    if not rows or not any(t.meaning == PEERS for t in question.terms):
        return list(rows)
    issuers = next(filing.issuers for filing in bench.filings if filing.id == rows[0].doc)
    if any(issuers & set(m.ids) and _WITH_PEERS.match(question.folded, m.end) for m in question.mentions):
        return list(rows)
    peers = [row for row in rows if not any(issuers & c.own for c in row.cells)]
    said = _PEERS.search(question.folded)
    return [] if said and counted(said[1]) != len({row.label for row in peers}) else peers


def _without_told(bench: Workbench, blocks: Sequence[Block], rows: Sequence[Row]) -> Scope:
    """Return the scope without a time that caption or heads name and no figure is said to be of: 截至5月底回款."""
    question, scope = bench.question, bench.scope
    told = [s for s in question.periods if all(squeezed(question.folded[s.start : s.end]) in b.about for b in blocks)]
    if not told or len(told) < len(question.periods) or any(_is_timely(bench, row) for row in rows):
        return scope
    return replace(scope, periods=())


def _in_time(bench: Workbench, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the time asked: those whose figures are of it, else those whose own day lies in it."""
    return [row for row in rows if _is_timely(bench, row)] or _of_days(bench, rows)


def _is_timely(bench: Workbench, row: Row) -> bool:
    return not bench.scope.periods or any(bench.scope.timely(cell) > 0 for cell in row.timed)


def _timeliness(bench: Workbench, rows: Sequence[Row]) -> float:
    """Tell how well the figures of rows are of the time asked: those of a table that says no time are less so."""
    figures = (c for row in rows for c in row.cells if isinstance(c.value, Quantity))
    return max((bench.scope.timely(c) for c in figures), default=1.0) if bench.scope.periods else 1.0


def _serves(bench: Workbench, row: Row) -> bool:
    return _is_meant(bench, row) and _is_timely(bench, row)


def _of_heads(among: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return the rows under the heads of those meant: of tables side by side the others are no lines left out."""
    heads = {c.column for row in rows for c in row.cells}
    return [row for row in among if heads & {c.column for c in row.cells}]


def _rows_of(bench: Workbench, rows: Sequence[Row], mention: Mention) -> list[Row]:
    """Return the rows that are called by a party, else those whose other cells name it."""
    called = [row for row in rows if any(set(mention.ids) & c.own for c in row.cells)]
    return called or [row for row in rows if set(mention.ids) & bench.names.ids_in(" ".join(_texts(row)))]


def _of_parties(bench: Workbench, now: _Narrowing, named: Sequence[Mention]) -> list[tuple[int, list[Row]]]:
    """Keep the rows that name the parties: all of them where a row does, else any."""
    parts = [(m.start, _rows_of(bench, now.rows, m)) for m in named]
    for _, rows in parts:
        now.count(PARTY, 1.0 if rows else 0.0)
    every = [row for row in now.rows if all(row in rows for _, rows in parts)]
    now.rows = every or [row for row in now.rows if any(row in rows for _, rows in parts)]
    return parts


def _explain(
    bench: Workbench, now: _Narrowing, i: int, about: dict[int, tuple[str, str]], said: Sequence[Stretch]
) -> None:
    """Let one word be explained: by a value said, by headings, or by the rows that it narrows to."""
    question = bench.question
    term = question.terms[i]
    if any(s.start < term.end and term.start < s.end for s in said):
        now.count(term.weight, 1.0)
        return
    if _is_structure(question, term, now.rows):
        return
    rows = flagged(question, now.rows, term)
    if rows is not None:
        now.rows, now.met = rows, True
        now.count(term.weight, 1.0)
        return
    around = {id(row): explained(term, about[id(row)][0]) for row in now.rows}
    near = [row for row in now.rows if explained(term, about[id(row)][1]) >= SURE]
    best = max(around.values(), default=0.0)
    if best >= SURE:
        now.rows = near or [row for row in now.rows if around[id(row)] >= SURE]
    else:
        meets = {id(row): best_explained(term, row.texts) for row in now.rows}
        top = max(meets.values(), default=0.0)
        if top >= SURE and not term.counted:
            now.rows = [row for row in now.rows if meets[id(row)] >= SURE]
        best = max(best, top, HEADED if _is_ranked(term, now.rows) else 0.0)
    wide = BY_RANGE.get(term.meaning, _BY_DAY.get(term.meaning))
    if wide and any(c.range == wide for row in now.rows for c in row.cells):
        best = max(best, 0.85)
    if best < UNMET and (_says_little(question, i) or _dates(question, term, now.rows)):
        return
    if best < _least(question, i):
        now.rows = []
    now.count(term.weight, best)


def _least(question: Question, i: int) -> float:
    """Return how well a word must be explained by the rows that are meant, or what stands over them."""
    term = question.terms[i]
    asked = bool(term.kind) or question.kind is Kind.LIST or any(i in ask.terms for ask in question.asks)
    needed = term.weight >= (SUBSTANTIVE if asked else TELLING)
    return SYNONYM if term.hard else UNMET if needed else 0.0


def _misses(question: Question, blocks: Sequence[Block]) -> bool:
    """Tell whether a word must be explained that nothing in some tables or over them can explain: none of their rows is
    meant then, however the rest of the question narrows them."""
    needed = [i for i in range(len(question.terms)) if _needs(question, i)]
    return any(all(_is_unmet(question, i, block) for block in blocks) for i in needed)


@once
def _needs(question: Question, i: int) -> bool:
    """Tell whether a word must be explained by words."""
    return bool(_least(question, i)) and not _may_go_unmet(question, i)


@once
def _is_unmet(question: Question, i: int, block: Block) -> bool:
    term, least = question.terms[i], _least(question, i)
    if explained(term, block.around[0]) >= least:
        return False
    for head in block.columns:
        if explained(term, head) >= SURE:
            return False
    for text in block.texts:
        if explained(term, text) >= least:
            return False
    return not any(s.start < term.end and term.start < s.end for s in said_of(question, block.rows))


@once
def _may_go_unmet(question: Question, i: int) -> bool:
    """Tell whether a word may be met by more than words: by a kind of value, a rank, a time, or need not be met."""
    term, demands = question.terms[i], demands_of(question)
    if term.start < demands.left_out[1] and term.end > demands.left_out[0]:
        return True
    dated = not term.kind and len(term.text) <= LONGEST_VERB and bool(question.periods)
    wide = term.meaning in BY_RANGE or term.meaning in _BY_DAY or POSITION.fullmatch(term.text)
    return dated or bool(wide) or _says_little(question, i) or _is_structure(question, term, ())


def _is_ranked(term: Term, rows: Sequence[Row]) -> bool:
    """Tell whether a word asks for a rank among parties of a kind that a head of the rows names: 第一大供应商."""
    kind = POSITION.fullmatch(term.text)
    return bool(kind) and any(term.text.partition("大")[2] in squeezed(c.heads) for row in rows for c in row.cells)


def _says_little(question: Question, i: int) -> bool:
    """Tell whether a word need not be met: a single character that nobody knows, or what kind of name is asked for."""
    term = question.terms[i]
    if term.kind:
        return False
    if not term.meaning and len(term.text) < LONGEST_VERB and _DONE.match(question.folded, term.end):
        measured = i > 0 and question.terms[i - 1].kind and question.terms[i - 1].end == term.start
        return bool(measured)  # 跌价准备计提了多少: what was done with the measure
    named = any(i in ask.terms for ask in question.asks if ask.kind.is_name or ask.kind is Kind.WHAT)
    return (not term.meaning and len(term.text) == 1 and not term.text.isascii()) or named


def _texts(row: Row) -> list[str]:
    return [*row.labels, *(c.text for c in row.cells if isinstance(c.value, str))]


def _is_structure(question: Question, term: Term, rows: Sequence[Row]) -> bool:
    """Tell whether a word only says how rows are chosen, counted or put together: 三家, 超过, 合计, 占."""
    if term.counted or (not term.meaning and _STRUCTURE.fullmatch(term.text)):
        return True
    if demands_of(question).rank > 1 and _NTH.fullmatch(term.text):
        return True
    if term.meaning in _PUT_TOGETHER or any(term.start <= b.at <= term.end + 1 for b in demands_of(question).bounds):
        return True
    return not term.meaning and _dates(question, term, rows)


def _dates(question: Question, term: Term, rows: Sequence[Row]) -> bool:
    """Tell whether a word right behind a time says what was done then with rows that give a day: 到期的, 借入的."""
    dated = any(0 <= term.start - span.end <= 1 for span in question.periods)
    return dated and not term.kind and len(term.text) <= LONGEST_VERB and any(_days(row) for row in rows)


def _dated(bench: Workbench, rows: Sequence[Row]) -> list[Row]:
    """Keep the rows whose own day lies in a period asked, where the table is of another time."""
    periods = bench.scope.periods
    if not periods or bench.scope.since or any(bench.scope.timely(c) == 1.0 for row in rows for c in row.cells):
        return list(rows)
    return _of_days(bench, rows) or list(rows)


def _of_days(bench: Workbench, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if any(p.contains(d) for p in bench.scope.periods for d in _days(row))]


def _days(row: Row) -> list[Period]:
    return [c.value for c in row.cells if isinstance(c.value, Period)]
