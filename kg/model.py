"""The values that flow through Pilu, one frozen class each, in the order of the road they travel.

file → Document (Block, Table) → Mention, Entity → Fact (Role, Evidence) → RDF → Question → Answer (Path, Evidence).

Offsets are code points into the canonical text, half open. Types and roles: `kg/ontology/`; answers: `kg/answer.py`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kg.period import Period
from kg.unread import Unread
from kg.view import Piece, View, join, whole

# --- documents -----------------------------------------------------------------------------------


class Speaker(StrEnum):
    """Who says a sentence (DESIGN §5). Ordered by how much the statement weighs in a conflict."""

    ISSUER = "issuer"
    SPONSOR = "sponsor"
    AUDITOR = "auditor"
    LAWYER = "lawyer"
    REGULATOR = "regulator"
    BROKER = "broker"
    PRESS = "press"
    HEARSAY = "hearsay"


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    UNIT = "unit"
    TABLE = "table"
    NOTE = "note"
    FURNITURE = "furniture"
    FRONT_MATTER = "front_matter"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table … with the lines it is made of and the headings it stands under."""

    kind: BlockKind
    pieces: tuple[Piece, ...]  # the lines, page furniture left out
    level: int = 0  # outline level of a heading, 1 is the highest
    section: tuple[str, ...] = ()  # texts of the headings above, outermost first
    speaker: Speaker = Speaker.ISSUER
    question: str = ""  # number of the inquiry question this belongs to

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def view(self, text: str) -> View:
        """Return the block as one line of prose, mapped to the canonical text."""
        return whole(text, self.start, self.end) if len(self.pieces) == 1 else join(text, self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. A merged cell is repeated where it reaches (`filled`); a wrapped one is joined."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    filled: bool = False

    @property
    def start(self) -> int:
        return self.pieces[0][0] if len(self.pieces) == 1 else min(a for a, _ in self.pieces)

    @property
    def end(self) -> int:
        return self.pieces[0][1] if len(self.pieces) == 1 else max(b for _, b in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whatever it was read from. All rows, header rows too, are equally wide."""

    start: int
    end: int
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    caption_at: Piece | None = None
    unit: str = ""  # of the whole table, as written: "万元"
    unit_at: Piece | None = None
    notes: tuple[Piece, ...] = ()
    section: tuple[str, ...] = ()
    speaker: Speaker = Speaker.ISSUER
    question: str = ""
    page: int | None = None
    doubtful: tuple[int, ...] = ()  # rows whose reading nothing confirms

    @property
    def width(self) -> int:
        return len((self.header or self.rows or ((),))[0])

    def heads(self, column: int) -> tuple[str, ...]:
        """Return the header texts over a column, top first, repeats dropped."""
        return tuple(dict.fromkeys(row[column].text for row in self.header if row[column].text))


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What a filing says of itself. Empty where it does not."""

    kind: str = ""  # inquiry_reply, sponsor_opinion, supervision_report, announcement, research, news, report …
    title: str = ""
    issuer: str = ""  # full legal name of the company the filing is about
    issuer_short: str = ""
    code: str = ""  # securities code, six digits, with suffix where given
    number: str = ""  # announcement number, 2024-052
    published: date | None = None
    period: Period | None = None  # the reporting period (报告期)
    author: str = ""  # who publishes it: issuer, sponsor, broker, newspaper
    speaker: Speaker = Speaker.ISSUER
    letter: str = ""  # number of the inquiry letter it answers
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source: its number from 1, its range of the text, its size in points."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Where on a page a stretch of the text is drawn: a box in points, y downwards from the top of the page."""

    start: int
    end: int
    page: int  # Page.number
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Document:
    """A filing: its canonical text, fixed at ingestion, and what the reader saw in it."""

    id: str  # SHA-256 of the source bytes, hex
    name: str  # file name as ingested, with suffix
    text: str
    meta: DocumentMeta
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    pages: tuple[Page, ...] = ()
    runs: tuple[Run, ...] = ()  # for paged sources, in the order of the text
    unread: tuple[Unread, ...] = ()  # what of the source is not in the text


# --- names ---------------------------------------------------------------------------------------


class EntityKind(StrEnum):
    """What a name names. ORG, PERSON and PRODUCT are OntoNotes' labels."""

    ORG = "ORG"
    BANK = "BANK"
    COURT = "COURT"
    REGULATOR = "REGULATOR"
    PERSON = "PERSON"
    PRODUCT = "PRODUCT"
    ANONYMOUS = "ANONYMOUS"  # A公司, 客户一, 供应商甲


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity, why it is one, and the words that say so (None: by rule)."""

    text: str
    reason: str  # defined, variant, code, listed-short-name …
    at: Piece | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, person or product as one document knows it."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[Alias, ...] = ()
    code: str = ""
    roles: tuple[str, ...] = ()  # issuer, sponsor, customer, supplier, bank …, sorted


def entity_id(name: str, scope: str = "") -> str:
    """Return the id of an entity: one for a full name everywhere, one a filing chain for an anonymous label.

    `scope` is empty for full names; for "A公司" it names the issuer and the filing chain.
    """
    key = f"{scope}\n{''.join(name.split())}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document names an entity."""

    start: int
    end: int
    text: str
    entity: str  # Entity.id
    kind: EntityKind


# --- facts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in its base unit: yuan, shares, persons, a fraction for percent, months …"""

    value: Decimal
    unit: str  # CNY, USD, share, person, ratio, pp, month, day, CNY/share, or a counter as written: 台
    hedge: str = ""  # 约, 不超过, 近, 超过 … as written


@dataclass(frozen=True, slots=True)
class Party:
    """A reference to an entity by the name that the filing uses."""

    name: str
    entity: str  # Entity.id


Value = Quantity | Party | Period | str | bool


@dataclass(frozen=True, slots=True)
class Role:
    """One filled role of a fact; several of one name are several values.

    Offsets are -1 where nothing is written (the issuer is understood).
    """

    name: str
    value: Value
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact words of a document: `text[start:end] == quote`, always."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where in a table a value stands, in words."""

    caption: str
    row: str
    column: str
    unit: str
    doubtful: bool = False  # the row was read from a text that does not settle where its cells end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact: the sentence, or the row from its label to the cell, and what it depends on."""

    doc: str  # Document.id
    main: Excerpt
    focus: Piece | None = None  # the words within `main` that say the value
    context: tuple[Excerpt, ...] = ()  # header, caption, unit line
    page: int | None = None
    section: tuple[str, ...] = ()
    speaker: Speaker = Speaker.ISSUER
    cell: CellRef | None = None


UNTYPED = ("Entry", "Observation")  # cells of words and of figures: facts that need no class of the ontology


class Modality(StrEnum):
    """How a statement is meant: a plan is not a deed, a denial not a claim."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    FORECAST = "forecast"
    ESTIMATED = "estimated"
    POSSIBLE = "possible"
    PROMISED = "promised"
    SCHEDULED = "scheduled"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What limits a statement: when, how it is meant, who says it, in which sense."""

    period: Period | None = None  # an interval, or an instant (start == end)
    modality: Modality = Modality.ASSERTED
    stated_by: str = Speaker.ISSUER.value  # a Speaker, or the name of the quoted source: "IDC"
    scope: tuple[tuple[str, str], ...] = ()  # attribution, taxBasis, recognition … sorted


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement made by one filing; two that agree are two facts. Raises ValueError when built without evidence."""

    type: str  # a class of the ontology, or one of UNTYPED
    doc: str  # Document.id
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    rule: str = ""  # what found it: "table:sale", "sentence:shareholding/2"
    _id: str = field(default="", init=False, repr=False, compare=False)  # kept by `id`, which is asked for often

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a {self.type} fact without evidence")

    def role(self, name: str) -> Role | None:
        """Return the first role of that name."""
        return next((role for role in self.roles if role.name == name), None)

    def all(self, name: str) -> Iterator[Role]:
        """Yield each role of that name, in order."""
        return (role for role in self.roles if role.name == name)

    @property
    def id(self) -> str:
        """A hash of what is stated and where: the same statement at the same place has one id."""
        if not self._id:
            main = self.evidence[0].main
            key = [self.type, self.doc, str(main.start), str(main.end), repr(self.qualifiers)]
            key += (f"{r.name}={r.value!r}@{r.start}" for r in self.roles)
            object.__setattr__(self, "_id", hashlib.sha256("\n".join(key).encode()).hexdigest()[:24])
        return self._id


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was understood in one document."""

    doc: str
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


# --- passages ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document worth finding: a paragraph, or a table row with its header words."""

    doc: str
    start: int
    end: int
    text: str  # what is indexed: the joined view, for rows with header words
    kind: BlockKind = BlockKind.PARAGRAPH
    section: tuple[str, ...] = ()
    speaker: Speaker = Speaker.ISSUER
    period: str = ""  # Period.code

    @property
    def id(self) -> str:
        return f"{self.doc[:16]}:{self.start}:{self.end}:{self.kind.value}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with its score: higher is better, comparable within one result only."""

    id: str
    score: float
