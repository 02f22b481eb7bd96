"""What a question asks for by its name, and nothing cited says: then something beside it was found.

The measure of which a figure is asked (在建工程的账面价值) and the noun of which it is asked who or what it is
(接盘方是谁) are never left out by the words of an answer; what happens on a day asked for is `qa.event`'s.
"""

import re
from collections.abc import Iterator

from qa.asks import PART_OF
from qa.found import Found
from qa.given import measure_of
from qa.match import BY_RANGE, explained, is_weak, squeezed
from qa.question import Kind, Term
from qa.unheard import said_by
from qa.words import designations
from qa.workbench import Workbench

SAID = 0.34  # how well the words cited must explain what is asked for
_IS_WHAT = re.compile(r"(?:指的)?(?:是|为|指|叫)?(?:谁|什么(?![\u4e00-\u9fff])|哪(?:一)?[家个位方])")
TELLING = 1.0  # what a word weighs that says which thing is asked for
_COUNTED = ("Money", "Ratio", "Shares", "Count")
_DONE = frozenset({"extreme", "limits", "relation", "first", "left out"})  # what other rows were looked at for


def uncovered(bench: Workbench, found: Found) -> str:
    """Return what a question asks for by its name that nothing cited says; empty where all is said."""
    if found.text or found.kind == "boolean" or found.computation or not found.items or found.guesses:
        return ""
    if odd := _unknown_measure(bench, found):
        return odd
    named = (*_measures(bench, found), *_nouns(bench))
    said = squeezed(" ".join(said_by(bench, found))) if named else ""
    return next((t.text for t in named if explained(t, said) < SAID), "")


def _measures(bench: Workbench, found: Found) -> Iterator[Term]:
    """Yield the measures of which one figure is asked; not those of the whole that it is a share of."""
    question = bench.question
    if question.kind is not Kind.NUMBER or len(found.items) > 1 or found.met & _DONE:
        return
    given = [measure_of(question, figure) for figure in question.figures]  # it is of the row that is meant
    whole = PART_OF.search(question.folded)
    for term in question.terms:
        of_whole = whole and whole.start("of") <= term.start < whole.end("of")
        measure = term.kind in _COUNTED and term.meaning and term.meaning not in BY_RANGE
        if measure and not of_whole and not is_weak(term) and term not in given:
            yield term


def _unknown_measure(bench: Workbench, found: Found) -> str:
    """Return the measure asked for that no word list has (产能利用率) where a looked-up figure is not called so."""
    question = bench.question
    cells = [cell for item in found.items for cell in item.cells]
    asked = {i for ask in question.asks for i in ask.terms}
    unknown = (t for i, t in enumerate(question.terms) if i in asked and t.kind and not t.meaning)
    called = [cell.row + cell.column + squeezed(cell.said) for cell in cells]
    return next((t.text for t in unknown if called and all(explained(t, c) < SAID for c in called)), "")


def _nouns(bench: Workbench) -> Iterator[Term]:
    """Yield the word right before 是谁, 是什么, 是哪家."""
    folded = bench.question.folded
    for term in bench.question.terms:
        plain = term.weight >= TELLING and term.kind in ("", "Text") and not term.text.endswith(designations())
        if plain and _IS_WHAT.match(folded, term.end):
            yield term
