"""The physical lines of a text, with what a dump of a PDF tells by blanks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.pattern import Pattern

_LINE = Pattern(r"[^\n\r\f\v\x85\u2028\u2029]+")
_EDGES = " \t\xa0　\u200b\u200c\u200d\ufeff\x00"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `start` and `end` are canonical and leave out blanks at both ends."""

    start: int
    end: int
    text: str  # canonical text[start:end]
    indented: bool  # blanks stood before it: in dumps of PDFs the mark of a new page
    closed: bool  # blanks stood after it: in dumps of PDFs the end of a paragraph or cell
    gap: int  # line breaks between the line before and this one

    @property
    def width(self) -> int:
        """Width in columns: a Chinese character takes two."""
        return len(self.text) + sum(char > "⺀" for char in self.text)


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, in order."""
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip(_EDGES)
        if not body:
            continue
        left = len(raw) - len(raw.lstrip(_EDGES))
        start = match.start() + left
        end = start + len(body)
        yield Line(start, end, body, left > 0, end < match.end(), text.count("\n", last, start))
        last = end
