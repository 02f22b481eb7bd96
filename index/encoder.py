"""Text to vectors: the bundled static embedder, read without torch, or any sentence-transformers model by name or path.

A static embedder is a table with one row a token; a text is the mean of its tokens' rows, of unit length. Two layouts
are read: model2vec's (a folder with `tokenizer.json` and `model.safetensors`) and the StaticEmbedding of
sentence-transformers.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

from kg.errors import StoreError

Vectors = NDArray[np.float32]

BUNDLED = Path(__file__).parent / "model"
BUNDLED_NAME = "bundled-2"  # a new number with every new table: vectors of two tables are never compared
DTYPES = {"F32": "<f4", "F16": "<f2"}
LONGEST = 512  # tokens of a text that are looked at


class Encoder(Protocol):
    """What makes vectors. `name` says which, so that vectors of two encoders are never compared."""

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape `(len(texts), dim)`, each row of unit length, or zero for a text without tokens."""
        ...


def load(name: str = "") -> Encoder:
    """Return the encoder of that name or folder; the bundled one by default. Raises `StoreError` when there is none."""
    path = Path(name) if name else BUNDLED
    if (path / "0_StaticEmbedding").is_dir():
        path = path / "0_StaticEmbedding"
    if (path / "model.safetensors").is_file() and _is_static(path / "model.safetensors"):
        return StaticEncoder.open(path, name or BUNDLED_NAME)
    if not name:
        raise StoreError(f"the bundled embedder is missing at {path}", hint="python -m index.make_model makes it")
    return SentenceEncoder.open(name)


class StaticEncoder:
    """A table of token vectors, memory-mapped."""

    def __init__(self, name: str, table: NDArray[Any], tokenizer: Any) -> None:
        self.name = name
        self.table = table
        self.tokenizer = tokenizer

    @classmethod
    def open(cls, path: Path, name: str) -> Self:
        """Map the table of a folder; the file is read as far as its rows are used."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        return cls(name, _map_table(path / "model.safetensors"), tokenizer)

    @property
    def dim(self) -> int:
        return int(self.table.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the sum of the rows of each text's tokens, of unit length: as their mean would be."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        table = np.asarray(self.table)  # the same memory, without memmap's work for each slice
        for n, encoding in enumerate(self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)):
            if encoding.ids:
                vectors[n] = np.add.reduce(table[encoding.ids], axis=0, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32, copy=False)


class SentenceEncoder:
    """Any model of sentence-transformers. Slow to load; never on the path of a cold question by default."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self.model = model

    @classmethod
    def open(cls, name: str) -> Self:
        """Load a model from a folder or the cache of downloads; raise `StoreError` when it is not there."""
        try:
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(name, device="cpu")
        except (ImportError, OSError, ValueError) as error:
            hint = "give a folder that holds a sentence-transformers model"
            raise StoreError(f"cannot load the embedder {name!r}: {error}".splitlines()[0], hint=hint) from error
        return cls(name, model)

    @property
    def dim(self) -> int:
        return int(self.model.get_sentence_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the model's own vectors, made unit length."""
        vectors = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return cast(Vectors, np.asarray(vectors, np.float32))


def _header(path: Path) -> tuple[dict[str, Any], int]:
    """Return the header of a safetensors file and where its data starts (format: eight bytes of length, then JSON)."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return json.loads(file.read(length)), 8 + length


def _is_static(path: Path) -> bool:
    header, _ = _header(path)
    tensors = [value for key, value in header.items() if key != "__metadata__"]
    return len(tensors) == 1 and len(tensors[0]["shape"]) == 2 and tensors[0]["dtype"] in DTYPES


def _map_table(path: Path) -> NDArray[Any]:
    header, start = _header(path)
    [tensor] = [value for key, value in header.items() if key != "__metadata__"]
    offset, shape = start + tensor["data_offsets"][0], tuple(tensor["shape"])
    return np.memmap(path, DTYPES[tensor["dtype"]], "r", offset, shape)
