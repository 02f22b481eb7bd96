"""The sentences that may answer, best first: found by the words of the question and by how they are said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from kg.model import BlockKind, Evidence, Passage, Speaker
from kg.pattern import Pattern
from kg.period import Period
from qa.evidence.cells import Cell
from qa.evidence.gather import query_words
from qa.evidence.given import holds
from qa.evidence.library import Library, Search
from qa.evidence.scope import Scope
from qa.evidence.sentences import SHORTEST, Piece, of_passage, periods_in, says_who
from qa.evidence.telling import Telling
from qa.parsing.changes import says_change
from qa.parsing.effects import clause_asked, explained_of
from qa.parsing.holes import holes_of
from qa.parsing.match import SURE, SYNONYM, explained, squeezed
from qa.parsing.names import Names
from qa.parsing.periods import is_span, touch
from qa.parsing.question import Kind, Question, once
from qa.parsing.tenths import says_tenths
from qa.parsing.words import unspaced, word_file

PASSAGES = 96  # that are looked at
AS_IT_STANDS = 12  # those that say most of a question as it stands
FEWEST = 2  # words of the clause that asks why which say of whom it asks without a name of another clause
ELSEWHERE = 0.75  # what the words of a sentence count that is not about the party asked for
OTHER_TIME = 0.45  # what a sentence loses that only speaks of other periods
PART_OF_TIME = 0.06  # what one loses that speaks of a part of the time asked for alone
TOLD = (
    0.15  # what a sentence gains that has all of the question's telling pairs of characters: more would outweigh words
)
POOL = 300  # sentences among which a pair is rare or common
SHORTEST_REASON = 2  # of a cell under a head that promises reasons: 个人原因
LONG_CELL = 40  # characters of a cell that holds sentences, not a label
AROUND = 0.55  # what a word counts that only the sentences before, or the headings, say
TOLD_OF = 0.2  # what a sentence gains that says of the noun asked about what it is or lies in: 风险在于…
DEFINED = 0.25  # what a sentence gains that says of the very thing asked for what it is
_IS_DEFINED = Pattern(r"[）)”」\"]?[，,]?(?:则|就|即)?(?:是指|是|指|即|为|：)")
_STATES = Pattern(r"公司.{0,4}(?:不存在|未|已|没有|均)")  # what a cell of a few words begins with that states something
_IS_TOLD = Pattern(
    r"[）)”」\"]?(?:主要|具体|一般)?(?:在于|体现|表现|包括|包含|涵盖|分为|有(?!限)|是(?!否)|为|系(?!统|列)|如下|[：:])"
)
_ADDRESSES, _AUTHORITIES = Pattern("贵[所部局会]"), ("交易所", "证监局", "监督管理委员会")
_CONDITION = Pattern(r"但|如果|若|只要|即使")
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

    def telling(self, share: float) -> "Sentence":
        """Return it with how much of the question's telling pairs it has."""
        return Sentence(self.text, self.evidence, self.words, self.manner, self.head, share, self.given)


class _Said(NamedTuple):
    """What a sentence is judged by: its own words and those around it, squeezed, and whom they name."""

    piece: Piece
    own: str
    around: str
    parties: frozenset[str]
    near_parties: frozenset[str]
    manner: str = ""  # further words that show how it is said: the head of a column
    given: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def manners() -> dict[str, tuple[Pattern, float]]:
    """Return how each kind of answer is worded: a pattern and what it adds."""
    data = word_file("manners")
    return {kind: (Pattern(line["pattern"]), float(line["weight"])) for kind, line in data.items()}


def sentences(
    question: Question,
    scope: Scope,
    library: Library,
    index: Search,
    names: Names,
    cells: Iterable[Cell] = (),
    *,
    verbatim: bool = False,
) -> list[Sentence]:
    """Return the sentences of passages and of wordy table cells that answer in prose, best first; *verbatim* only of
    the passages that say most of the question as it stands."""
    scope = _of_the_effect(question, scope)
    own = scope.issuers if scope.home and not scope.between else frozenset[str]()  # their filings call them 公司
    named = replace(question, mentions=tuple(m for m in question.mentions if not own & set(m.ids)))
    full = [e.name for m in named.mentions for i in m.ids[:2] if (e := library.entity(i))]
    query = query_words(named, scope, full)
    addressed = _addressed(question, library)
    found: dict[tuple[str, int, str], Sentence] = {}
    hits = [] if verbatim else index.search(query, PASSAGES, kind="passage", docs=sorted(scope.docs))
    hits = [*hits, *index.search(question.text, AS_IT_STANDS, kind="passage", docs=sorted(scope.docs))]
    for passage in library.passages(list(dict.fromkeys(hit.id for hit in hits))):
        if passage.kind not in _NOISE and scope.hears(passage.doc):
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
    found = {key: s for key, s in found.items() if not _is_title(s, library)}
    telling = Telling(question, [squeezed(s.text) for s in islice(found.values(), POOL)])
    least = 0.0 if question.kind is Kind.WHY else -1.0  # one that only says again what is to be explained is no reason
    shares = ((s, telling.share(squeezed(s.text)) if s.manner > least else 0.0) for s in found.values())
    told = [s.telling(share) if share else s for s, share in shares]
    return sorted(told, key=lambda s: (-s.total, s.doc, s.start, s.text))


def _of_the_effect(question: Question, scope: Scope) -> Scope:
    """Return the scope without the parties that only a clause behind the one that asks why names: a cause is told of
    the effect asked about, not of what came of that."""
    start, end = clause_asked(question) if question.kind is Kind.WHY else (0, len(question.folded))
    about = [t for t in question.terms if start <= t.start < end and len(t.text) > 1]
    if len(about) < FEWEST:
        return scope
    named = frozenset(i for m in question.mentions if m.start < end for i in m.ids)
    return replace(scope, parties=tuple(p for p in scope.parties if p & named))


