"""From the tree of a page to canonical text: a line a paragraph, a line a table row."""

import re
from pathlib import Path
from typing import Any

from corpus.builder import TextBuilder
from corpus.headings import BOLD
from corpus.html.grid import table_grid
from corpus.words import words
from kg.pattern import Pattern

_BLOCKS = frozenset(words("html_blocks"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"b", "strong"})
LONGEST_BOLD = 40  # characters of a bold paragraph that is a heading
LIGHT = 4  # of so many cells of a table of data, at most one holds a table or more words than a cell has
LONGEST_CELL = 300
_BREAK = Pattern(r"\s*[\r\n]\s*")
_BLANKS = Pattern(r"[ \t\xa0\u2002-\u200a]+")


class _Line:
    """The paragraph being read: its words, and whether the page marks them as a heading."""

    def __init__(self, builder: TextBuilder, titles: frozenset[str]) -> None:
        self.builder, self.titles = builder, titles
        self.level = 0  # of the heading element at hand
        self.bold = 0  # bold elements around what is read
        self.kept = 0  # elements around it whose lines are kept
        self._parts: list[str] = []
        self._plain = False

    def add(self, text: str | None) -> None:
        """Take on words."""
        if text:
            self._parts.append(text)
            self._plain = self._plain or (not self.bold and not text.isspace())

    def flush(self) -> None:
        """Write what was read as a paragraph: a heading by its element, or because it is short and all bold."""
        if self.kept:
            for line in "".join(self._parts).splitlines():
                self.builder.line(line)
            self._parts.clear()
        text = plain("".join(self._parts))
        bold = bool(text) and not self._plain and len(text) <= LONGEST_BOLD and text[-1] not in "。；：，、"
        if text in self.titles:
            self.builder.line(text)
        else:
            self.builder.line(text, self.level or (BOLD if bold else 0))
        self._parts.clear()
        self._plain = False


def write(path: Path, root: Any, builder: TextBuilder) -> None:
    """Write the words and tables under an element; raise TooLargeError for a table without measure."""
    import lxml.etree as etree

    line = _Line(builder, _page_titles(root))
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            _end(element, root, line)
            continue
        if element.tag in _BLOCKS:
            line.flush()
        line.level = _LEVELS.get(element.tag, line.level)
        line.bold += element.tag in _BOLD
        line.kept += element.tag == "pre"
        if element.tag == "table" and not _is_layout(element):
            rows, merges = table_grid(path, element, cell_text)
            builder.table(rows, merges)
            walker.skip_subtree()
        else:
            if element.get("type") == "paragraph" and element.get("title"):
                builder.line(plain(element.get("title")))
            line.add(element.text)
    line.flush()


def _end(element: Any, root: Any, line: _Line) -> None:
    if element.tag in _BLOCKS:
        line.flush()
    if element.tag in _LEVELS:
        line.level = 0
    line.bold -= element.tag in _BOLD
    line.kept -= element.tag == "pre"
    if element is not root:
        line.add(element.tail)


def _page_titles(root: Any) -> frozenset[str]:
    """Return the title of a page that has one: it stands over all of the text, and so heads no part of it."""
    titles = [plain("".join(head.itertext())) for head in root.iter("h1")]
    return frozenset(titles if len(titles) == 1 else ())


def plain(text: str) -> str:
    """Put a text on one line: a line break in the source parts Latin words only, blanks count once."""
    return _BLANKS.sub(" ", _BREAK.sub(_join, text.strip()))


def cell_text(cell: Any) -> str:
    """Return the words of a table cell on one line."""
    import lxml.etree as etree

    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            parts.append(" " if element.tag in _CELLS else "\n" if element.tag in _BLOCKS else "")
            parts.append("" if element is cell else element.tail or "")
        else:
            parts.append(element.text or "")
    return plain("".join(parts))


def _join(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or not before.isascii() or not after.isascii():
        return ""
    return "" if after in "%.,;:)/-]" or before in "(/-[" else " "


def _is_layout(table: Any) -> bool:
    """Tell whether a table only arranges the page: it has one cell, or many of its cells hold tables or pages."""
    cells = [cell for cell in table.iterdescendants(*_CELLS) if next(cell.iterancestors("table")) is table]
    if len(cells) < 2 or next(table.iterdescendants("table"), None) is None:
        return len(cells) < 2
    heavy = sum(next(cell.iter("table"), None) is not None or _is_long(cell) for cell in cells)
    return heavy * LIGHT > len(cells)


def _is_long(cell: Any) -> bool:
    return sum(len(text) for text in cell.itertext()) > LONGEST_CELL
