"""Latin spellings of Chinese parties: the distinctive part by sound, whole or half translated, or words of the name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from kg.pattern import Pattern
from qa.parsing.shortened import parts_of
from qa.parsing.words import word_file

_LETTERS = Pattern(r"[^a-z]")
_BRACKETS = Pattern(r"[（()）\s]+")
_HAN = Pattern(r"[\u4e00-\u9fff]+")
LONGEST = 4  # characters that may each be translated rather than spelt
_SHORTEST = 4  # letters; shorter words are too often something else


class Spelling:
    """The Latin spellings of a list of names, made once."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._names = list(dict.fromkeys(names))
        self._ids: dict[str, dict[str, str]] = {}  # spelling → entity → name
        self._spoken: list[tuple[Spoken, str]] | None = None
        for text, entity in self._names:
            for spelt in spellings(text):
                self._ids.setdefault(spelt, {}).setdefault(entity, text)

    def entities(self, said: str) -> tuple[str, ...]:
        """Return the entities spelt so, or nothing.

        Words that only translate the trade (Technology, Group) may follow the spelt part.
        """
        words = [w for w in re.split(r"[\s()]+", said.lower()) if w]
        kept = list(words)
        while len(kept) > 1 and kept[-1].rstrip(".") in word_file("names")["english"]:
            kept.pop()
        key = _LETTERS.sub("", "".join(kept))
        found = _meant(self._ids.get(key, {}), words[len(kept) :]) if len(key) >= _SHORTEST else ()
        return found or (self._by_words(words) if len(words) > 1 else ())

    def _by_words(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the entities whose name has every word said, by sound or by meaning, and least beyond them."""
        if self._spoken is None:
            self._spoken = [(spoken(text), entity) for text, entity in self._names if _HAN.search(text)]
        told = [w for w in words if w not in word_file("names")["linking"]]
        scored = [(covered, entity) for name, entity in self._spoken if (covered := name.covered(told)) > 0]
        best = max((c for c, _ in scored), default=0.0)
        return tuple(dict.fromkeys(entity for covered, entity in scored if covered == best))


def _meant(options: Mapping[str, str], words: Sequence[str]) -> tuple[str, ...]:
    """Return those whose names hold what the words behind the spelt part mean; all where none does."""
    meaning = word_file("names")["meaning"]
    held = [e for e, name in options.items() if all(any(m in name for m in meaning.get(w, ("",))) for w in words)]
    return tuple(held or options)


class Spoken:
    """A name as it sounds: its characters without brackets and legal form, each with its syllable."""

    __slots__ = ("_sounds", "text")

    def __init__(self, text: str) -> None:
        from pypinyin import Style, pinyin

        self.text = text
        self._sounds = [frozenset(s) for s in pinyin(text, style=Style.NORMAL, heteronym=True)]

    def covered(self, words: Sequence[str]) -> float:
        """Return the share of the characters that the words say; 0 where one is not in the name, or none is spelt."""
        said: set[int] = set()
        spelt = False
        for word in words:
            meant = next((c for c in word_file("names")["meaning"].get(word, ()) if c in self.text), "")
            if meant:
                start = self.text.index(meant)
                said.update(range(start, start + len(meant)))
                continue
            if word.rstrip(".") in word_file("names")["english"] or word == "china":
                continue
            place = next(self._places(word), None)
            if place is None:
                return 0.0
            spelt = spelt or len(place) > 1
            said.update(place)
        together = len(said) > 3 and max(said) - min(said) + 1 == len(said)  # Bank of China is 中国银行, not 中国甲银行
        return len(said) / len(self.text) if spelt or together else 0.0

    def _places(self, word: str) -> Iterator[range]:
        for start in range(len(self._sounds) if len(word) > 1 else 0):
            for end in self._ends(word, start):
                yield range(start, end)

    def _ends(self, word: str, start: int) -> Iterator[int]:
        """Yield where the characters from a place on end that together sound like a word."""
        if not word:
            yield start
        elif start < len(self._sounds):
            for sound in sorted(self._sounds[start]):
                if word.startswith(sound):
                    yield from self._ends(word.removeprefix(sound), start + 1)


@lru_cache(maxsize=65536)
def spoken(name: str) -> Spoken:
    """Return how a name sounds, its legal form left out."""
    bare = _BRACKETS.sub("", name)
    for legal in word_file("names")["legal"]:
        if len(bare) > len(legal) + 1:
            bare = bare.replace(legal, "")
    return Spoken(bare)


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """Return how a name may be written in Latin letters: each character by its sound or, some, by its meaning."""
    from pypinyin import lazy_pinyin

    parts = parts_of(name)
    if not parts.legal and len(name) > LONGEST:
        return ()
    forms = {parts.distinctive, parts.region + parts.distinctive}
    forms.update(parts.distinctive + "".join(parts.trades[:n]) for n in range(1, len(parts.trades)))
    found: list[str] = []
    for form in sorted(forms):
        if not 2 <= len(form) <= 8 or not all("\u4e00" <= c <= "\u9fff" for c in form):
            continue
        sounds = lazy_pinyin(form)
        choices = [{s, word_file("names")["translated"].get(c, s)} for c, s in zip(form, sounds, strict=True)]
        if len(form) > LONGEST:
            choices = [{s} for s in sounds]
        found += ["".join(spelt) for spelt in product(*(sorted(c) for c in choices))]
    return tuple(dict.fromkeys(found))


def sounds_of(text: str) -> str:
    """Return how Chinese words sound, without tones or gaps; Latin ones stay as they are."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).lower()
