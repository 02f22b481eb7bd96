"""Word documents (.docx): paragraphs with their numbering, tables with merged cells, text boxes, final text.

Tracked changes are taken as accepted: what was deleted is left out, what was inserted is in. The old binary .doc is
refused with a hint.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.archive import BAD_PARTS, OLE, check_zip
from corpus.assemble import assemble
from corpus.builder import Merge, TextBuilder
from corpus.drawn import tables_of
from corpus.headings import BOLD
from corpus.word_numbers import Numbering, W, heading_levels, read_numbering
from kg.errors import CorpusError, EmptyFileError
from kg.model import Document

LONGEST_BOLD = 40  # characters of a bold paragraph that is a heading


def read_word(path: Path, data: bytes) -> Document:
    """Read a .docx; raise CorpusError for an old .doc, a broken file, or one that unpacks without measure."""
    if data.startswith(OLE):
        raise CorpusError(path, "an old Word file", hint="save it as .docx, e.g. soffice --convert-to docx")
    check_zip(path, data)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    builder = TextBuilder()
    try:
        document = docx.Document(BytesIO(data))
        source = Source(read_numbering(document), heading_levels(document), _default_style(document))
        _write(document.element.body, builder, source)
    except (PackageNotFoundError, *BAD_PARTS) as error:
        raise CorpusError(path, "not a Word document, or parts of it are missing", hint="save it again") from error
    if not builder.text.strip():
        raise EmptyFileError(path)
    return assemble(path, data, builder.text, tables=tables_of(builder.text, builder.tables), heads=builder.heads)


@dataclass(frozen=True, slots=True)
class Source:
    """What the parts around the body say: how lists count, and which styles are headings of which level."""

    numbering: Numbering
    levels: Mapping[str, int]
    default: str  # the style of paragraphs that name none


def _write(body: Any, builder: TextBuilder, source: Source) -> None:
    for element in body.iterchildren():
        if element.tag == f"{W}p":
            _paragraph(element, builder, source)
            for box in _boxes(element):
                _write(box, builder, source)
        elif element.tag == f"{W}tbl":
            rows, merged = _rows(element)
            builder.table(rows, merged)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            _write(element, builder, source)


def _paragraph(element: Any, builder: TextBuilder, source: Source) -> None:
    """Write a paragraph with its number; what has an outline level, or is short and bold throughout, is a heading."""
    text = _text(element)
    if not text.strip():
        return
    named = element.find(f"{W}pPr/{W}pStyle")
    style = source.default if named is None else named.get(f"{W}val", "")
    number = source.numbering.shown(element, style)
    own = element.find(f"{W}pPr/{W}outlineLvl")
    level = source.levels.get(style, 0) if own is None else (int(own.get(f"{W}val", "9")) + 1) % 10
    bold = not level and len(text) <= LONGEST_BOLD and text.strip()[-1] not in "。；：，、" and _is_bold(element)
    builder.line(number + text.strip(), BOLD if bold else level)


def _default_style(document: Any) -> str:
    styles = document.styles.element.findall(f"{W}style")
    found = (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true"))
    return next((style.get(f"{W}styleId", "") for style in found), "")


def _is_bold(paragraph: Any) -> bool:
    """Tell whether all words of a paragraph are set bold by their runs."""
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val", "1") not in ("0", "false") for mark in marks)


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
    for number, row in enumerate(_table_rows(table)):
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


def _table_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those of tables in its cells left out: their words stand in the cells."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def _span(cell: Any) -> tuple[int, str]:
    """Return how many columns a cell takes, and whether it begins or continues a merge downwards."""
    grid = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    span = int(grid.get(f"{W}val", "1")) if grid is not None else 1
    return max(1, min(span, 64)), "" if merge is None else merge.get(f"{W}val", "continue")
