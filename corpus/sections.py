"""The place of each paragraph: the headings it stands under, who speaks there, which question it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.flow import Paragraph
from corpus.headings import Shape
from corpus.inquiry import Question
from corpus.words import pattern, words
from kg.model import BlockKind, DocumentMeta, Speaker

_LONGEST_TITLE = 60
_RANKS = {  # of the ways to number headings, outermost first; two of one rank nest as the document has them
    style: rank
    for rank, styles in enumerate(
        (
            ("chapter",),
            ("section", "question"),
            ("han",),
            ("han-paren",),
            ("digit", "digit-dot"),
            ("decimal-1", "digit-paren"),
            ("decimal-2", "digit-half", "circled", "letter", "letter-paren"),
            ("decimal-3", "bullet", "plain"),
        )
    )
    for style in styles
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands; `inside` is the section of what follows it, a heading's own words included."""

    level: int
    section: tuple[str, ...]
    speaker: Speaker
    question: str
    inside: tuple[str, ...]
    inside_speaker: Speaker


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that is not closed yet."""

    style: str
    title: str
    speaker: Speaker | None


@dataclass(slots=True)
class _Walk:
    """The state of the walk through a document: open headings, outermost first, and the question at hand."""

    meta: DocumentMeta
    stack: list[_Open] = field(default_factory=list)
    base: int = 0  # headings below this are those of the question
    question: str = ""
    asking: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(entry.title for entry in self.stack)

    @property
    def speaker(self) -> Speaker:
        if self.asking:
            return Speaker.REGULATOR
        said = next((entry.speaker for entry in reversed(self.stack) if entry.speaker), None)
        return said or self.meta.speaker

    def ask(self, number: str, style: str) -> None:
        """Begin a question: whatever stood under the reply to the one before is closed, and that question too."""
        del self.stack[self.base or len(self.stack) :]
        at = next((i for i, entry in enumerate(self.stack) if entry.style == style), None)
        if at is not None:
            del self.stack[at:]
        self.base, self.question, self.asking = 0, number, True

    def answer(self, shape: Shape) -> None:
        """Begin the reply to the question; somebody else than the author may give it: 【会计师回复】."""
        self.base, self.asking = len(self.stack), False
        if (said := _speaker_of(shape.title)) not in (None, Speaker.ISSUER):
            self.stack.append(_Open("plain", shape.title, said))

    def open(self, shape: Shape) -> None:
        """Close the headings on the level of this one and below, and open it."""
        above = range(self.base, len(self.stack))
        at = self.base if shape.style == "plain" else next((i for i in above if self._closes(shape.style, i)), None)
        if at is not None:
            del self.stack[at:]
        self.stack.append(_Open(shape.style, shape.title, _speaker_of(shape.title)))

    def _closes(self, style: str, at: int) -> bool:
        """Tell whether a heading of this style ends the one open at a place of the stack."""
        other = self.stack[at].style
        if style.startswith("atx-"):
            return not other.startswith("atx-") or int(other[4:]) >= int(style[4:])
        rank, others = _RANKS.get(style), _RANKS.get(other)
        return style == other or (rank is not None and others is not None and others > rank)


def places(
    paragraphs: Sequence[Paragraph], shaped: Sequence[Shape], questions: Sequence[Question], meta: DocumentMeta
) -> list[Place]:
    """Return the place of each paragraph."""
    walk = _Walk(meta)
    starts = {question.first: question for question in questions}
    replies = {question.reply for question in questions}
    found: list[Place] = []
    for at, (paragraph, shape) in enumerate(zip(paragraphs, shaped, strict=True)):
        if at in starts:
            walk.ask(starts[at].number, "" if paragraph.mark is None else paragraph.mark.style)
        if at in replies:
            walk.answer(shape)
        if len(paragraph.text) < _LONGEST_TITLE and pattern("end_of_body").match(paragraph.text):
            walk = _Walk(meta)
        found.append(_place(walk, paragraph, shape, at in replies))
    return found


def _place(walk: _Walk, paragraph: Paragraph, shape: Shape, replying: bool) -> Place:
    if shape.kind is BlockKind.HEADING and not replying:
        walk.open(shape)
        section, level = walk.titles[:-1], len(walk.stack)
    else:
        section, level = (walk.titles[: walk.base], walk.base + 1) if replying else (walk.titles, 0)
    said = _passed_on(walk, paragraph)
    return Place(level, section, said, walk.question, walk.titles, walk.speaker)


def _passed_on(walk: _Walk, paragraph: Paragraph) -> Speaker:
    """Tell who speaks in a paragraph: in the press, what others told the journalist is hearsay."""
    if walk.meta.speaker is Speaker.PRESS and pattern("hearsay").search(paragraph.text):
        return Speaker.HEARSAY
    return walk.speaker


def _speaker_of(title: str) -> Speaker | None:
    """Tell whose words stand under a heading, where it says so."""
    if len(title) > _LONGEST_TITLE:
        return None
    bare = re.sub(r"\s", "", title)
    bare = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+)", "", bare)
    return next((Speaker(name) for name in words("speakers") if pattern(f"speakers.{name}").search(bare)), None)
