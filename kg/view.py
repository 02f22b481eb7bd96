"""Readings of a text that differ from it, and still know where each character stands.

The canonical text of a document never changes. To match words over wrapped lines, or figures written in full width,
a *view* is made: another string with, for each of its characters, the offset of the canonical character it came from.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class View:
    """A string with the canonical offset of each character. `len(offsets) == len(text)`, rising."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Piece:
        """Map `[start, end)` of the view to the canonical range that holds it; `start < end`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> "View":
        """Return the part `[start, end)` of the view."""
        return View(self.text[start:end], self.offsets[start:end])

    def folded(self) -> "View":
        """Return the view in NFKC: full-width digits, letters and marks become ASCII.

        A character that folds to several keeps one offset for all of them.
        """
        if self.text.isascii():
            return self
        chars: list[str] = []
        offsets: list[int] = []
        for char, offset in zip(self.text, self.offsets, strict=True):
            for part in unicodedata.normalize("NFKC", char):
                chars.append(part)
                offsets.append(offset)
        return View("".join(chars), offsets)


def join(text: str, pieces: Iterable[Piece]) -> View:
    """Join pieces of a text as a reader would: the blanks around a line break go, unless they part two Latin words.

    >>> join("东海星\\n\\n云 Cloud\\nHK", [(0, 3), (5, 12), (12, 15)]).text
    '东海星云 Cloud HK'
    """
    parts: list[str] = []
    offsets: list[int] = []
    for start, end in pieces:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if (
            parts
            and parts[-1][-1].isascii()
            and parts[-1][-1].isalpha()
            and text[start].isascii()
            and text[start].isalpha()
        ):
            parts.append(" ")
            offsets.append(start)
        parts.append(text[start:end])
        offsets.extend(range(start, end))
    return View("".join(parts), offsets)


def whole(text: str, start: int = 0, end: int | None = None) -> View:
    """Return the view that is the text itself, or one range of it."""
    end = len(text) if end is None else end
    return View(text[start:end], range(start, end))
