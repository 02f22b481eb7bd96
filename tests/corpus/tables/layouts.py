"""Render a known table as text dumps of PDFs do: wrapped, over pages, centred in rows, with blanks that end cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Page:
    """Text as it grows; remembers how far below the last line stands."""

    parts: list[str] = field(default_factory=list)
    rows: int = 0  # lines of the cell before, 0 at the beginning of a row

    def cell(self, lines: Sequence[str], *more: Sequence[str]) -> None:
        """Write one cell of a row, of one paragraph or more: cells are centred, a line that wraps ends without a blank."""
        rows = len(lines) + sum(map(len, more))
        body = " \n\n".join("\n\n".join(paragraph) for paragraph in (lines, *more))
        if self.rows and self.rows + rows == 2:
            self.parts.append(body + " ")
        else:
            self.parts.append(("\n" if self.rows and self.rows + rows == 3 else "\n\n") + body + " ")
        self.rows = rows

    def row(self, cells: Sequence[str], widths: Sequence[int]) -> None:
        """Write a row, its cells wrapped to their widths; a line break within a cell parts its paragraphs."""
        self.rows = 0
        for cell, width in zip(cells, widths, strict=True):
            if cell:
                self.cell(*([part[at : at + width] for at in range(0, len(part), width)] for part in cell.split("\n")))
            else:
                self.parts.append(" ")

    def new_page(self) -> None:
        """Begin a page: the next line stands right below, after a blank."""
        self.parts.append("\n ")
        self.rows = 0

    def prose(self, sentence: str, width: int = 38) -> None:
        """Write a paragraph of prose, wrapped."""
        lines = [sentence[at : at + width] for at in range(0, len(sentence), width)]
        self.parts.append("\n\n" + "\n\n".join(lines) + " ")

    @property
    def text(self) -> str:
        return "".join(self.parts) + "\n"


PROSE = "报告期内公司持续优化客户结构并拓展新的应用场景，营业收入较上年同期保持增长，主要系公司加强了渠道建设和项目交付管理所致。"


def dump(header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, break_before: int = 0) -> str:
    """Render a table between paragraphs; before row `break_before` a page ends and the header is repeated."""
    page = Page()
    page.prose(PROSE)
    page.prose("公司主要情况如下：")
    page.prose("单位：万元")
    page.row(header, widths)
    for number, row in enumerate(rows):
        if number and number == break_before:
            page.new_page()
            page.row(header, widths)
        page.row(row, widths)
    page.prose(PROSE)
    page.prose(PROSE)
    return page.text.replace("\n \n\n", "\n ")
