"""Which classes of the ontology a table states: its columns are matched to their roles by header words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg.model import Table
from kg.ontology.model import ENTITY_RANGES, FactType, Ontology, RoleDef, TableRule
from kg.pattern import Pattern
from kg.period import Period
from nlp.columns import Column, bare

_DATED = Pattern(
    r"(?:20)?\d\d年?(?:[上下]半年|半年度|度|\d?1?\d[-~]\d+月)?|\d{4}/\d+/\d+|期末|期初"
)  # what a head says of time
_DRESS = Pattern(r"\((?:人民币)?(?:[百千万亿]*元|%|股|人|个|台|年|/)*\)|/(?:[百千万亿]*元|股)$")  # and of units
_ENOUGH = 2  # score under which a header says nothing of a role

Block = Mapping[str, Column]  # role → column


@dataclass(frozen=True, slots=True)
class Fit:
    """A class that a table states, with the columns that fill its roles, block by block."""

    type: FactType
    rule: TableRule
    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A table rule with the header words of its class: `words` by role, the surest first."""

    type: FactType
    number: int
    given: TableRule
    caption: Pattern | None
    unless: Pattern | None
    words: Mapping[str, tuple[str, ...]]


class HeaderBook:
    """All table rules of an ontology, and which of their header words stand in a head, found in one pass."""

    def __init__(self, ontology: Ontology) -> None:
        self.rules = tuple(_rules(ontology))
        spelled: dict[str, list[str]] = {}
        for word in sorted({word for rule in self.rules for words in rule.words.values() for word in words}):
            spelled.setdefault(undressed(word), []).append(word)
        self._spellings = sorted(spelled)
        self._words = [tuple(spelled[spelling]) for spelling in self._spellings]
        self._machine = ahocorasick_rs.AhoCorasick(self._spellings)
        self._said: dict[tuple[str, str], Mapping[str, float]] = {}

    def said(self, column: Column) -> Mapping[str, float]:
        """Return the header words that a column's head says, each with how surely."""
        key = column.head, column.last
        if key not in self._said:
            head, last = undressed(column.head), undressed(column.last)
            undated = _DATED.sub("", last)
            found = self._machine.find_matches_as_indexes(f"{head}\n{last}\n{undated}", overlapping=True)
            scored = {number: _score(head, last, undated, self._spellings[number]) for number, *_ in found}
            self._said[key] = {
                word: score for number, score in sorted(scored.items()) if score for word in self._words[number]
            }
        return self._said[key]


def _rules(ontology: Ontology) -> Iterator[_Rule]:
    for type_ in ontology.types.values():
        for number, given in enumerate(type_.tables):
            words = {name: (*given.headers.get(name, ()), *role.headers) for name, role in type_.roles.items()}
            yield _Rule(type_, number, given, _compiled(given.caption), _compiled(given.unless), words)


def _compiled(pattern: str) -> Pattern | None:
    return Pattern(pattern) if pattern else None


_BOOKS: dict[int, tuple[Ontology, HeaderBook]] = {}


def header_book(ontology: Ontology) -> HeaderBook:
    """Return the table rules of an ontology, made once."""
    if id(ontology) not in _BOOKS:
        _BOOKS[id(ontology)] = ontology, HeaderBook(ontology)
    return _BOOKS[id(ontology)][1]


def fits(table: Table, columns: Sequence[Column], book: HeaderBook) -> list[Fit]:
    """Return the classes whose required roles the columns of a table hold."""
    around = " ".join((table.caption, *table.section[-2:])) + " ".join(column.head for column in columns)
    said = {column.index: book.said(column) for column in columns}
    anything = {word for words in said.values() for word in words}
    sides = _sides(columns)
    found = []
    for rule in book.rules:
        if not all(any(word in anything for word in rule.words[role]) for role in rule.given.requires):
            continue
        if (rule.caption and not rule.caption.search(around)) or (rule.unless and rule.unless.search(around)):
            continue
        blocks = [block for side in sides for block in _by_period(side, said, rule)]
        if blocks:
            found.append(Fit(rule.type, rule.given, rule.number, tuple(blocks)))
    return _best_of_each(found)


