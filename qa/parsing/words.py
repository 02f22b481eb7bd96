"""The words that questions are made of: concepts, a glossary, question words; the leftmost, longest ones found."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick_rs as ac

from kg.kept import words_of
from kg.ontology import load
from kg.pattern import Pattern
from qa.parsing.thesaurus import rings

_NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}
_ANYTHING = frozenset("个项件")  # measure words that any thing may have
_BOUND = Pattern(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word may stand for: a measured concept (with the range of its values) or a thing of the glossary."""

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...] = ()
    kind: str = ""  # Money, Ratio, Persons … ; empty for the glossary
    broader: str = ""
    formula: str = ""
    weak: bool = False  # says little about which statement is meant


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a stretch of the question: `role` is concept, ask, operator, unit, empty, documents, …"""

    start: int
    end: int
    role: str
    value: str


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A unit that a question may ask for."""

    unit: str
    scale: int


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, lower case; the length may change only where NFKC changes it."""
    return unicodedata.normalize("NFKC", text).lower()


def squeeze(text: str) -> str:
    """Return the folded text without blanks, marks and brackets: what two labels must share to be the same."""
    return _MARKS.sub("", fold(text))


def masked(text: str, spans: Iterable[tuple[int, int]], mark: str = " ") -> str:
    """Return a text with one mark for each character of some stretches: all offsets stay."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = mark * (end - start)
    return "".join(chars)


def unspaced(text: str) -> str:
    """Return a text without blanks and line breaks, its marks kept: a dump breaks lines anywhere."""
    return "".join(text.split())


COMMA = r"(?:，|(?<!\d),|,(?!\d{3}(?!\d)))"  # that parts clauses, in a folded text too: not that of 13,500
_MARKS = Pattern(r"[\s,，。、；;：:“”\"'‘’《》()（）\[\]【】\-—－_/·*＊]+")


@cache
def word_file(name: str) -> Any:
    """Return one data file of `qa/data`."""
    return words_of(Path(__file__).parents[1] / "data" / f"{name}.yaml")


@cache
def meanings() -> dict[str, Meaning]:
    """Return the concepts of the ontology and the glossary of `terms.yaml`, by id."""
    found = [Meaning(c.id, c.zh, c.en, c.kind, c.broader, c.formula) for c in load().concepts.values()]
    found += [
        Meaning(f"word:{t['zh'][0]}", tuple(t["zh"]), tuple(t["en"]), weak=t.get("weak", False))
        for t in word_file("terms")
    ]
    return {meaning.id: meaning for meaning in found}


@cache
def _by_word() -> dict[str, Meaning]:
    return {fold(word): meaning for meaning in reversed(meanings().values()) for word in meaning.zh}


def meaning_of(word: str) -> Meaning | None:
    """Return the first concept or line of the glossary that has a folded word."""
    return _by_word().get(word)


@cache
def single_characters() -> tuple[str, str]:
    """Return the characters that part words, and those that are only cut from the ends of unknown runs."""
    data = word_file("questions")
    return data["separators"], data["edges"]


@cache
def narrowing_nothing() -> frozenset[str]:
    """Return the words that stand before a measure without making it another: 综合毛利率 is the 毛利率."""
    return frozenset(word_file("questions")["whole"])


@cache
def designations() -> tuple[str, ...]:
    """Return the words for what something is called or numbered by, which filings write without saying them: 文号."""
    return tuple(word_file("questions")["designations"])


@cache
def words_of_speech() -> frozenset[str]:
    """Return words of speech that filings may not use at all: 扣掉, 手头."""
    return frozenset(word_file("questions")["spoken"])


@cache
def units() -> dict[str, UnitAsked]:
    """Return the units that can be asked for, by the number of their line in `questions.yaml`."""
    return {str(i): UnitAsked(u["unit"], u["scale"]) for i, u in enumerate(word_file("questions")["unit"])}


def counts_alike(one: str, other: str) -> bool:
    """Tell whether two measure words may count the same things: 几项专利, head 获得数（个）."""
    return one == other != "" or (one in _ANYTHING and other in _ANYTHING)


def counted(said: str) -> int:
    """Return a small number as questions write it: 三, 两, 3; 0 where it is none."""
    return int(said) if said.isdigit() else _NUMERALS.get(said, 0)


def is_word(said: str) -> bool:
    """Tell whether squeezed words are as a whole one that we know."""
    return any(w.end - w.start == len(said) for w in concept_finder().find(said))


