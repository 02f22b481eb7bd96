"""Page furniture: page numbers, running heads, tables of contents, signature pages. Kept, but out of the text flow."""

from collections import Counter
from collections.abc import Sequence

from corpus.flow import is_wrapped
from corpus.lines import Line
from corpus.words import pattern
from kg.pattern import Pattern

_NUMBER = Pattern(r"\d{1,4}")
_LEADER = Pattern(r".*[.…·．]{3,}\s*\d{1,4}|(?:图|表|第|\d[\d.]*、|[一二三四五六七八九十]+、)[^\t]*\t\s*\d{1,4}")
_ENTRY = Pattern(
    r"(?:第\s*[一二三四五六七八九十]|[一二三四五六七八九十]+\s*、|释\s*义)[^|\t。]{2,80}?[^\d.,]\s*(\d{1,3})"
)
_ENTRIES = 4  # lines in a row that make a table of contents
_PER_PAGE = 120  # characters: a page holds more, even a title page with its number
_SHORT = 70  # characters of a running head


def furniture(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the lines that belong to the page."""
    found = {at for at, line in enumerate(lines) if len(line.text) < _SHORT and _belongs_to_page(line.text)}
    found |= _page_numbers(lines) | _signature_pages(lines)
    found |= _contents(lines)
    found |= _running_heads(lines, found)
    return found


def _belongs_to_page(text: str) -> bool:
    return (
        bool(pattern("furniture").match(text))
        or bool(pattern("signature").match(text))
        or (text[-1].isdecimal() and bool(_LEADER.fullmatch(text)))
    )


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines that hold a bare number which fits the count of pages: rising, and not too fast."""
    gaps = Counter(line.gap for line in lines).most_common(1)
    usual = gaps[0][0] if gaps else 0
    wrapped = is_wrapped(lines)
    found: set[int] = set()
    pages, last = 1, 0
    for at, line in enumerate(lines):
        pages += line.indented
        if not _NUMBER.fullmatch(line.text) or at == 0:
            continue
        number = int(line.text)
        near = abs(number - pages) <= 2 + pages // 6 if pages > 3 or wrapped else number == last + 1
        apart = line.gap > usual or not lines[at - 1].closed
        if apart and last < number <= line.start // _PER_PAGE + 2 and near:
            found.add(at)
            last = pages = number
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """Return the lines of a table of contents without leaders: numbered, each with a page that does not fall."""
    found: set[int] = set()
    run: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        match = _ENTRY.fullmatch(line.text) if line.text[-1].isdecimal() else None
        page = int(match[1]) if match else 0
        if match is None or page < last:
            found.update(run if len(run) >= _ENTRIES else ())
            run, last = [], 0
        if match:
            run.append(at)
            last = page
    return found | set(run if len(run) >= _ENTRIES else ())


def _signature_pages(lines: Sequence[Line]) -> set[int]:
    """Return the lines of the bracketed notes that open a signature page: （本页无正文，为 … 之签章页）."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.text[0] in "（(" and "本页无正文" in line.text[:8]:
            span = range(at, min(at + 4, len(lines)))
            end = next((i for i in span if lines[i].text[-1] in "）)"), at)
            found.update(range(at, end + 1))
    return found


def _running_heads(lines: Sequence[Line], known: set[int]) -> set[int]:
    """Return the lines that stand again and again at the head or foot of a page."""
    edges = [
        at
        for at, line in enumerate(lines)
        if at not in known
        and len(line.text) < _SHORT
        and line.text[-1] not in "。；：，、"
        and (line.indented or at - 1 in known or at + 1 in known)
    ]
    counts = Counter(lines[at].text for at in edges)
    often = {text for text, count in counts.items() if count >= 3 and not text[0].isdecimal()}
    everywhere = Counter(line.text for line in lines if line.text in often)
    heads = {text for text in often if counts[text] > 0.7 * everywhere[text]}
    return {at for at in edges if lines[at].text in heads}
