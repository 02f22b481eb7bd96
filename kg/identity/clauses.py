"""Text that two filings share almost word for word: hashed shingles and how much of one stands in the other.

Containment of shingle sets, estimated on the hashes that are 0 modulo `SAMPLE` (Broder 1997, "On the resemblance and
containment of documents"): the same shingles are kept on both sides, so nothing is compared that does not share one.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.identity.figures import Clause

SHINGLE = 8  # characters
SAMPLE = 4  # one shingle in four is kept
COMMON = 40  # a shingle held by more clauses than this is boilerplate and proposes nothing
BLANKS = re.compile(r"[\s，,。；;：:、（）()“”\"<>/p]+")


def shingles(text: str) -> frozenset[int]:
    """Return the sampled shingle hashes of a text, punctuation and blanks left out."""
    plain = BLANKS.sub("", text)
    hashes = (zlib.crc32(plain[i : i + SHINGLE].encode()) for i in range(len(plain) - SHINGLE + 1))
    return frozenset(h for h in hashes if h % SAMPLE == 0)


def alike(clauses: Sequence[Clause], threshold: float = 0.6) -> list[tuple[int, int, float]]:
    """Return `(i, j, containment)` for clauses of different documents of which one holds the other.

    Containment is the shared part of the smaller set, 0 to 1; pairs below `threshold` are left out.
    """
    sets = [shingles(clause.text) for clause in clauses]
    holders: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(sets):
        for h in found:
            holders[h].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        if 1 < len(indices) <= COMMON:
            for a, i in enumerate(indices):
                for j in indices[a + 1 :]:
                    if clauses[i].doc != clauses[j].doc:
                        shared[i, j] += 1
    pairs = ((i, j, n / max(1, min(len(sets[i]), len(sets[j])))) for (i, j), n in shared.items() if n >= 3)
    return sorted((i, j, round(c, 3)) for i, j, c in pairs if c >= threshold)
