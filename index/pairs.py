"""Pairs of texts that belong together, for training the embedder: title and body, head and row, sentence and next.

Announcements give them without any label; the passages and questions of CMRC and DRCD are the others. Every pair
carries the document that it is of, so that a split never parts the pairs of one document.
"""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.pattern import Pattern

LONGEST = 300  # characters of either side
SHORTEST = 6
HELD_OUT = 5  # one document in so many is never trained on
_END = Pattern(r"(?<=[。！？；])")
_HEADING = Pattern(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?|\d{1,2}(?:\.\d{1,2})*[、.．]|第[一二三四五六七八九十]+[章节])\s*\S"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one document that belong together, and of which kind they are: heading, row, next, question."""

    left: str
    right: str
    kind: str
    document: str

    @property
    def held_out(self) -> bool:
        """Tell whether its document is kept for measuring."""
        return zlib.crc32(self.document.encode()) % HELD_OUT == 0


def pairs_of(path: Path) -> Iterator[Pair]:
    """Yield the pairs of one source file; raise ValueError for a suffix that nobody reads here."""
    if path.suffix == ".html":
        yield from _of_html(path)
    elif path.suffix == ".txt":
        yield from _of_lines(path.name, _joined(path.read_text("utf-8", "replace")))
    elif path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            loaded = json.loads(line)
            yield from _of_lines(loaded["ID"], [loaded["Doc"]])
    elif path.suffix == ".json":
        yield from _of_questions(json.loads(path.read_text("utf-8")))
    else:
        raise ValueError(f"no pairs are read from {path}")


def tidy(text: str) -> str:
    """Return a text in one line, at most as long as is trained on."""
    return re.sub(r"\s+", " ", text).strip()[:LONGEST]


def _pair(left: str, right: str, kind: str, document: str) -> Iterator[Pair]:
    left, right = tidy(left), tidy(right)
    if len(left) >= SHORTEST and len(right) >= SHORTEST and left != right:
        yield Pair(left, right, kind, document)


def _of_lines(document: str, lines: Sequence[str]) -> Iterator[Pair]:
    """Yield heading and body, and sentences that follow each other."""
    for line, following in pairwise([*lines, ""]):
        if _HEADING.match(line) and len(line) <= 40 and len(following) > 40:
            yield from _pair(line, following, "heading", document)
        sentences = [s for s in _END.split(line) if len(s) >= 2 * SHORTEST]
        for left, right in pairwise(sentences):
            yield from _pair(left, right, "next", document)


def _joined(text: str) -> list[str]:
    """Return paragraphs of a text dump: lines joined while they do not end a sentence."""
    paragraphs: list[str] = []
    for line in (stripped for raw in text.splitlines() if (stripped := raw.strip())):
        whole = not paragraphs or paragraphs[-1].endswith(("。", "；", "：", "！", "？")) or _HEADING.match(line)
        if whole or len(paragraphs[-1]) < 24:
            paragraphs.append(line)
        else:
            paragraphs[-1] += line
    return paragraphs


def _of_html(path: Path) -> Iterator[Pair]:
    """Yield the titles of sections with their text, and the head of a table with each of its rows."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(path.read_text("utf-8", "replace"))
    lines: list[str] = []
    for section in tree.css('div[type="paragraph"]'):
        content = [t for c in section.css('div[type="content"]') if (t := tidy(c.text()))]
        title = section.attributes.get("title") or ""
        if title and content:
            yield from _pair(title, "".join(content), "heading", path.name)
        lines += content
    yield from _of_lines(path.name, lines)
    for table in tree.css("table"):
        rows = [" ".join(tidy(cell.text()) for cell in row.css("td")) for row in table.css("tr")]
        for row in rows[1:6]:
            yield from _pair(rows[0], row, "row", path.name)


def _of_questions(loaded: Any) -> Iterator[Pair]:
    """Yield questions with the stretch of the passage around their answer, in simplified characters."""
    if isinstance(loaded, list):  # CMRC's trial set
        for paragraph in loaded:
            for qa in paragraph["qas"]:
                context = paragraph["context_text"]
                at = max(0, context.find(qa["answers"][0]))
                yield from _asked(qa["query_text"], context, at, paragraph["context_id"])
        return
    for article in loaded["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                at = qa["answers"][0]["answer_start"]
                yield from _asked(qa["question"], paragraph["context"], at, article["title"])


def _asked(question: str, context: str, at: int, document: str) -> Iterator[Pair]:
    simplify = _simplifier()
    start = max(0, at - LONGEST // 2)
    yield from _pair(simplify(question), simplify(context[start : start + LONGEST]), "question", document)


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s").convert
