"""Answers out of one row of a table: the row that meets what the question demands, and the cells of it that are asked.

A question names a table by words of its caption, headings and heads; its rows by a party, by words of their cells, by
figures, by limits, by the most or the least; and what it wants of the row by words of the heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.answer import Status
from kg.model import Party
from kg.pattern import Pattern
from kg.period import Period
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.lookup import same_value
from qa.evidence.rows import Row, begun, name_of
from qa.evidence.sides import side_of
from qa.evidence.solved import kind_of
from qa.evidence.spare import says_no_more
from qa.evidence.values import item_of, said, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.demands import Demands, demands_of
from qa.parsing.match import BY_RANGE, SURE, explained, squeezed
from qa.parsing.question import Ask, Kind, Operator, Question, Term
from qa.rows.conditions import nearest, number
from qa.rows.projection import FITS, before, behind, cell_for, fit_of, inside, naming_column, timely
from qa.rows.relation import Relation, relations
from qa.rows.whose import PLACEHOLDER

FALLS = Pattern(r"[降减跌]幅?$|下降|减少|下滑|亏(?:损|钱)?(?:金?额|得)?的?$|流出额?的?$")
CHANGES = Pattern(
    r"(?P<rate>[增降涨跌减]幅|增速|变动率|增长率)|增[加长]|减少|上[升涨]|下[降滑]|提[升高]|变[动化]|[涨升降跌]了?$"
)
CHANGED = Pattern(r"同比|环比|变动|增减|增幅|增长|变化|涨跌")
_OF_THOSE = Pattern(
    r"(?:第[一二三四五]|最)大的?(?P<by>[^，,。的]{0,8}?)(?:客户|供应商|供货商|债务人|欠款方|股东|银行|对象)"
)
_FIRST_TOGETHER = Pattern(r"前[二三四五六七八九十\d]+[大名]")
NEAR = 8  # characters between a superlative and the measure that it is of
LONGEST_CAPTION = 80  # squeezed characters: what is longer only repeats what was asked to be disclosed
LEAST = 0.74  # of a question's words that table and row must explain
LEAST_TYPED = 0.82  # the same of a fact that is no row of a table: its role names say little
_HELD = frozenset({"figure"})  # the row holds the figures that the question gives
_MET = frozenset({"extreme", "only", "limits", "left out", "first"}) | _HELD
PARTY = 1.4  # what a party counts that the row names, against the words
NEARLY = 0.08  # tables that explain so much less than the best are compared with it


@dataclass(frozen=True, slots=True)
class Pick:
    """A row with the cells that answer each thing asked, and how much of the question table and row explain."""

    row: Row
    cells: tuple[Cell, ...]
    words: float
    most: Decimal = Decimal(0)  # the figure that is the most, where the most is asked for
    compared: Cell | None = None  # the cell that holds it
    names: frozenset[str] = frozenset()  # of all rows that are compared


def of_records(bench: Workbench) -> Found | None:
    """Answer from one row of one table; None where no table explains the question or no single row is meant."""
    demands = demands_of(bench.question)
    if demands.ranked:
        return None  # of several, one row is no answer
    picks: list[Pick] = []
    for relation in relations(bench, LEAST - 0.1, typed=True):
        found = _pick(bench.within(relation.scope), relation, demands)
        if found:
            picks.append(found)
    picks.sort(key=lambda p: (-round(p.words, 2), p.row.table.startswith("type:"), -_timely(bench, p), p.row.doc))
    bench.notes.extend(
        f"row {p.words:.2f} {p.row.label[:30]} | {' ; '.join(c.text[:16] for c in p.cells)}" for p in picks[:5]
    )
    if not picks or picks[0].words < LEAST:
        return None
    best = picks[0]
    if demands.most >= 0 and demands.rank == 1 and not demands.dated:  # the most of all is more than the most of a part
        best = max((p for p in picks if _as_near(p, best)), key=lambda p: p.most)
    rivals = [p for p in picks if p.words >= best.words - 0.02 and demands.most < 0 and not _agree(best, p)]
    return _found(bench, best, sure=0.15 + 0.62 * best.words - (0.2 if rivals else 0.0))


def _timely(bench: Workbench, pick: Pick) -> float:
    """Tell how well the cells of a row are of the time asked for."""
    return min(bench.scope.timely(cell) for cell in pick.cells)


def _as_near(pick: Pick, best: Pick) -> bool:
    """Tell whether a table may hold the family of which the best holds a part: it explains nearly as much, and tells of
    some of the same."""
    return pick.words >= best.words - NEARLY and bool(pick.names & best.names)


def _agree(one: Pick, other: Pick) -> bool:
    return all(same_value(a, b) for a, b in zip(one.cells, other.cells, strict=True))


def _found(bench: Workbench, pick: Pick, sure: float) -> Found | None:
    question = bench.question
    items: list[Item] = []
    for ask, cell in zip(question.asks, pick.cells, strict=True):
        if ask.kind.is_name and not ask.terms:
            name = (
                name_of(pick.row, bench.scope, bench.names)
                if cell.names_row or pick.row.turned
                else "".join(cell.text.split("\n")).strip()
            )
            if PLACEHOLDER.fullmatch(name):
                return Found(Status.NOT_FOUND, cells=(cell,), reason="undisclosed")
            figure = pick.compared if pick.compared and (pick.row.turned or pick.compared.key != cell.key) else None
            text = with_figure(name, said(figure), question.told) if figure else name
            items.append(Item(name, "", text, name, tuple(dict.fromkeys(c for c in (cell, figure) if c))))
        else:
            items.append(item_of(cell, label=_label(question, ask, cell), unit=ask.unit))
    cells = tuple(dict.fromkeys((*pick.cells, *(c for i in items for c in i.cells))))
    met = _MET if demands_of(question) else _HELD
    return Found(Status.ANSWERED, tuple(items), cells, round(sure, 3), kind=kind_of(tuple(items)), met=met)


def _label(question: Question, ask: Ask, cell: Cell) -> str:
    return "".join(question.terms[i].text for i in ask.terms) or cell.heads


def _pick(bench: Workbench, relation: Relation, demands: Demands) -> Pick | None:
    """Choose the row of a table, and in it a cell for each thing asked."""
    rows = list(relation.rows)
    if relation.words < LEAST_TYPED and rows[0].table.startswith("type:"):
        return None
    if demands.only and len(rows) != 1:
        return None
    if bench.question.has(Operator.COMPARE) and len(rows) < 2:
        return None  # nothing is compared
    if demands.extreme >= 0:  # what the first five come to is none of them
        rows = [row for row in rows if not _FIRST_TOGETHER.search(row.label)]
    kept, most = extreme_rows(bench, rows, demands) if demands.extreme >= 0 else (rows, Decimal(0))
    chosen = [(row, cells) for row in kept if (cells := _asked_cells(bench, relation.among, row, demands))]
    if not chosen:
        return None
    first = chosen[0]
    same = all(all(same_value(a, b) for a, b in zip(first[1], other[1], strict=True)) for other in chosen[1:])
    same = same and not (first[0].turned and len(chosen) > 1)  # several companies have as much
    column = compared_column(bench, rows, demands) if demands.extreme >= 0 else None
    compared = under(first[0], column) if column else None
    names = frozenset(squeezed(row.label) for row in rows)
    return Pick(first[0], first[1], relation.words, most, compared, names) if same else None


# --- the most and the least -----------------------------------------------------------------------


def extreme_rows(bench: Workbench, rows: list[Row], demands: Demands) -> tuple[list[Row], Decimal]:
    """Return the row that has the most or the least of what stands beside 最大 in the question, and its figure."""
    column = compared_column(bench, rows, demands)
    pairs = [(number(cell), row) for row in rows if (cell := under(row, column))] if column else []
    named = frozenset().union(*bench.scope.parties)
    alone = 1 if any(named & row.parties for row in rows) else 2  # the one row left of a party's is its largest too
    if len(pairs) < max(alone, demands.rank):
        return [], Decimal(0)
    falling = bool(FALLS.search(bench.question.folded[max(0, demands.extreme - 4) : demands.extreme]))
    down = falling and any(value < 0 for value, _ in pairs)  # what has fallen or is lost most stands with a sign
    ordered = sorted(pairs, key=lambda p: p[0], reverse=(demands.most >= 0) != down)
    figure = ordered[demands.rank - 1][0]
    return [row for value, row in ordered if value == figure], figure


def under(row: Row, column: str) -> Cell | None:
    """Return the cell of a row under a head."""
    return next((c for c in row.cells if c.column == column and _has_number(c)), None)


def _has_number(cell: Cell) -> bool:
    return isinstance(cell.value, Period) or begun(cell) is not None


def compared_column(bench: Workbench, rows: Sequence[Row], demands: Demands) -> str | None:
    """Return the head under which the rows are compared: the word before 最大, else what is asked, else the money."""
    question, at = bench.question, demands.extreme
    firsts = {c.column: c for row in reversed(rows) for c in reversed(timely(bench, row)) if _has_number(c)}
    cells = list(reversed(firsts.values()))
    if demands.dated:
        dates = [c for c in cells if isinstance(c.value, Period)]
        found = nearest(question, dates, at) or next(iter(dates), None)
        return found.column if found else None
    numbers = [c for c in cells if not isinstance(c.value, Period)]
    if changed := CHANGES.search(question.folded[max(0, at - 4) : at]):
        numbers = _of_change(numbers, rate=bool(changed["rate"])) or numbers
        if len({c.column for c in numbers}) == 1:
            return numbers[0].column
    for term in reversed(question.terms):  # of 贷款利率最高 the rate
        if term.end <= at <= term.end + 2 and term.kind != "Text":
            fit = max(numbers, key=lambda c: (fit_of([term], c), _says_year(question, c)), default=None)
            if fit is not None and fit_of([term], fit) >= FITS:
                return fit.column
    for ask in () if _by_their_own(question, at) else question.asks:
        if ask.terms and not ask.kind.is_name and (best := cell_for(bench, numbers, ask)):
            return best.column
    if any(_is_missing(t, numbers, at) for t in question.terms):
        return None
    numbers = _rates_only(question, numbers, at)
    measured = [c for c in numbers if c.range in ("Money", "Shares")]
    found = nearest(question, numbers, at) or _only_named(question, numbers) or next(iter(measured), None)
    return found.column if found else None


def _by_their_own(question: Question, at: int) -> bool:
    """Tell whether those ranked are not compared by what is asked: 第二大应收账款客户合作了几年, 第一大客户的毛利率."""
    those = _OF_THOSE.match(question.folded, at)
    asked = [question.terms[i] for ask in question.asks for i in ask.terms]
    return those is not None and (bool(those["by"]) or not any(t.kind == "Money" for t in asked))


def _says_year(question: Question, cell: Cell) -> bool:
    """Tell whether a head says a year that the question names: 2023PE, beside PE TTM."""
    return any(str(p.end.year) in cell.column for span in question.periods for p in span.periods)


def _is_missing(term: Term, cells: Sequence[Cell], at: int) -> bool:
    """Tell whether a measure that stands near a superlative is one that neither head, row nor caption names."""
    off = min(abs(term.start - at), abs(term.end - at))
    if term.kind in ("", "Text", "Ratio") or term.meaning in BY_RANGE or off > NEAR:
        return False
    near = {said for c in cells for said in (c.column, c.row, c.near)}
    return not any(explained(term, said) >= FITS for said in near if len(said) <= LONGEST_CAPTION)


def _only_named(question: Question, cells: Sequence[Cell]) -> Cell | None:
    """Return the one cell whose head the question names wherever it does: 2-3年 of the steps of an ageing."""
    named = [c for c in cells if fit_of(question.terms, c) >= SURE]
    return named[0] if len(named) == 1 else None


def _rates_only(question: Question, cells: Sequence[Cell], at: int) -> list[Cell]:
    """Return the cells that hold rates, where one with a name of its own stands near a superlative: sums are none."""
    rates = [t for t in question.terms if t.kind == "Ratio" and t.meaning and t.meaning not in BY_RANGE]
    near = any(min(abs(t.start - at), abs(t.end - at)) <= 2 * NEAR for t in rates)
    return [c for c in cells if c.range in ("Ratio", "Points") or not c.unit] if near else list(cells)


def _of_change(cells: Sequence[Cell], *, rate: bool) -> list[Cell]:
    """Return the cells that say how much something has changed: by which rate, or by how much where rows say that."""
    changes = [c for c in cells if CHANGED.search(c.column)]
    rates = [c for c in changes if c.range in ("Ratio", "Points")]
    return rates if rate else [c for c in changes if c not in rates] or rates


# --- what is asked of a row ----------------------------------------------------------------------


def _asked_cells(bench: Workbench, rows: Sequence[Row], row: Row, demands: Demands) -> tuple[Cell, ...] | None:
    """Return a cell of the row for each thing asked; None where one is not there."""
    chosen: list[Cell] = []
    for ask in bench.question.asks:
        if not ask.kind.is_name:
            cell = _plain_cell(bench, rows, row, ask, demands)
        elif row.turned:
            column = compared_column(bench, rows, demands) if demands.extreme >= 0 else None
            cell = under(row, column) if column else row.cells[0]
        else:
            cell = named_cell(bench, rows, row, ask)
        if cell is None or any(cell.key == c.key for c in chosen):
            return None
        chosen.append(cell)
    return tuple(chosen)


def _plain_cell(bench: Workbench, rows: Sequence[Row], row: Row, ask: Ask, demands: Demands) -> Cell | None:
    terms = [bench.question.terms[i] for i in ask.terms]
    if demands.extreme >= 0 and not demands.dated and ask.kind in (Kind.NUMBER, Kind.WHAT):
        column = compared_column(bench, rows, demands)
        compared = under(row, column) if column else None
        if compared and all(BY_RANGE.get(t.meaning) == compared.range for t in terms):
            return compared
    if ask.kind is Kind.WHEN and not terms:
        column = compared_column(bench, rows, demands) if demands.dated else None
        days = [c for c in row.cells if isinstance(c.value, Period)]
        return under(row, column) if column else days[0] if len(days) == 1 else None
    return cell_for(bench, [c for c in timely(bench, row) if not c.names_row], ask) or inside(bench, row, ask)


def named_cell(bench: Workbench, rows: Sequence[Row], row: Row, ask: Ask) -> Cell | None:
    """Return the cell that names what is asked: under the head that its word explains, else the row's name."""
    question = bench.question
    told = [question.terms[i] for i in ask.terms or before(question, ask)]
    terms = told or side_of(question) or [question.terms[i] for i in behind(question, ask)]
    words = [c for c in row.cells if isinstance(c.value, (str, Party)) and not isinstance(c.value, bool)]
    words = [c for c in words if not says_no_more(question, c.text)]  # 法定代表人 is what is asked, not who it is
    if says_no_more(question, row.label):
        return next((c for c in words if not c.names_row), None)
    if terms:
        fit = max(words, key=lambda c: fit_of(terms, c), default=None)
        if fit is not None and fit_of(terms, fit) >= SURE:
            return fit
    naming = naming_column(rows)
    other = next((c for c in words if c.column_number == naming >= 0), None)
    called = row.naming if row.naming in words else None
    return other or called or next((c for c in words if isinstance(c.value, Party) and not _is_issuer(bench, c)), None)


def _is_issuer(bench: Workbench, cell: Cell) -> bool:
    return isinstance(cell.value, Party) and cell.value.entity in bench.scope.all_issuers
