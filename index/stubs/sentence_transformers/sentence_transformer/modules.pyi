from typing import Any

import numpy as np
from numpy.typing import NDArray

class StaticEmbedding:
    embedding: Any
    def __init__(self, tokenizer: Any, *, embedding_weights: NDArray[np.float32] | None = None) -> None: ...
    def preprocess(self, texts: list[str]) -> Any: ...
