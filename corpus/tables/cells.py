"""Making cells: from one range of the text, from several, and copies that fill a merged area."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Cell
from kg.pattern import Pattern
from kg.view import Piece, join

TAG = Pattern(r"</?[A-Za-z][^<>\n]{0,200}>|\\(?=[-+.*_#!|])")  # and the mark of an escape: "\-" is a dash
BLANK = Cell()
BRACKETED = Pattern(r"[(（][^()（）]{1,12}[)）]")
FORMULA = Pattern(r"[（(]?[A-Z①-⑩][）)]?(?:[=＝].+)?")


def cell_of(text: str, pieces: Iterable[Piece]) -> Cell:
    """Return the cell that holds these ranges of the text, blanks at their edges, HTML tags and escapes left out."""
    kept = [piece for start, end in pieces for piece in _untagged(text, start, end)]
    return Cell(join(text, kept).text, tuple(kept)) if kept else BLANK


def filled(cell: Cell) -> Cell:
    """Return the copy of a merged cell that stands where the cell reaches."""
    return replace(cell, filled=True) if cell.text else BLANK


def joined(text: str, first: Cell, second: Cell) -> Cell:
    """Return the cell whose parts a page break has separated."""
    if not second.text:
        return first
    return cell_of(text, (*first.pieces, *second.pieces)) if first.text else second


def squeezed(cell: Cell) -> str:
    """Return the words of a cell without any blank, to compare cells by."""
    return "".join(cell.text.split())


def is_bracketed(cell: Cell) -> bool:
    """Tell a unit or another name that stands in brackets below a head: （元）, (Measured)."""
    return BRACKETED.fullmatch(squeezed(cell)) is not None


def is_formula(row: Sequence[Cell]) -> bool:
    """Tell a row of letters that say how its columns are computed: A, B, C=B-A."""
    written = [squeezed(cell) for cell in row if cell.text]
    return len(written) > 1 and all(FORMULA.fullmatch(text) for text in written)


def _untagged(text: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    if "<" in text[start:end] or "\\" in text[start:end]:
        for tag in TAG.finditer(text, start, end):
            pieces.append((start, tag.start()))
            start = tag.end()
    pieces.append((start, end))
    return [piece for piece in (_trimmed(text, a, b) for a, b in pieces) if piece[0] < piece[1]]


def _trimmed(text: str, start: int, end: int) -> Piece:
    part = text[start:end]
    bare = part.strip()
    left = start + part.index(bare)
    return left, left + len(bare)
