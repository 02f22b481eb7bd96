"""Text to search terms: pairs of Chinese characters, Latin words, and numbers as they are written."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import add

from kg.pattern import Pattern

LABEL = 160  # characters; what is longer is a sentence, not a label or heading that comes again
RUN = Pattern(r"[一-鿿㐀-䶿豈-﫿々〇]+|[a-z]+|\d[\d,]*(?:\.\d+)?%?")


def tokens(text: str) -> list[str]:
    """Return the terms of a text in order; folded to NFKC and lower case first.

    A number is one term without its thousands separators. A Chinese run gives every pair of neighbours, and itself
    where it is one character long. A number or Latin letter beside Chinese parts two runs.

    >>> tokens("Ａ公司2023年收入4,356.17万元")
    ['a', '公司', '2023', '年收', '收入', '4356.17', '万元']
    """
    found: list[str] = []
    for run in RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0].isdigit():
            found.append(run.replace(",", ""))
        elif run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(map(add, run, run[1:]))
    return found


def indexed(parts: Iterable[str]) -> str:
    """Return the terms of several texts in one string, parted by blanks.

    Labels, captions and headings come again with every cell of a table: they are cut once.
    """
    return " ".join(_cut_once(part) if len(part) <= LABEL else " ".join(tokens(part)) for part in parts)


@lru_cache(16384)
def _cut_once(label: str) -> str:
    return " ".join(tokens(label))
