"""Text that two filings share almost word for word: hashed shingles and how much of one stands in the other.

Each long text of a party is compared, and all of one filing together: what stands in one cell here may stand in three
rows there. Containment of shingle sets is estimated on the hashes that are 0 modulo `SAMPLE` (Broder 1997, "On the
resemblance and containment of documents"): the same shingles are kept on both sides, so nothing is compared that does
not share one.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.identity.figures import Clause
from kg.pattern import Pattern

SHINGLE = 8  # characters
SAMPLE = 4  # one shingle in four is kept
COMMON = 40  # a shingle of more parties than this is boilerplate and proposes nobody
WHOLE = 20  # kept shingles, about eighty characters, that a text needs to count in full
BLANKS = Pattern(r"[\s，,。；;：:、（）()“”\"<>/p]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parties of two filings whose texts agree: how much of the shorter stands in the other, 0 to 1."""

    left: Clause
    right: Clause
    containment: float
    weight: float  # 0 to 1; less for texts too short to tell


@dataclass(frozen=True, slots=True)
class _Text:
    clause: Clause
    shingles: frozenset[int]


def shingles(text: str) -> frozenset[int]:
    """Return the sampled shingle hashes of a text, punctuation and blanks left out."""
    plain = BLANKS.sub("", text)
    hashes = (zlib.crc32(plain[i : i + SHINGLE].encode()) for i in range(len(plain) - SHINGLE + 1))
    return frozenset(h for h in hashes if h % SAMPLE == 0)


def alike(clauses: Iterable[Clause], threshold: float = 0.6) -> list[Alike]:
    """Return the pairs of parties of different filings whose texts agree, each pair once, by what agrees best."""
    texts = _texts(clauses)
    best: dict[tuple[str, str], Alike] = {}
    for (i, j), shared in sorted(_shared(texts).items()):
        smaller = min(len(texts[i].shingles), len(texts[j].shingles))
        found = Alike(texts[i].clause, texts[j].clause, round(shared / smaller, 3), min(1.0, smaller / WHOLE))
        pair = (found.left.entity, found.right.entity)
        held = best.get(pair)
        if found.containment >= threshold and (held is None or _worth(found) > _worth(held)):
            best[pair] = found
    return [best[pair] for pair in sorted(best)]


def _worth(found: Alike) -> float:
    return found.containment * found.weight


def _texts(clauses: Iterable[Clause]) -> list[_Text]:
    """Return each text of each party, and all texts of a party in a filing as one, shown by the longest of them."""
    by_party: dict[tuple[str, str], list[_Text]] = defaultdict(list)
    for clause in clauses:
        by_party[clause.entity, clause.doc].append(_Text(clause, shingles(clause.text)))
    texts: list[_Text] = []
    for _, own in sorted(by_party.items()):
        own.sort(key=lambda text: (-len(text.clause.text), text.clause.text, text.clause.fact))
        texts += own
        if len(own) > 1:
            texts.append(_Text(own[0].clause, frozenset().union(*(text.shingles for text in own))))
    return texts


def _shared(texts: Sequence[_Text]) -> Counter[tuple[int, int]]:
    """Count the shingles that texts of different filings share."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for h in text.shingles:
            holders[h].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        if 1 < len(indices) <= COMMON:
            for a, i in enumerate(indices):
                for j in indices[a + 1 :]:
                    if texts[i].clause.doc != texts[j].clause.doc:
                        shared[i, j] += 1
    return shared
