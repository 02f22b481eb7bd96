"""Vectors of passages on disk, and the nearest ones.

Few vectors are compared one by one in numpy, straight from the mapped file: it is exact, takes about a millisecond, and
spares a cold question the 0.13 s of importing FAISS. Beyond `EXACT` rows FAISS searches: flat to 100,000, in eight bits
to a million, in cells beyond (the ladder was measured: at a million, flat 39 ms, eight bits 18, cells 0.2).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from kg.errors import StoreError
from kg.model import Hit

EXACT, FLAT, EIGHT_BITS = 20_000, 100_000, 1_000_000
COLUMNS = ("ids", "docs")  # of `Rows`
OVERFETCH = 8  # times k that FAISS is asked for when the result is then filtered


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of a matrix are: ids of passages and of their documents, equally long arrays of bytes."""

    ids: NDArray[np.bytes_]
    docs: NDArray[np.bytes_]

    @classmethod
    def of(cls, keys: Sequence[tuple[str, str]]) -> Self:
        """Make rows from `(id, doc)`."""
        columns = [[key[n].encode() for key in keys] for n in range(2)]
        return cls(*(np.array(column, dtype=None if column else "S1") for column in columns))

    def mask(self, docs: Sequence[str]) -> NDArray[np.bool_] | None:
        """Tell which rows are of these documents; None when all are."""
        return np.isin(self.docs, np.array([doc.encode() for doc in docs])) if docs else None


class VectorFile:
    """One published matrix, read only."""

    def __init__(self, matrix: Vectors, rows: Rows, encoder: str, faiss_index: Any = None) -> None:
        self.matrix = matrix
        self.rows = rows
        self.encoder = encoder
        self.faiss_index = faiss_index

    @classmethod
    def empty(cls, encoder: str, dim: int) -> Self:
        return cls(np.zeros((0, dim), np.float32), Rows.of([]), encoder)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map the files of a folder; raise `StoreError` when they are not there or do not belong together."""
        try:
            about = json.loads((path / "about.json").read_text("utf-8"))
            matrix = np.load(path / "matrix.npy", mmap_mode="r" if about["rows"] else None)
            rows = Rows(*(np.load(path / f"{name}.npy") for name in COLUMNS))
            if not (len(matrix) == len(rows.ids) == about["rows"]):
                raise ValueError("rows and ids differ in number")
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise StoreError(f"the vectors at {path} cannot be read: {error}", hint="run `pilu rebuild`") from error
        return cls(matrix, rows, about["encoder"], _read_faiss(path / "faiss.index"))

    def write(self, path: Path) -> None:
        """Write the files into a new folder."""
        path.mkdir(parents=True)
        np.save(path / "matrix.npy", self.matrix)
        for name in COLUMNS:
            np.save(path / f"{name}.npy", getattr(self.rows, name))
        if len(self.matrix) > EXACT:
            _write_faiss(self.matrix, path / "faiss.index")
        about = {"encoder": self.encoder, "rows": len(self.matrix), "dim": int(self.matrix.shape[1])}
        about["bytes"] = {file.name: file.stat().st_size for file in sorted(path.iterdir())}
        (path / "about.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")

    def without(self, docs: set[str]) -> tuple[Vectors, Rows]:
        """Return what stays when documents go."""
        stays = ~np.isin(self.rows.docs, np.array([doc.encode() for doc in docs] or [b""]))
        return np.asarray(self.matrix)[stays], Rows(self.rows.ids[stays], self.rows.docs[stays])

    def search(self, vector: Vectors, k: int, *, docs: Sequence[str] = ()) -> list[Hit]:
        """Return the `k` rows nearest to one unit vector by cosine, best first; ties by id."""
        if not len(self.matrix) or k < 1 or not vector.any():
            return []
        mask = self.rows.mask(docs)
        numbers, scores = self._nearest(vector, k, mask)
        hits = [Hit(bytes(self.rows.ids[n]).decode(), float(score)) for n, score in zip(numbers, scores, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]

    def _nearest(self, vector: Vectors, k: int, mask: NDArray[np.bool_] | None) -> tuple[NDArray[Any], NDArray[Any]]:
        if self.faiss_index is None or (mask is not None and mask.sum() <= EXACT):
            numbers = np.arange(len(self.matrix)) if mask is None else np.flatnonzero(mask)
            scores = np.asarray(self.matrix if mask is None else self.matrix[numbers]) @ vector
            best = np.argpartition(-scores, k)[:k] if len(scores) > k else np.arange(len(scores))
            return numbers[best], scores[best]
        scores, numbers = self.faiss_index.search(vector[None], k if mask is None else OVERFETCH * k)
        keep = numbers[0] >= 0 if mask is None else (numbers[0] >= 0) & mask[numbers[0]]
        return numbers[0][keep], scores[0][keep]


def join(kept: tuple[Vectors, Rows], matrix: Vectors, keys: Sequence[tuple[str, str]]) -> tuple[Vectors, Rows]:
    """Append new vectors with their `(id, doc)` to those that stayed."""
    old, rows = kept
    new = Rows.of(keys)
    both = Rows(*(np.concatenate([getattr(rows, name), getattr(new, name)]) for name in COLUMNS))
    return np.concatenate([old, matrix]), both


def _read_faiss(path: Path) -> Any:
    if not path.is_file():
        return None
    import faiss

    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP)


def _write_faiss(matrix: Vectors, path: Path) -> None:
    import faiss

    rows, dim = matrix.shape
    if rows <= FLAT:
        index = faiss.index_factory(dim, "Flat", faiss.METRIC_INNER_PRODUCT)
    elif rows <= EIGHT_BITS:
        index = faiss.index_factory(dim, "SQ8", faiss.METRIC_INNER_PRODUCT)
    else:
        index = faiss.index_factory(dim, f"IVF{int(4 * rows**0.5)},SQ8", faiss.METRIC_INNER_PRODUCT)
    index.train(np.ascontiguousarray(matrix[:: max(1, rows // 200_000)]))
    index.add(np.ascontiguousarray(matrix))
    faiss.write_index(index, str(path))
