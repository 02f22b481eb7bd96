"""Evidence: exact words of a filing, never more of them than a reader will check."""

from collections.abc import Iterable

from kg.model import Cell, CellRef, Document, Evidence, Excerpt, Table
from kg.view import Piece
from nlp.context import Context

LONGEST = 1200  # characters of one excerpt


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """Return the words of `[start, end)`."""
    return Excerpt(start, end, document.text[start:end])


def cell_evidence(
    context: Context,
    table: Table,
    cells: tuple[Cell | None, Cell],
    heads: Iterable[Cell],
    *,
    place: tuple[str, str] | None = None,
) -> Evidence:
    """Return the row from its label to the cell, `cells`, with header, caption and unit line as context.

    Where the two lie too far apart the cell alone is the evidence and the label joins the context. `place` is what
    names row and column, else the label alone names the row.
    """
    document, (label, cell) = context.document, cells
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
    row, column = place or (label.text if label else "", "")
    ref = CellRef(table.caption, row, column, table.unit, cell in _doubtful(context, table))
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


def row_evidence(context: Context, table: Table, cells: Iterable[Cell]) -> Evidence:
    """Return the stretch that the cells of one fact span, or the first of them and the others as context."""
    document, cells = context.document, list(cells)
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
        cell=CellRef(table.caption, "", "", table.unit, not _doubtful(context, table).isdisjoint(cells)),
    )


def _doubtful(context: Context, table: Table) -> frozenset[Cell]:
    """Return the cells of the rows whose reading nothing confirms."""
    if not table.doubtful:
        return frozenset()
    rows = table.rows
    return context.once(("doubtful", id(table)), lambda: frozenset(c for n in table.doubtful for c in rows[n]))
