"""The sentences that may answer, best first: found by the words of the question and by how they are said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from kg.model import BlockKind, Evidence, Excerpt, Passage, Speaker
from kg.period import Period
from kg.values.dates import find_periods
from qa.cells import Cell
from qa.changes import says_change
from qa.gather import query_words
from qa.given import holds
from qa.library import Library, Search
from qa.match import SURE, SYNONYM, explained, squeezed
from qa.names import Names
from qa.periods import is_span, touch
from qa.question import Kind, Question
from qa.reading.effects import explained_of
from qa.scope import Scope
from qa.telling import Telling
from qa.words import word_file

PASSAGES = 96  # that are looked at
LONGEST = 1200  # characters of one sentence; longer ones are no sentences
ELSEWHERE = 0.75  # what the words of a sentence count that is not about the party asked for
OTHER_TIME = 0.45  # what a sentence loses that only speaks of other periods
PART_OF_TIME = 0.06  # what one loses that speaks of a part of the time asked for alone
TOLD = (
    0.15  # what a sentence gains that has all of the question's telling pairs of characters: more would outweigh words
)
POOL = 300  # sentences among which a pair is rare or common
SHORTEST = 6
SHORTEST_REASON = 2  # of a cell under a head that promises reasons: 个人原因
LONG_CELL = 40  # characters of a cell that holds sentences, not a label
BEFORE = 240  # characters before a sentence that may say whom it is about
LABELLED, ATTRIBUTED = 400, 80  # characters of a paragraph after its label, and behind a sentence who said it
AROUND = 0.55  # what a word counts that only the sentences before, or the headings, say
DEFINED = 0.25  # what a sentence gains that says of the very thing asked for what it is
_IS_DEFINED = re.compile(r"[）)”」\"]?[，,]?(?:则|就|即)?(?:是指|是|指|即|为|：)")
_END = re.compile(r"[。！？；!?;][”’」』）)]*")
_ASKS_ITSELF = re.compile(
    r"请(?:你)?公司|请说明|^[（(][一二三四五六七八九十\d]+[）)].{0,20}(?:补充披露|结合|说明|列示|披露)"
    r"|(?:说明|披露|分析).{0,40}(?:原因|合理性|是否存在|情况)[；。]?$"
)
_BOX = re.compile(r"(?P<box>[□☐√☑■])\s*(?P<said>[^□☐√☑■\s][^□☐√☑■]*)")
_TICKS = "√☑■"
_STATES = re.compile(
    r"公司.{0,4}(?:不存在|未|已|没有|均)"
)  # what a cell of a few words begins with that states something
_SPEAKS = re.compile(r"^.{0,50}(?:表示|指出|强调|透露|坦言|介绍|回应|说|称)道?$")  # who says what is said beside it
_ADDRESSES, _AUTHORITIES = re.compile("贵[所部局会]"), ("交易所", "证监局", "监督管理委员会")
_PARAGRAPH = re.compile(r"\n\s*\n")
_LABEL = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*)?(?P<label>[^，。；：:\n]{3,20})[：:]")
_CONDITION = re.compile(r"但|如果|若|只要|即使")
_CHANGED = ("变动", "变化")
_NOISE = (BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FRONT_MATTER)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a filing, or of a cell of a table, with its place and how well it answers."""

    text: str
    evidence: Evidence
    words: float
    manner: float
    head: str = ""  # the head of its column, where it stands in a cell
    told: float = 0.0  # how much of the question's telling pairs of characters it has
    given: frozenset[str] = frozenset()  # figures of the question that its row says in other cells

    @property
    def doc(self) -> str:
        return self.evidence.doc

    @property
    def start(self) -> int:
        return self.evidence.main.start

    @property
    def end(self) -> int:
        return self.evidence.main.end

    @property
    def total(self) -> float:
        return self.words + self.manner + TOLD * self.told


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence is judged by: its own words and those around it, squeezed, and whom they name."""

    text: str
    own: str
    around: str
    parties: frozenset[str]
    near_parties: frozenset[str]
    speaker: Speaker
    manner: str = ""  # further words that show how it is said: the head of a column
    given: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def manners() -> dict[str, tuple[re.Pattern[str], float]]:
    """Return how each kind of answer is worded: a pattern and what it adds."""
    data = word_file("manners")
    return {kind: (re.compile(line["pattern"]), float(line["weight"])) for kind, line in data.items()}


def sentences(
    question: Question, scope: Scope, library: Library, index: Search, names: Names, cells: Iterable[Cell] = ()
) -> list[Sentence]:
    """Return the sentences of passages and of wordy table cells that answer in prose, best first."""
    own = scope.issuers if scope.home and not scope.between else frozenset[str]()  # their filings call them 公司
    named = replace(question, mentions=tuple(m for m in question.mentions if not own & set(m.ids)))
    full = [e.name for m in named.mentions for i in m.ids[:2] if (e := library.entity(i))]
    query = query_words(named, scope, full)
    addressed = _addressed(question, library)
    found: dict[tuple[str, int, str], Sentence] = {}
    for hit in index.search(query, PASSAGES, kind="passage", docs=sorted(scope.docs)):
        passage = library.passage(hit.id)
        if passage is not None and passage.kind not in _NOISE and scope.hears(passage.doc):
            text = library.text(passage.doc, passage.start, passage.end)
            for sentence in _of_passage(question, scope, passage, text, names, addressed):
                found.setdefault((sentence.doc, sentence.start, ""), sentence)
    rows = _rows(cells) if question.kind is Kind.WHY else {}
    given = _given(question, cells)
    for cell in cells:
        if cell.fact.type == "Entry" and isinstance(cell.value, str) and _may_say(cell, scope):
            figures = given.get(cell.line, frozenset())
            for sentence in _of_cell(question, scope, cell, names, rows.get(cell.line, ""), figures):
                found.setdefault((sentence.doc, sentence.start, sentence.text), sentence)
    telling = Telling(question, [squeezed(s.text) for s in islice(found.values(), POOL)])
    least = 0.0 if question.kind is Kind.WHY else -1.0  # one that only says again what is to be explained is no reason
    told = [replace(s, told=telling.share(squeezed(s.text))) if s.manner > least else s for s in found.values()]
    return sorted(told, key=lambda s: (-s.total, s.doc, s.start, s.text))


def _addressed(question: Question, library: Library) -> frozenset[str]:
    """Return those named by a question to whom companies reply: an exchange, an authority."""
    named = ((i, library.entity(i)) for m in question.mentions for i in m.ids[:2])
    return frozenset(i for i, entity in named if entity and entity.name.endswith(_AUTHORITIES))


def _rows(cells: Iterable[Cell]) -> dict[tuple[str, str, int], str]:
    """Return the short words of each row: a reason that a row gives is of all that the row says."""
    rows: dict[tuple[str, str, int], list[str]] = {}
    for cell in cells:
        if cell.line_number >= 0 and isinstance(cell.value, str) and len(cell.text) <= LONG_CELL:
            rows.setdefault(cell.line, []).append(squeezed(cell.text))
    return {line: "".join(dict.fromkeys(texts)) for line, texts in rows.items()}


def _given(question: Question, cells: Iterable[Cell]) -> dict[tuple[str, str, int], frozenset[str]]:
    """Return for each row the figures of the question that it says: they tell which row is meant."""
    rows: dict[tuple[str, str, int], frozenset[str]] = {}
    for cell in cells if question.figures else ():
        said = frozenset(f.digits for f in question.figures if holds(question, cell, f))
        if said and cell.line_number >= 0 and len(cell.text) <= LONG_CELL:  # a longer one says many things
            rows[cell.line] = rows.get(cell.line, frozenset()) | said
    return rows


def _may_say(cell: Cell, scope: Scope) -> bool:
    """Tell whether a cell of words may be read for an answer; one that holds a whole sentence names its own parties."""
    if (len(cell.text) > LONG_CELL or _STATES.search(cell.text)) and (not scope.docs or cell.doc in scope.docs):
        return True
    return scope.allows(cell) and scope.timely(cell) > 0


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


def _of_passage(
    question: Question, scope: Scope, passage: Passage, text: str, names: Names, addressed: frozenset[str]
) -> Iterator[Sentence]:
    """Yield the sentences of a passage; `addressed` are those whom a reply calls 贵所."""
    for start, end in (option for a, b in split(text) for option in _ticked(text, a, b)):
        if end - start > LONGEST:
            continue
        quote = text[start:end]
        before = text[max(0, start - BEFORE) : start]
        own = squeezed(_label(text[:start]) + quote)
        said = _Said(
            quote,
            own,
            squeezed(" ".join(passage.section[-2:])) + squeezed(before) + own + squeezed(_speaker(text[end:])),
            names.ids_in(quote) | (addressed if _ADDRESSES.search(quote) else frozenset())
            if scope.parties
            else frozenset(),
            names.ids_in(before) if scope.parties else frozenset(),
            passage.speaker,
        )
        at = passage.start + start
        evidence = Evidence(
            passage.doc, Excerpt(at, at + len(quote), quote), section=passage.section, speaker=passage.speaker
        )
        yield _scored(question, scope, said, quote, evidence)


def _label(before: str) -> str:
    """Return what the paragraph of a sentence opens with as its subject: 供货风险：…, of all that follows in it."""
    paragraph = _PARAGRAPH.split(before[-LABELLED:])[-1]
    match = _LABEL.match(paragraph)
    return match["label"] if match else ""


def _speaker(behind: str) -> str:
    """Return who said a sentence where the filing says so behind it: “…。”某券商负责人对记者表示道。"""
    first = _END.split(behind[:ATTRIBUTED], maxsplit=1)[0]
    return first if _SPEAKS.search(squeezed(first)) else ""


def _of_cell(
    question: Question, scope: Scope, cell: Cell, names: Names, row: str, given: frozenset[str]
) -> Iterator[Sentence]:
    """A wordy cell speaks of what its row and column name; `row` is what else its row says of a reason in it."""
    text = "".join(cell.text.split())
    whole = names.ids_in(text) if scope.parties else frozenset()
    gives_reason = bool(row) and manners()["why_head"][0].search(cell.heads)
    beside = cell.row + cell.column + (row if gives_reason else "")
    for start, end in split(text) if len(text) > 80 else [(0, len(text))]:
        said = _Said(
            text[start:end],
            squeezed(text[start:end]) + beside,
            cell.about + cell.far + squeezed(text[max(0, start - BEFORE) : start]),
            cell.parties | cell.subjects | (names.ids_in(text[start:end]) if scope.parties else frozenset()),
            whole,
            cell.evidence.speaker,
            manner=cell.heads,
            given=given,
        )
        evidence = cell.evidence if end - start == len(text) else _part(cell.evidence, text[start:end])
        yield _scored(question, scope, said, text[start:end], evidence)


def _part(evidence: Evidence, sentence: str) -> Evidence:
    """Return evidence narrowed to one sentence of a long cell, where the sentence stands there in one piece."""
    quote = evidence.main.quote
    at = [i for i, c in enumerate(quote) if not c.isspace()]
    found = "".join(quote.split()).find(sentence)
    a, b = (at[found], at[found + len(sentence) - 1] + 1) if found >= 0 else _lines(quote, sentence)
    if b <= a:
        return evidence
    start = evidence.main.start + a
    return replace(evidence, main=Excerpt(start, start + b - a, quote[a:b]), focus=None)


def _lines(quote: str, sentence: str) -> tuple[int, int]:
    """Return the range of the lines that a sentence runs over where those of another column stand between them."""
    first = last = -1
    at = left = 0
    for line in quote.splitlines(keepends=True):
        words = "".join(line.split())
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


def _scored(question: Question, scope: Scope, said: _Said, text: str, evidence: Evidence) -> Sentence:
    weight = found = 0.0
    for term in question.terms:
        value = max(explained(term, said.own), AROUND * explained(term, said.around))
        if question.kind is Kind.WHY and term.text.endswith(_CHANGED) and says_change(said.own):
            value = SURE  # 变动的原因: that of a rise or a fall
        if term.hard and value < SYNONYM:
            return Sentence(text, evidence, 0.0, 0.0)
        weight += term.weight
        found += term.weight * value
    for figure in question.figures:
        weight += 1.2
        found += 1.2 if figure.digits in said.text or figure.digits in said.given else 0.0
    if scope.parties:
        meets = any if scope.either else all
        weight += 1.5
        if meets(group & said.parties for group in scope.parties):
            found += 1.5
        elif meets(group & (said.parties | said.near_parties) for group in scope.parties):
            found += 1.15
        else:
            found *= ELSEWHERE
    words = found / weight if weight else 0.0
    if scope.periods:
        told = explained_of(said.text) if question.kind is Kind.WHY else said.text  # a cause may be of an earlier time
        words -= _time_amiss(scope.periods, told)
    speaks_only = question.kind is not Kind.WHO and bool(_SPEAKS.search(said.own))
    if speaks_only or asks_itself(said.text, said.speaker) or (question.kind.is_text and _says_little(question, said)):
        words *= 0.4
    return Sentence(text, evidence, words, _manner(question, said), said.manner, given=said.given)


@lru_cache(maxsize=65536)
def _time_amiss(asked: tuple[Period, ...], text: str) -> float:
    """Return what a sentence loses that states periods none of which is or lies in one asked for, or only a part of it:
    what is said of the first quarter is not yet said of the half-year."""
    stated = [p for _, _, p in find_periods(text)]
    if not stated:
        return 0.0
    if not any(touch(a, p) for a in asked for p in stated):
        return OTHER_TIME
    whole = any(p.contains(a) for a in asked for p in stated)
    return 0.0 if whole or not any(is_span(p) for p in stated) else PART_OF_TIME


def asks_itself(text: str, speaker: Speaker) -> bool:
    """Tell whether a sentence is itself a request or a question, which states nothing."""
    bare = "".join(text.split())
    if bare.endswith(("？", "?")):
        return True
    return bool(_ASKS_ITSELF.search(bare)) and (speaker is Speaker.REGULATOR or "请公司" in bare or bare[:1] in "（(")


def _says_little(question: Question, said: _Said) -> bool:
    """Tell whether a sentence only repeats the question's words, so that it explains nothing."""
    left = squeezed(said.text)
    for term in question.terms:
        for form in term.forms[:3]:
            left = left.replace(form, "")
    in_its_column = question.kind is Kind.WHY and manners()["why_head"][0].search(said.manner)
    return len(left) < (SHORTEST_REASON if in_its_column else SHORTEST)


