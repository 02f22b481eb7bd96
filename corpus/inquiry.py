"""Inquiry letters and their replies: where a question begins, where its answer, and its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.flow import Paragraph
from corpus.words import pattern

_REACH = 14  # paragraphs that a question may have before its reply
_TOPS = frozenset({"question", "digit-dot", "digit", "han", "han-paren", "decimal-1"})

_TOPICS = frozenset({"question", "han", "section", "chapter"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the regulator: `[first, reply)` are its paragraphs, `reply` that of 回复：."""

    number: str
    first: int
    reply: int


def find_questions(paragraphs: Sequence[Paragraph]) -> list[Question]:
    """Return the questions of a letter of inquiry that is answered here, in order; none for other documents."""
    found: list[Question] = []
    floor = 0
    for reply in _replies(paragraphs):
        first, number = _start(paragraphs, floor, reply)
        if first is None:
            continue
        found.append(Question(number or str(len(found) + 1), first, reply))
        floor = reply + 1
    return found


def requests(paragraphs: Sequence[Paragraph], questions: Sequence[Question]) -> str:
    """Return all that the regulator says, without blanks."""
    parts = (paragraph.text for q in questions for paragraph in paragraphs[q.first : q.reply])
    return "".join("".join(parts).split())


def _replies(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    reply = pattern("reply")
    for at, paragraph in enumerate(paragraphs):
        words = paragraph.text[paragraph.mark.end if paragraph.mark else 0 :].strip("*# ")
        if len(words) < 16 and reply.match(words):
            yield at


def _start(paragraphs: Sequence[Paragraph], floor: int, reply: int) -> tuple[int | None, str]:
    """Walk back from a reply to the numbered paragraph that opens the question, and the headings right above it."""
    asks = pattern("asks")
    lowest = max(floor, reply - _REACH)
    span = range(reply - 1, lowest - 1, -1)
    asked = next((at for at in span if asks.search(paragraphs[at].text)), None)
    if asked is None:
        return None, ""
    opener = next((at for at in range(asked, lowest - 1, -1) if _opens(paragraphs[at])), None)
    if opener is None:
        return _recital(paragraphs, lowest, asked), ""
    first, number = opener, _number(paragraphs[opener])
    while first - 1 >= lowest and _is_topic(paragraphs[first - 1], paragraphs[opener]):
        first -= 1
    return first, number


def _opens(paragraph: Paragraph) -> bool:
    mark = paragraph.mark
    return mark is not None and mark.style in _TOPS and not paragraph.text.endswith(("；", "，"))


def _is_topic(paragraph: Paragraph, opener: Paragraph) -> bool:
    """Tell whether a paragraph is a heading over the question: 二、关于新增业务, 问题三、关于诉讼."""
    mark = paragraph.mark
    if mark is None or mark.style not in _TOPICS or len(paragraph.text) >= 60 or paragraph.text[-1] in "。；，":
        return False
    return opener.mark is None or mark.style != opener.mark.style


def _number(paragraph: Paragraph) -> str:
    mark = paragraph.mark
    return str(mark.value) if mark is not None and mark.value else ""


def _recital(paragraphs: Sequence[Paragraph], lowest: int, asked: int) -> int:
    """Return the first of the unnumbered paragraphs that recite the facts before the request."""
    first = asked
    while first - 1 >= lowest and pattern("recital").match(paragraphs[first - 1].text):
        first -= 1
    return first
