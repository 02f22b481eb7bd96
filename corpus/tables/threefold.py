"""Headers of three levels in texts that run on: 2023年末, 2022年末 over 账面余额, 坏账准备 over 金额, 比例.

The order of the heads is all that is left, so only headers that repeat themselves are read so: under each of several
times stand the same heads, and under these the same again. Which of the middle ones reach down is for the body to say.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.tables.fit import Runs
from corpus.tables.heading import EMPTY, Heading, Readings
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.rows import Span

TIMES = frozenset({Kind.PERIOD, Kind.DATE})
MOST_MIDDLE = 4  # heads under one time
REPEATED = 1.0  # evidence for each level that repeats itself
SPANNING = 0.8  # evidence for each time that spans others
LEVEL = -0.5  # evidence against each level more


def three_levels(runs: Runs, readings: Readings, after: int) -> Iterator[Heading]:
    """Yield the headers of three levels that end before an atom."""
    words = [atom.text for atom in runs.atoms[:after]]
    times = [kind_of(word) in TIMES for word in words]
    first = times.index(True) if True in times else after
    last = next((n for n in range(first, after) if not times[n]), after)
    count = last - first
    if count > 1:
        base = sum(map(readings.alone, range(after))) + SPANNING * count + 2 * (REPEATED + LEVEL)
        for middle in range(1, min(MOST_MIDDLE, (after - last) // (2 * count)) + 1):
            split = last + middle * count
            leaves, rest = divmod(after - split, count)
            if not rest and leaves > 1 and _repeats(words[last:split], middle) and _repeats(words[split:], leaves):
                yield from _readings((first, last, split, after), middle, leaves, base)


def _repeats(words: Sequence[str], size: int) -> bool:
    """Tell whether words are the same so many over and over."""
    return all(word == words[n % size] for n, word in enumerate(words))


def _readings(cuts: tuple[int, int, int, int], middle: int, leaves: int, base: float) -> Iterator[Heading]:
    """Yield a header for each choice of the middle heads that span others."""
    first, last, split, after = cuts
    for spanning in range(1, middle + 1):
        size, rest = divmod(leaves, spanning)
        if rest or size == 1:
            continue
        for parents in combinations(range(middle), spanning):
            sizes = [size if number in parents else 1 for number in range(middle)]
            yield _built(first, (last, split), (last - first, sizes), frozenset(parents), after, base)


def _built(
    first: int,
    cuts: tuple[int, int],
    groups: tuple[int, Sequence[int]],
    parents: frozenset[int],
    after: int,
    score: float,
) -> Heading:
    (middle, leaf), (times, sizes) = cuts, groups
    levels: list[list[Span]] = [[(n, n + 1) for n in range(first)], [EMPTY] * first, [EMPTY] * first]
    owners: list[list[int]] = [list(range(first)) for _ in levels]
    for time in range(times):
        top = len(levels[0])
        for number, size in enumerate(sizes):
            over = len(levels[0])
            for _ in range(size):
                column = len(levels[0])
                levels[0].append((first + time, first + time + 1) if column == top else EMPTY)
                levels[1].append((middle, middle + 1) if column == over else EMPTY)
                levels[2].append((leaf, leaf + 1) if number in parents else EMPTY)
                owners[0].append(top)
                owners[1].append(over)
                owners[2].append(column)
                leaf += number in parents
            middle += 1
    return Heading(tuple(map(tuple, levels)), tuple(map(tuple, owners)), after, score)
