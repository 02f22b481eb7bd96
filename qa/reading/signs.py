"""Signs that a sentence says what a question asks, and how probable they make it: a logistic model of a few weights.

Where no way of answering could take the answer out of a sentence, the sentence itself is the answer if it is probable
enough that it says it. The weights stand in `data/signs.yaml`; `python -m bench.signs` fits them.
"""

import math
from functools import lru_cache
from itertools import pairwise

from kg.pattern import Pattern
from kg.values.dates import find_periods
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Hole, Want
from qa.parsing.holes import holes_of
from qa.parsing.match import squeezed
from qa.parsing.question import Kind
from qa.parsing.words import unspaced, word_file

LOOKED_AT = 6  # sentences
NEXT = 12  # sentences that may say it as well
SAME = 0.7  # of the pairs of characters of the shorter that two sentences share which say nearly the same
_NOUN = Pattern(r"^(?:一?[家个种类款项条份])?(?P<noun>[\u4e00-\u9fff]{2,6})")
_SUPPOSES = Pattern(r"(?:^|[，；。])(?:如果?|若|一旦|倘若)(?!下|上|前|何)")
_WITHOUT_HOLES = (Kind.WHY, Kind.DEFINE, Kind.YESNO)


def signs(bench: Workbench, n: int) -> dict[str, float]:
    """Return the signs that the n-th sentence found says what is asked, each about from 0 to 1."""
    sentence, question = bench.sentences[n], bench.question
    own = squeezed(sentence.text)
    hole = next(iter(holes_of(question)), None) if question.kind not in _WITHOUT_HOLES else None
    return {
        "words": sentence.words,
        "told": sentence.told,
        "ahead": ahead(bench, sentence),
        "rank": min(1.0, n / 4),
        "manner": sentence.manner,
        "supposes": float(bool(_SUPPOSES.search(own)) and not _SUPPOSES.search(question.folded)),
        "cell": float(sentence.evidence.cell is not None),
        "length": min(2.0, len(own) / 200),
        "why": float(question.kind is Kind.WHY),
        "several": float(len(question.asks) > 1),
        "english": float(question.told == "en"),
        **_of_kind(bench, hole, sentence),
    }


def ahead(bench: Workbench, sentence: Sentence) -> float:
    """Return by how much a sentence explains more of a question than any that says something else."""
    own = squeezed(sentence.text)
    others = (s for s in bench.sentences[:NEXT] if not alike(own, squeezed(s.text)))
    return sentence.words + sentence.told - max((s.words + s.told for s in others), default=0.0)


def alike(one: str, other: str) -> bool:
    """Tell whether two sentences say nearly the same: filings repeat themselves with a word more or less."""
    if one in other or other in one:
        return True
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) >= SAME * min(len(mine), len(theirs))


def shared(one: str, other: str) -> float:
    """Return how much of the longer of two sentences the other has too, by pairs of characters."""
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) / max(1, len(mine), len(theirs))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text))


def _of_kind(bench: Workbench, hole: Hole | None, sentence: Sentence) -> dict[str, float]:
    """Return whether a sentence holds such a thing as the interrogative asks for."""
    text = unspaced(sentence.text)
    want = hole.want if hole else None
    noun = _noun(hole) if hole else ""
    asked = bench.scope.issuers.union(*bench.scope.parties)
    named = want is Want.PARTY and bool(bench.names.ids_in(text) - asked)
    dated = want is Want.DAY and any(True for _ in find_periods(text))
    return {
        "thing": float(want in (Want.THING, Want.TELL, Want.CHOICE)),
        "row": float(want is Want.SEVERAL),
        "party": float(want is Want.PARTY),
        "party there": float(named),
        "day": float(want is Want.DAY),
        "day there": float(dated),
        "noun there": float(bool(noun) and noun in squeezed(text)),
        "noun missing": float(bool(noun) and noun not in squeezed(text)),
    }


def _noun(hole: Hole) -> str:
    """Return the last two characters of the noun behind an interrogative: 哪个算力区."""
    match = _NOUN.match(hole.behind)
    return match["noun"][-2:] if match else ""


def probable(bench: Workbench, n: int) -> float:
    """Return how probable it is that the n-th sentence found says what is asked."""
    weights = word_file("signs")["weights"]
    score = weights["constant"] + sum(weights[name] * value for name, value in signs(bench, n).items())
    return 1 / (1 + math.exp(-score))
