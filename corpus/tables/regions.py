"""Where a flattened table may stand: stretches of short fragments between paragraphs of prose."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.tables.atoms import Atom, Gap, is_page_number, width_of
from corpus.tables.context import NOTE, Surroundings
from corpus.tables.fit import DASH, SURE_FIGURE
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.lines import Line
from corpus.tables.units import unit_line
from corpus.tables.words import names_a_column
from kg.pattern import Pattern

NUMBERED = Pattern(
    r"[（(]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[）)]|[一二三四五六七八九十]{1,3}\s?、|\d{1,2}\s?[、.](?!\d)"
    r"|[A-Z]\s?、|[①-⑳]|第\s?[一二三四五六七八九十]+\s?[节章条]"
)
LEAD_IN = Pattern(r"(?:如下|下表|列示|所示).{0,12}[：:]\s*\Z|[：:]\s*\Z")
SENTENCE = Pattern(r"[。；！？]\s*\Z")
PARTED = Pattern(  # cells of a row, whatever the width of their line
    r"[\u4e00-\u9fff] [\u4e00-\u9fff]{2}|(?:\d\.\d+%?|\d[-/]\d{1,2}) +[-\d]|(?:19|20)\d\d([-/])\d{1,2}\1\d{1,2} "
)
INDEXED = Pattern(r"\d{1,3} [\u4e00-\u9fff]{4}")
COUNT = Pattern(r"(?!(?:19|20)\d\d\Z)\d{1,7}")  # a plain whole number, no year
SENTENCE_MARK = Pattern(r"[，。；！？].|[。；]\Z")  # no header begins with a sentence
HEADER_LINES = 8  # of a header over words alone
MARK = Pattern(r"[，。；！？]")
FEW_LINES = 160  # most tables are shorter
MOST_LINES = 2500  # that header and columns are learned from
PROSE_WIDTH = 28.0
OPEN_SLACK = 4.0  # characters by which a line that goes on may differ from a full line of prose
PARAGRAPHS = 4  # so many of prose in a row end any table


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `[first, after)` that may hold a table from the first on; no row begins on a line of `prose`."""

    first: int
    after: int
    prose: frozenset[int]
    geometric: bool
    blank: bool  # an empty cell may stand first
    cut: bool = False  # nothing ends it but its length

    def header_limit(self, atoms: Sequence[Atom]) -> int:
        """Return the atom before which the header ends at the latest: the one the first figure's line begins with, or
        the header itself where it stands again; without figures a few lines end it."""
        start = lines_seen = counts = wordy = 0
        first = [atom.text for atom in atoms if atom.line == atoms[0].line]
        for number, atom in enumerate(atoms):
            if atom.starts_line:
                start = number - (atom.gap is Gap.RUN_ON)  # in a line that runs on the label stands right before it
                lines_seen += 1
                if number and [again.text for again in atoms[number : number + len(first)]] == first:
                    return number
                wordy = number if lines_seen <= HEADER_LINES + 1 else wordy
            counts = counts + 1 if COUNT.fullmatch(atom.text) and not atom.starts_line else 0
            if number and (counts > 1 or SURE_FIGURE.fullmatch(atom.text) or DASH.fullmatch(atom.text)):
                return max(start, 1)
            if lines_seen > 45:
                break
        return wordy or len(atoms)


class Regions:
    """The places of a text where a table may begin."""

    def __init__(self, around: Surroundings) -> None:
        self._lines = around.lines
        full = _full_width(self._lines)
        self._stops = [_stop(around, number, full) for number in range(len(self._lines))]
        self._begins = [number for number in range(len(self._lines)) if _begins(around, self._stops, number)]
        self._geometric = sum(1 for line in self._lines if line.gap == 0 and line.bare) > len(self._lines) // 50

    def __iter__(self) -> Iterator[Region]:
        """Yield them in order, none longer than `FEW_LINES`."""
        for first in self._begins:
            if not self._stops[first] and self._lines[first].bare:
                region = self.at(first)
                if _promising(self._lines, first, region.after):
                    yield region

    def at(self, first: int, most: int = FEW_LINES) -> Region:
        """Return the one that begins with a line, of so many lines at most."""
        after = _end(self._lines, self._stops, first, most)
        prose = frozenset(n for n in range(first, after) if self._stops[n])
        cut = after == first + most < len(self._lines)
        return Region(first, after, prose, self._geometric, _blank_first(self._lines, first), cut)


