"""Where a note asks: fenced ```pilu blocks and inline {{pilu: …}}, found by a Markdown parser.

The parser knows what is code, what is quoted and how deep a list is; this module maps its tokens back to offsets of the
note, so that everything else stays as it is, byte for byte.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kg.pattern import Pattern
from notes import marks
from notes.model import Block, Inline, Spot

_NEWLINE = Pattern(r"\r\n?|\n")  # as CommonMark counts lines; str.splitlines would count more
_FRESH = Pattern(r"\{\{\s*pilu\s*[:：](?P<request>[^\n]*?)\}\}")
_BROKEN = Pattern(r"\{\{\s*pilu\b")
NOT_CLOSED = "the block is not closed: write ``` below it"
NO_END = f"the result has no end: write {marks.END} where it ends, or delete it from {marks.BEGIN} on"


class Source:
    """A note as text, with the offsets of its lines, newlines left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[tuple[int, int]] = []
        start = 0
        for match in _NEWLINE.finditer(text):
            self.lines.append((start, match.start()))
            start = match.end()
        self.lines.append((start, len(text)))

    def line(self, n: int) -> str:
        """Return a line without its newline."""
        start, end = self.lines[n]
        return self.text[start:end]

    def number(self, offset: int) -> int:
        """Return the line that holds an offset, from 0."""
        return bisect_right(self.lines, (offset, len(self.text) + 1)) - 1


def find(text: str) -> list[Spot]:
    """Return what a note asks, in order. Front matter, code and comments are left alone."""
    source = Source(text)
    tokens = _parser().parse(_without_front_matter(source))
    landmarks = {
        token.map[0]: token for token in tokens if token.map and (token.type == "html_block" or _is_ours(token))
    }
    blocks = [_block(token, source, landmarks) for token in tokens if _is_ours(token)]
    results = [(block.start, block.end) for block in blocks]
    outside = [each for each in _inlines(tokens, source) if not any(a <= each.start < b for a, b in results)]
    return sorted([*blocks, *outside], key=lambda spot: spot.start)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "pilu", _inline_rule)
    return parser


def _inline_rule(state: StateInline, silent: bool) -> bool:
    """Take an inline value as one token that remembers where it stands in the source of its line."""
    if state.src[state.pos] not in "{<":
        return False
    for kind, pattern in (("fresh", _FRESH), ("span", marks.SPAN), ("broken", _BROKEN)):
        match = pattern.match(state.src, state.pos)
        if match:
            if not silent:
                state.push("pilu", "", 0).meta = {"kind": kind, "match": match}
            state.pos = match.end()
            return True
    return False


def _without_front_matter(source: Source) -> str:
    """Return the note with its YAML front matter blanked, line for line."""
    if source.line(0).rstrip() == "---":
        for n in range(1, len(source.lines)):
            if source.line(n).rstrip() in ("---", "..."):
                return "\n" * n + source.text[source.lines[n][1] :]
    return source.text


def _is_ours(token: Token) -> bool:
    return token.type == "fence" and token.info.split()[:1] == ["pilu"] and token.map is not None


def _block(token: Token, source: Source, landmarks: dict[int, Token]) -> Block:
    assert token.map is not None
    first, after = token.map
    insert = source.lines[after - 1][1]
    opening = source.line(first)
    prefix = re.sub(r"[^\s>]", " ", opening[: opening.index(token.markup)])  # markers of list items become blanks
    block = Block(first + 1, token.content, prefix, token.level > 0, insert, insert, insert)
    closing = source.line(after - 1).strip(" \t>")
    if after - first < 2 or not closing.startswith(token.markup) or closing.strip(token.markup[0]):
        return replace(block, fault=NOT_CLOSED)
    return _with_result(block, after, source, landmarks)


def _with_result(block: Block, after: int, source: Source, landmarks: dict[int, Token]) -> Block:
    """Return the block with the result that stands below it, blank lines between them aside."""
    at = after
    while at < len(source.lines) and not source.line(at).strip(" \t>"):
        at += 1
    opening = landmarks.get(at)
    marker = marks.read_begin(opening.content) if opening else None
    if opening is None or opening.map is None or marker is None:
        return block
    for n in range(opening.map[1], len(source.lines)):
        content = landmarks[n].content.strip() if n in landmarks else ""
        if content == marks.END:
            body = "\n".join(_bare(source.line(k), block.prefix) for k in range(opening.map[1], n)).strip("\n")
            start = source.lines[at][0] + len(_taken(source.line(at), block.prefix))
            return replace(block, start=start, end=source.lines[n][1], marker=marker, body=body)
        if content.startswith(marks.BEGIN) or (n in landmarks and _is_ours(landmarks[n])):
            break  # the end was lost: what follows may be a person's
    return replace(block, fault=NO_END)


def _bare(line: str, prefix: str) -> str:
    """Return a line of a result without the prefix of its list or quote."""
    return line[len(_taken(line, prefix)) :]


def _taken(line: str, prefix: str) -> str:
    """Return as much of the prefix as a line has."""
    for n, char in enumerate(prefix):
        if line[n : n + 1] != char:
            return prefix[:n]
    return prefix


def _inlines(tokens: list[Token], source: Source) -> Iterator[Inline]:
    """Yield the values within sentences, headings and cells of tables."""
    read: dict[int, int] = {}  # how far a line has been read: the cells of a row share one
    for token, before in zip(tokens, [None, *tokens[:-1]], strict=True):
        if token.type != "inline" or token.map is None:
            continue
        in_table = before is not None and before.type in ("td_open", "th_open")
        offsets = _offsets(token, source, read if in_table else {})
        for child in token.children or []:
            if child.type != "pilu" or offsets is None:
                continue
            match = child.meta["match"]
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            yield _inline(child.meta["kind"], match, (start, end, source.number(start) + 1), in_table=in_table)


def _inline(kind: str, match: re.Match[str], at: tuple[int, int, int], *, in_table: bool) -> Inline:
    start, end, line = at
    if kind == "broken":
        return Inline(line, start, start, "", fault="the inline value is not closed: write }} behind it")
    if kind == "fresh":
        return Inline(line, start, end, match["request"].strip(), in_table)
    request, marker, title = marks.read_span(match)
    return Inline(line, start, end, request, in_table, marker, match["shown"], title)


def _offsets(token: Token, source: Source, read: dict[int, int]) -> list[int] | None:
    """Return for each character of a token's content where it stands in the note; None where it cannot be traced."""
    assert token.map is not None
    offsets: list[int] = []
    for n, content in enumerate(token.content.split("\n"), start=token.map[0]):
        if n >= len(source.lines):
            return None
        line, bare = source.line(n).replace("\0", "\ufffd"), content.lstrip()
        written = bare if bare in line[read.get(n, 0) :] else bare.replace("|", "\\|")  # as cells escape a bar
        column = line.find(written, read.get(n, 0))
        if column < 0:
            return None
        read[n] = column + len(written)
        start = source.lines[n][0] + column
        places = [start + k for k, char in enumerate(written) if not (written is not bare and char == "\\")]
        offsets += [start] * (len(content) - len(bare)) + places[: len(bare)] + [source.lines[n][1]]
    return offsets[:-1]
