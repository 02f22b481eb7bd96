"""Who is customer and supplier at once: 哪些公司既是客户又是供应商. A letter counts for whom it is taken for."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.answer import Status
from kg.model import Entity, Fact, Modality, Party
from kg.pattern import Pattern
from nlp.roles import parts_of
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found, Guess, Item
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.parsing.question import Kind
from qa.who.letters import taken_for

SURE = 0.75
_WORDS = {"客户": "customer", "供应商": "supplier"}
_ROLE = r"[^，。？?既又也同]{0,8}?(客户|供应商)"
_BOTH = Pattern(
    rf"既是?{_ROLE}[^，。？?]{{0,4}}[又也还]是?{_ROLE}|{_ROLE}[^，。？?]{{0,3}}(?:同时|[又也])+[是为]{_ROLE}"
    rf"|同时[是为作]{{0,2}}{_ROLE}[和与及、]{_ROLE}"
)
# all of one kind, and nothing else: 甲公司的客户有哪些, 有哪些供应商
_ALL = Pattern(
    r"的?(?:全部|所有)?(客户|供应商)(?:都|分别)?(?:有|是|包括)(?:哪些|谁)|(?:都|分别)?有(?:哪些|哪几家)(客户|供应商)"
)
_BESIDE = Pattern(r"[\s，,。？?！!]|公司|请问|20\d\d年度?")


@dataclass(frozen=True)
class _Seen:
    """A party under one name, the cells that give it the roles, and whom it is taken for where it is a letter."""

    entity: Entity
    cells: dict[str, Cell]
    guess: Guess | None


def in_roles(bench: Workbench) -> Found | None:
    """List the parties that have a role, or both, or tell whether one has both; None where nobody asks that."""
    wanted = _asked(bench)
    if not wanted or not (bench.question.kind.is_name or bench.question.kind is Kind.YESNO):
        return None
    others = [m for m in bench.question.mentions if not set(m.ids) & bench.scope.all_issuers]
    if others:
        return _one(bench, others[0], wanted) if len(others) == 1 else None
    groups = [group for group in _parties(bench, wanted) if {role for seen in group for role in seen.cells} == wanted]
    if not groups:
        return Found(Status.NOT_FOUND, reason="no_such_fact")
    guesses = tuple(seen.guess for group in groups for seen in group if seen.guess)
    return Found(Status.ANSWERED, tuple(map(_item, groups)), (), SURE, kind="list", guesses=guesses)


def _asked(bench: Workbench) -> set[str]:
    """Return the two roles that somebody is asked to have at once, or the one of which all are asked for."""
    if said := _BOTH.search(bench.question.folded):
        wanted = {_WORDS[word] for word in said.groups() if word}
        return wanted if len(wanted) > 1 else set()
    rest = bench.question.folded
    for mention in bench.question.mentions:
        rest = rest.replace(mention.text, "")
    said = _ALL.fullmatch(_BESIDE.sub("", rest))
    return {_WORDS[word] for word in said.groups() if word} if said else set()


def _one(bench: Workbench, mention: Mention, wanted: Collection[str]) -> Found:
    """Tell whether one party has both roles by its own name; that it has not no filing says."""
    entities = filter(None, map(bench.library.entity, mention.ids))
    cells = {role: cell for entity in entities for role, cell in _cells(bench, entity, wanted).items()}
    shown = tuple(cells[role] for role in sorted(cells))
    if len(cells) < len(wanted):
        return Found(Status.NOT_FOUND, cells=shown, reason="undisclosed")
    return Found(Status.ANSWERED, (Item(value=True, cells=shown),), shown, SURE, kind="boolean")


def _item(group: list[_Seen]) -> Item:
    """Return a whole party as an item: the name with most of the roles, a letter last, and a cell for each role."""
    first = max(group, key=lambda seen: (len(seen.cells), seen.guess is None))
    cells = {role: cell for seen in reversed([first, *group]) for role, cell in seen.cells.items()}
    name = first.entity.name
    return Item(name, "", name, name, tuple(cells[role] for role in sorted(cells)))


def _parties(bench: Workbench, wanted: Collection[str]) -> Iterator[list[_Seen]]:
    """Yield the parties that have any of the roles, each with all its names, in the order of the names."""
    from kg.identity import is_described

    groups: dict[str, list[_Seen]] = defaultdict(list)
    for key in dict.fromkeys(key for _, key in bench.library.names()):
        entity = bench.library.entity(key)
        cells = _cells(bench, entity, wanted) if entity and set(wanted) & set(entity.roles) else {}
        if entity and cells and not is_described(entity.name):
            guess = taken_for(bench, key)
            whole = groups[guess[1].entity if guess else entity.id]
            if all(entity.name != seen.entity.name for seen in whole):
                whole.append(_Seen(entity, cells, guess))
    yield from groups.values()


def _cells(bench: Workbench, entity: Entity, wanted: Collection[str]) -> dict[str, Cell]:
    """Return for each wanted role the first cell that gives it to a party."""
    found: dict[str, Cell] = {}
    for fact in bench.library.facts_of([entity.id]):
        if fact.qualifiers.modality is not Modality.ASSERTED or not _is_timely(bench, fact):
            continue
        for cell in cells_of(fact, bench.names):
            if isinstance(cell.value, Party) and cell.value.entity == entity.id and _is_asked(bench, cell):
                for part in parts_of(fact, cell.role, bench.scope.all_issuers):
                    if part in wanted:
                        found.setdefault(part, cell)
    return found


def _is_timely(bench: Workbench, fact: Fact) -> bool:
    """Tell whether a statement is of a period that the question asks for, where it asks for one."""
    said, asked = fact.qualifiers.period, bench.scope.periods
    return not asked or (said is not None and any(p.start <= said.start and said.end <= p.end for p in asked))


def _is_asked(bench: Workbench, cell: Cell) -> bool:
    return bench.scope.covers(cell.doc, lambda: cell.parties | cell.subjects)
