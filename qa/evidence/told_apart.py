"""Whose each of the facts of one kind is that one sentence states: what is of 乙 is not of 甲, named beside it, nor
what its own clause says of 乙 of 甲, whom only another clause behind ； names."""

from collections.abc import Iterable, Sequence

from kg.model import Fact, Party
from kg.pattern import Pattern
from qa.evidence.cells import TABLED, Cell, NamesIn

_COMPANY = ("公司", "本公司")
_PARTED = Pattern("[；;。]")
Sentence = tuple[str, int, str]  # document, place, class of fact


def told_apart(cells: Sequence[Cell], names: NamesIn) -> list[Cell]:
    """Return cells without the parties that only another fact of their kind and sentence is of, or another clause."""
    cells = [_of_its_clause(cell, names) for cell in cells]
    cells = [_of_the_company(cell) if cell.line_number < 0 and cell.range == "Points" else cell for cell in cells]
    facts: dict[Sentence, dict[str, Cell]] = {}
    for cell in cells:
        if cell.line_number < 0 and cell.own and cell.evidence.cell is None:
            facts.setdefault(cell.sentence, {}).setdefault(cell.fact_id, cell)
    several = {sentence: beside for sentence, beside in facts.items() if len(beside) > 1}
    if not several:
        return list(cells)
    return [_apart(cell, several) if cell.line_number < 0 and cell.own else cell for cell in cells]


def _apart(cell: Cell, several: dict[Sentence, dict[str, Cell]]) -> Cell:
    beside = several.get(cell.sentence)
    others = _of_others(cell, beside.values()) & cell.parties if beside else frozenset[str]()
    return cell.without(others) if others else cell


def _of_its_clause(cell: Cell, names: NamesIn) -> Cell:
    """Return a figure of a sentence without those whom only clauses name that ； parts from the one of its own, if that
    names anybody."""
    focus, main = cell.evidence.focus, cell.evidence.main
    if cell.line_number >= 0 or cell.evidence.cell is not None or focus is None or len(cell.parties) < 2:
        return cell
    marks = [m.end() for m in _PARTED.finditer(main.quote)]
    start = max((at for at in marks if at <= focus[0] - main.start), default=0)
    end = min((at for at in marks if at >= focus[1] - main.start), default=len(main.quote))
    named = names.ids_in(main.quote[start:end]) if (start, end) != (0, len(main.quote)) else frozenset[str]()
    others = cell.parties - named - cell.own if named else frozenset[str]()
    return cell.without(others) if others else cell


def _of_the_company(cell: Cell) -> Cell:
    """Return a change of the company's own rate without whom the clauses before it speak of: 乙的下降，公司的上升5%."""
    if cell.evidence.cell is not None:
        return cell
    main, subject = cell.evidence.main, cell.fact.role("subject")
    if subject is None or subject.text not in _COMPANY or main.quote[: subject.start - main.start].strip()[-1:] != "，":
        return cell
    others = cell.parties - cell.own - cell.subjects
    return cell.without(others) if others else cell


def _of_others(cell: Cell, beside: Iterable[Cell]) -> frozenset[str]:
    """Return the parties that other facts name in a role in which this one names its own."""
    mine = _in_roles(cell.fact) if cell.fact.type not in TABLED else {"": cell.own}
    others: set[str] = set()
    for other in beside:
        theirs = _in_roles(other.fact) if other.fact.type not in TABLED else {"": other.own}
        for role, parties in theirs.items():
            if role in mine and not parties & mine[role]:
                others |= parties
    return frozenset(others) - cell.own


def _in_roles(fact: Fact) -> dict[str, frozenset[str]]:
    """Return the parties that a fact names, by their roles."""
    found: dict[str, frozenset[str]] = {}
    for role in fact.roles:
        if isinstance(role.value, Party) and role.start >= 0:
            found[role.name] = found.get(role.name, frozenset()) | {role.value.entity}
    return found
