"""A logistic model of a few signs: weights that can be read off, fitted by Newton's steps."""

import numpy as np

PENALTY, STEPS = 1.0, 30


def fitted(
    signs: np.ndarray, right: np.ndarray, weight: np.ndarray | None = None, penalty: float = PENALTY
) -> np.ndarray:
    """Return a weight for each column of signs, the first of which is constant and bears no penalty; rows count as much
    as they weigh."""
    weight = np.ones(len(right)) if weight is None else weight
    ridge = penalty * np.eye(signs.shape[1])
    ridge[0, 0] = 0.0
    found = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        sure = probable(signs, found)
        slope = signs.T @ (weight * (right - sure)) - ridge @ found
        bend = (signs * (weight * sure * (1 - sure))[:, None]).T @ signs + ridge
        found = found + np.linalg.solve(bend, slope)
    return found


def probable(signs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return how probable each row is."""
    return 1 / (1 + np.exp(-signs @ weights))
