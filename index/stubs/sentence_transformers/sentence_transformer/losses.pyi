from typing import Any

from sentence_transformers import SentenceTransformer

class MultipleNegativesRankingLoss:
    def __init__(self, model: SentenceTransformer) -> None: ...
    def __call__(self, sides: list[Any], labels: Any) -> Any: ...
