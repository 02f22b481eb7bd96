"""How well a cell answers: a linear score, each part of which can be read off with `--explain`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Modality, Party, Quantity, Value
from kg.pattern import Pattern
from kg.period import Period
from kg.values.quantity import find_quantities
from qa.evidence.cells import TABLED, UNIT_RANGES, Cell
from qa.evidence.given import says
from qa.evidence.scope import Scope
from qa.evidence.spare import asks_change, repeats, says_no_more, spare
from qa.parsing.asks import SHARE
from qa.parsing.match import BY_RANGE, SYNONYM, explained, meanings_of
from qa.parsing.question import Ask, Figure, Kind, Question, Term, once
from qa.parsing.words import counts_alike, meanings, unspaced

ABOUT, FAR, SAID = 0.75, 0.5, 0.8  # what a word counts in the caption, in headings further up, in the sentence
MEASURED = 0.7  # what a measure counts that only the sentence names: another figure of it may be meant
NAMED, OWN = 0.6, 0.05  # what a party counts that the row itself names: among the words, and beside them
CALLED = 0.03  # what a row gains that is called what is asked
TOLD_BY = 0.03  # what a statement gains that names the one whose figures are asked for
STATEMENT = 0.04  # what a line of a financial statement gains: notes and talk round it or say parts of it
BALANCE = 0.97  # what 余额 counts in a figure of money at an instant
OF_RANGE = 0.85  # how well a figure explains a wide word of its range
ELSEWHERE = 0.3  # what a word counts that another thing asked is about
VALUE = "value"  # the role of a typed fact that is of what its other roles name
_DONE = Pattern(
    r"实际|已经?(?:[向给对].{1,20})?(?:支付|付|回款|收到|收取|偿还|归还|退还)"
    r"|(?:支?付|退[还回]?|偿?还|归还|赔偿?|回款|收[到回]?)了(?:多少|几)"
)
_OF_RATIOS = Pattern("[占比率倍成%]|百分|同期|份额|幅|增|减|降|升|涨|跌|折|息|税")
_OUGHT = Pattern(r"应(?![收付计用对])|应当|将于|拟|承诺|约定|要求|请求|判令")
_RULED = Pattern(r"应当?(?:为|达)|不少于|不低于|不得|至少|最低|原则上")  # a rule is no figure of a year
LONGEST_FIGURE = 40  # characters of the words that may hold a figure
OWED = 40  # characters before a figure in which it may be said that it ought to be
_BEGINNING = Pattern(r"[期年]初|上[期年]|1\s*月\s*1\s*日")
_END = Pattern(r"[期年]末|期末数")
_DAY = Pattern(r"12\s*月\s*31\s*日|[369]\s*月\s*30\s*日|3\s*月\s*31\s*日")
_DAYS = Pattern(r"(?:19|20)\d\d\s*[-./年]")
_RATE = Pattern(r"%|率|比例|占比")
_SPAN = Pattern(r"\d{1,3}(?:[-~—至]\d{1,3})?(?:年|个月|天|[^\d]*交易日|工作日)(?:以[内上下])?(?:（含.*）)?")  # no day
_GROWS = Pattern("(?:增速|增长率)$")


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score, and their sum."""

    words: float  # share of the question's weight that the cell explains
    asked: float  # how well the very thing asked is explained
    time: float
    spare: float  # words of the cell that the question does not use
    extra: float  # typed facts, the headline, the issuer's own voice

    @property
    def total(self) -> float:
        return (0.72 * self.words + 0.28 * self.asked) * self.time - self.spare + self.extra


NOTHING = Score(0.0, 0.0, 0.0, 0.0, 0.0)  # of what does not answer


def fits_kind(question: Question, ask: Ask, cell: Cell) -> bool:
    """Tell whether a cell's value can be what is asked: unit, range, date, name."""
    found, value = cell.range, cell.value
    if cell.names_row:
        return False
    if not isinstance(value, Quantity) and _is_in_question(question, ask, value, cell.text):
        return False
    if isinstance(value, Quantity) and ask.counter:
        return counts(ask, cell)
    if found in ("Ratio", "Points") and not ask.unit and not _speaks_of_ratios(question, ask):
        return False  # 采购了多少 asks for money
    if (found == "Points" or "百分点" in cell.text) and _grows(question):
        return False
    if ask.unit and isinstance(value, Quantity):
        wanted = UNIT_RANGES.get(ask.unit, "")
        if ask.unit == "pp" or wanted == "Ratio":
            return found in ("Points", "Ratio")
        return found == wanted or (wanted == "Money" and found == "Price")
    if ask.unit:
        return False
    if ask.kind is Kind.WHEN:
        return found == "Date" or (
            cell.fact.type == "Entry"
            and len(cell.text) <= 24
            and bool(re.search(r"\d", cell.text))
            and not _SPAN.fullmatch(unspaced(cell.text))
        )
    kinds = _kinds(question, ask)
    if ask.kind is Kind.NUMBER and found not in (
        "Money",
        "Shares",
        "Persons",
        "Ratio",
        "Points",
        "Count",
        "Price",
        "Duration",
    ):
        return bool(re.search(r"\d", cell.text)) and found == "Text" and (not kinds or _writes_one_of(kinds, cell))
    if kinds and not isinstance(value, Quantity):
        return _writes_one_of(kinds, cell)
    if found == "Text" and cell.fact.type not in TABLED and not ask.terms:
        return False
    if ask.kind is not Kind.WHO and found == "Party" and not ask.terms:
        return False
    if kinds and isinstance(value, Quantity):
        return any(_is_of_range(question, ask, cell, value, wanted) for wanted in kinds)
    return not isinstance(value, bool)


