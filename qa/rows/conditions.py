"""What a row must meet to answer: limits on its figures, words of its cells, yes and no under a head, what is left out.

Each function takes rows and returns those that meet the demand; `qa.parsing.demands` reads what a question demands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.period import Period
from kg.values.quantity import find_quantities
from qa.evidence.cells import Cell
from qa.evidence.rows import Row, begun
from qa.parsing.demands import Bound, Demands
from qa.parsing.match import SURE, explained, is_weak, squeezed
from qa.parsing.question import Question, Term, once
from qa.parsing.words import unspaced, word_file
from qa.rows.projection import FITS

NEAR = 24  # characters between a demand and the word of the column that it limits
LONGEST_HEAD = 8  # squeezed characters of a head that says who the rows are: 客户名称, 供应商; its time does not count
_SIDES = ("客户", "供应商")
_TIME = Pattern(r"(?:19|20)\d\d年?(?:\d{1,2}(?:[-~至]\d{1,2})?月|度|末|上半年|下半年|半年度)?")
_STEP = Pattern(r"(?P<from>\d+)(?:至|-|~|—|－)?\d*(?P<unit>年|个月|天)(?P<within>以[内下])?")
_DENIES = Pattern(r"(?:不|非|没有?|未)(?:走|是|属于?|采用|通过|做|用|为)?$")
_FIRST = Pattern(r"[，,；;。：:（(\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the question that are, as they stand, the value of cells: 履约中, 第1期; those rows are meant."""

    start: int
    end: int
    value: str


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in word_file("conditions").items()}


def other_side(question: Question, rows: Sequence[Row]) -> bool:
    """Tell whether the question is about customers and the heads name suppliers, or the other way round."""
    said = "".join(form for term in question.terms for form in term.forms)
    columns = {_TIME.sub("", c.column) for row in rows for c in row.cells}
    heads = "".join(sorted(c for c in columns if len(c) <= LONGEST_HEAD))
    return any(a in said and b not in said and b in heads and a not in heads for a, b in (_SIDES, _SIDES[::-1]))


# --- limits --------------------------------------------------------------------------------------


def bounded(question: Question, rows: Sequence[Row], demands: Demands, *, met: bool = False) -> list[Row]:
    """Return the rows whose figures and days keep to the limits that the question sets.

    `met` tells that words of cells have told already which rows have nothing.
    """
    kept = list(rows)
    for bound in demands.bounds:
        if any(question.folded[bound.at : bound.at + 4] in row.words for row in kept) or _is_told(
            question, kept, bound
        ):
            continue
        kept = [row for row in kept if _meets(question, row, bound)]
    if demands.some >= 0:
        kept = [row for row in kept if (cell := _near(question, row, demands.some)) and number(cell) > 0]
    if demands.none >= 0:
        kept = _without(question, kept, demands.none, met=met)
    return kept


def _is_told(question: Question, rows: Sequence[Row], bound: Bound) -> bool:
    """Tell whether the caption gives the day that the question gives, and the rows have none: all keep to it."""
    if bound.day is None or any(isinstance(c.value, Period) for row in rows for c in row.cells):
        return False
    said = next(question.folded[s.start : s.end] for s in question.periods if s.start == bound.at)
    return all(squeezed(said) in row.cells[0].about for row in rows)


def _without(question: Question, rows: Sequence[Row], at: int, *, met: bool) -> list[Row]:
    """Return the rows that have nothing under the head that the words near a place name: 0, a dash, no cell."""
    cells = [c for row in rows for c in row.cells if isinstance(c.value, Quantity)]
    head = nearest(question, list({c.column: c for c in cells}.values()), at, alone=False)
    if head is None:
        return list(rows) if met else []
    return [row for row in rows if all(is_nil(c) for c in row.cells if c.column == head.column)]


def _meets(question: Question, row: Row, bound: Bound) -> bool:
    options = [c for c in row.cells if bound.is_of(c.value)]
    near = nearest(question, options, bound.at)
    called = None if options else _begun(row.label)
    return bool(near) and bound.meets(near.value) if options else called is not None and bound.reached(called)


def _begun(label: str) -> Quantity | None:
    """Return the figure that a step of a scale begins with: 3 of 3 至 4 年, 5 of 5年以上, 0 of 1年以内."""
    match = _STEP.match(unspaced(label))
    found = next((q for _, _, q in find_quantities(match["from"] + match["unit"])), None) if match else None
    return replace(found, value=Decimal(0)) if found and match and match["within"] else found


def _near(question: Question, row: Row, at: int) -> Cell | None:
    return nearest(question, [c for c in row.cells if isinstance(c.value, Quantity)], at)


def nearest(question: Question, options: Sequence[Cell], at: int, *, alone: bool = True) -> Cell | None:
    """Return the cell whose head is explained best by the words that stand near a place of the question.

    The one that is `alone` needs no word to tell it.
    """
    near = [t for t in question.terms if abs(t.start - at) <= NEAR or abs(t.end - at) <= NEAR]
    scored = [
        (
            max((explained(t, c.column) - 0.01 * min(abs(t.start - at), abs(t.end - at)) for t in near), default=0.0),
            -n,
            c,
        )
        for n, c in enumerate(options)
    ]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best and (best[0] >= FITS or (alone and len(options) == 1)) else None