def _begins(around: Surroundings, stops: Sequence[int], number: int) -> bool:
    """Tell whether something ends right above: a paragraph, a heading, a unit line, a page."""
    above = number - 1
    while above >= 0 and is_page_number(around.lines, above):
        above -= 1
    return above < 0 or stops[above] > 0 or not around.lines[above].bare


def _blank_first(lines: Sequence[Line], number: int) -> bool:
    """Tell whether blanks before the first head may stand for an empty cell."""
    line = lines[number]
    lead = len(line.text) - len(line.text.lstrip())
    return lead > (line.gap == 0) or (number > 0 and not lines[number - 1].bare)


FREE, PROSE, HARD = 0, 1, 2


def _stop(around: Surroundings, number: int, full: float) -> int:
    """Return whether a line cannot begin a row (PROSE), or must end any table (HARD)."""
    line = around.lines[number]
    bare = line.bare
    if not bare or "\t" in bare or "|" in bare:
        return HARD if bare else FREE
    above = around.lines[number - 1] if number else None
    opened = above is not None and bool(above.bare) and not above.text[-1].isspace() and line.text[0] != " "
    if unit_line(around.text, line.start, line.end) or (NOTE.match(bare) and not opened):
        return HARD
    width = width_of(bare)
    if not opened and NUMBERED.match(bare) and (len(bare) > 6 or not bare[0].isdigit()):
        return HARD if width > 6 else PROSE
    if LEAD_IN.search(line.text) and "如下" in bare:
        return HARD
    if PARTED.search(bare) or INDEXED.match(bare) or _is_of_figures(bare):
        return FREE
    if abs(width - full) <= (2.5 if line.text[-1].isspace() else OPEN_SLACK):
        return PROSE
    if width >= PROSE_WIDTH and (SENTENCE.search(line.text) or ("，" in bare and not line.text[-1].isspace())):
        return PROSE
    if LEAD_IN.search(line.text) and width > 8:
        return PROSE
    return PROSE if width >= 14 and SENTENCE.search(line.text) and line.text[-1].isspace() else FREE


def _is_of_figures(bare: str) -> bool:
    """Tell whether a line has figures and no mark of a sentence: a row, be it as wide as prose."""
    return not MARK.search(bare) and sum(SURE_FIGURE.fullmatch(word) is not None for word in bare.split()) > 1


def _full_width(lines: Sequence[Line]) -> float:
    """Return how wide full lines of prose are set: the commonest width of long lines that do not end a paragraph."""
    counts = Counter(
        round(width_of(line.text)) for line in lines if len(line.text) >= 24 and not line.text[-1].isspace()
    )
    return float(max(counts.items(), key=lambda item: (item[1], item[0]))[0]) if counts else 40.0


def _end(lines: Sequence[Line], stops: Sequence[int], first: int, most: int) -> int:
    """Return the line before which any table must end: a hard stop, or two paragraphs of prose in a row."""
    paragraphs: list[int] = []
    for number in range(first + 1, min(len(lines), first + most)):
        if stops[number] == HARD:
            return number
        above = lines[number - 1]
        if above.bare and not above.text[-1].isspace() and lines[number].text[0] != " ":
            continue
        paragraphs = [*paragraphs, number] if stops[number] == PROSE else []
        if len(paragraphs) == PARAGRAPHS:
            return number
    return min(len(lines), first + most)


def _promising(lines: Sequence[Line], first: int, after: int) -> bool:
    if after - first < 2 or SENTENCE_MARK.search(lines[first].bare):
        return False
    words = lines[first].bare.split()
    if len(words) >= 2 and lines[first].text.endswith(" ") and all(len(word) <= 12 for word in words):
        plain = len(words) > 2 and not any(kind_of(word) in (Kind.NUMBER, Kind.RATIO) for word in words)
        if plain or names_a_column(words[0]):
            return True
    if names_a_column(lines[first].bare) and lines[first].text.endswith(" "):
        return True
    figures = 0
    for line in lines[first : min(after, first + 60)]:
        inner = line.bare.split()
        figures += sum(1 for word in inner if SURE_FIGURE.fullmatch(word) or DASH.fullmatch(word))
        figures += sum(1 for word in inner[1:] if COUNT.fullmatch(word)) if len(line.bare) < 60 else 0
        if figures >= 3:
            return True
    return False
