"""What stands around a table: the sentence or title that leads to it, its unit line, the notes under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.tables.kinds import VALUES, kind_of
from corpus.tables.lines import ENDS, Line, is_hard_wrapped
from corpus.tables.units import Unit, is_money, trailing_unit, unit_line
from kg.pattern import Pattern
from kg.view import Piece, join

NOTE = Pattern(r"(?:注|附注|备注|说明|数据来源|资料来源|来源)\s*\d{0,2}\s*[:：.、]|注\s*\d{1,2}\b|\*\s*注")
SENTENCE_END = Pattern(r"[。！？]")
LEADING = Pattern(r"如下|下表|列示|所示|[:：]\s*\Z")
BELOW = Pattern(r"(?:如下|下表)(?!：?[（(]?[一1①])")  # what leads to a table though more is said before it
CAPTION_LINES = 6  # a lead-in sentence is looked for over so many lines
TITLE_LENGTH = 60
TICKS = Pattern(r"(?:[□☐√☑✓■]\s*(?:不适用|适用|是|否)\s*){2}")
PASSED_OVER = Pattern(  # lines between the title of a table and the table
    r"(?:[□☐√☑✓■]\s*(?:不适用|适用|是|否)\s*){2}|(?:编制单位|公司名称|法定代表人|公司负责人)\s*[:：].{2,80}"
    r"|(?:截至)?\s*\d{4}\s*年\s*(?:度|\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?|[\d一二三四]{1,2}\s*[—–-]+\s*\d{1,2}\s*月)"
)
NUMBERED = Pattern(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.]|[①-⑳]|(?:图|表)\s?\d")


@dataclass(frozen=True, slots=True)
class Context:
    """Caption and unit found above a table, notes found below."""

    caption: str = ""
    caption_at: Piece | None = None
    unit: Unit | None = None
    notes: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines of a text, and whether paragraphs are broken over them."""

    text: str
    lines: Sequence[Line]
    wrapped: bool
    runs_on: bool = False  # lines are cells of one line that runs on

    @classmethod
    def of(cls, text: str, lines: Sequence[Line]) -> "Surroundings":
        return cls(text, lines, is_hard_wrapped(lines))

    def goes_on(self, number: int) -> bool:
        """Tell whether the paragraph of this line goes on in the next one."""
        line, below = self.lines[number], self.lines[number + 1]
        return self.wrapped and below.gap <= 1 and len(line.text) >= 24 and not line.text.endswith(ENDS)


def context_of(around: Surroundings, first: int, after: int) -> Context:
    """Return what leads to the table that begins at line `first` and what follows it from line `after` on."""
    text, lines = around.text, around.lines
    unit: Unit | None = None
    above = first - 1
    while above >= 0 and first - above <= 6:
        bare = lines[above].bare
        found = _unit_at(around, above) if bare else None
        if found and unit is None:
            unit = found
        elif bare and PASSED_OVER.fullmatch(bare):
            unit = unit or trailing_unit(text, *_span(lines[above]))
        elif any(char.isalnum() for char in bare):  # no rule of dashes
            break
        above -= 1
    at = _unticked(text, _caption_at(around, above))
    if at and unit is None:
        unit = trailing_unit(text, *at)
        if unit:
            at = _trim(text, at[0], text.rfind("单", at[0], unit.at[0]))
    if unit is None and around.runs_on and above > 0 and NUMBERED.match(lines[above].bare):
        unit = unit_line(text, *_span(lines[above - 1]))  # what stood at the right of the title came out before it
    caption = join(text, _by_line(text, *at)).text if at else ""
    return Context(caption, at if caption else None, unit, _notes(around, after))


def _unit_at(around: Surroundings, number: int) -> Unit | None:
    """Return the unit that a line states: 单位：万元, or 万元 alone below the end of a sentence."""
    span = _span(around.lines[number])
    alone = is_money(around.lines[number].bare) and number > 0 and around.lines[number - 1].bare.endswith(ENDS[1:])
    return Unit(around.lines[number].bare, span) if alone else unit_line(around.text, *span)


def _span(line: Line) -> Piece:
    left = len(line.text) - len(line.text.lstrip())
    return line.start + left, line.start + left + len(line.bare)


def _caption_at(around: Surroundings, last: int) -> Piece | None:
    """Return where the last clause or title above stands, or the one that says 如下: back over wrapped lines to its
    beginning."""
    text, lines = around.text, around.lines
    if last < 0 or "\t" in lines[last].text or "|" in lines[last].text or not lines[last].bare:
        return None
    first = last
    while first > 0 and last - first < CAPTION_LINES and around.goes_on(first - 1):
        first -= 1
    start, end = lines[first].start, _span(lines[last])[1]
    body = text[start:end]
    cuts = [0, *(m.end() for m in SENTENCE_END.finditer(body) if m.end() < len(body)), len(body)]
    sentences = [(start + a, start + b) for a, b in pairwise(cuts)]
    start, end = next((at for at in reversed(sentences) if BELOW.search(text, *at)), sentences[-1])
    if kind_of(text[start:end]) in VALUES:
        return None
    leads = LEADING.search(text, start, end) or NUMBERED.match(text, start, end)
    if not leads and end - start > TITLE_LENGTH:
        return None
    return _trim(text, start, end)


def _unticked(text: str, at: Piece | None) -> Piece | None:
    """Leave out boxes to tick, "□适用 √不适用", before and after a title on one line with them."""
    if at is None:
        return None
    start, end = at
    for match in TICKS.finditer(text, start, end):
        if match.start() == start:
            start = match.end()
        else:
            end = match.start()
            break
    return _trim(text, start, end)


def _notes(around: Surroundings, after: int) -> tuple[Piece, ...]:
    lines = around.lines
    notes: list[Piece] = []
    number = after
    while number < len(lines) and number - after < 24:
        line = lines[number]
        if not line.bare and not notes:
            number += 1
            continue
        begins = NOTE.match(line.bare)
        goes_on = notes and around.goes_on(number - 1)
        if not begins and not goes_on:
            break
        notes.append(_span(line))
        number += 1
    return tuple(notes)


def _trim(text: str, start: int, end: int) -> Piece | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "（("):
        end -= 1
    return (start, end) if start < end else None


def _by_line(text: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    while (cut := text.find("\n", start, end)) >= 0:
        pieces.append((start, cut))
        start = cut + 1
    return [*pieces, (start, end)]