def _is_of_range(question: Question, ask: Ask, cell: Cell, value: Quantity, wanted: str) -> bool:
    """Tell whether a figure can be one of a measure of some range."""
    found = cell.range
    if wanted == "Ratio" and found == "Points" and not asks_change(question):
        return False
    if wanted in ("Ratio", "Points"):
        plain = value.unit in ("", "倍") and bool(_RATE.search(cell.heads + cell.label))  # 流动比率 8.99
        return found in ("Ratio", "Points") or plain
    if wanted == "Price":
        return found == "Price" or not value.unit or (found == "Money" and _is_called(question, ask, cell))
    if wanted in ("Money", "Shares", "Persons", "Duration"):
        return found == wanted or (not value.unit and wanted != "Money")
    return True


def _is_in_question(question: Question, ask: Ask, value: Value, text: str) -> bool:
    """Tell whether words or a party are what the question says itself, and so no answer to it."""
    if isinstance(value, str):
        return says_no_more(question, text) if ask.kind.is_name else repeats(question, text)
    return ask.kind.is_name and isinstance(value, Party) and question.names(value.entity)


def _is_called(question: Question, ask: Ask, cell: Cell) -> bool:
    """Tell whether row or head call a figure what is asked for: an instalment under words on prices is no price."""
    terms = [question.terms[i] for i in ask.terms]
    return any(explained(term, label) > 0 for term in terms for label in (cell.column, cell.row))


@once
def _kinds(question: Question, ask: Ask) -> frozenset[str]:
    """Return the ranges of the measures that are asked for."""
    return frozenset(question.terms[i].kind for i in ask.terms) - {"", "Text"}


@once
def _grows(question: Question) -> bool:
    """Tell whether a rate of growth is asked of what is no ratio itself: that is not told in points."""
    rates = [t for t in question.terms if t.kind == "Ratio"]
    return bool(rates) and all(_GROWS.search(t.text) for t in rates)


def _writes_one_of(kinds: frozenset[str], cell: Cell) -> bool:
    """Tell whether the words of a cell are a figure of one of some kinds: 5-7万元/台."""
    return cell.fact.type == "Entry" and len(cell.text) <= LONGEST_FIGURE and _says_one_of(kinds, cell)


def _says_one_of(kinds: frozenset[str], cell: Cell) -> bool:
    """Tell whether the words of a cell say a figure of a kind: 约3亿元, 增加1.2个百分点; a day is none."""
    if not isinstance(cell.value, str) or not re.search(r"\d", cell.text):
        return False
    found = {UNIT_RANGES.get(quantity.unit, "Count") for *_, quantity in find_quantities(cell.text)}
    if kinds & {"Ratio", "Points"}:
        kinds = kinds | {"Ratio", "Points"}
    return bool(found & kinds) or (not found and not _DAYS.search(cell.text))


@once
def _speaks_of_ratios(question: Question, ask: Ask) -> bool:
    kinds = {question.terms[i].kind for i in ask.terms} or {t.kind for t in question.terms}
    return bool(kinds & {"Ratio", "Points", "Count"}) or bool(_OF_RATIOS.search(question.folded))


def counts(ask: Ask, cell: Cell) -> bool:
    """Tell whether a cell counts what is counted: in the same measure word, or without one under 数量."""
    unit = cell.value.unit if isinstance(cell.value, Quantity) else ""
    return counts_alike(ask.unit, unit) or (not unit and "数量" in cell.column)


def score(question: Question, ask: Ask, cell: Cell, scope: Scope, periods: Sequence[Period] | None = None) -> Score:
    """Score a cell as the answer to one thing asked."""
    weight = found = asked = 0.0
    time = scope.timely(cell, periods)
    if not time:
        return NOTHING
    others = _of_others(question, ask)
    for i, term in enumerate(question.terms):
        share = ELSEWHERE if i in others else 1.0
        value = 1.0 if ask.counter and term.text == ask.unit else best(term, cell)
        if term.hard and value < SYNONYM:
            return NOTHING
        weight += term.weight * (share if share == 1.0 else share * value)  # what another ask is about can only help
        found += term.weight * share * value
        if i in ask.terms:
            asked = max(asked, _asked(term, cell, value))
    for figure in question.figures:
        weight += 1.0
        found += 1.0 if says_in_row(cell, figure) else 0.0
    if named_in(cell, scope):
        weight, found = weight + NAMED, found + NAMED
    if _done(question) and _owed(cell):
        return NOTHING
    if scope.periods and cell.period is None and _owed(cell, _RULED):
        return NOTHING
    words = found / weight if weight else 0.5
    asked = asked if ask.terms else words
    extra = _extra(cell, scope) + _named_so(question, ask, cell)
    return Score(words, asked, time, spare(question, cell, scope), extra)


