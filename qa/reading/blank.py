"""Reads a figure out of the sentence that says a question nearly word for word: the one that stands there in the place
of its interrogative, the question's words before and behind it standing in their order.

Such a sentence answers by itself: no cell that holds half of those words does, nor a figure that could be computed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import WORD_FOR_WORD, Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.sentences import BEFORE
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Want
from qa.parsing.holes import holes_of
from qa.parsing.question import Question, once
from qa.parsing.words import fold, unspaced
from qa.reading.echo import begin_alike
from qa.reading.figures import figures_in
from qa.reading.in_order import Part, Plain, chain, needed, parts_of, places
from qa.reading.shown import focused
from qa.reading.sight import Sight

LOOKED_AT, SAYING = 24, 0.5  # sentences, and of a question's words that one must explain to be looked at
LEAST, WHOLE = 0.85, 0.97  # of a question's weight that a sentence says in order, and of one said word for word
ANCHOR = 8  # characters right beside the place that the question must have beside its interrogative
BESIDE, MOST = 0.02, 12  # what each of them adds, so many at most
REACH = 24  # characters beside a place that are looked at
APART = 0.03  # by so much the best reading must lead those of other figures
_EACH = Pattern("分别|各自")
_GLUE = Pattern(r"[的了是为有达到约共均都也已在,。:;、()“”\"《》\s]")
_PARAGRAPH = Pattern(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a question says before and behind its interrogative: in parts, and as it is written without small words."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    before: str
    behind: str

    @property
    def weight(self) -> float:
        return sum(p.weight for p in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a sentence that may stand in the place of the interrogative."""

    sentence: Sentence
    item: Item
    said: float  # how much of the question stands around it in order
    beside: int  # characters right beside it that the question has there too

    @property
    def total(self) -> float:
        return self.said + BESIDE * min(MOST, self.beside)


def said_so(bench: Workbench) -> Found | None:
    """Answer with the figure that stands where the question has its interrogative, in a sentence that says the rest of
    it; nothing where another sentence says as much of another figure."""
    frame = frame_of(bench.question)
    if frame is None or bench.figure or bench.question.told != "zh":
        return None
    best = _best(bench, readings(bench, frame))
    if best is None or best.said < LEAST or best.beside < ANCHOR or not _says_all(bench, best):
        return None
    bench.notes.append(f"said so {best.said:.2f} beside {best.beside} | {best.sentence.text[:60]}")
    sure = round(min(0.97, 0.1 + 0.85 * best.said), 3)
    met = frozenset({WORD_FOR_WORD} if best.said >= WHOLE else ())
    prose = (focused(best.sentence, best.item.text),)
    return Found(Status.ANSWERED, (best.item,), (), sure, kind="number", prose=prose, met=met)


@once
def frame_of(question: Question) -> Frame | None:
    """Return what a question says around the one figure that it asks for; nothing where it asks otherwise."""
    holes = holes_of(question)
    if len(holes) != 1 or holes[0].want is not Want.FIGURE or not holes[0].units or holes[0].plural:
        return None
    folded, (start, end) = question.folded.rstrip("?？。 "), holes[0].at
    if _EACH.search(folded, 0, start):
        return None
    left, right = tuple(parts_of(question, 0, start)), tuple(parts_of(question, end, len(folded)))
    return Frame(left, right, _bare(folded[:start]), _bare(folded[end:]))


def readings(bench: Workbench, frame: Frame) -> list[Reading]:
    """Return the figures of the likely sentences that are of the unit asked for, with how much stands around each."""
    likely = (s for s in bench.verbatim[:LOOKED_AT] if s.words >= SAYING)
    return [reading for sentence in likely for reading in _of(bench, frame, sentence)]


def _of(bench: Workbench, frame: Frame, sentence: Sentence) -> Iterator[Reading]:
    sight = Sight(sentence.text)
    options = list(figures_in(holes_of(bench.question)[0], sight))
    if not options:
        return
    earlier = unspaced(_before(bench, sentence))
    plain = Plain(earlier + sight.text)
    left = chain(frame.left, plain.text, plain.at(len(earlier)))
    right = chain([_turned(p) for p in reversed(frame.right)], plain.text[::-1])
    for span, item in options:
        start, end = plain.at(len(earlier) + span.start), plain.at(len(earlier) + span.end)
        said = (left[start] + right[len(plain.text) - end]) / frame.weight
        beside = begin_alike(frame.before[::-1], _bare(plain.text[max(0, start - REACH) : start])[::-1])
        beside += begin_alike(frame.behind, _bare(plain.text[end : end + REACH]))
        yield Reading(sentence, item, said, beside)


def _turned(part: Part) -> Part:
    return Part(tuple(form[::-1] for form in part.forms), part.weight)


def _before(bench: Workbench, sentence: Sentence) -> str:
    """Return what stands before a sentence in its paragraph."""
    if sentence.evidence.cell is not None:
        return ""
    return _PARAGRAPH.split(bench.library.text(sentence.doc, max(0, sentence.start - BEFORE), sentence.start))[-1]


def _best(bench: Workbench, found: Sequence[Reading]) -> Reading | None:
    """Return the reading that leads all of other figures; where filings differ and no time is asked, the newest's."""
    best = max(found, key=lambda r: r.total, default=None)
    near = [r for r in found if best and r.total > best.total - APART]
    if len({r.item.value for r in near}) < 2:
        return best
    newest = next(f.id for f in bench.filings if any(f.id == r.sentence.doc for r in near))
    near = [r for r in near if r.sentence.doc == newest and not bench.scope.periods]
    return max(near, key=lambda r: r.total) if len({r.item.value for r in near}) == 1 else None


def _says_all(bench: Workbench, reading: Reading) -> bool:
    """Tell whether a sentence, or what stands before it, says each figure, time and name of the question; in the filing
    of the one who is named 公司 does."""
    sentence = reading.sentence
    text = Plain(unspaced(_before(bench, sentence)) + unspaced(sentence.text)).text
    if not all(any(any(places(form, text)) for form in forms) for forms in needed(bench.question)):
        return False
    own = bench.scope.issuers if sentence.doc in bench.scope.home else frozenset[str]()
    unsaid = [m for m in bench.question.mentions if fold(m.text) not in text and not own & set(m.ids)]
    named = bench.names.ids_in(text) if unsaid else frozenset[str]()
    return all(named & set(m.ids) for m in unsaid)


def _bare(text: str) -> str:
    return _GLUE.sub("", text)