def _is_title(sentence: Sentence, library: Library) -> bool:
    """Tell whether a sentence is but the title of its filing, which states nothing."""
    filing = library.document(sentence.doc)
    return filing is not None and squeezed(sentence.text) in squeezed(filing[1])


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


def _of_passage(
    question: Question, scope: Scope, passage: Passage, text: str, names: Names, addressed: frozenset[str]
) -> Iterator[Sentence]:
    """Yield the sentences of a passage; `addressed` are those whom a reply calls 贵所."""
    for piece in of_passage(passage, text):
        parties = near = frozenset[str]()
        if scope.parties:
            parties = names.ids_in(piece.text) | (addressed if _ADDRESSES.search(piece.text) else frozenset())
            near = names.ids_in(piece.before)
        yield _scored(question, scope, _Said(piece, piece.own, piece.around, parties, near))


def _of_cell(
    question: Question, scope: Scope, cell: Cell, names: Names, row: str, given: frozenset[str]
) -> Iterator[Sentence]:
    """A wordy cell speaks of what its row and column name; `row` is what else its row says of a reason in it."""
    whole = names.ids_in(unspaced(cell.text)) if scope.parties else frozenset[str]()
    gives_reason = bool(row) and manners()["why_head"][0].search(cell.heads)
    beside = cell.row + cell.column + (row if gives_reason else "")
    over = cell.about + cell.far
    for piece in cell.pieces:
        parties = cell.named | names.ids_in(piece.text) if scope.parties else cell.named
        yield _scored(
            question,
            scope,
            _Said(piece, piece.own + beside, over + piece.around, parties, whole, manner=cell.heads, given=given),
        )


def _scored(question: Question, scope: Scope, said: _Said) -> Sentence:
    text, evidence, why = said.piece.text, said.piece.evidence, question.kind is Kind.WHY
    weight = found = 0.0
    for term in question.terms:
        value = explained(term, said.own)
        if value < AROUND:
            value = max(value, AROUND * explained(term, said.around))
        if why and term.text.endswith(_CHANGED) and says_change(said.own):
            value = SURE  # 变动的原因: that of a rise or a fall
        if value < SURE and says_tenths(term.text, said.piece.bare):
            value = SURE
        if term.hard and value < SYNONYM:
            return Sentence(text, evidence, 0.0, 0.0)
        weight += term.weight
        found += term.weight * value
    for figure in question.figures:
        weight += 1.2
        found += 1.2 if figure.digits in text or figure.digits in said.given else 0.0
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
        told = explained_of(text) if why else text  # a cause may be of an earlier time
        words -= _time_amiss(scope.periods, told)
    speaks_only = question.kind is not Kind.WHO and says_who(said.own)
    if speaks_only or said.piece.requests or (question.kind.is_text and _says_little(question, said)):
        words *= 0.4
    return Sentence(text, evidence, words, _manner(question, said), said.manner, given=said.given)


def _time_amiss(asked: tuple[Period, ...], text: str) -> float:
    """Return what a sentence loses that states periods none of which is or lies in one asked for, or only a part of it:
    what is said of the first quarter is not yet said of the half-year."""
    stated = periods_in(text)
    if not stated:
        return 0.0
    if not any(touch(a, p) for a in asked for p in stated):
        return OTHER_TIME
    whole = any(p.contains(a) for a in asked for p in stated)
    return 0.0 if whole or not any(is_span(p) for p in stated) else PART_OF_TIME


def _says_little(question: Question, said: _Said) -> bool:
    """Tell whether a sentence only repeats the question's words, so that it explains nothing."""
    left = squeezed(said.piece.text)
    for term in question.terms:
        for form in term.forms[:3]:
            left = left.replace(form, "")
    in_its_column = question.kind is Kind.WHY and manners()["why_head"][0].search(said.manner)
    return len(left) < (SHORTEST_REASON if in_its_column else SHORTEST)


def _manner(question: Question, said: _Said) -> float:
    pattern, gain = manners().get(question.kind.value, manners()["other"])
    heads, further = manners().get(f"{question.kind.value}_head", manners()["other"])
    text = said.piece.bare
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
    elif _tells_asked(question, text):
        manner += TOLD_OF
    if text.endswith(("：", ":")):
        manner -= 0.3
    return manner - (0.1 if said.piece.evidence.speaker is Speaker.REGULATOR else 0.0)


def _tells_asked(question: Question, text: str) -> bool:
    """Tell whether a sentence says of the noun whose content is asked for what it is or lies in: 风险在于…."""
    said = text.lower()
    return any(_IS_TOLD.match(said, m.end()) for form in _asked(question) for m in re.finditer(re.escape(form), said))


@once
def _asked(question: Question) -> frozenset[str]:
    """Return the forms of the nouns whose content is asked for."""
    if question.kind not in (Kind.WHAT, Kind.HOW, Kind.LIST):
        return frozenset()
    asked = [hole.label for hole in holes_of(question) if not hole.behind and (hole.is_told or hole.is_bare)]
    return frozenset(form for label in asked for cue in label for form in cue.forms if len(form) > 1)


def _says_what_it_is(question: Question, text: str) -> bool:
    """Tell whether a sentence says of the last thing that the question names what it is: …（甲）则是以…."""
    said = text.lower()
    ends = [m.end() for t in question.terms[-1:] for f in t.forms if f for m in re.finditer(re.escape(f), said)]
    return any(_IS_DEFINED.match(text[end:]) for end in ends)