def _patterns() -> Iterator[tuple[str, str, str]]:
    data = word_file("questions")
    for meaning in meanings().values():
        yield from ((fold(word), "concept", meaning.id) for word in meaning.zh)
    yield from ((fold(word), "everyday", "") for line in word_file("everyday") for word in line["zh"])
    for role in ("ask", "operator", "relative"):
        yield from ((fold(word), role, value) for value, words in data[role].items() for word in words)
    for i, unit in enumerate(data["unit"]):
        yield from ((fold(word), "unit", str(i)) for word in unit["zh"])
    for line in data["voices"]:
        yield from ((fold(word), "voice", line["speaker"]) for word in line["zh"])
    for line in data["documents"]:
        yield from ((fold(word), "documents", line["kind"]) for word in line["zh"])
    yield from ((fold(word), "empty", "") for word in word_file("conditions")["nothing"])
    for role in ("opinion", "empty"):
        yield from ((fold(word), role, "") for word in data[role])


def _of_thesaurus() -> Iterator[tuple[str, str, str]]:
    """Yield what people say for words of filings: as the concept that such a word names, else as an equal of it; and
    the words of filings out of which a shorter one must not be cut."""
    for filed, said in rings().items():
        meaning = meaning_of(filed)
        role, value = ("concept", meaning.id) if meaning else ("equal", filed)
        yield from ((fold(word), role, value) for word in said)
    said = ac.AhoCorasick([fold(word) for words in rings().values() for word in words])
    whole = (filed for filed in rings() if not meaning_of(filed) and said.find_matches_as_indexes(filed))
    yield from ((filed, "equal", filed) for filed in whole)


class Finder:
    """Finds words of a fixed list in a folded text: leftmost, then longest; Latin ones only as whole words."""

    def __init__(self, patterns: Sequence[tuple[str, str, str]]) -> None:
        self._readings: dict[str, list[tuple[str, str]]] = {}
        for word, role, value in patterns:
            readings = self._readings.setdefault(word, [])
            if (role, value) not in readings:
                readings.append((role, value))
        self._words = list(self._readings)
        self._latin = [word[0].isascii() or word[-1].isascii() for word in self._words]
        self._longest = ac.AhoCorasick(self._words, matchkind=ac.MatchKind.LeftmostLongest)
        self._every = ac.AhoCorasick(self._words, matchkind=ac.MatchKind.Standard)

    def find(self, text: str) -> list[Word]:
        """Return each reading of the leftmost-longest words of a folded text; one word may have several."""
        return [
            Word(start, end, role, value)
            for i, start, end in self._spans(text)
            for role, value in self._readings[self._words[i]]
        ]

    def values(self, text: str) -> set[str]:
        """Return what the leftmost-longest words of a folded text may stand for."""
        return {value for i, *_ in self._spans(text) for _, value in self._readings[self._words[i]]}

    def _spans(self, text: str) -> list[tuple[int, int, int]]:
        """Return number, start and end of the leftmost-longest words; all words are looked at only where one of those
        is cut out of a longer Latin one."""
        longest = self._longest.find_matches_as_indexes(text)
        if not any(self._latin[i] and not _whole(text, start, end) for i, start, end in longest):
            return longest
        every = self._every.find_matches_as_indexes(text, overlapping=True)
        found: list[tuple[int, int, int]] = []
        done = 0
        for start, behind, i in sorted((start, -end, i) for i, start, end in every if _whole(text, start, end)):
            if start >= done:
                found.append((i, start, -behind))
                done = -behind
        return found


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin word is not cut out of a longer one."""
    if not text[start].isascii() and not text[end - 1].isascii():
        return True
    left = start > 0 and _one_word(text[start - 1], text[start])
    return not left and not (end < len(text) and _one_word(text[end - 1], text[end]))


def _one_word(left: str, right: str) -> bool:
    """Tell whether two characters side by side are of one Latin word or number: not the 3 and P of 2023PE."""
    return bool(_BOUND.match(left) and _BOUND.match(right)) and left.isdigit() == right.isdigit()


@cache
def finder() -> Finder:
    """Return the finder of the words of questions."""
    return Finder([*_patterns(), *_of_thesaurus()])


@cache
def concept_finder() -> Finder:
    """Return the finder of the Chinese words of concepts and glossary, for labels of tables and sentences."""
    words = [(squeeze(w), "concept", m.id) for m in meanings().values() for w in m.zh]
    return Finder([w for w in words if w[0]])
