"""Latin spellings of Chinese parties: the distinctive part by sound, whole or half translated, or words of the name."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from qa.names import _data, core

_LETTERS = re.compile(r"[^a-z]")
_BRACKETS = re.compile(r"[（()）\s]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SHORTEST = 4  # letters; shorter words are too often something else


class Spelling:
    """The Latin spellings of a list of names, made once."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._names = list(dict.fromkeys(names))
        self._ids: dict[str, list[str]] = {}
        self._spoken: list[tuple[Spoken, str]] | None = None
        for text, entity in self._names:
            for spelt in spellings(text):
                ids = self._ids.setdefault(spelt, [])
                if entity not in ids:
                    ids.append(entity)

    @classmethod
    def of(cls, names: list[tuple[str, str]]) -> "Spelling":
        """Return the spellings of this very list, made on first use."""
        return _made(tuple(names))

    def entities(self, said: str) -> tuple[str, ...]:
        """Return the entities spelt so, or nothing.

        Words that only translate the trade (Technology, Group) may follow the spelt part.
        """
        words = [w for w in re.split(r"[\s()]+", said.lower()) if w]
        kept = list(words)
        while len(kept) > 1 and kept[-1].rstrip(".") in _data()["english"]:
            kept.pop()
        key = _LETTERS.sub("", "".join(kept))
        found = tuple(self._ids.get(key, ())) if len(key) >= _SHORTEST else ()
        return found or (self._by_words(words) if len(words) > 1 else ())

    def _by_words(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the entities whose name has every word said, by sound or by meaning, and least beyond them."""
        if self._spoken is None:
            self._spoken = [(spoken(text), entity) for text, entity in self._names if _HAN.search(text)]
        told = [w for w in words if w not in _data()["linking"]]
        scored = [(covered, entity) for name, entity in self._spoken if (covered := name.covered(told)) > 0]
        best = max((c for c, _ in scored), default=0.0)
        return tuple(dict.fromkeys(entity for covered, entity in scored if covered == best))


@lru_cache(maxsize=4)
def _made(names: tuple[tuple[str, str], ...]) -> Spelling:
    return Spelling(names)


class Spoken:
    """A name as it sounds: its characters without brackets and legal form, each with its syllable."""

    __slots__ = ("_ends", "_joined", "_starts", "text")

    def __init__(self, text: str) -> None:
        from pypinyin import lazy_pinyin

        self.text = text
        at, self._starts, self._ends = 0, {}, {}
        syllables = lazy_pinyin(text)
        for i, syllable in enumerate(syllables):
            self._starts[at] = i
            at += len(syllable)
            self._ends[at] = i + 1
        self._joined = "".join(syllables)

    def covered(self, words: Sequence[str]) -> float:
        """Return the share of the characters that the words say; 0 where one is not in the name, or none is spelt."""
        said: set[int] = set()
        spelt = False
        for word in words:
            meant = next((c for c in _data()["meaning"].get(word, ()) if c in self.text), "")
            if meant:
                start = self.text.index(meant)
                said.update(range(start, start + len(meant)))
                continue
            if word.rstrip(".") in _data()["english"]:
                continue
            place = next(self._places(word), None)
            if place is None:
                return 0.0
            spelt = spelt or len(place) > 1
            said.update(place)
        return len(said) / len(self.text) if spelt else 0.0

    def _places(self, word: str) -> Iterator[range]:
        at = self._joined.find(word) if len(word) > 1 else -1
        while at >= 0:
            if at in self._starts and at + len(word) in self._ends:
                yield range(self._starts[at], self._ends[at + len(word)])
            at = self._joined.find(word, at + 1)


@lru_cache(maxsize=65536)
def spoken(name: str) -> Spoken:
    """Return how a name sounds, its legal form left out."""
    bare = _BRACKETS.sub("", name)
    for legal in _data()["legal"]:
        if len(bare) > len(legal) + 1:
            bare = bare.replace(legal, "")
    return Spoken(bare)


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """Return how a name may be written in Latin letters: each character by its sound or, some, by its meaning."""
    from pypinyin import lazy_pinyin

    region, distinctive = core(name)
    if distinctive == name and len(name) > 4 and not region:
        return ()
    forms = {distinctive, region + distinctive}
    bare = _BRACKETS.sub("", name).removeprefix(region)
    for trade in _data()["trades"]:
        if distinctive.endswith(trade) and len(distinctive) > len(trade) + 1:
            forms.add(distinctive.removesuffix(trade))
        at = bare.rfind(trade)
        if at > 1 and bare[:at].startswith(distinctive):
            forms.add(bare[:at])
    found: list[str] = []
    for form in sorted(forms):
        if not 2 <= len(form) <= 8 or not all("\u4e00" <= c <= "\u9fff" for c in form):
            continue
        sounds = lazy_pinyin(form)
        choices = [{s, _data()["translated"].get(c, s)} for c, s in zip(form, sounds, strict=True)]
        if len(form) > 4:
            choices = [{s} for s in sounds]
        found += ["".join(parts) for parts in product(*(sorted(c) for c in choices))]
    return tuple(dict.fromkeys(found))
