"""From lines to blocks: paragraphs re-flowed, headings with their level, tables in their place, who speaks.

`outline` is the whole road. Lines within tables are the table's, page furniture is set aside, the rest flows into
paragraphs (`flow`), which get their shape (`headings`), their question (`inquiry`) and their place (`sections`).
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.flow import Paragraph, cut_endless, paragraphs
from corpus.front_matter import front_matter
from corpus.furniture import furniture
from corpus.headings import Shape, shapes
from corpus.inquiry import find_questions
from corpus.lines import Line, split_lines
from corpus.sections import Place, places
from kg.model import Block, BlockKind, DocumentMeta, Table

NONE: Mapping[int, int] = MappingProxyType({})


def outline(
    text: str, tables: Sequence[Table], meta: DocumentMeta, heads: Mapping[int, int] = NONE
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Return the blocks of a text in order, and its tables with their section, speaker and question.

    `heads` are the headings that the source marks: where each begins, and its level.
    """
    tables = sorted(tables, key=lambda table: (table.start, table.end))
    _, head = front_matter(text)
    lines = [part for line in split_lines(text) if line.start >= head for part in _outside(text, line, tables)]
    aside = furniture(lines)
    flowing = [line for at, line in enumerate(lines) if at not in aside]
    breaks = [table.start for table in tables] + [at for line in flowing if line.start in heads for at in _around(line)]
    prose = list(paragraphs(text, flowing, breaks))
    questions = find_questions(prose)
    shaped = shapes(prose, _solid(prose, tables), questions, heads)
    placed = places(prose, shaped, questions, meta)
    blocks = [_block(*each) for each in zip(prose, shaped, placed, strict=True)]
    blocks += [
        Block(BlockKind.FURNITURE, ((lines[at].start, lines[at].end),), speaker=meta.speaker) for at in sorted(aside)
    ]
    if head:
        blocks.append(Block(BlockKind.FRONT_MATTER, ((0, head),), speaker=meta.speaker))
    located = [_locate(table, prose, placed, meta) for table in tables]
    blocks += [_table_block(table) for table in located]
    return tuple(sorted(blocks, key=lambda block: block.start)), tuple(located)


def _around(line: Line) -> tuple[int, int]:
    """Return offsets before and behind a line that no paragraph may reach over."""
    return line.start - 1, line.end


def _outside(text: str, line: Line, tables: Sequence[Table]) -> Iterator[Line]:
    """Yield the parts of a line that no table holds; most lines are whole, or wholly a table's."""
    at = max(bisect_left(tables, line.start, key=lambda table: table.start) - 1, 0)
    start, end = line.start, line.end
    for table in (tables[i] for i in range(at, len(tables))):
        if table.start >= end:
            break
        if table.end <= start:
            continue
        if table.start > start:
            yield from _part(text, line, start, table.start)
        start = max(start, table.end)
    if start < end:
        yield from cut_endless(line) if start == line.start else _part(text, line, start, end)


def _part(text: str, line: Line, start: int, end: int) -> Iterator[Line]:
    words = text[start:end].strip()
    if words:
        start = text.index(words, start)
        yield from cut_endless(replace(line, start=start, end=start + len(words), text=words, closed=True))


def _solid(prose: Sequence[Paragraph], tables: Sequence[Table]) -> list[bool]:
    """Tell for each paragraph whether a table stands between it and the next."""
    starts = [table.start for table in tables]
    edges = [*(paragraph.start for paragraph in prose[1:]), len(starts) and starts[-1] + 1]
    return [
        bisect_left(starts, paragraph.start) < bisect_left(starts, edge)
        for paragraph, edge in zip(prose, edges, strict=False)
    ]


def _block(paragraph: Paragraph, shape: Shape, place: Place) -> Block:
    return Block(shape.kind, paragraph.pieces, place.level, place.section, place.speaker, place.question)


def _locate(table: Table, prose: Sequence[Paragraph], placed: Sequence[Place], meta: DocumentMeta) -> Table:
    """Give a table the section, speaker and question of the paragraph before it."""
    at = bisect_left(prose, table.start, key=lambda paragraph: paragraph.start) - 1
    if at < 0:
        return replace(table, speaker=meta.speaker)
    place = placed[at]
    return replace(table, section=place.inside, speaker=place.inside_speaker, question=place.question)


def _table_block(table: Table) -> Block:
    where = {"section": table.section, "speaker": table.speaker, "question": table.question}
    return Block(BlockKind.TABLE, ((table.start, table.end),), **where)
