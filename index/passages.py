"""Cut a document into the passages worth finding: pieces of prose, and table rows with the words of their headers."""

from collections.abc import Iterator

from kg.model import Block, BlockKind, Cell, Document, Passage, Table
from kg.pattern import Pattern
from kg.view import View

LONGEST = 350  # characters of a passage of prose, where its sentences allow
SENTENCE_END = Pattern(r"[。！？!?；;][”’」』）)]*")
PROSE = {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE, BlockKind.FRONT_MATTER}


def passages(document: Document) -> list[Passage]:
    """Return the passages in the order of the text, each id once."""
    found: dict[str, Passage] = {}
    for passage in (*_prose(document), *_rows(document)):
        found.setdefault(passage.id, passage)
    return sorted(found.values(), key=lambda p: (p.start, p.end, p.kind.value))


def cut(view: View, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Yield ranges of a view that end at sentence ends and hold at most `longest` characters, where sentences allow.

    A single longer sentence is cut at `4 * longest`: text without any mark must not become one endless passage.
    """
    ends = [match.end() for match in SENTENCE_END.finditer(view.text)]
    if not ends or ends[-1] < len(view.text):
        ends.append(len(view.text))
    start = last = 0
    for end in ends:
        if end - start > longest and last > start:
            yield start, last
            start = last
        while end - start > 4 * longest:
            yield start, start + 4 * longest
            start += 4 * longest
        last = end
    if last > start:
        yield start, last


def _prose(document: Document) -> Iterator[Passage]:
    blocks = document.blocks
    for n, block in enumerate(blocks):
        if block.kind in PROSE:
            view = block.view(document.text)
            for start, end in cut(view):
                yield from _of_view(document, block, view.slice(start, end))
        elif block.kind == BlockKind.HEADING:
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            yield from _of_heading(document, block, following)


def _of_view(document: Document, block: Block, view: View) -> Iterator[Passage]:
    text = view.text.strip()
    if text:
        lead = len(view.text) - len(view.text.lstrip())
        start, end = view.span(lead, lead + len(text))
        yield Passage(document.id, start, end, text, block.kind, block.section, block.speaker)


def _of_heading(document: Document, heading: Block, following: Block | None) -> Iterator[Passage]:
    """A heading is found with the first sentence under it, which often says what the section comes to."""
    view = heading.view(document.text)
    if not view.text.strip():
        return
    text, end = view.text.strip(), heading.end
    if following and following.kind in PROSE and following.start >= heading.end:
        below = following.view(document.text)
        if below.text:
            first = SENTENCE_END.search(below.text)
            stop = min(first.end() if first else len(below.text), LONGEST)
            text, end = f"{text} {below.text[:stop].strip()}", below.span(0, stop)[1]
    yield Passage(document.id, heading.start, end, text, BlockKind.HEADING, heading.section, heading.speaker)


def _rows(document: Document) -> Iterator[Passage]:
    for table in document.tables:
        heads = [" ".join(table.heads(column)) for column in range(table.width)]
        about = " ".join(part for part in (table.caption, f"单位：{table.unit}" if table.unit else "") if part)
        for row in table.rows:
            pieces = [piece for cell in row if not cell.filled for piece in cell.pieces]
            text = row_text(row, heads)
            if pieces and text:
                start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
                text = f"{about} | {text}" if about else text
                yield _row_passage(document, table, (start, end), text)


def row_text(row: tuple[Cell, ...], heads: list[str]) -> str:
    """Say a row in words, each cell after the head of its column: `客户名称 A公司；2023年度 金额 1,234.00`."""
    said = (f"{head} {cell.text}".strip() for cell, head in zip(row, heads, strict=True) if cell.text)
    return "；".join(dict.fromkeys(said))


def _row_passage(document: Document, table: Table, span: tuple[int, int], text: str) -> Passage:
    start, end = span
    return Passage(document.id, start, end, text, BlockKind.TABLE, table.section, table.speaker)
