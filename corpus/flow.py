"""Paragraphs from lines: wrapped lines joined, page furniture stepped over, endless lines cut at sentences.

Text comes in three shapes. *Wrapped*: a dump of a PDF keeps its physical lines, and a line that ends in a blank ends
a paragraph. *Plain*: a paragraph a line, now and then broken by a page. *Endless*: a filing without line breaks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.lines import Line
from corpus.numbering import Mark, read_mark
from kg.pattern import Pattern
from kg.view import Piece, join

_TERMINAL = "。！？；：!?;:…”」』）)】》"
_STOP = Pattern(r"[。！？；][”’」）]?")
_LABEL = Pattern(r"(?:\S{1,12}[：:]|(?:图|表|图表)\s*\d+|(?:资料|数据)来源|单位|注\s*\d*\s*[：:]|!\[|\||#|>|[-—]{2,})")
_DATE = Pattern(r"[\d〇二一三四五六七八九十○零]{2,4}\s*年.{1,9}日?$")
_ENDLESS = 1_500  # characters: no paragraph of a filing that has line breaks is as long and has no structure
_MOST_LINES = 400  # lines of a paragraph, so that no input costs more than its length
_FULL = 60  # columns of a line that the width of a page may have broken
_CUT = 400  # characters after which an endless line is cut at the next full stop
_HAN = "[一二三四五六七八九十]{1,3}"
_SECTION = Pattern(rf"(?<=[。；：])(?=第{_HAN}[节章]|{_HAN}、|（{_HAN}）)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one line of prose."""

    pieces: tuple[Piece, ...]
    text: str
    mark: Mark | None

    @property
    def start(self) -> int:
        return self.pieces[0][0]


def paragraphs(text: str, lines: Sequence[Line], breaks: Iterable[int]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the lines of running text, in order.

    `breaks` are offsets (starts of tables) that no paragraph reaches over.
    """
    ends_here = _ends_wrapped if is_wrapped(lines) else _ends_plain
    barriers = sorted(breaks)
    run: list[Line] = []
    at, prose, listed = 0, False, False
    before: Mark | None = None
    for line, following in zip_longest(lines, lines[1:]):
        run.append(line)
        prose = prose or "。" in line.text
        while at < len(barriers) and barriers[at] < line.end:
            at += 1
        if len(run) == 1:
            listed = _follows(before, line)
        cut = following is None or len(run) >= _MOST_LINES or (at < len(barriers) and barriers[at] < following.start)
        if cut or (following is not None and ends_here(run, following, prose, listed)):
            paragraph = _paragraph(text, run)
            before, run = paragraph.mark, []
            yield paragraph


def cut_endless(line: Line) -> Iterator[Line]:
    """Yield the parts of a line that holds a whole filing, cut at headings and at every few sentences."""
    if len(line.text) < _ENDLESS:
        yield line
        return
    for begin, end in _stretches(line.text):
        part = line.text[begin:end].strip()
        if part:
            start = line.start + line.text.index(part, begin)
            yield Line(start, start + len(part), part, False, True, 0)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether lines were broken by the width of a page, with blanks at the ends of paragraphs."""
    if len(lines) < 8:
        return False
    open_ = [line for line in lines if not line.closed]
    if not 0.1 * len(lines) <= len(open_) <= 0.92 * len(lines):
        return False
    unfinished = sum(line.text[-1] not in _TERMINAL for line in open_)
    widths = Counter(line.width // 8 for line in open_)
    return unfinished > 0.6 * len(open_) and widths.most_common(1)[0][0] <= 14


def _paragraph(text: str, run: Sequence[Line]) -> Paragraph:
    pieces = tuple((line.start, line.end) for line in run)
    words = run[0].text if len(run) == 1 else join(text, pieces).text
    return Paragraph(pieces, words, read_mark(words))


def _follows(before: Mark | None, line: Line) -> bool:
    """Tell whether a line is the next item of the list that the paragraph before belongs to."""
    mark = read_mark(line.text) if before is not None else None
    return mark is not None and before is not None and mark.style == before.style and mark.value == before.value + 1


def _ends_wrapped(run: Sequence[Line], following: Line, prose: bool, listed: bool) -> bool:
    """In a dump with its physical lines a blank at the end closes, unless prose plainly goes on."""
    line = run[-1]
    if not line.closed:
        return len(run) == 1 and bool(_DATE.fullmatch(line.text))
    if line.text[-1] in _TERMINAL or read_mark(following.text) is not None:
        return True
    both_latin = line.text[-1].isascii() and line.text[-1].isalpha() and following.text[0].isascii()
    if both_latin and following.text[0].isalpha() and line.width >= _FULL:
        return False
    return not (following.width >= _FULL and "。" in "".join(each.text for each in run))


def _ends_plain(run: Sequence[Line], following: Line, prose: bool, listed: bool) -> bool:
    """Among whole paragraphs only one that stops in the middle of a sentence goes on in the next line."""
    last = run[-1].text
    if not prose or last[-1] in _TERMINAL or not ("，" in last or "。" in last or "," in last) or len(last) < 12:
        return True
    if not listed and read_mark(run[0].text) is not None and "。" not in "".join(line.text for line in run):
        return True  # a heading that says much
    if _LABEL.match(run[0].text) and len(run[0].text) < 40:
        return True
    after = following.text
    return bool(read_mark(after) or _LABEL.match(after) or _DATE.match(after)) or "\t" in last or "\t" in after


def _stretches(text: str) -> Iterator[Piece]:
    """Yield ranges of some hundred characters that end at a sentence, or before a numbered heading."""
    sections = {match.start() for match in _SECTION.finditer(text)}
    begin = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if end in sections or end - begin >= _CUT:
            yield begin, end
            begin = end
    if begin < len(text):
        yield from ((at, min(at + 10 * _ENDLESS, len(text))) for at in range(begin, len(text), 10 * _ENDLESS))
