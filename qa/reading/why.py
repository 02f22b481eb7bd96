"""Why something is so: the sentence that ties a cause to the very effect asked about, or the ones around it that do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.answer import Status
from kg.model import Excerpt
from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.prose import Sentence, manners
from qa.evidence.sentences import BEFORE, split
from qa.evidence.workbench import Workbench
from qa.parsing.changes import says_change
from qa.parsing.effects import (
    concludes,
    explained_by,
    goes_against,
    hears,
    implies,
    is_note,
    is_procedure,
    leads_back,
    leans,
    says_effect,
    supposes,
)
from qa.parsing.gloss import glossed
from qa.parsing.match import explained, squeezed
from qa.parsing.words import unspaced
from qa.reading.shown import chosen, reason, shown, told, unfinished
from qa.reading.signs import ahead

LEAST = 0.55  # of a question's words that a sentence must explain
FAR, LEAST_FAR = 0.3, 0.45  # by how much one explains more than any that says something else: then less is enough
LEAST_OF_ROW = 0.45  # the same of a cell for reasons in the row of the party asked about
LEAST_HEARD = 0.3  # of what the question asks the reason of
UNCAUSED = 0.7  # the same of sentences without a word of cause
OFF = 0.6  # what a sentence loses all of whose words are of causes, not of the effect asked about
SUPPOSED = 0.25  # what one loses that only supposes what is said to be so
CONCLUDED = 0.1  # what one loses that only says again that something is so, or reasonable
NAMELESS = 0.3  # what one loses that names none of those whom a question names beside the company
LOOKED_AT = 40  # sentences
_DENIED = Pattern("没|未|不")
OF_ROW = 80  # characters of a cell that is the reason of what its row says; a longer one says many things


def because(bench: Workbench) -> Found | None:
    """Answer with the sentence or two that give the reason."""
    ranked = sorted(_options(bench), key=lambda option: -option[0])
    bench.notes.extend(f"why {fit:.3f} words {s.words:.2f} | {shown(s.text)[:80]}" for fit, s in ranked[:6])
    for fit, first in ranked:
        before = _before(bench, first) if leans(first.text) else None
        rest = unfinished(bench.library, first)
        best = [before] if before else [first, *rest] if rest else chosen(bench.question, first, bench.sentences)
        if _hears(bench, best) and (before or rest or _gives_reason(bench, best)):
            text = reason(best[0]) + shown(best[1].text) if rest else "".join(told(bench.question, s) for s in best)
            return _found(bench, best, text, fit)
    return None


def _options(bench: Workbench) -> Iterator[tuple[float, Sentence]]:
    """Yield the sentences that may give the reason, with how well each speaks of the effect asked about."""
    for sentence in bench.sentences[:LOOKED_AT]:
        if sentence.words < _least(bench, sentence) or sentence.manner < 0 or is_procedure(sentence.text):
            continue
        if is_note(sentence.text) or goes_against(bench.question, sentence.text):
            continue
        of_row = sentence.evidence.cell is not None and len(sentence.text) < OF_ROW
        off = 0.0 if of_row else OFF * (1 - explained_by(bench.question, sentence.text))
        tied = not sentence.manner and (leans(sentence.text) or implies(bench.question, sentence.text))
        gain = manners()["why"][1] if tied else 0.0
        off += SUPPOSED if supposes(bench.question, sentence.text) else 0.0
        off += CONCLUDED if concludes(sentence.text) else 0.0
        unnamed = _names_nobody_asked(bench, sentence) or _leaves_out_which(bench, sentence)
        off += NAMELESS if unnamed else 0.0
        yield sentence.total + gain - off * sentence.words, sentence


def _hears(bench: Workbench, said: Sequence[Sentence]) -> bool:
    """Tell whether sentences, with row and headings over them, speak of what the question asks the reason of."""
    cells = [s.evidence.cell for s in said]
    texts = [f"{s.text} {s.head} {' '.join(s.evidence.section[-2:])}" for s in said]
    texts += [f"{cell.row} {cell.caption}" for cell in cells if cell]
    return hears(bench.question, " ".join(texts)) >= LEAST_HEARD


def _least(bench: Workbench, sentence: Sentence) -> float:
    """Return of how many of the question's words a sentence must speak; less is enough of one to which none comes near
    and which says the effect."""
    if _of_party(bench, sentence):
        return LEAST_OF_ROW
    far = LEAST_FAR <= sentence.words < LEAST and says_effect(bench.question, sentence.text)
    return LEAST_FAR if far and ahead(bench, sentence) >= FAR else LEAST


def _names_nobody_asked(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a question names somebody beside the company whose filing it is, and a sentence nobody of those."""
    asked = frozenset().union(*(p for p in bench.scope.parties if not p & bench.scope.all_issuers))
    said = bench.names.ids_in(sentence.text) if asked and sentence.evidence.cell is None else asked
    return bool(asked) and not asked & said


def _leaves_out_which(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a question says which of some things it means, in a word that nobody knows, and a sentence, or the
    row of a cell, does not: 浪潮服务器, not any 服务器."""
    cell = sentence.evidence.cell
    said = squeezed(sentence.text + (cell.row if cell else ""))
    return any(
        not one.meaning and len(one.text) > 1 and one.end == other.start and other.meaning and not other.kind
        for one, other in pairwise(bench.question.terms)
        if not explained(one, said)
    )


def _of_party(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a sentence stands in the row of whom the question names, under a head that promises a reason."""
    cell, asked = sentence.evidence.cell, frozenset().union(*bench.scope.parties)
    promised = cell is not None and manners()["why_head"][0].search(sentence.head)
    return bool(promised and cell and bench.names.ids_in(cell.row) & asked)


def _found(bench: Workbench, best: Sequence[Sentence], text: str, fit: float) -> Found:
    text = glossed(text) if bench.question.told == "en" else text
    return Found(Status.ANSWERED, text=text, confidence=min(0.9, 0.35 + 0.5 * fit), kind="text", prose=tuple(best))


def _before(bench: Workbench, sentence: Sentence) -> Sentence | None:
    """Return a sentence with the one before it, which tells its reason."""
    if sentence.evidence.cell is not None:
        return None
    start = max(0, sentence.start - BEFORE)
    text = bench.library.text(sentence.doc, start, sentence.end)
    ranges = [(a, b) for a, b in split(text) if start + b <= sentence.start]
    if not ranges:
        return None
    at = start + ranges[-1][0]
    quote = text[ranges[-1][0] :]
    return replace(
        sentence,
        text=quote,
        evidence=replace(sentence.evidence, main=Excerpt(at, at + len(quote), quote), focus=None),
    )


def _gives_reason(bench: Workbench, said: Sequence[Sentence]) -> bool:
    """Tell whether sentences give a reason: not that of another party's row, and no mere figures of the change."""
    cell = said[0].evidence.cell
    if cell is not None:
        asked = bench.scope.issuers.union(*bench.scope.parties)
        row = bench.names.ids_in(cell.row)
        return not row or bool((row | bench.names.ids_in(said[0].text)) & asked)
    first, *rest = (unspaced(s.text) for s in said)
    if manners()["why"][0].search(first) or implies(bench.question, said[0].text):
        return True
    if any(manners()["why"][0].search(text) and leads_back(bench.question, text) for text in rest):
        return True
    enough = said[0].words >= UNCAUSED and _DENIED.search(bench.question.folded)  # 为什么没有: what is so says why
    return bool(enough) and not (says_change(first) and any(c.isdigit() for c in first))
