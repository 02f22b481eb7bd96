"""An announcement as one string without blanks: paragraphs joined, marks folded, every character with its way back."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from kg.model import Document
from kg.pattern import Pattern
from kg.view import Piece, View, whole

_PARAGRAPH_END = Pattern(r"[。;:!?]$")
_NEW = Pattern(
    r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}(?:[)、]|[.](?!\d))|●|[①-⑩]|特此公告|重要|[^,。;、:]{2,12}:)"
)
_COUNTED = Pattern(r"(\d{1,2})、")
_TORN = Pattern(r"[0-9A-Za-z包第段]$")  # what 3、 goes on with when a line was torn there: 包1 / 3、包15
_BLANKS = Pattern(r"(?<![A-Za-z0-9,.])\s+|\s+(?![A-Za-z0-9])|(?<=\d)\n(?=\d)")
_SHORT_LINE = 24  # characters; a shorter line is not one that was wrapped
_LAST_HEAD = Pattern(r"(?:重大遗漏|个别及连带责任|连带责任|重大惔漏|完整性承担[^。\n]{0,12}责任)[^。\n]{0,40}[。!]?")
_ASSURANCE = 80  # characters between two of its phrases
_HEAD = 900  # characters within which the assurance of the board stands


@dataclass(frozen=True)
class Flat:
    """The text without blanks, folded to narrow marks; `\\n` ends a paragraph, `\\t` parts cells."""

    text: str
    offsets: list[int]
    source: str

    def span(self, start: int, end: int) -> Piece:
        """Map `[start, end)` to the canonical text; `start < end`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """Return the canonical words of a stretch on one line, blanks kept only between Latin letters or digits."""
        low, high = self.span(start, end)
        return _BLANKS.sub("", self.source[low:high]).replace("\n", " ")

    def find(self, piece: Piece) -> Piece | None:
        """Return where a canonical stretch stands in the flat text, its outer breaks aside; None where it does not."""
        start, end = bisect_left(self.offsets, piece[0]), bisect_left(self.offsets, piece[1])
        while start < end and self.text[start] in "\n\t":
            start += 1
        while end > start and self.text[end - 1] in "\n\t":
            end -= 1
        return (start, end) if end > start else None

    @cached_property
    def body(self) -> int:
        """Return where the announcement proper begins, behind the assurance of the board."""
        end = 0
        for match in _LAST_HEAD.finditer(self.text, 0, _HEAD):
            if end and match.start() > end + _ASSURANCE:
                break
            end = match.end()
        return end


def flatten(document: Document) -> Flat:
    """Return the flat text of a document: lines that were wrapped flow together."""
    chars: list[str] = []
    offsets: list[int] = []
    item = 0  # the number of the list's item that began last
    for start, end in _lines(document.text):
        line = whole(document.text, start, end)
        folded = _squeezed(line)
        if not folded.text:
            continue
        before, number = "".join(chars[-60:]), _COUNTED.match(folded.text)
        torn = number and _TORN.search(before) and int(number[1]) not in (1, item + 1)
        if chars and not torn and not _flows(before, folded.text):
            chars.append("\n")
            offsets.append(start - 1)
            item = int(number[1]) if number else item
        chars.extend(folded.text)
        offsets.extend(folded.offsets)
    return Flat("".join(chars), offsets, document.text)


def _lines(text: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _squeezed(line: View) -> View:
    folded = line.folded()
    kept = [at for at, char in enumerate(folded.text) if char == "\t" or not char.isspace()]
    if len(kept) == len(folded.text):
        return folded
    return View("".join(folded.text[at] for at in kept), [folded.offsets[at] for at in kept])


def _flows(before: str, line: str) -> bool:
    """Tell whether a line goes on with the one before: that was long and did not end, this begins nothing."""
    last = before.rsplit("\n", 1)[-1]
    if "\t" in line or "\t" in last or _PARAGRAPH_END.search(last) or _NEW.match(line):
        return last.endswith(":") and "\t" not in line and len(last) < _SHORT_LINE and not _NEW.match(line)
    return len(last) >= _SHORT_LINE
