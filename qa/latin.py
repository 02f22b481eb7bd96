"""Latin spellings of Chinese parties: pinyin of the distinctive part, whole or half translated."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from qa.names import _data, core

_LETTERS = re.compile(r"[^a-z]")
_SHORTEST = 4  # letters; shorter words are too often something else


class Spelling:
    """The Latin spellings of a list of names, made once."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._ids: dict[str, list[str]] = {}
        for text, entity in names:
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
        words = said.lower().split()
        while len(words) > 1 and words[-1].rstrip(".") in _data()["english"]:
            words.pop()
        key = _LETTERS.sub("", "".join(words))
        return tuple(self._ids.get(key, ())) if len(key) >= _SHORTEST else ()


@lru_cache(maxsize=4)
def _made(names: tuple[tuple[str, str], ...]) -> Spelling:
    return Spelling(names)


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """Return how a name may be written in Latin letters: each character by its sound or, some, by its meaning."""
    from pypinyin import lazy_pinyin

    region, distinctive = core(name)
    if distinctive == name and len(name) > 4 and not region:
        return ()
    forms = {distinctive, region + distinctive}
    trade = next((t for t in _data()["trades"] if distinctive.endswith(t) and len(distinctive) > len(t) + 1), "")
    if trade:
        forms.add(distinctive.removesuffix(trade))
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