@once
def _of_others(question: Question, ask: Ask) -> set[int]:
    """Return the words that only another thing asked is about."""
    return {i for a in question.asks for i in a.terms if a is not ask} - set(ask.terms)


@once
def _done(question: Question) -> bool:
    """Tell whether what was done is asked for: paid, received."""
    return _DONE.search(question.folded) is not None


def says_in_row(cell: Cell, figure: Figure) -> bool:
    """Tell whether a figure stands in the row of a cell, or in its sentence."""
    return any(says(quote, figure) for quote in _quotes(cell))


def _quotes(cell: Cell) -> Iterator[str]:
    """Yield the words of a cell's row: of a sentence in a cell the cells beside it, else the row up to the cell."""
    yield cell.evidence.main.quote
    if cell.table.startswith("type:") and cell.evidence.cell is None:
        yield from (excerpt.quote for excerpt in cell.evidence.context)


def _named_so(question: Question, ask: Ask, cell: Cell) -> float:
    """Return what a row gains that is itself called what is asked: 研发投入占营业收入的比例, not 某公司."""
    if cell.line_number < 0 or not any(question.terms[i].kind for i in ask.terms):
        return 0.0
    return CALLED if max(explained(question.terms[i], cell.row) for i in ask.terms) >= SYNONYM else 0.0


def _owed(cell: Cell, said: Pattern = _OUGHT) -> bool:
    """Tell whether a sentence says of a figure that it ought to be paid, not that it was."""
    evidence = cell.evidence
    if evidence.focus is None or evidence.cell is not None:
        return False
    before = evidence.main.quote[: max(0, evidence.focus[0] - evidence.main.start)]
    return bool(said.search(re.split(r"[。；;]", before)[-1][-OWED:]))


def named_in(cell: Cell, scope: Scope) -> bool:
    """Tell whether the row or the roles of a cell name every party that the question names."""
    return bool(scope.parties) and all(group & cell.own for group in scope.parties)


def _asked(term: Term, cell: Cell, value: float) -> float:
    """Return how well the thing asked is explained; of a typed fact only its role says what a value is, unless that is
    but called the value of what the fact names: the market size of a forecast."""
    if cell.fact.type in TABLED or (value == 1.0 and len(term.text) == 1):
        beside = max(explained(term, cell.column), explained(term, cell.row))
        return value if cell.table or value == beside else max(beside, SAID * value)
    called = max(explained(term, cell.column), explained(term, cell.row) if cell.role == VALUE else 0.0)
    return max(called, 0.45 * value)


def _is_a_rate(row: str, column: str) -> bool:
    """Tell whether row or head call a figure a rate of its own: 毛利率 is no share of anything."""
    if SHARE.search(row + column):
        return False
    return any(meanings()[m].kind == "Ratio" for m in meanings_of(row) | meanings_of(column))


def best(term: Term, cell: Cell) -> float:
    """Return how well any part of a cell explains a term."""
    if term.meaning == "closing_balance" and cell.range == "Money" and _at_the_end(cell):
        return BALANCE
    value = max(explained(term, cell.row), explained(term, cell.column))
    if value < SAID:
        said = MEASURED if term.kind else SAID
        around = ABOUT * explained(term, cell.about), FAR * explained(term, cell.far), said * explained(term, cell.said)
        value = max(value, *around)
    if value < OF_RANGE and isinstance(cell.value, Quantity) and BY_RANGE.get(term.meaning) == cell.range:
        value = value if cell.range == "Ratio" and _is_a_rate(cell.row, cell.column) else OF_RANGE
    return value


def _at_the_end(cell: Cell) -> bool:
    """Tell whether a cell states what there is at the end of a period: its head says so, or is that day."""
    if _BEGINNING.search(cell.heads):
        return False
    return bool(_END.search(cell.heads) or (cell.period and cell.period.is_instant and _DAY.search(cell.heads)))


def _extra(cell: Cell, scope: Scope) -> float:
    extra = OWN if named_in(cell, scope) else 0.0
    if any(group & cell.parties for group in scope.told_by):
        extra += TOLD_BY
    if cell.statement:
        extra += STATEMENT
    if cell.fact.type not in TABLED or cell.table:
        extra += 0.02
    if cell.modality is not Modality.ASSERTED:
        extra -= 0.08
    return extra + {"issuer": 0.01, "sponsor": 0.008, "auditor": 0.008}.get(cell.evidence.speaker.value, 0.0)
