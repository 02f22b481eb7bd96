"""Evidence: exact words of a filing, never more of them than a reader will check."""

from collections.abc import Iterable

from kg.model import Cell, CellRef, Document, Evidence, Excerpt, Table
from kg.view import Piece

LONGEST = 1200  # characters of one excerpt


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """Return the words of `[start, end)`."""
    return Excerpt(start, end, document.text[start:end])


def cell_evidence(document: Document, table: Table, label: Cell | None, cell: Cell, heads: Iterable[Cell]) -> Evidence:
    """Return the row from its label to the cell, with header, caption and unit line as context.

    Where the two lie too far apart the cell alone is the evidence and the label joins the context.
    """
    start, end = cell.start, cell.end
    beside: list[Piece] = []
    if label is not None and label.pieces:
        low, high = min(label.start, start), max(label.end, end)
        if high - low <= LONGEST and not (label.filled and high - low > 400):
            start, end = low, high
        else:
            beside += label.pieces
    beside += [piece for head in heads for piece in head.pieces]
    beside += [at for at in (table.caption_at, table.unit_at) if at is not None and at[1] - at[0] <= LONGEST]
    inside = [(a, b) for a, b in dict.fromkeys(beside) if not (start <= a and b <= end)]
    ref = CellRef(table.caption, label.text if label else "", "", table.unit, _is_doubtful(table, cell))
    return Evidence(
        doc=document.id,
        main=excerpt(document, start, min(end, start + LONGEST)),
        focus=(cell.start, min(cell.end, start + LONGEST)),
        context=tuple(excerpt(document, a, b) for a, b in inside if b > a),
        page=table.page,
        section=table.section,
        speaker=table.speaker,
        cell=ref,
    )


def row_evidence(document: Document, table: Table, cells: Iterable[Cell]) -> Evidence:
    """Return the stretch that the cells of one fact span, or the first of them and the others as context."""
    cells = list(cells)
    written = sorted((cell.start, cell.end) for cell in cells if cell.pieces and not cell.filled)
    low, high = written[0][0], max(end for _, end in written)
    if high - low > LONGEST:
        parts = [(a, min(b, a + LONGEST)) for a, b in written]
        main, beside = parts[0], parts[1:]
    else:
        main, beside = (low, high), []
    if table.caption_at:
        beside.append(table.caption_at)
    return Evidence(
        doc=document.id,
        main=excerpt(document, *main),
        context=tuple(excerpt(document, a, min(b, a + LONGEST)) for a, b in beside if b > a),
        page=table.page,
        section=table.section,
        speaker=table.speaker,
        cell=CellRef(table.caption, "", "", table.unit, any(_is_doubtful(table, cell) for cell in cells)),
    )


def _is_doubtful(table: Table, cell: Cell) -> bool:
    return any(cell in table.rows[number] for number in table.doubtful)
