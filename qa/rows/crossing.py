"""A figure called by the row and the head under which it stands, as its table writes them: that cell is asked for.

Where a question is nothing but the label of a row and the head of a column (in either order, with the time of the head
in other words, with the name of the one whose table it is), no other cell can answer better, whatever the words mean
elsewhere: 本期增加 and 变动比例 are heads then, and 累计折旧 is a row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.answer import Status
from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.dates import find_periods
from nlp.columns import stated_unit
from qa.evidence.cells import UNIT_RANGES, Cell, cells_of
from qa.evidence.found import Found
from qa.evidence.lookup import same_value
from qa.evidence.rank import counts
from qa.evidence.solved import kind_of
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.parsing.question import Kind, Question
from qa.parsing.words import fold, masked, unspaced

HITS = 80  # statements that are looked at
SURE = 0.93
OF_TIME = 0.95  # how well a cell must be of the time that a question names in other words than its head
OWN = "公司"  # says that the filer itself is meant
CUT = "\n"  # stands in a question for what is accounted for
_ASKING = Pattern(
    r"(?:大?约)?(?:是|为|有|占|达到?|等于)?(?:多少|几)(?:[^的，,。？?]{0,6})?[？?。]?$"
    r"|(?:是|为)(?:什么|多大|多高)[？?。]?$"
)
_ORDINAL = Pattern(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[①-⑩]|[加减][:：]|其中[:：])+")
_REMARK = Pattern(r"(?<=.)[（(][^（()）]*[）)]")  # 损失以“-”号填列
_LEADING = Pattern(
    r"^(?:请问|(?:本?报告|年报|公告|文件|表)[中里]|截[至止]|本?公司|其中|[加减]|[一二三四五六七八九十](?=[加减]|$)|[的在于])+"
)
_TRAILING = Pattern(r"(?:的|在|[中里时]|期间|项目|一[列栏行项])+$")


def at_crossing(bench: Workbench) -> Found | None:
    """Answer with the cell whose row and head the question calls; None where it calls none, or some that differ."""
    question = bench.question
    asked = _asking(question)
    plain = len(question.asks) == 1 and question.kind in (Kind.NUMBER, Kind.WHAT)
    if asked is None or not plain or bench.scope.unknown:
        return None
    hits = bench.index.search(question.text[:asked], HITS, kind="statement", docs=sorted(bench.scope.docs))
    facts = (fact for fact in bench.library.facts([hit.id for hit in hits]) if fact.type == "Observation")
    cells = (cell for fact in facts for cell in cells_of(fact, bench.names) if _fits(question, cell))
    called = list(_called(bench, asked, cells))
    first = min((rank for rank, _ in called), default=None)
    meant = [cell for rank, cell in called if rank == first]
    if any(not same_value(meant[0], cell) and _alike(meant[0], cell) for cell in meant[1:]):
        return Found(Status.NOT_FOUND, reason="no_such_fact", cells=tuple(meant))
    if not meant or any(not same_value(meant[0], cell) for cell in meant[1:]):
        return None
    item = item_of(meant[0], unit=question.asks[0].unit)
    bench.notes.append(f"row and head: {meant[0].label} | {meant[0].heads} | {meant[0].text}")
    return Found(Status.ANSWERED, (item,), (meant[0],), SURE, kind=kind_of((item,)))


def _alike(one: Cell, other: Cell) -> bool:
    """Tell whether two cells of one filing are called alike: the same share of the same line, in another table. Whose
    figure of a time is meant may be told otherwise."""
    worded = any(_forms(str(role.value), timed=False) for role in one.fact.all("column"))
    called = (one.doc, one.row, one.column, one.period) == (other.doc, other.row, other.column, other.period)
    return called and worded and not one.own


def _asking(question: Question) -> int | None:
    """Return where the words begin that ask at the end of a question; None where none do."""
    folded = fold(question.text)
    match = _ASKING.search(folded)
    return match.start() if match and len(folded) == len(question.text) else None


def _fits(question: Question, cell: Cell) -> bool:
    """Tell whether a cell holds a figure, in the unit that is asked for; one of money without a unit is none."""
    ask = question.asks[0]
    if not isinstance(cell.value, Quantity) or cell.line_number < 0:
        return False
    if ask.counter:
        return counts(ask, cell)
    if ask.unit:
        return UNIT_RANGES.get(ask.unit) == cell.range
    return bool(cell.unit) or all(term.kind != "Money" for term in question.terms)


def _called(bench: Workbench, asked: int, cells: Iterable[Cell]) -> Iterator[tuple[tuple[bool, int], Cell]]:
    """Yield the cells whose row and head are all that a question says, each with whether it is of others than the
    company meant, and how many outer words of it are not said."""
    question, scope = bench.question, bench.scope
    text = fold(question.text)[:asked]
    said = squeezed(text)
    untimed = squeezed(masked(text, ((s.start, s.end) for s in question.periods if s.end <= asked)))
    anyone = scope.usual and OWN not in text
    for cell in cells:
        mentions = [m for m in question.mentions if squeezed(m.text) not in cell.row + cell.column]
        whose = tuple(squeezed(m.text) for m in mentions)
        parties = tuple(p for p in scope.parties if any(p & {*m.ids} for m in mentions))
        own = replace(scope, parties=parties).allows(cell)
        if not own and not (anyone and cell.doc in scope.home):
            continue
        unsaid = _unsaid(said, cell, whose, timed=True)
        if unsaid is None and own and len(scope.periods) == 1 and scope.timely(cell) >= OF_TIME:
            unsaid = _unsaid(untimed, cell, whose, timed=False)
        if unsaid is not None:
            yield (not own, unsaid), cell


def _unsaid(said: str, cell: Cell, whose: tuple[str, ...], *, timed: bool) -> int | None:
    """Return how many outer rows and heads of a cell are not said; None where its own are not, or more is said."""
    rows, heads = (tuple(str(r.value) for r in cell.fact.all(name)) for name in ("row", "column"))
    if not rows or not heads:
        return None
    unsaid = 0
    for inner, parts in ((True, rows[-1:]), (True, heads[-1:]), (False, rows[:-1]), (False, heads[:-1])):
        for part in parts:
            forms = _forms(part, timed=timed)
            form = next((form for form in forms if form in said), None)
            if form:
                said = said.replace(form, CUT, 1)
            elif forms and inner:
                return None
            else:
                unsaid += bool(forms)
    return unsaid if all(_says_nothing(piece, whose) for piece in said.split(CUT)) else None


@lru_cache(maxsize=16384)
def _forms(part: str, *, timed: bool) -> tuple[str, ...]:
    """Return how a question may write a row or a head, squeezed, the longest first: also without ordinal, unit
    and remarks; its times are left out where they are compared as such."""
    folded = unspaced(fold(part))
    if not timed:
        folded = masked(folded, ((start, end) for start, end, _ in find_periods(folded)))
    bare = squeezed(_ORDINAL.sub("", folded)).removesuffix(squeezed(stated_unit(part)))
    plain = squeezed(_REMARK.sub("", _ORDINAL.sub("", folded)))
    return tuple(form for form in dict.fromkeys((squeezed(folded), bare, plain)) if form)


def _says_nothing(piece: str, whose: tuple[str, ...]) -> bool:
    """Tell whether what is left of a question only tells whose table it is."""
    for name in whose:
        piece = piece.replace(name, "")
    return not _TRAILING.sub("", _LEADING.sub("", piece))
