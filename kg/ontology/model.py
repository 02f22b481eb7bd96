"""What a class, a role, a unit and a concept of the ontology are: frozen values without any library behind them.

The YAML beside this file says the same words; `kg/ontology/reading.py` checks it against these classes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What a role's value may be. Entities become nodes of the graph, quantities exact decimals in base units.
ENTITY_RANGES = frozenset({"Party", "Person", "Bank", "Court", "Product"})
QUANTITY_RANGES = frozenset({"Money", "Shares", "Persons", "Ratio", "Points", "Count", "Price", "Duration"})
TIME_RANGES = frozenset({"Date", "Period"})
WORD_RANGES = frozenset({"CaseNumber", "Code", "Title", "Text"})
RANGES = ENTITY_RANGES | QUANTITY_RANGES | TIME_RANGES | WORD_RANGES | {"Flag"}


class Strict:
    """Told to pydantic, which checks the YAML: a key that is no field is an error."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  # pydantic's own door for plain dataclasses


@dataclass(frozen=True, slots=True)
class Label(Strict):
    """A name in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Words(Strict):
    """Wordings in both languages, the usual first."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleDef(Strict):
    """A role of a class: what may fill it, over which table column it stands, how a question asks for it."""

    name: str
    label: Label
    range: str  # one of RANGES
    definition: str = ""
    headers: tuple[str, ...] = ()  # header words, the surest first
    asks: tuple[str, ...] = ()  # wordings of both languages
    default: str = ""  # "issuer": who fills it when nobody is named
    repeated: bool = False  # may have several values
    nearest: str = ""  # the property of a standard vocabulary that says nearly this
    has: str = ""  # regular expression that the words which fill it in a sentence hold; empty: any words


@dataclass(frozen=True, slots=True)
class TableRule(Strict):
    """A table whose columns hold the required roles states one fact a row."""

    requires: tuple[str, ...]
    caption: str = ""  # regular expression over caption, section heading and lead-in sentence; empty: any
    unless: str = ""  # regular expression that must not be found there
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # role → header words of this table only
    set: Mapping[str, str] = field(default_factory=dict)  # role → value that the table itself implies
    modality: str = ""  # a Modality other than asserted


@dataclass(frozen=True, slots=True)
class SentenceRule(Strict):
    """A pattern over the marked sentence; `{role}` is one marked value of the role's range."""

    pattern: str
    unless: str = ""  # regular expression that must not be found in the statement before the pattern
    modality: str = ""
    set: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortcut(Strict):
    """An edge written beside the fact, from the value of one role to that of another."""

    name: str
    source: str  # role; `from` in the YAML
    target: str  # role; `to` in the YAML


@dataclass(frozen=True, slots=True)
class Example(Strict):
    """A text and the fact that must be read from it: role → name, number, ratio or date as `pilu facts` prints it."""

    text: str
    fact: Mapping[str, Any]
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class FactType(Strict):
    """A class of facts."""

    name: str
    label: Label
    definition: str
    subject: str
    roles: Mapping[str, RoleDef]
    object: str = ""
    nearest: str = ""
    tables: tuple[TableRule, ...] = ()
    sentences: tuple[SentenceRule, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    asks: Words = field(default_factory=Words)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept(Strict):
    """Something that filings measure: revenue, gross margin, headcount …"""

    id: str
    kind: str  # one of RANGES
    zh: tuple[str, ...]  # the first is the label
    en: tuple[str, ...]
    broader: str = ""  # id of a wider concept
    formula: str = ""  # how it follows from others: "net_profit / revenue"

    @property
    def label(self) -> Label:
        return Label(self.zh[0], self.en[0])


@dataclass(frozen=True, slots=True)
class UnitDef(Strict):
    """A base unit in which quantities are kept; the words that filings write for it are in `kg/values/units.yaml`."""

    id: str  # CNY, share, ratio …
    kind: str  # one of QUANTITY_RANGES
    label: Label
    nearest: str = ""  # its QUDT name


@dataclass(frozen=True, slots=True)
class KindDef(Strict):
    """A kind of entity, `kg.model.EntityKind`."""

    label: Label
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Ontology(Strict):
    """All that can be said, and in which words."""

    types: Mapping[str, FactType]  # by name, sorted
    roles: Mapping[str, RoleDef]  # the shared ones
    units: Mapping[str, UnitDef]
    kinds: Mapping[str, KindDef]
    concepts: Mapping[str, Concept]
