"""How atoms hold together: the score of parting two of them, or of keeping them in one cell.

Scores are sums of evidence: 0 says nothing, positive speaks for a reading, negative against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.tables.atoms import Atom, Gap, width_of
from corpus.tables.columns import Holds
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.words import words
from kg.pattern import Pattern

FIGURE = Pattern(r"[(（]?[-+－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[)）]?%?")
SURE_FIGURE = Pattern(r"[(（]?[-+－]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[)）]?%?|[-+]?\d+(?:\.\d+)?%")
DASH = Pattern(r"[-—–－/]{1,2}|不适用|未披露")
COUNTER = Pattern(
    r"[%％]|个百分点|[年月日号]|(?:万|亿|百万)?[元股]|[个人台套期倍份天名家项次号条款层笔只]|小时|周岁|以[内上下]|至|至今"
)
BEFORE_FIGURE = Pattern(r".*(?:增加|减少|上升|下降|第|约|不超过|[日月年]内?支付)\Z|至|.*\d[-、]")
NEXT_ITEM = Pattern(r"[\u4e00-\u9fff]{1,10}(?:[2-9]|1\d|[二三四五六七八九十])[：:]")  # 合同 2：, after 合同 1：
VERSION = Pattern(r"\d{1,2}\.\d")
RANGE = Pattern(r"\d+[-—–~～]\d+")
LABELLED = ("公司", "银行", "客户", "供应商", "项目", "产品", "企业", "股")
CUT_LINES = 14  # so many lines before a page break may belong to a row that it cuts
CUT_PART = -2.5
LONGEST_RUN = 400  # atoms of a cell
LEAST_KEEP = -13.0  # evidence for one cell, below which no run is gone on with
MULTI_LINE = 3  # cells of so many lines and more are alike for the geometry


@dataclass(frozen=True, slots=True)
class Seam:
    """The scores of parting an atom from the one before, and of keeping both in one cell."""

    part: float
    keep: float


def seam(before: Atom, atom: Atom) -> Seam:
    """Return the scores of the seam before an atom."""
    match atom.gap:
        case Gap.BLANK:
            return _blank(before.text, atom.text)
        case Gap.WIDE:
            single = len(before.text) == len(atom.text) == 1 and not (before.text + atom.text).isascii()
            return Seam(-2, 0) if single else Seam(0.3, -5)
        case Gap.HALF:
            return Seam(-4, -3) if atom.open else Seam(0, -9)
        case Gap.FULL if not atom.open:
            return Seam(0, -0.6) if _breaks_at_blank(before.text, atom.text) else Seam(0, -2.8)
        case Gap.FULL:
            return Seam(-7, 0.3)
        case Gap.PAGE:
            return Seam(-4, 0.3) if atom.open else Seam(0, -4)
        case Gap.RUN_ON:
            return Seam(0, -7)


def _breaks_at_blank(a: str, b: str) -> bool:
    """Tell whether a line may have ended with a blank only because it wraps between two Latin words."""
    return a[-1].isascii() and b[0].isascii() and (a[-1].isalpha() or b[0].isalpha()) and a[-1].isalnum()


def _blank(a: str, b: str) -> Seam:
    if DASH.fullmatch(a) or DASH.fullmatch(b):
        return Seam(0.3, -4)
    if SURE_FIGURE.fullmatch(a):
        if b[0] in "%％" or b.startswith(("个百分点", "百分点", "等")):
            return Seam(-4, 0.3)
        if SURE_FIGURE.fullmatch(b) or FIGURE.fullmatch(b):
            return Seam(0.3, -6)
        if a[-1] in "%％" or not COUNTER.match(b):
            return Seam(0, -2)
        return Seam(-1.5, 0)
    if FIGURE.fullmatch(a):
        if FIGURE.fullmatch(b):
            return Seam(0.3, -4)
        return Seam(-3.5, 0.2) if COUNTER.match(b) else Seam(-0.5, -0.5)
    if RANGE.fullmatch(a) and COUNTER.match(b):
        return Seam(-2.5, 0.2)
    if RANGE.fullmatch(b):
        return Seam(0, -0.8)
    if FIGURE.fullmatch(b):
        if VERSION.fullmatch(b) and a[-1].isascii() and a[-1].isalpha():
            return Seam(-0.5, -0.3)
        if BEFORE_FIGURE.fullmatch(a) or (a[-1] in "年月" and len(b) <= 2):
            return Seam(-2.5, 0.2)
        return Seam(0.2, -1.2) if SURE_FIGURE.fullmatch(b) else Seam(-0.3, -0.5)
    if len(a) == 1 and a.isascii() and a.isalpha() and b.startswith(LABELLED):
        return Seam(-2.5, 0.2)
    latin_a, latin_b = a[-1].isascii() and a[-1].isalnum(), b[0].isascii() and b[0].isalnum()
    if latin_a and latin_b:
        return Seam(-1.5, -0.1)
    if latin_a and not latin_b:
        return Seam(-1.3, 0) if len(a) <= 4 else Seam(-1.0, -0.2)
    if latin_b and not latin_a:
        return Seam(-0.3, -1.0) if a.endswith(LABELLED[:4]) else Seam(-0.8, -0.3)
    if len(a) == len(b) == 1:
        return Seam(-1.5, -0.2)
    return Seam(0.2, -2.5)


class Run(NamedTuple):
    """Atoms `[first, after)` read as one cell. A tuple, since there are many."""

    keep: float  # the score of their seams
    kind: Kind
    rows: int  # lines it takes, MULTI_LINE at most
    paragraphs: int  # how many times a line ends as paragraphs do and the run goes on
    widest: float  # its widest line, in full-width characters
    length: int  # characters
    total: bool = False  # names a total and no more


Sort = tuple[Holds, bool, float]  # of a column: what it holds, whether it is the first, its width (0: unknown)
Worth = tuple[int, int, float]  # atoms of a run, its lines, and what speaks for it in a column


class Runs:
    """The runs of a list of atoms, each measured once."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        self.geometric = any(atom.gap in (Gap.HALF, Gap.BLANK) for atom in atoms)
        self.seams = [Seam(0, 0), *(seam(a, b) for a, b in pairwise(atoms))]
        self._forgive_cuts()
        self._bind_items()
        self._widths = [width_of(atom.text) for atom in atoms]
        self._begins = [atom.starts_line for atom in atoms]
        self._paragraphs = [atom.gap is Gap.FULL and not atom.open for atom in atoms]
        self._from: dict[int, list[Run]] = {}
        self.worths: dict[Sort, dict[int, list[Worth]]] = {}  # what `worths.py` makes of them, by the first atom
        self.sections: dict[int, list[tuple[int, int, float]]] = {}  # which `lattice.py` lets stand alone

    def _forgive_cuts(self) -> None:
        """Right before a page break lines are cut in the middle of cells, and other cells of the row follow."""
        lines_left = 0
        for number in range(len(self.atoms) - 1, 0, -1):
            atom = self.atoms[number]
            if atom.gap is Gap.PAGE:
                lines_left = CUT_LINES
            elif atom.starts_line:
                if lines_left and atom.open:
                    self.seams[number] = Seam(CUT_PART, self.seams[number].keep)
                lines_left = max(0, lines_left - 1)

    def _bind_items(self) -> None:
        """A paragraph that begins with a second or later item goes on in the cell that has the first."""
        for number in range(1, len(self.atoms)):
            atom = self.atoms[number]
            if atom.gap is Gap.FULL and not atom.open:
                if NEXT_ITEM.match(self._line_from(number)):
                    self.seams[number] = Seam(-2.0, -0.3)
                elif self.atoms[number - 1].text[-1] == "；":
                    self.seams[number] = Seam(-0.5, -0.4)

    def _line_from(self, number: int) -> str:
        """Return the first atoms of a line as one word."""
        rest = self.atoms[number : number + 3]
        return "".join(atom.text for atom in rest if atom.line == rest[0].line)

    def starting(self, first: int) -> list[Run]:
        """Return the runs that begin at an atom, by growing length, as far as they are worth considering."""
        runs = self._from.get(first)
        if runs is None:
            runs = self._from[first] = self._grow(first)
        return runs

    def forget(self) -> None:
        """Drop what was measured: a long table is done with its first rows."""
        self._from.clear()
        self.worths.clear()
        self.sections.clear()

    def _grow(self, first: int) -> list[Run]:
        atoms, seams, widths, begins = self.atoms, self.seams, self._widths, self._begins
        names_total = words().totals
        text, widest = atoms[first].text, widths[first]
        kind = kind_of(text)
        runs = [Run(0.0, kind, 1, 0, widest, len(text), kind is Kind.WORDS and text in names_total)]
        keep, rows, broken, paragraphs, before = 0.0, 1, 0, 0, widest
        full: list[float] = []  # widths of the lines that wrap
        for number in range(first + 1, min(first + LONGEST_RUN, len(atoms))):
            cost = seams[number].keep
            keep += cost
            broken += cost <= -3
            if keep < LEAST_KEEP or broken > 6:
                break
            atom = atoms[number]
            here = widths[number]
            if begins[number]:
                rows += 1
                paragraphs += self._paragraphs[number]
                if atom.open:
                    full = [*full, before]
            else:
                here += before + 0.5 * atom.blanks
            before = here
            if here > widest:
                widest = here
            if len(text) <= 40:
                text += atom.text
                kind = kind_of(text)
            total = kind is Kind.WORDS and text in names_total
            lines = rows if rows < MULTI_LINE else MULTI_LINE
            runs.append(Run(keep + ragged(full, widest), kind, lines, paragraphs, widest, len(text), total))
        return runs


def ragged(full: Sequence[float], widest: float) -> float:
    """Lines that wrap fill the cell: what differs much in width does not belong to one cell."""
    if not full:
        return 0.0
    slack = max(widest - min(full) - 2.5, 0.0)
    return -min(slack * 0.8, 5.0)


def distance(rows_a: int, rows_b: int) -> int:
    """Return the distance between the last line of one cell and the first of the next, in half lines, 2 at most.

    Both are centred in one row: for a and b lines it is (a + b - 2) / 2 lines.
    """
    return min(rows_a + rows_b - 2, 2)


GEOMETRY = {0: {Gap.BLANK, Gap.WIDE}, 1: {Gap.HALF}, 2: {Gap.FULL}}


def geometry(rows_a: int, rows_b: int, gap: Gap) -> float:
    """Return how well two neighbouring cells of so many lines agree with what stands between them."""
    if gap is Gap.PAGE:
        return 0
    if gap in GEOMETRY[distance(rows_a, rows_b)]:
        return 0.8
    if gap >= Gap.HALF:
        return -4.0 if distance(rows_a, rows_b) == 0 else -0.6
    return -5
