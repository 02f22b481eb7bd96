"""How sure an answer is: a logistic model of a few signs, each of which can be read off.

Its weights (`data/sure.yaml`) are fitted by `python -m bench.calibrate` on questions with known answers, where a wrong
answer counts for more than a right one: it is on the safe side.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import exp

from qa.evidence.cells import Cell
from qa.evidence.duties import duties
from qa.evidence.found import STEPS, Found
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.parsing.question import Question, once
from qa.parsing.words import masked, word_file

PASSAGES = 20  # that a search for the whole question finds first


def sure(bench: Workbench, found: Found) -> float:
    """Return the probability that an answer is right, from 0 to 1."""
    weights = _weights()
    total = weights["constant"] + sum(weights[name] * value for name, value in signs(bench, found).items())
    return round(1 / (1 + exp(-total)), 3)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in word_file("sure")["weights"].items()}


def signs(bench: Workbench, found: Found) -> dict[str, float]:
    """Return what speaks for and against an outcome."""
    cells = [c for item in found.items for c in item.cells] or list(found.cells)
    return {
        "score": found.confidence * bench.scope.sure,
        "shared": _shared(bench.question, " ".join(_near(found, cells))),
        "computed": float(found.computation is not None),
        "of all": float("extreme" in duties(bench.question)),
        "far": float(_is_far(bench, found, cells)),
        "described": float(bool(found.text)),
        "several": float(len(found.items) > 1),
        "in steps": float(STEPS in found.met),
    }


def _is_far(bench: Workbench, found: Found, cells: list[Cell]) -> bool:
    """Tell whether an answer rests on words that a search for the whole question does not find among the first."""
    rests = [*(c.evidence for c in cells[:1]), *(s.evidence for s in found.prose[:1]), *found.evidence[:1]][:1]
    hits = bench.index.search(bench.question.text, PASSAGES, kind="passage") if rests else []
    passages = bench.library.passages([hit.id for hit in hits])
    return not any(p.doc == e.doc and p.start <= e.main.start < p.end for e in rests for p in passages)


def _shared(question: Question, said: str) -> float:
    """Return which part of the pairs of characters of a question stands in the very words of its answer: what only a
    list of equal words explains is explained less surely."""
    pairs = _pairs(question)
    return sum(pair in said for pair in pairs) / max(1, len(pairs))


@once
def _pairs(question: Question) -> tuple[str, ...]:
    """Return the pairs of Chinese characters of a question outside its names, times and interrogatives."""
    spots = [(s.start, s.end) for s in (*question.mentions, *question.periods)]
    chars = masked(question.folded, (*spots, *question.openings))
    return tuple(a + b for a, b in pairwise(chars) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff")


def _near(found: Found, cells: list[Cell]) -> Iterator[str]:
    """Yield the words that call the values of an answer and the sentences that it rests on, squeezed."""
    operands = found.computation.operands if found.computation else ()
    for cell in (*cells, *operands, *found.cells[:2]):
        yield cell.row + cell.column + squeezed(cell.said) + cell.about
    yield from (squeezed(s.text + s.head) for s in found.prose)
    yield from (squeezed(e.main.quote) for e in found.evidence)
