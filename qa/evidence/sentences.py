"""The sentences of passages and of cells, with what is the same of them for every question."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from kg.model import Evidence, Excerpt, Passage, Speaker
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from qa.parsing.match import squeezed
from qa.parsing.words import squeeze, unspaced

KEPT = 2048  # passages
LONGEST = 1200  # characters of one sentence; longer ones are no sentences
SHORTEST = 6
LONG = 80  # characters of a cell that may hold several sentences
BEFORE = 240  # characters before a sentence that may say whom it is about
LABELLED, ATTRIBUTED = 400, 80  # characters of a paragraph after its label, and behind a sentence who said it
_END = Pattern(r"[。！？；!?;][”’」』）)]*")
_ASKS_ITSELF = Pattern(
    r"请(?:你)?公司|请说明|^[（(][一二三四五六七八九十\d]+[）)].{0,20}(?:补充披露|结合|说明|列示|披露)"
    r"|(?:说明|披露|分析).{0,40}(?:原因|合理性|是否存在|情况)[；。]?$"
)
_RUN = Pattern(r"\S+")
_BOX = Pattern(r"(?P<box>[□☐√☑■])\s*(?P<said>[^□☐√☑■\s][^□☐√☑■]*)")
_TICKS = "√☑■"
_SPEAKS = Pattern(r"^.{0,50}(?:表示|指出|强调|透露|坦言|介绍|回应|说|称)道?$")  # who says what is said beside it
_PARAGRAPH = Pattern(r"\n\s*\n")
_LABEL = Pattern(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*)?(?P<label>[^，。；：:\n]{3,20})[：:]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with its own words and those around it, squeezed, and where it stands."""

    text: str
    bare: str  # without blanks
    own: str  # of a passage with what its paragraph opens with
    around: str  # headings, what stands before it, and of a passage itself and who said it
    before: str
    evidence: Evidence
    requests: bool  # it is itself a request or a question, which states nothing


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a text, blanks at their ends left out."""
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if b - a >= SHORTEST:
            yield a, b
            start = end


def _ticked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence as it is, or of one with boxes (□有√无) only the options that are ticked."""
    boxes = list(_BOX.finditer(text, start, end))
    if not boxes:
        yield start, end
    for box in boxes:
        if box["box"] in _TICKS:
            yield box.span("said")


@lru_cache(maxsize=KEPT)
def of_passage(passage: Passage, text: str) -> tuple[Piece, ...]:
    """Return the sentences of a passage whose words in the filing are `text`."""
    return tuple(_of_passage(passage, text))


def _of_passage(passage: Passage, text: str) -> Iterator[Piece]:
    headings = squeezed(" ".join(passage.section[-2:]))
    for start, end in (option for a, b in split(text) for option in _ticked(text, a, b)):
        if end - start > LONGEST:
            continue
        quote = text[start:end]
        before = text[max(0, start - BEFORE) : start]
        own = squeeze(_label(text[:start]) + quote)
        main = Excerpt(passage.start + start, passage.start + end, quote)
        yield Piece(
            quote,
            unspaced(quote),
            own,
            headings + squeeze(before) + own + squeezed(speaker(text[end:])),
            before,
            Evidence(passage.doc, main, section=passage.section, speaker=passage.speaker),
            asks_itself(quote, passage.speaker),
        )


def _label(before: str) -> str:
    """Return what the paragraph of a sentence opens with as its subject: 供货风险：…, of all that follows in it."""
    paragraph = _PARAGRAPH.split(before[-LABELLED:])[-1]
    match = _LABEL.match(paragraph)
    return match["label"] if match else ""


def speaker(behind: str) -> str:
    """Return who said a sentence where the filing says so behind it: “…。”某券商负责人对记者表示道。"""
    first = _END.split(behind[:ATTRIBUTED], maxsplit=1)[0]
    return first if _SPEAKS.search(squeezed(first)) else ""


def of_cell(text: str, evidence: Evidence) -> tuple[Piece, ...]:
    """Return the sentences of a wordy cell."""
    text = unspaced(text)
    ranges = list(split(text)) if len(text) > LONG else [(0, len(text))]
    quote = _Quote(evidence.main.quote)
    return tuple(
        Piece(
            said := text[start:end],
            said,
            squeeze(said),
            squeeze(text[max(0, start - BEFORE) : start]),
            "",
            evidence if end - start == len(text) else _part(evidence, quote, said),
            asks_itself(said, evidence.speaker),
        )
        for start, end in ranges
    )


def says_who(own: str) -> bool:
    """Tell whether squeezed words only say who says what is said beside them."""
    return _SPEAKS.search(own) is not None


class _Quote:
    """What is quoted for a cell, with the place of each character of its words without blanks."""

    def __init__(self, quote: str) -> None:
        self.text = quote
        self.bare = unspaced(quote)
        self._runs: list[tuple[int, int]] = []  # where a run without blanks begins in those words, and in the quote
        said = 0
        for match in _RUN.finditer(quote):
            self._runs.append((said, match.start()))
            said += match.end() - match.start()

    def place(self, i: int) -> int:
        """Return where a character of the words without blanks stands."""
        said, start = self._runs[bisect_right(self._runs, i, key=itemgetter(0)) - 1]
        return start + i - said


def _part(evidence: Evidence, quote: _Quote, sentence: str) -> Evidence:
    """Return evidence narrowed to one sentence of a long cell, where the sentence stands there in one piece."""
    found = quote.bare.find(sentence)
    whole = found >= 0
    a, b = (quote.place(found), quote.place(found + len(sentence) - 1) + 1) if whole else _lines(quote.text, sentence)
    if b <= a:
        return evidence
    start = evidence.main.start + a
    return replace(evidence, main=Excerpt(start, start + b - a, quote.text[a:b]), focus=None)


def _lines(quote: str, sentence: str) -> tuple[int, int]:
    """Return the range of the lines that a sentence runs over where those of another column stand between them."""
    first = last = -1
    at = left = 0
    for line in quote.splitlines(keepends=True):
        words = unspaced(line)
        rest = sentence[left:]
        part = (
            words
            if rest.startswith(words)
            else next((words[i:] for i in range(len(words)) if rest.startswith(words[i:])), "")
        )
        if not part and rest and words.startswith(rest):
            part = rest
        if len(part) >= min(SHORTEST, len(rest)) > 0:
            first, last, left = (at if first < 0 else first), at + len(line), left + len(part)
        at += len(line)
    return (first, last) if first >= 0 and left >= len(sentence) - SHORTEST else (0, 0)


def asks_itself(text: str, speaker: Speaker) -> bool:
    """Tell whether a sentence is itself a request or a question, which states nothing."""
    bare = unspaced(text)
    if bare.endswith(("？", "?")):
        return True
    return bool(_ASKS_ITSELF.search(bare)) and (speaker is Speaker.REGULATOR or "请公司" in bare or bare[:1] in "（(")


@lru_cache(maxsize=16384)
def periods_in(text: str) -> tuple[Period, ...]:
    """Return the times that a text states."""
    return tuple(period for *_, period in find_periods(text))
