"""Lists of terms (释义) in texts without line breaks: 甲乙科技、公司 指 甲乙科技股份有限公司 丙丁 指 丙丁有限公司.

A term is written without blanks, so what stands right before 指 is the next term and all between is the meaning of the
one before. Those who write so lead in with 下列简称具有如下含义, or have many of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.tables.cells import cell_of
from corpus.tables.grid import Reading
from corpus.tables.lines import Line
from kg.model import Cell
from kg.pattern import Pattern
from kg.view import Piece

MEANS = Pattern(r"(?<=\S) 指 (?=\S)")
LEAD = Pattern(r"释义|(?:含义|涵义|意义|含意)[：:]?")
BEFORE = 160  # characters before the first term among which the words that lead in stand
LONGEST = 700  # characters of a meaning
LEAST, MANY = 3, 8  # terms that make a list behind words that lead in, and without such words
OPENED = {"》": "《", "）": "（", "”": "“", ")": "("}
JOINS = ("、", "/", "，")


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms and where it stands."""

    reading: Reading
    start: int
    end: int


def find_terms(text: str, line: Line) -> Iterator[Terms]:
    """Yield the lists of terms of a line that runs on."""
    group: list[tuple[Piece, Piece]] = []  # of each row its term and its 指
    for match in (*MEANS.finditer(text, line.start, line.start + len(line.text)), None):
        row = (_term(text, line.start, match.start()), (match.start() + 1, match.start() + 2)) if match else None
        if row and (not group or row[0][0] - group[-1][1][1] <= LONGEST):
            group.append(row)
            continue
        if _is_list(text, line, group):
            yield _list(text, line, group)
        group = [row] if row else []


def _term(text: str, start: int, end: int) -> Piece:
    """Return where the term stands that ends here: back to a blank, over blanks in brackets and behind 、."""
    at = end
    while True:
        at = text.rfind(" ", start, at) + 1 or start
        said, before = text[at:end], text[max(start, at - 2) : at].rstrip()
        whole = all(said.count(close) <= said.count(opens) for close, opens in OPENED.items())
        if at <= start or (whole and not before.endswith(JOINS) and not said.startswith(JOINS)):
            return at, end
        at -= 1


def _is_list(text: str, line: Line, group: Sequence[tuple[Piece, Piece]]) -> bool:
    if not group:
        return False
    first = group[0][0][0]
    return len(group) >= (LEAST if LEAD.search(text, max(line.start, first - BEFORE), first) else MANY)


def _list(text: str, line: Line, group: Sequence[tuple[Piece, Piece]]) -> Terms:
    ends = [term[0] for term, _ in group[1:]]
    last = group[-1][1][1] + 1
    blank = text.find(" ", last, line.start + len(line.text))
    ends.append(blank if blank >= 0 else line.start + len(line.text))
    rows: list[tuple[Cell, ...]] = []
    for (term, means), end in zip(group, ends, strict=True):
        rows.append(tuple(cell_of(text, [piece]) for piece in (term, means, (means[1], end))))
    return Terms(Reading((), tuple(rows)), group[0][0][0], ends[-1])
