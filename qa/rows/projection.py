"""What is asked of one row: the cell under the head that explains it, or the one figure that its wordy cells say."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from kg.values.quantity import find_quantities
from qa.evidence.cells import UNIT_RANGES, Cell
from qa.evidence.rank import counts, fits_kind
from qa.evidence.rows import Row, begun
from qa.evidence.scope import Scope
from qa.evidence.spare import CHANGE, asks_change
from qa.evidence.workbench import Workbench
from qa.parsing.changes import says_change
from qa.parsing.match import BY_RANGE, SURE, explained, squeezed
from qa.parsing.question import Ask, Kind, Question, Term

_WHICH = Pattern(r"哪一?[个家位种类项只处份]")
NAMED, LONGEST_NAME = 0.7, 24  # how well a cell fits that is called what is asked for, and how long it may be
FITS = 0.5  # how well a head must explain what is asked


def inside(bench: Workbench, row: Row, ask: Ask) -> Cell | None:
    """Return the one figure of the kind asked that the wordy cells of a row say: 提供 3 个月的服务."""
    kinds = {bench.question.terms[i].kind for i in ask.terms}
    wanted = UNIT_RANGES.get(ask.unit, "") or ("Duration" if "Duration" in kinds else "")
    if wanted != "Duration" and not ask.counter:
        return None
    found: dict[tuple[Decimal, str], Cell] = {}
    for cell in row.cells:
        if cell.fact.type == "Entry" and isinstance(cell.value, str):
            for start, end, quantity in find_quantities(cell.text):
                fits = quantity.unit == ask.unit if ask.unit else UNIT_RANGES.get(quantity.unit) == wanted
                if fits:
                    inner = replace(cell, value=quantity, text=cell.text[start:end])
                    found.setdefault((quantity.value, quantity.unit), inner)
    return next(iter(found.values())) if len(found) == 1 else None


def timely(bench: Workbench, row: Row) -> list[Cell]:
    """Return the cells of a row that serve the time asked; a day that the row itself states dates nothing else."""
    days = {c.value for c in row.cells if isinstance(c.value, Period)}
    return [c for c in row.cells if bench.scope.timely(c) > 0 or c.period in days]


def naming_column(rows: Sequence[Row]) -> int:
    """Return the first column of words that tells rows apart, where the rows have one name in common; else -1."""
    if len(rows) < 2 or len({n.text for row in rows for n in row.cells if n.names_row}) > 1:
        return -1
    said: dict[int, list[str]] = {}
    for cell in (c for row in rows for c in row.cells if c.fact.type == "Entry" and not c.names_row):
        said.setdefault(cell.column_number, []).append(cell.text)
    return next((n for n in sorted(said) if len(set(said[n])) > len(rows) / 2), -1)


def before(question: Question, ask: Ask) -> tuple[int, ...]:
    """Return the word right before 是谁: what the name is to be."""
    near = [
        i for i, t in enumerate(question.terms) if question.folded[t.end : ask.at] in ("是", "为", "的是", "分别是")
    ]
    return tuple(near[-1:]) if ask.at else ()


def behind(question: Question, ask: Ask) -> tuple[int, ...]:
    """Return the word right behind 哪家, 哪个: what kind of name is asked for."""
    return tuple(
        i
        for i, t in enumerate(question.terms)
        if ask.at < t.start and _WHICH.fullmatch(question.folded[ask.at : t.start])
    )


def cell_for(bench: Workbench, cells: Sequence[Cell], ask: Ask) -> Cell | None:
    """Return the cell under the head that explains what is asked best, of the right kind and time."""
    options = [(_fit(bench, ask, c), -n, c) for n, c in enumerate(cells) if _is_kind(bench.question, ask, c)]
    best = max(options, key=lambda o: o[:2], default=None)
    return best[2] if best and best[0] >= FITS else None


def _fit(bench: Workbench, ask: Ask, cell: Cell) -> float:
    question = bench.question
    terms = [question.terms[i] for i in ask.terms]
    others = [t for i, t in enumerate(question.terms) if i not in ask.terms and not t.counted]
    beside = sum(explained(t, cell.column) * t.weight for t in others)
    if ask.counter:
        return 0.9 + 0.04 * min(3.0, beside) if isinstance(cell.value, Quantity) and counts(ask, cell) else 0.0
    if not terms:  # 持有多少股: the unit says what kind, the words beside it which
        return 0.6 + 0.04 * min(3.0, beside) if ask.unit and isinstance(cell.value, Quantity) else 0.0
    if ask.kind is Kind.WHAT and _is_called(terms, cell):
        return NAMED
    wide = all(t.meaning in BY_RANGE for t in terms) and any(BY_RANGE[t.meaning] == cell.range for t in terms)
    said = any(form in cell.column for t in terms for form in t.forms)
    time = max(0.7, bench.scope.timely(cell))
    fit = max(fit_of(terms, cell), (0.65 if said else 0.55) if wide else 0.0) * (0.5 + 0.5 * time)
    fit -= CHANGE if says_change(cell.column) and not asks_change(question) else 0.0
    return fit + 0.04 * min(3.0, beside) - 0.002 * len(cell.column)


def _is_called(terms: Sequence[Term], cell: Cell) -> bool:
    """Tell whether the words of a cell are a thing of the kind asked for: 管网检测服务 for 什么服务."""
    said = squeezed(cell.text) if isinstance(cell.value, str) and len(cell.text) <= LONGEST_NAME else ""
    forms = [t.forms[0] for t in terms if not t.kind and len(t.text) > 1]
    return any(said.endswith(form) and len(said) > len(form) for form in forms)


def fit_of(terms: Sequence[Term], cell: Cell) -> float:
    """Return how well the head over a cell explains any of some terms."""
    return max((explained(t, cell.column) for t in terms), default=0.0)


def _is_kind(question: Question, ask: Ask, cell: Cell) -> bool:
    """Tell whether a value can be what is asked: a figure in its unit, a day, or words that hold one."""
    if isinstance(cell.value, bool):
        return False
    if ask.kind is Kind.WHEN:
        return isinstance(cell.value, Period) or any(ch.isdigit() for ch in cell.text)
    if isinstance(cell.value, Quantity):
        kinds = {question.terms[i].kind for i in ask.terms} - {"", "Text"}
        ratio = cell.range in ("Ratio", "Points")
        if ask.unit and not ask.counter:
            return (ask.unit in ("ratio", "pp")) == ratio
        return not kinds or ("Ratio" in kinds or "Points" in kinds) == ratio
    measured = any(question.terms[i].kind not in ("", "Text", "Date", "Duration") for i in ask.terms)
    if measured and isinstance(cell.value, Period):
        return False  # the day of a loan is no loan
    if ask.kind is Kind.NUMBER or ask.unit:
        return any(ch.isdigit() for ch in cell.text)
    return True


def share_stated(question: Question, row: Row) -> bool:
    """Tell whether a row has the share that is asked for under a head of its own: nothing need be divided."""
    heads = [c.column for c in row.cells if c.range == "Ratio"]
    return any(
        t.kind == "Ratio" and explained(t, head) >= SURE
        for t in question.terms
        if t.meaning not in BY_RANGE
        for head in heads
    )


def measure(question: Question, ask: Ask, row: Row, scope: Scope) -> Cell | None:
    """Return the cell of a row that holds what one thing asked measures."""
    options = [
        (fit, -n, cell)
        for n, cell in enumerate(row.cells)
        if _holds(question, ask, cell)
        if scope.timely(cell) > 0 and ((fit := _measures(question, ask, cell)) > 0 or not ask.terms)
    ]
    return max(options, default=(0, 0, None), key=lambda o: o[:2])[2]


def _holds(question: Question, ask: Ask, cell: Cell) -> bool:
    if ask.kind is Kind.WHEN:
        return isinstance(cell.value, Period)
    if cell.fact.type == "Entry" and isinstance(cell.value, str):
        return begun(cell) is not None
    return isinstance(cell.value, Quantity) and fits_kind(question, ask, cell)


def _measures(question: Question, ask: Ask, cell: Cell) -> float:
    terms = [question.terms[i] for i in ask.terms] or list(question.terms)
    return sum(max(explained(t, cell.column), 0.6 * explained(t, cell.row)) * t.weight for t in terms)