def _manner(question: Question, said: _Said) -> float:
    pattern, gain = manners().get(question.kind.value, manners()["other"])
    heads, further = manners().get(f"{question.kind.value}_head", manners()["other"])
    text = "".join(said.text.split())
    manner = gain if pattern.search(text) else 0.0
    if said.manner and heads.search(said.manner):
        manner = max(manner, further)
    if question.kind is Kind.YESNO and _CONDITION.search(question.folded):
        rule, more = manners()["condition"]
        manner += more if rule.search(text) else 0.0
    elif question.kind is Kind.YESNO:
        rule, less = manners()["supposed"]
        manner += less if rule.search(text) else 0.0
    if question.kind is Kind.DEFINE and _says_what_it_is(question, text):
        manner += DEFINED
    if text.endswith(("：", ":")):
        manner -= 0.3
    return manner - (0.1 if said.speaker is Speaker.REGULATOR else 0.0)


def _says_what_it_is(question: Question, text: str) -> bool:
    """Tell whether a sentence says of the last thing that the question names what it is: …（甲）则是以…."""
    said = text.lower()
    ends = [m.end() for t in question.terms[-1:] for f in t.forms if f for m in re.finditer(re.escape(f), said)]
    return any(_IS_DEFINED.match(text[end:]) for end in ends)
