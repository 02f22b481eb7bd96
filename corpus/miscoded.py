"""Text whose source maps characters wrongly: a font of a PDF that gives 惄 where the page shows 业.

Such characters are ones that nobody writes, several of them, in a few narrow stretches of Unicode, where common ones
should stand. Names of people and places have rare characters, too, but few to a thousand, and from anywhere.
"""

from collections import Counter
from functools import lru_cache

from kg.unread import Unread

LEAST_SHARE = 0.007  # of the Han characters; of 1,988 announcements those read rightly have 0.0023 at most
LEAST = 3  # such characters
LEAST_KINDS = 3
NARROW = 0.5  # share of them in the two fullest stretches of 256
SHOWN = 4
AROUND = 4  # characters shown on each side of the first
LEVEL_2 = 0xC9  # first byte of the rarer characters of Big5


def miscoded(text: str) -> tuple[Unread, ...]:
    """Return what is to be said of a text whose characters look wrongly mapped, nothing of any other."""
    counts = Counter(text)
    rare = {char: count for char, count in counts.items() if _is_rare(char)}
    total = sum(rare.values())
    if total < LEAST or len(rare) < LEAST_KINDS:
        return ()
    han = sum(count for char, count in counts.items() if _is_han(char))
    stretches: Counter[int] = Counter()
    for char, count in rare.items():
        stretches[ord(char) >> 8] += count
    narrow = sum(count for _, count in stretches.most_common(2))
    if total < LEAST_SHARE * han or narrow < NARROW * total:
        return ()
    most = sorted(rare, key=lambda char: (-rare[char], char))[:SHOWN]
    first = min(text.index(char) for char in rare)
    words = " ".join(text[max(0, first - AROUND) : first + AROUND + 1].split())
    message = f"{total} of {han} characters look wrongly coded ({' '.join(most)}), the first in “{words}”"
    return (Unread(message, "the source's font maps them to others: take another copy, or run OCR with --force-ocr"),)


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


@lru_cache(4096)
def _is_rare(char: str) -> bool:
    """Tell whether neither simplified nor traditional writing has a Han character among its common ones."""
    if not _is_han(char):
        return False
    try:
        return char.encode("big5")[0] >= LEVEL_2 and not _is_simplified(char)
    except UnicodeEncodeError:
        return not _is_simplified(char)


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
