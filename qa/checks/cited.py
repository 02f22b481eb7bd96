"""The words that an outcome cites: what its values are called, what is said at a day it gives, all that is cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.pattern import Pattern
from kg.values.dates import find_periods
from qa.evidence.cells import Cell
from qa.evidence.footnotes import notes_of
from qa.evidence.found import Found
from qa.evidence.sentences import ATTRIBUTED, speaker
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed

_TITLE = Pattern(r"《[^《》]*》")
_ISSUED = Pattern(r"(?:出具|作出|下发|发出|签发|送达|收到)了?$")  # what is done at a day with the document of a title
_TOLD_OF = Pattern(r"(?:公告|报告|意见|回复|说明)》$")  # tells of other things than itself
_BLANKS = Pattern(r"\s+")


@dataclass(frozen=True)
class Cited:
    """One outcome, as those read it who ask what it says."""

    bench: Workbench
    found: Found

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that hold its values."""
        return tuple(cell for item in self.found.items for cell in item.cells)

    @cached_property
    def words(self) -> str:
        """All that it cites, squeezed."""
        return squeezed(" ".join(self._all()))

    @cached_property
    def called(self) -> tuple[str, ...]:
        """What row, head and sentence call each of its values, squeezed."""
        return tuple(cell.row + cell.column + squeezed(cell.said) for cell in self.cells)

    @cached_property
    def under(self) -> tuple[str, ...]:
        """What calls each of its values, and captions and headings over it, squeezed."""
        return tuple(said + cell.about for said, cell in zip(self.called, self.cells, strict=True))

    @cached_property
    def at_day(self) -> tuple[str, ...]:
        """What is said at the day that it gives, or in the sentences that it is, squeezed."""
        prose = self.found.prose
        told = (s.head + s.text for s in prose) if self.found.text else self._at_day()
        return tuple(squeezed(text) for text in told)

    def _all(self) -> Iterator[str]:
        """Yield rows, heads, captions, headings, sentences, and whom they are of."""
        found, library = self.found, self.bench.library
        operands = found.computation.operands if found.computation else ()
        cells = (*found.cells, *operands, *self.cells)
        lines = {c.line for c in cells}
        yield from (c.text for c in self.bench.cells if c.line in lines)
        for cell in cells:
            yield from (cell.label, cell.heads, cell.row, cell.column, cell.about, cell.far)
            yield cell.said or cell.evidence.main.quote
            yield from cell.evidence.section
            yield from (e.name for i in sorted(cell.subjects) if (e := library.entity(i)))
            yield from (note.main.quote for note in notes_of(self.bench, cell))
        for sentence in found.prose:
            yield from (sentence.text, sentence.head, *sentence.evidence.section)
            if sentence.evidence.cell is None:
                yield speaker(library.text(sentence.doc, sentence.end, sentence.end + ATTRIBUTED))
        for evidence in found.evidence:
            yield from (evidence.main.quote, *evidence.section)

    def _at_day(self) -> Iterator[str]:
        """Yield the words at the day given: of a sentence up to the days before and behind, of a row its heads."""
        found, day = self.found, self.found.items[0]
        for cell in (*day.cells, *found.cells[:1]):
            heads = f"{cell.row} {cell.column} {cell.label} {cell.heads} {cell.about}"
            yield heads if cell.line_number >= 0 else f"{heads} {_around(cell.evidence.main.quote, cell.text)}"
        for sentence in found.prose:
            place = sentence.evidence.cell
            said = _around(sentence.text, day.text) if place is None else sentence.text + place.row
            yield f"{sentence.head} {said}"


def _is_event(text: str, title: re.Match[str]) -> bool:
    """Tell whether a document itself is what came about, and not only where it is told of: 出具《受理通知书》."""
    return bool(_ISSUED.search(text[: title.start()])) and not _TOLD_OF.search(title.group())


def _around(text: str, day: str) -> str:
    """Return what a sentence says around one of its days, from the day before it to the one behind; without titles, but
    of documents issued then."""
    bare, said = _BLANKS.sub("", text), _BLANKS.sub("", day)
    masked = _TITLE.sub(lambda m: m.group() if _is_event(bare, m) else "\n" * len(m.group()), bare)
    start = masked.find(said) if said else -1
    if start < 0:
        return masked
    days = [(a, b) for a, b, _ in find_periods(masked)]
    left = max((b for _, b in days if b <= start), default=0)
    right = min((a for a, _ in days if a >= start + len(said)), default=len(masked))
    return masked[left:right]
