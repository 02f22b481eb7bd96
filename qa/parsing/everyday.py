"""What everyday verbs of business say in a question: nothing beside a measure of their kind, else one of their own.

花了多少费用 asks for the expense and 花了多少 for what was bought; 成新率还剩多少 for the rate, 专户里还剩多少 for the
balance. The verbs are data, by what stands beside them (`everyday.yaml`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.pattern import Pattern
from qa.parsing.words import Word, word_file

EVERYDAY, LIGHT = "everyday", "light"  # the roles of a verb not yet read, and of one that says nothing
_MARK = Pattern(r"[，,。；;？?]")
_HOW_MUCH = Pattern("多少|几(?!乎)|多[大高]|百分之")


@dataclass(frozen=True, slots=True)
class _Sense:
    """One sense of some verbs: where it holds, and what they mean there; nothing where that is empty."""

    verbs: frozenset[str]
    beside: Pattern
    means: str


@cache
def _senses() -> tuple[_Sense, ...]:
    return tuple(
        _Sense(frozenset(line["zh"]), Pattern(line.get("beside", "")), line.get("means", ""))
        for line in word_file("everyday")
    )


def settled(folded: str, words: Sequence[Word]) -> list[Word]:
    """Return the words of a question, its everyday verbs read by what stands beside them; those without a sense there
    are left to be words that nobody knows."""
    read = (_settled(folded, word) if word.role == EVERYDAY else word for word in words)
    return [word for word in read if word]


def _settled(folded: str, word: Word) -> Word | None:
    verb = folded[word.start : word.end]
    senses = [sense for sense in _senses() if verb in sense.verbs]
    start = max((m.end() for m in _MARK.finditer(folded, 0, word.start)), default=0)
    mark = _MARK.search(folded, word.end)
    clause = f"{folded[start : word.start]}\0{folded[word.end : mark.start() if mark else None]}"
    whole = f"{folded[: word.start]}\0{folded[word.end :]}"
    beside = [s for s in senses if s.beside.pattern and s.beside.search(clause)]
    beside += [s for s in senses if s.means and s.beside.pattern and s.beside.search(whole)]  # its own clause tells
    found = next(iter(beside), None) or next((s for s in senses if not s.beside.pattern), None)
    if found and found.means:
        return replace(word, role="concept", value=found.means)
    return replace(word, role=LIGHT) if found and _HOW_MUCH.search(folded) else None


def without_light(folded: str, words: Sequence[Word]) -> str:
    """Return a question with blanks for the verbs that say nothing: 成新率还剩多少 asks 成新率多少."""
    for word in words:
        if word.role == LIGHT:
            folded = folded[: word.start] + " " * (word.end - word.start) + folded[word.end :]
    return folded
