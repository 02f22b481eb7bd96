# What pilu uses of sentence-transformers, for the type checker alone: the package's own types pull in all of
# transformers, whose binding took two of the two and a half minutes of a check.
from collections.abc import Iterator, Sequence
from typing import Any

class SentenceTransformer:
    def __init__(
        self, model_name_or_path: str | None = None, *, modules: Sequence[Any] = ..., device: str | None = None
    ) -> None: ...
    def parameters(self) -> Iterator[Any]: ...
