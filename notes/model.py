"""The nouns of a note: what is asked, where it stands, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.errors import PiluError
from kg.model import Evidence


class NoteError(PiluError):
    """A note cannot be read or written: not UTF-8, read-only, changed by someone else."""


class BlockError(PiluError):
    """A block asks for something that cannot be had; the message stands below it, the rest of the note is rendered."""


@dataclass(frozen=True, slots=True)
class Request:
    """One directive with its options, as parsed from a block or an inline value."""

    name: str  # a key of `directives.TABLE`
    argument: str
    options: Mapping[str, str] = field(default_factory=dict)
    line: int = 0  # within the block, from 0

    def option(self, name: str, default: str = "") -> str:
        """Return an option, or a default where it is not given."""
        return self.options.get(name, default)


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document that a rendered result rests on, as its marker keeps them."""

    doc: str  # file name
    start: int
    end: int
    digest: str  # first twelve hex digits of the SHA-256 of the quote


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in front of a rendered result: the state of the corpus, and the evidence of the answer."""

    corpus: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a note, and the result below it, if there is one. Offsets are code points of the note."""

    line: int  # of the opening fence, from 1
    content: str
    prefix: str  # what each line of the result begins with: the indent of a list item, the > of a quote
    nested: bool  # it stands in a list or a quote
    insert: int  # end of the closing fence, before its newline
    start: int  # of the result, equal to `end` where there is none
    end: int
    marker: Marker | None = None
    body: str = ""  # what stands between the markers, without prefixes
    fault: str = ""  # why the block cannot be rendered where it stands


@dataclass(frozen=True, slots=True)
class Inline:
    """A value within a sentence: `{{pilu: …}}`, or the span that it became."""

    line: int
    start: int
    end: int
    request: str  # the words after `pilu:`
    in_table: bool = False
    marker: Marker | None = None
    shown: str = ""  # as it stands in the note; empty when it was never rendered
    title: str = ""  # its evidence in words, as it stands in the note
    fault: str = ""


Spot = Block | Inline


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a result, with indices into the evidence of the finding."""

    cells: tuple[str, ...]
    evidence: tuple[int, ...] = ()
    numbers: tuple[Decimal | None, ...] = ()  # for charts: the cells that are numbers, in the unit that is shown


@dataclass(frozen=True, slots=True)
class Finding:
    """What a directive found, before anyone decides how it is written."""

    text: str  # one sentence or heading
    value: str = ""  # the bare value, where there is one
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    found: bool = True
    caveats: tuple[str, ...] = ()  # what a reader must know: hypotheses, conflicts, an uncertain table, rows left out
    lang: str = "zh"
    unit: str = ""  # of all numbers of the rows, where they have one
