"""Documents for tests, built from lines and tables of words."""

from kg.model import Block, BlockKind, Cell, Document, DocumentMeta, Table


def document(*paragraphs: str, meta: DocumentMeta | None = None, rows: tuple[tuple[str, ...], ...] = ()) -> Document:
    """Return a document of paragraphs and, if given, one table whose first row is its header."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, ((len(text), len(text) + len(paragraph)),)))
        text += paragraph + "\n\n"
    tables = ()
    if rows:
        start, cells = len(text), []
        for row in rows:
            line = []
            for word in row:
                line.append(Cell(word, ((len(text), len(text) + len(word)),)))
                text += word + "\t"
            cells.append(tuple(line))
        tables = (Table(start, len(text), (cells[0],), tuple(cells[1:])),)
    return Document("d" * 64, "d.txt", text, meta or DocumentMeta(), tuple(blocks), tables)
