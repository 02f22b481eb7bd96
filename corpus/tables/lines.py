"""The physical lines of a text, and how much white space stands before each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ENDS = (" ", "。", "：", ":", "；", "！", "？", "”", "》", "、")


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


def is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs are broken over lines: most long lines then end in the middle of a sentence."""
    long = [line.text for line in lines if len(line.text) >= 24 and "\t" not in line.text and "|" not in line.text]
    return sum(1 for text in long if not text.endswith(ENDS)) * 2 > len(long)
