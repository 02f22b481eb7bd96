"""The physical lines of a text, and how much white space stands before each."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty physical line: `[start, end)` without its newline, blanks at its edges kept."""

    start: int
    end: int
    text: str
    gap: int  # empty lines between this line and the one before; 0 for direct neighbours

    @property
    def bare(self) -> str:
        """The line without blanks at its edges."""
        return self.text.strip()


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that are not empty; a line of blanks counts as one, for text dumps mean something by it."""
    start = gap = 0
    for part in text.split("\n"):
        end = start + len(part)
        body = part.removesuffix("\r")
        if body:
            yield Line(start, start + len(body), body, gap)
            gap = 0
        else:
            gap += 1
        start = end + 1