def number(cell: Cell) -> Decimal:
    """Return what a cell is ordered by: its figure, or its day."""
    if isinstance(cell.value, Period):
        return Decimal(cell.value.start.toordinal())
    found = begun(cell)
    return found.value if found else Decimal(0)


def is_nil(cell: Cell) -> bool:
    """Tell whether a cell says that there is nothing: 0, a dash."""
    return not cell.value.value if isinstance(cell.value, Quantity) else cell.text.strip() in _words()["nil"]


def withheld(question: Question, row: Row) -> bool:
    """Tell whether a row withholds the figure that the question names."""
    named = [t for t in question.terms if t.kind]
    under = [c for c in row.cells if any(explained(t, c.column) >= SURE for t in named)]
    return any(c.text.strip() in _words()["undisclosed"] for c in under)


# --- words of cells ------------------------------------------------------------------------------


def stretches(question: Question, rows: Iterable[Row]) -> list[Stretch]:
    """Return the values of cells that the question says word for word, left to right, the longest first.

    A value inside a longer word that the question knows (服务 in 算力服务) is not meant.
    """
    taken = [(s.start, s.end) for s in (*question.periods, *question.mentions)]
    found: list[Stretch] = []
    for value in said_of(question, rows):
        free = all(value.end <= a or value.start >= b for a, b in (*taken, *((f.start, f.end) for f in found)))
        if free and not _inside_a_word(question, value.start, value.end):
            found.append(value)
    return sorted(found, key=lambda s: s.start)


def said_of(question: Question, rows: Iterable[Row]) -> Iterator[Stretch]:
    """Yield each place where the question says a value of cells word for word, the longest values first."""
    text, places = _plain(question)
    said = {value for row in rows for value in row.values if value in text}
    for value in sorted(said, key=lambda v: (-len(v), v)):
        at = text.find(value)
        while at >= 0:
            yield Stretch(places[at], places[at + len(value) - 1] + 1, value)
            at = text.find(value, at + 1)


def _inside_a_word(question: Question, start: int, end: int) -> bool:
    known = ((t.start, t.end) for t in question.terms if t.meaning)
    return any(a <= start and end <= b and end - start < b - a for a, b in known)


@once
def _plain(question: Question) -> tuple[str, list[int]]:
    """Return the question without marks and blanks, and where each character stood."""
    kept = [i for i, c in enumerate(question.folded) if squeezed(c)]
    return "".join(question.folded[i] for i in kept), kept


def meeting(rows: Sequence[Row], found: Sequence[Stretch]) -> list[Row]:
    """Return the rows that have the values said: of one column any of them, of several columns one of each."""
    kept = list(rows)
    for same in _by_column(rows, found):
        meant = [row for stretch in same for row in _called(rows, stretch.value)]
        kept = [row for row in kept if row in meant]
    return kept


def denied(question: Question, stretch: Stretch) -> bool:
    """Tell whether the question says of a value that the rows meant do not have it: 不走经销的."""
    return bool(_DENIES.search(question.folded[: stretch.start]))


def _called(rows: Sequence[Row], value: str) -> list[Row]:
    """Return the rows that are called so and nothing else, else those with the value in any cell."""
    return [row for row in rows if squeezed(row.label) == value] or [row for row in rows if value in row.values]


def _by_column(rows: Sequence[Row], found: Sequence[Stretch]) -> list[list[Stretch]]:
    """Group values by the column that they stand in: of one column a row has only one."""
    groups: dict[int, list[Stretch]] = {}
    for stretch in found:
        groups.setdefault(_column(rows, stretch.value), []).append(stretch)
    return list(groups.values())


def _column(rows: Sequence[Row], value: str) -> int:
    for row in rows:
        for cell in row.cells:
            if value in (squeezed(part) for part in (cell.text, *cell.text.split("、"))):
                return -1 if cell.names_row else cell.column_number
    return -1


# --- yes and no ----------------------------------------------------------------------------------


def flagged(question: Question, rows: Sequence[Row], term: Term) -> list[Row] | None:
    """Return the rows with a yes under the head that a word of the question explains (with a no where it negates).

    None where no head of yes and no is called so.
    """
    if is_weak(term):
        return None
    heads = {c.column for row in rows for c in row.cells if explained(term, c.column) >= SURE}
    heads = {head for head in heads if _is_flag(rows, head)}
    if not heads:
        return None
    wanted = not negated(question, term)
    return [row for row in rows if any(c.column in heads and truth(c) is wanted for c in row.cells)]


def _is_flag(rows: Sequence[Row], head: str) -> bool:
    under = [truth(c) for row in rows for c in row.cells if c.column == head]
    return len(under) > 0 and None not in under


def truth(cell: Cell) -> bool | None:
    """Tell what a cell of yes and no says, also where it repeats its head: 未回款; None where it is no such cell."""
    if isinstance(cell.value, bool):
        return cell.value
    said = _FIRST.split(cell.text.strip().lower(), maxsplit=1)[0]
    if said in _words()["affirmed"] or said in _words()["denied"]:
        return said in _words()["affirmed"]
    denial = next((w for w in _words()["negations"] if said.startswith(w)), "")
    return False if denial and squeezed(said[len(denial) :]) in cell.column else None


def negated(question: Question, term: Term) -> bool:
    """Tell whether the question denies a word: 未逾期的, 不是新增的."""
    before = question.folded[max(0, term.start - 4) : term.start]
    return any(before.endswith(w) for w in _words()["negations"])
