"""Where else filings say what an answer rests on: they repeat each other, and each of them proves it.

One place in each further filing is cited, right behind the sentence that was read.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.reading.signs import NEXT, alike, shared

COPIES = 3  # places that are cited for one sentence
LIKEWISE = 0.9  # of the pairs of characters that two sentences share of which one is a copy of the other


def with_copies(bench: Workbench, found: Found) -> Found:
    """Return an outcome that rests on a sentence with the places of other filings that say the same."""
    if not found.prose or found.kind == "boolean" or found.cells:
        return found
    first, *rest = found.prose
    known = {s.doc for s in found.prose}
    words = [squeezed(item.text) for item in found.items]
    copies = [s for s in _copies(bench, first, words) if s.doc not in known]
    one_each = {s.doc: s for s in reversed(copies)}
    chosen = [s for s in copies if one_each[s.doc] is s][: COPIES - 1]
    return replace(found, prose=(first, *chosen, *rest)) if chosen else found


def _copies(bench: Workbench, sentence: Sentence, words: Sequence[str]) -> list[Sentence]:
    """Return the sentences that say the same word for word, and those that nearly do and hold the words given as the
    answer; of an answer without such words, those that differ in hardly anything."""
    own = squeezed(sentence.text)
    others = [(s, squeezed(s.text)) for s in bench.sentences if s is not sentence]
    same = [s for s, said in others if said == own]
    near = [(s, said) for s, said in others[:NEXT] if said != own]
    if words:
        return same + [s for s, said in near if alike(own, said) and all(word in said for word in words)]
    return same + [s for s, said in near if shared(own, said) >= LIKEWISE]
