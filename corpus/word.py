"""Word documents (.docx): paragraphs with their numbering, tables with merged cells, text boxes, final text.

Tracked changes are taken as accepted: what was deleted is left out, what was inserted is in. The old binary .doc is
refused with a hint.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpus.assemble import assemble
from corpus.builder import Merge, TextBuilder
from corpus.drawn import tables_of
from kg.errors import CorpusError, EmptyFileError, TooLargeError
from kg.model import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED = 512 * 1024 * 1024
MOST_RATIO = 200  # unpacked to packed; an honest document stays under 50
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")  # OLE2 compound file


def read_word(path: Path, data: bytes) -> Document:
    """Read a .docx; raise CorpusError for an old .doc, a broken file, or one that unpacks without measure."""
    if data.startswith(OLD_WORD):
        raise CorpusError(path, "an old Word file", hint="save it as .docx, e.g. soffice --convert-to docx")
    check_zip(path, data)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = docx.Document(BytesIO(data)).element.body
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise CorpusError(path, "not a Word document, or parts of it are missing", hint="save it again") from error
    builder = TextBuilder()
    _write(body, builder)
    if not builder.text.strip():
        raise EmptyFileError(path)
    return assemble(path, data, builder.text, tables=tables_of(builder.text, builder.tables))


def check_zip(path: Path, data: bytes) -> None:
    """Raise CorpusError where a zipped format is broken, TooLargeError where it unpacks to far more than it is."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise CorpusError(path, "the file is broken or cut short", hint="save or download it again") from error
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 1_000_000):
        raise TooLargeError(path, f"unpacks to {unpacked:,} bytes", hint="is it what it says it is?")


def _write(body: Any, builder: TextBuilder) -> None:
    for element in body.iterchildren():
        if element.tag == f"{W}p":
            builder.line(_text(element))
            for box in _boxes(element):
                _write(box, builder)
        elif element.tag == f"{W}tbl":
            rows, merged = _rows(element)
            builder.table(rows, merged)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            _write(element, builder)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes of a paragraph, each once: Word stores a second copy as a fall-back."""
    for content in paragraph.iter(f"{W}txbxContent"):
        if not any(ancestor.tag.endswith("}Fallback") for ancestor in content.iterancestors()):
            yield content


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph as it reads when all changes are accepted."""
    parts = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if any(a.tag in (f"{W}del", f"{W}moveFrom", f"{W}txbxContent") for a in _up_to(node, paragraph)):
            continue
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == f"{W}noBreakHyphen" else " ")
    return "".join(parts)


def _up_to(node: Any, root: Any) -> Iterator[Any]:
    for ancestor in node.iterancestors():
        if ancestor is root:
            return
        yield ancestor


def _rows(table: Any) -> tuple[list[list[str]], list[Merge]]:
    """Return the grid of a table: gridSpan cells take their columns, vMerge cells continue the one above."""
    rows: list[list[str]] = []
    heads: dict[tuple[int, int], list[int]] = {}  # (row, column) of a merged cell: its rows and columns
    open_merges: dict[int, tuple[int, int]] = {}  # column: where the cell merged downwards begins
    for number, row in enumerate(table.iter(f"{W}tr")):
        cells: list[str] = []
        for cell in (c for c in row.iterchildren() if c.tag == f"{W}tc"):
            span, merge = _span(cell)
            column = len(cells)
            if merge == "continue" and column in open_merges:
                heads[open_merges[column]][0] += 1
                cells += [""] * span
                continue
            cells += [" ".join(_text(p) for p in cell.iter(f"{W}p")), *[""] * (span - 1)]
            open_merges.pop(column, None)
            if merge == "restart":
                open_merges[column] = (number, column)
            if merge == "restart" or span > 1:
                heads[number, column] = [1, span]
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return padded, [(r, c, height, span) for (r, c), (height, span) in sorted(heads.items())]


def _span(cell: Any) -> tuple[int, str]:
    """Return how many columns a cell takes, and whether it begins or continues a merge downwards."""
    grid = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    span = int(grid.get(f"{W}val", "1")) if grid is not None else 1
    return max(1, min(span, 64)), "" if merge is None else merge.get(f"{W}val", "continue")
