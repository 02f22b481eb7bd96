import hashlib

import numpy as np
import pytest


class LetterEncoder:
    """Vectors from letters alone, to test what is built upon an encoder."""

    name = "letters"
    dim = 16

    def encode(self, texts):
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for n, text in enumerate(texts):
            for char in text:
                vectors[n, hashlib.md5(char.encode()).digest()[0] % self.dim] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


@pytest.fixture
def encoder():
    return LetterEncoder()
