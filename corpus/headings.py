"""Which paragraphs are headings, items, captions, unit lines or notes: told by shape, length and neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.flow import Paragraph
from corpus.inquiry import Question, requests
from corpus.words import pattern, words
from kg.model import BlockKind
from kg.pattern import Pattern

_BOLD = Pattern(r"\*\*(?P<words>[^*。]{2,60})\*\*[：:]?$")
_ATX = Pattern(r"(?P<level>#{1,6})\s+(?P<words>.{1,80})$")
_CAPTION = Pattern(r"(?:图|表|图表|附表|附图)\s*\d+(?:[-.]\d+)?\s*[：:．. ]")
_UNIT = Pattern(r"(?:金额)?单位\s*[：:].{1,30}$|[（(]?除特别注明外.{0,20}[）)]?$")
_NOTE = Pattern(
    r"(?:注|备注|说明|附注)\s*\d{0,2}\s*[：:]|注\s*\d{1,2}\s|[（(]注\s*\d*[）)]|(?:资料|数据)来源\s*[：:]|[*※]\s*注"
)
_INNER_STOP = Pattern(r"[。！？；!?](?=.)")
_BARE = Pattern(r"[\s*#：:●■◆]")
BOLD = 10  # the level of a heading that is only bold; styles have 1 to 9
_LONGEST = 80  # characters of a heading that is not the regulator's request said again
_SAME, _LEAST = 14, 8  # characters by which a repeated request is known; a shorter one by all of them
_FULL_STOPS = "。！？；"
_LEAF_STYLES = frozenset({"circled", "letter", "letter-paren", "digit-half", "bullet"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is, and for headings the key that its siblings share."""

    kind: BlockKind
    style: str = ""  # of a heading: its numbering, or "bold", "plain", "atx-2"
    title: str = ""  # of a heading: its words as they stand in a section path


def shapes(
    paragraphs: Sequence[Paragraph], solid: Sequence[bool], questions: Sequence[Question], heads: Mapping[int, int]
) -> list[Shape]:
    """Return the shape of each paragraph; `heads` are those that the source marks as headings, with their level.

    `solid[i]` tells that something else (a table) follows paragraph i before the next one. What the regulator asked
    in the questions comes again in the headings of the reply, at any length.
    """
    asking = {at for question in questions for at in range(question.first, question.reply)}
    replies = {question.reply for question in questions}
    requested = requests(paragraphs, questions)
    found: list[Shape] = []
    open_styles: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        shape = Shape(BlockKind.HEADING, "reply", paragraph.text) if at in replies else _fixed(paragraph)
        if paragraph.start in heads and at not in replies and at not in asking:
            shape = _marked(paragraph, heads[paragraph.start])
        if shape is None and at not in asking and _again(paragraph, requested):
            shape = _heading(paragraph)
        if shape is None and at in asking and paragraph.text[-1] in _FULL_STOPS:
            shape = Shape(BlockKind.ITEM)
        if shape is None and at and found[-1].kind is BlockKind.ITEM and _succeeds(paragraphs[at - 1], paragraph):
            shape = Shape(BlockKind.ITEM)
        if shape is None:
            shape = _numbered(paragraph, following, solid[at], open_styles)
        found.append(shape)
        if shape.kind is BlockKind.HEADING and at not in replies:
            if shape.style in open_styles:
                del open_styles[open_styles.index(shape.style) :]
            open_styles.append(shape.style)
    return found


def _heading(paragraph: Paragraph) -> Shape:
    return Shape(BlockKind.HEADING, paragraph.mark.style if paragraph.mark else "plain", _title(paragraph.text))


def _marked(paragraph: Paragraph, level: int) -> Shape:
    """Return the shape of a heading that the source marks; one that is only bold nests by its number."""
    if level < BOLD:
        return Shape(BlockKind.HEADING, f"atx-{level}", _title(paragraph.text))
    return Shape(BlockKind.HEADING, paragraph.mark.style if paragraph.mark else "bold", _title(paragraph.text))


def _succeeds(before: Paragraph, paragraph: Paragraph) -> bool:
    """Tell whether two paragraphs are neighbours in one list: （2） after （1）."""
    one, two = before.mark, paragraph.mark
    return one is not None and two is not None and one.style == two.style and two.value == one.value + 1 > 1


def _fixed(paragraph: Paragraph) -> Shape | None:
    """Tell the shapes that show without looking at the neighbours; None for numbered and ordinary paragraphs."""
    text = paragraph.text
    if paragraph.mark is None and len(text) < 90:
        if _UNIT.match(text):
            return Shape(BlockKind.UNIT)
        if _CAPTION.match(text) and "。" not in text:
            return Shape(BlockKind.CAPTION)
        if len(text) <= 24 and _BARE.sub("", text) in words("plain_headings"):
            return Shape(BlockKind.HEADING, "plain", _BARE.sub("", text))
        if len(text) <= 24 and pattern("says").match(text.strip("*# ")):
            return Shape(BlockKind.HEADING, "plain", _BARE.sub("", text))
    if paragraph.mark is None and _NOTE.match(text):
        return Shape(BlockKind.NOTE)
    if text[0] == "*" and (bold := _BOLD.match(text)):
        style = paragraph.mark.style if paragraph.mark else "bold"
        return Shape(BlockKind.HEADING, style, bold["words"].strip())
    if text[0] == "#" and (atx := _ATX.match(text)):
        return Shape(BlockKind.HEADING, f"atx-{len(atx['level'])}", atx["words"].strip(" #*"))
    return None if paragraph.mark else Shape(BlockKind.PARAGRAPH)


def _numbered(paragraph: Paragraph, following: Paragraph | None, solid: bool, open_styles: Sequence[str]) -> Shape:
    """Tell a heading from an item: a heading is short, and something stands under it."""
    mark = paragraph.mark
    assert mark is not None
    rest = paragraph.text[mark.end :].strip()
    heading = _heading(paragraph)
    if mark.style in ("chapter", "section"):
        return heading if len(rest) <= 60 and "。" not in rest else Shape(BlockKind.PARAGRAPH)
    if not rest or " | " in rest or _INNER_STOP.search(rest):
        return Shape(BlockKind.ITEM)
    last = rest[-1]
    if last in "；;，," or len(rest) > (45 if last == "。" else _LONGEST):
        return Shape(BlockKind.ITEM)
    if last in "：:" and len(rest) > 24:
        return Shape(BlockKind.ITEM)
    if last == "。" and (rest.count("，") > 1 or mark.style in _LEAF_STYLES):
        return Shape(BlockKind.ITEM)
    return heading if solid or _has_body(mark.style, following, open_styles) else Shape(BlockKind.ITEM)


def _has_body(style: str, following: Paragraph | None, open_styles: Sequence[str]) -> bool:
    """Tell whether what follows can stand under a heading: anything but its sibling or one of a level above."""
    if following is None:
        return False
    if following.mark is None:
        return True
    above = open_styles[: open_styles.index(style)] if style in open_styles else open_styles
    return following.mark.style != style and following.mark.style not in above


def _again(paragraph: Paragraph, requested: str) -> bool:
    """Tell whether a numbered paragraph says again what the regulator asked for, and nothing more."""
    if paragraph.mark is None:
        return False
    bare = "".join(paragraph.text[paragraph.mark.end :].split()).rstrip(_FULL_STOPS)
    return len(bare) >= _LEAST and "。" not in bare and bare[:_SAME] in requested


def _title(text: str) -> str:
    return text.replace("**", "").strip("# 　").rstrip("。；：:;")