def _best_of_each(found: Iterable[Fit]) -> list[Fit]:
    """Keep one rule a class: the one that fills most columns."""
    best: dict[str, Fit] = {}
    for fit in found:
        held = best.get(fit.type.name)
        if held is None or len(fit.blocks[0]) > len(held.blocks[0]):
            best[fit.type.name] = fit
    return list(best.values())


def _sides(columns: Sequence[Column]) -> list[list[Column]]:
    """Return the columns of each side-by-side block, the text columns before the first block joined to each."""
    numbers = sorted({column.block for column in columns})
    if len(numbers) == 1:
        return [list(columns)]
    first = next((column.index for column in columns if not column.numeric and not column.ordinal), 0)
    ordinal = [column for column in columns if column.index < first and not column.numeric]
    return [
        ordinal + [column for column in columns if column.block == number and column not in ordinal]
        for number in numbers
    ]


def _by_period(columns: Sequence[Column], said: Mapping[int, Mapping[str, float]], rule: _Rule) -> Iterator[Block]:
    """Yield the roles of one side; once for each period where its figures stand under several: 2023年 | 2022年.

    Figures of several periods that all have a role of their own (期初, 期末) stay in one block.
    """
    block = _assign(columns, said, rule)
    if not _complete(block, rule):
        return
    used = {column.index for column in block.values()}
    own = {_when(column) for column in block.values() if _when(column)}
    left = [column for column in columns if column.index not in used and _when(column)]
    others = [when for column in left if (when := _when(column)) and when not in own]
    if not own or not others:
        yield block
        return
    for when in dict.fromkeys([_when(column) for column in columns if _when(column) in own | set(others)]):
        part = _assign([column for column in columns if _when(column) in (None, when)], said, rule)
        if _complete(part, rule) and any(_when(column) == when for column in part.values()):
            yield part


def _when(column: Column) -> Period | None:
    return column.periods[-1] if column.periods and column.numeric else None


def _complete(block: Block, rule: _Rule) -> bool:
    return all(role in block for role in rule.given.requires)


def _assign(columns: Sequence[Column], said: Mapping[int, Mapping[str, float]], rule: _Rule) -> Block:
    """Match columns to roles one to one, the surest pairs first."""
    scored = []
    for column in columns:
        words_said = said[column.index]
        if not words_said:
            continue
        for position, (name, words) in enumerate(rule.words.items()):
            scores = [words_said[word] - order * 0.1 for order, word in enumerate(words) if word in words_said]
            if scores and max(scores) >= _ENOUGH and _suits(column, rule.type.roles[name]):
                scored.append((-max(scores), position, column.index, name, column))
    taken: dict[str, Column] = {}
    used: set[int] = set()
    for _, _, index, name, column in sorted(scored, key=lambda item: item[:3]):
        if name not in taken and index not in used:
            taken[name] = column
            used.add(index)
    return taken


def _suits(column: Column, role: RoleDef) -> bool:
    """Tell whether a role may stand in a column: names never in figures, figures rarely in words."""
    return not (role.range in ENTITY_RANGES and column.numeric)


def _score(head: str, last: str, undated: str, wanted: str) -> float:
    """Score a header word against a column's head path and last head: the same, the same but for a date, within it."""
    if wanted in (last, head):
        return 100 + len(wanted)
    if wanted == undated:
        return 90 + len(wanted)
    if len(wanted) > 1 and (last.endswith(wanted) or last.startswith(wanted)):
        return 40 + 10 * len(wanted) / max(1, len(last))
    if len(wanted) > 2 and wanted in head:
        return 20 + 10 * len(wanted) / max(1, len(head))
    return 0.0


@lru_cache(maxsize=1 << 12)
def undressed(text: str) -> str:
    """Return a head without blanks and the unit behind it: 金额 of `金额（万元）`."""
    return _DRESS.sub("", bare(text).replace("（", "(").replace("）", ")"))
