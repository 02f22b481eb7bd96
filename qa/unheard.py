"""Words of a question that no filing holds, or that nothing cited holds: then another thing is asked than was found.

What explains most of a question explains nothing of 星野重工 where no document has such characters side by side, and a
word right before the measure asked for (境外收入, 教育行业毛利率) narrows it to a part that must be named as well.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from qa.found import Found
from qa.latin import sounds_of
from qa.match import explained, squeezed
from qa.names import POSITION
from qa.question import Question, Term
from qa.words import narrowing_nothing, single_characters, words_of_speech
from qa.workbench import Workbench

SHORTEST = 3  # characters of an unknown run that may be a name
FOREIGN = 0.6  # of its pairs of characters that no document holds
MET = 0.5  # how well the words around a value explain one that they hold
SAYS = 0.8  # what a word weighs that narrows a measure: 采购 before 金额 weighs less
NAMED = 0.34  # how well the words cited must explain what the question begins with
_LATIN = re.compile(r"[a-z]{3,}")
_ASKING = "哪几多什每各某"
_TIMES = re.compile(r"[年月日末]")
_BEFORE_NAMES = re.compile(r"[向与跟给和对被由从在及占比年月日末来后前，,、；;：:\s]")


def unheard(bench: Workbench) -> Term | None:
    """Return the first unknown run of characters, where a party may stand, most of whose pairs are in no document."""
    terms = (t for t in bench.question.terms if _may_be_a_name(bench.question.folded, t))
    return next((t for t in terms if _foreign(bench, t.text) >= FOREIGN), None)


def _may_be_a_name(folded: str, term: Term) -> bool:
    """Tell whether an unknown run stands where parties are named: first, or behind a time, a mark or 向, 与, 在."""
    return _unknown(term) and (not term.start or bool(_BEFORE_NAMES.match(folded[term.start - 1])))


def of_another(bench: Workbench, found: Found) -> str:
    """Return what a question begins with, as with a party, of which nothing cited says a word: 星野重工."""
    first = next((t for t in bench.question.terms if _leads(bench.question.folded, t)), None)
    if first is None or found.guesses:
        return ""
    return first.text if explained(first, squeezed(" ".join(said_by(bench, found)))) < NAMED else ""


def of_a_stranger(bench: Workbench, found: Found) -> str:
    """Return a name in Latin letters that no document holds, and that nothing cited sounds like: Starfield."""
    question = bench.question
    written = ((t, question.text[t.start : t.start + 1]) for t in question.terms if not t.meaning)
    names = [m.group() for t, first in written if first.isupper() and (m := _LATIN.match(t.text))]
    strange = [name for name in names if not bench.index.frequency(name)]
    if not strange:
        return ""
    sounds = sounds_of(" ".join(said_by(bench, found)))
    return next((name for name in strange if name not in sounds), "")


def _leads(folded: str, term: Term) -> bool:
    """Tell whether an unknown run stands first, or right behind a time; what was cut from it counts as its own."""
    at = term.start
    while at and folded[at - 1] in single_characters()[1] and not _TIMES.match(folded[at - 1]):
        at -= 1
    return _unknown(term) and (not at or bool(_TIMES.match(folded[at - 1])))


def _unknown(term: Term) -> bool:
    return not term.meaning and not term.counted and len(term.text) >= SHORTEST and not any(map(str.isascii, term.text))


def _foreign(bench: Workbench, text: str) -> float:
    pairs = [a + b for a, b in pairwise(text)]
    return sum(not bench.index.frequency(pair) for pair in pairs) / len(pairs)


def strange(bench: Workbench, found: Found) -> str:
    """Return a word before another one, as 冷链 before 毛利率, that no document holds: no figure is of that."""
    figures = found.computation or any(isinstance(item.value, Decimal) for item in found.items)
    if found.text or not (figures or found.cells or any(item.cells for item in found.items)):
        return ""
    terms = pairwise(bench.question.terms)
    return next((t.text for t, after in terms if t.end == after.start and _opens_strange(bench, t)), "")


def _opens_strange(bench: Workbench, term: Term) -> bool:
    """Tell whether no document holds the first two pairs of characters of an unknown word, or a Latin word."""
    nothing = term.meaning or term.counted or len(term.text) < 2 or term.text[:2] in words_of_speech()
    if nothing or term.text[0] in _ASKING:
        return False
    if term.text.isascii():
        return term.text.isalpha() and len(term.text) >= SHORTEST and not bench.index.frequency(term.text)
    return not any(bench.index.frequency(a + b) for a, b in islice(pairwise(term.text), 2))


def unsaid(bench: Workbench, found: Found) -> str:
    """Return a word that narrows the measure asked for, and that neither a value's words nor those around it say."""
    question = bench.question
    if found.text or found.kind == "boolean" or not any(isinstance(item.value, Decimal) for item in found.items):
        return ""
    narrowing = tuple(t for t in _narrowing(question) if not (found.computation and t.meaning))
    said = squeezed(" ".join(said_by(bench, found))) if narrowing else ""
    return next((t.text for t in narrowing if not _met(t, said)), "")


def _narrowing(question: Question) -> Iterator[Term]:
    """Yield the word that stands before a measure and says of which part it is; weak words between are passed."""
    for run in _runs(question.terms):
        before = list(takewhile(lambda t: not t.kind, run))  # between two measures stands what is done with them
        telling = next((t for t in reversed(before) if t.weight >= SAYS), None)
        if telling and len(before) < len(run) and _narrows(telling):
            yield telling


def _runs(terms: Sequence[Term]) -> Iterator[list[Term]]:
    """Yield words side by side; a run with a character left over may be cut wrong and is left out."""
    runs: list[list[Term]] = []
    run: list[Term] = []
    for term in terms:
        if not run or term.start > run[-1].end:
            runs.append(run := [])
        run.append(term)
    yield from (run for run in runs if all(len(t.text) > 1 or t.meaning for t in run))


def _narrows(term: Term) -> bool:
    nothing = term.counted or term.text.isascii() or term.text in narrowing_nothing()
    return not nothing and not POSITION.search(term.text)


def _met(term: Term, said: str) -> bool:
    return explained(term, said) >= MET or any(form in said for form in term.broader)


def said_by(bench: Workbench, found: Found) -> Iterator[str]:
    """Yield the words of an outcome: rows, heads, captions, headings, sentences, and whom they are of."""
    operands = found.computation.operands if found.computation else ()
    cells = (*found.cells, *operands, *(c for item in found.items for c in item.cells))
    lines = {c.line for c in cells}
    yield from (c.text for c in bench.cells if c.line in lines)
    for cell in cells:
        yield from (cell.label, cell.heads, cell.row, cell.column, cell.about, cell.far, cell.evidence.main.quote)
        yield from cell.evidence.section
        yield from (e.name for i in sorted(cell.subjects) if (e := bench.library.entity(i)))
    for sentence in found.prose:
        yield from (sentence.text, sentence.head, *sentence.evidence.section)
    for evidence in found.evidence:
        yield from (evidence.main.quote, *evidence.section)
