"""How sure a score is: the share of answers with such a score that were right, on the safe side.

`data/calibration.yaml` holds a few points (score, probability), fitted by `python -m bench.calibrate` on questions with
known answers; between them is a straight line.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from qa.words import word_file

Knots = tuple[tuple[float, float], ...]


@lru_cache(maxsize=1)
def knots() -> Knots:
    """Return the points of the curve, rising in both."""
    return tuple((float(score), float(sure)) for score, sure in word_file("calibration")["points"])


def calibrated(score: float, points: Knots | None = None) -> float:
    """Return the probability that an answer of this score is right, from 0 to 1."""
    points = knots() if points is None else points
    at = bisect_right([x for x, _ in points], score)
    if at == 0:
        return round(points[0][1] * score / points[0][0], 3) if points[0][0] else points[0][1]
    if at == len(points):
        return points[-1][1]
    (a, low), (b, high) = points[at - 1], points[at]
    return round(low + (high - low) * (score - a) / (b - a), 3)


def fitted(seen: list[tuple[float, bool]], least: int = 20) -> Knots:
    """Fit the points: groups of at least so many neighbours, each with the lower bound of its share (Wilson, 90 %).

    Groups are pooled until their shares rise (pool adjacent violators), so that more score is never less sure.
    """
    ordered = sorted(seen)
    size = max(least, len(ordered) // 8)
    groups = [ordered[n : n + size] for n in range(0, len(ordered), size)]
    if len(groups) > 1 and len(groups[-1]) < least:
        groups[-2:] = [groups[-2] + groups[-1]]
    n = 0
    while n < len(groups) - 1:
        if _share(groups[n]) > _share(groups[n + 1]):
            groups[n : n + 2] = [groups[n] + groups[n + 1]]
            n = max(0, n - 1)
        else:
            n += 1
    points = [(sum(s for s, _ in g) / len(g), _lower(sum(r for _, r in g), len(g))) for g in groups]
    rising = [points[0], *(b for a, b in pairwise(points) if b[0] > a[0])]
    best = 0.0
    found: list[tuple[float, float]] = []
    for score, sure in rising:
        best = max(best, sure)
        found.append((round(score, 3), round(best, 3)))
    return tuple(found)


def _share(group: list[tuple[float, bool]]) -> float:
    return sum(right for _, right in group) / len(group)


def _lower(right: int, of: int, z: float = 1.2816) -> float:
    """Return Wilson's lower bound of a share (Wilson 1927), one-sided 90 % by default."""
    share = right / of
    middle = share + z * z / (2 * of)
    spread = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return (middle - spread) / (1 + z * z / of)
