"""Words and vectors together: two rankings become one by reciprocal rank fusion.

Source of the fusion and of its constant 60: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet
and Individual Rank Learning Methods", SIGIR 2009.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, Self

from index.encoder import Encoder
from index.lexical import Lexical
from index.statements import Statement
from index.vectors import VectorFile, join
from kg.model import Hit, Passage

K = 60


class Index(Protocol):
    """Where passages and statements are found."""

    def add(self, document_id: str, passages: Sequence[Passage], statements: Sequence[Statement]) -> None: ...

    def remove(self, document_id: str) -> None: ...

    def commit(self) -> None: ...

    def search(self, query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return the best `k` ids, best first; `kind` is "passage", "statement" or empty for both."""
        ...


def fuse(rankings: Iterable[Sequence[Hit]], k: int) -> list[Hit]:
    """Return the best `k` of several rankings by the sum of `1 / (60 + rank)`, ranks from 1; ties by id.

    >>> [hit.id for hit in fuse([[Hit("a", 9), Hit("b", 8)], [Hit("b", 0.7), Hit("c", 0.1)]], 2)]
    ['b', 'a']
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            scores[hit.id] += 1 / (K + rank)
    return sorted((Hit(key, score) for key, score in scores.items()), key=lambda hit: (-hit.score, hit.id))[:k]


class HybridIndex:
    """The index of a workspace: a tantivy folder, and a vector file that is replaced whole at each commit."""

    def __init__(self, lexical: Lexical, vectors: VectorFile, encoder: Encoder, folder: Path | None) -> None:
        self.lexical = lexical
        self.vectors = vectors
        self.encoder = encoder
        self.folder = folder
        self._changed: set[str] = set()
        self._fresh: dict[str, list[tuple[str, str]]] = {}

    @classmethod
    def in_memory(cls, encoder: Encoder) -> Self:
        """Make an empty index that is gone with the process."""
        return cls(Lexical.in_memory(), VectorFile.empty(encoder.name, encoder.dim), encoder, None)

    @classmethod
    def create(cls, folder: Path, encoder: Encoder, generation: str = "") -> Self:
        """Open the index in a folder for writing, from its vectors of a generation, or empty without one."""
        lexical = Lexical.open(folder / "words", create=True)
        if not generation:
            lexical.writer.delete_all_documents()
            return cls(lexical, VectorFile.empty(encoder.name, encoder.dim), encoder, folder)
        return cls(lexical, VectorFile.open(folder / generation), encoder, folder)

    @classmethod
    def read_only(cls, folder: Path, encoder: Encoder, generation: str) -> Self:
        """Open the index in a folder as of one generation of its vectors."""
        return cls(Lexical.open(folder / "words"), VectorFile.open(folder / generation), encoder, folder)

    def add(self, document_id: str, passages: Sequence[Passage], statements: Sequence[Statement]) -> None:
        """Put a document in, in place of what was there of it. Seen by a search after `commit`.

        Passages get vectors too. Statements do not: they are labels and names, which words find as they are written.
        """
        self.remove(document_id)
        prose = [(p.id, (*p.section[-2:], p.text)) for p in passages]
        self.lexical.add(document_id, "passage", prose)
        self.lexical.add(document_id, "statement", [(s.id, s.words) for s in statements])
        self._fresh[document_id] = [(key, " ".join(parts)) for key, parts in prose]

    def remove(self, document_id: str) -> None:
        """Take a document out. Gone for a search after `commit`."""
        self.lexical.remove(document_id)
        self._changed.add(document_id)
        self._fresh.pop(document_id, None)

    def commit(self) -> None:
        """Make all changes visible to this object's searches; words are durable now, vectors after `publish`."""
        self.lexical.commit()
        if not self._changed:
            return
        keys = [(key, doc) for doc, items in self._fresh.items() for key, _ in items]
        matrix = self.encoder.encode([text for items in self._fresh.values() for _, text in items])
        matrix, rows = join(self.vectors.without(self._changed), matrix, keys)
        self.vectors = VectorFile(matrix, rows, self.encoder.name)
        self._changed, self._fresh = set(), {}

    def publish(self, generation: str) -> None:
        """Write the vectors as of the last commit under a new name."""
        if self.folder:
            self.vectors.write(self.folder / generation)

    def frequency(self, term: str) -> int:
        """Return how many passages and statements hold a term of `index.tokens`."""
        return self.lexical.frequency(term)

    def search(self, query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return the best `k` by words; vectors fill what words leave open.

        On filings words alone beat both together (bench/retrieval.json), so vectors come after them.
        """
        return self.filled(self.lexical.search(query, k, kind=kind, docs=docs), query, k, kind=kind, docs=docs)

    def filled(self, words: list[Hit], query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return what words found, filled up to `k` by vectors."""
        if len(words) >= k or not self._comparable(kind):
            return words
        found = {hit.id for hit in words}
        near = self.vectors.search(self.encoder.encode([query])[0], k, docs=docs)
        return [*words, *(hit for hit in near if hit.id not in found)][:k]

    def _comparable(self, kind: str) -> bool:
        """Tell whether what is looked for has vectors, made by this encoder."""
        return kind != "statement" and self.vectors.encoder == self.encoder.name

    def close(self) -> None:
        """Let the writer go."""
        self.lexical.close()
