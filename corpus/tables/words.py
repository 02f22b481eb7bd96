"""The words of `words.yaml`: which cells name a total, an addend that is none, a column."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.kept import words_of

LONGEST_BEGUN = 4  # characters of a label that begins with the word for a total: 合计面积


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `words.yaml`."""

    totals: frozenset[str]
    means: frozenset[str]
    mean_endings: tuple[str, ...]
    medians: frozenset[str]
    total_endings: tuple[str, ...]
    total_beginnings: tuple[str, ...]
    of_which: tuple[str, ...]
    first_heads: frozenset[str]
    profile_labels: frozenset[str]


@cache
def words() -> Words:
    """Load the word lists once."""
    raw = words_of(Path(__file__).with_name("words.yaml"))
    return Words(
        frozenset(raw["totals"]),
        frozenset(raw["means"]),
        tuple(raw["mean_endings"]),
        frozenset(raw["medians"]),
        tuple(raw["total_endings"]),
        tuple(raw["total_beginnings"]),
        tuple(raw["of_which"]),
        frozenset(raw["first_heads"]),
        frozenset(raw["profile_labels"]),
    )


def is_total(text: str) -> bool:
    """Tell whether a label is that of a total, subtotal or mean row.

    >>> is_total("合 计"), is_total("营业收入合计"), is_total("合计面积"), is_total("其中：合计数")
    (True, True, True, False)
    """
    bare = _bare(text)
    ends = words().total_endings + words().mean_endings
    if bare in words().totals or (len(bare) <= LONGEST_BEGUN and bare.startswith(words().total_beginnings)):
        return True
    return len(bare) <= 20 and bare.endswith(ends) and not is_of_which(bare)


def names_only_a_total(text: str) -> bool:
    """Tell whether a label says nothing but that its row is a total, subtotal or mean."""
    return _bare(text) in words().totals


def is_mean(text: str) -> bool:
    """Tell whether a label is that of a row of means."""
    bare = _bare(text)
    return bare in words().means or (len(bare) <= 20 and bare.endswith(words().mean_endings))


def is_median(text: str) -> bool:
    """Tell whether a label is that of a row of medians."""
    return _bare(text) in words().medians


def is_of_which(text: str) -> bool:
    """Tell whether a label begins as part of the row above, or as one taken off it."""
    return _bare(text).startswith(words().of_which)


def names_a_column(text: str) -> bool:
    """Tell whether these words usually stand over a first column."""
    return _bare(text) in words().first_heads


def is_profile_label(text: str) -> bool:
    """Tell whether these words label a line of a party's profile: 注册资本, 住所."""
    return _bare(text) in words().profile_labels


def _bare(text: str) -> str:
    return "".join(text.split()).replace("：", ":").rstrip(":")
