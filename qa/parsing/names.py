"""Whom a question names: any name of the graph, a short form of one, its Latin spelling, or a name nobody knows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import ahocorasick_rs as ac

from kg.pattern import Pattern
from kg.values.names import RANKED
from qa.parsing.shortened import bare_of, short_forms
from qa.parsing.words import concept_finder, fold, is_word, unspaced, word_file

if TYPE_CHECKING:
    from qa.parsing.latin import Spelling

ANONYMOUS = Pattern(
    r"(?<![a-z0-9])[a-z]\s?公司|(?:客户|供应商|公司|代理商|经销商|股东)\s?"
    r"(?:[a-z](?![a-z0-9])|[一二三四五六七八九十甲乙丙丁](?=[的在与和、，,是向对及0-9]|$))"
)
_COMPANY = Pattern(r"\b(?P<kind>company|customer|supplier|client)\s+(?P<label>[a-z]|\d{1,2})\b(?!,\d)")
_LABELS = {"company": ("{}公司",), "supplier": ("{}公司", "供应商{}")}
_LETTER = Pattern(r"(?:公司|客户|供应商)\s?(?P<letter>[a-z])$")
_LEGAL = Pattern(r"[\u4e00-\u9fff（）()]{3,30}(?:股份有限公司|有限责任公司|有限公司|分公司|支行|分行)")
_ASKS = Pattern(r"哪|谁|什么|怎么|如何|多少|几[家个]|是否|有没有")
_BRANCH = Pattern(r"[\u4e00-\u9fff]{2,20}(?:分公司|支行|分行)")
_LATIN = Pattern(r"[A-Z][A-Za-z&.'-]*[A-Za-z]|(?<=\s)of(?=\s)|\([A-Z][A-Za-z]+\)")
_LATIN_WORDS = Pattern(r"[A-Za-z,.]\s+[A-Za-z]")  # names in Latin letters keep their blanks
_A_BRANCH = Pattern(r"\s+(?:sub-?)?branch\b", re.IGNORECASE)
_HAN_RUN = Pattern(r"[\u4e00-\u9fff]{4,}")
ALIKE = 0.04  # of sureness, within which the parties that one short form fits are told apart by nothing
CONTRACTED = (4, 8)  # characters of a contracted name
LONGEST_LATIN = 7  # words of a name in Latin letters

POSITION = Pattern(rf"第.{{1,3}}大(?:{RANKED}|股东)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party of the question: `ids` are the entities it may be, `how` it was recognised, `sure` from 0 to 1."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    how: str  # name, short, branch, latin, pinyin, unknown, issuer
    sure: float = 1.0


class Names:
    """All names of a store, ready to be found in questions."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, dict[str, float]] = {}
        full: list[tuple[str, str]] = []
        for text, entity in names:
            if POSITION.fullmatch(text) or fold(unspaced(text)) in _roles():
                continue  # 第一大客户 asks for a row of a table, 审计机构 for whom each filing means by it
            self._add(fold(text).replace(" ", "") if _has_han(text) else fold(text), entity, 1.0)
            full.append((text, entity))
        exact = set(self._ids)
        self._full = full
        self._beginnings: dict[str, list[tuple[str, str]]] = {}
        self._add_short_forms(full, exact)
        self._sure = {text: max(ids.values()) for text, ids in self._ids.items()}
        self._ids = {t: {i: s for i, s in ids.items() if s >= self._sure[t] - ALIKE} for t, ids in self._ids.items()}
        self._words = [w for w in self._ids if len(w) > 1]
        self._automaton = ac.AhoCorasick(self._words, matchkind=ac.MatchKind.Standard)

    def _add(self, text: str, entity: str, sure: float) -> None:
        ids = self._ids.setdefault(text, {})
        ids[entity] = max(sure, ids.get(entity, 0.0))

    def _add_short_forms(self, full: list[tuple[str, str]], exact: set[str]) -> None:
        for text, entity in full:
            for form, sure in short_forms(text):
                key = fold(form)
                if key in exact or len(key) < 2 or is_word(key) or key in _ordinary():
                    continue
                self._add(key, entity, sure)

    def find(self, text: str) -> list[Mention]:
        """Return the parties that a question names, left to right; later spellings only where earlier found none."""
        return list(_found_in(self, text))

    def _find(self, text: str) -> list[Mention]:
        folded = fold(text)
        known = [self._with_variants(m) for m in self._known(folded)]
        branches = self._branches(text, folded)
        taken = [b for b in branches if not any(m.end == b.end and m.start <= b.start for m in known)]
        taken += [m for m in known if all(m.end <= t.start or m.start >= t.end for t in taken)]
        for finder in (self._companies, self._unknown, self._contracted, self._latin):
            for mention in finder(text, folded):
                if all(mention.end <= t.start or mention.start >= t.end for t in taken):
                    taken.append(mention)
        return sorted(taken, key=lambda m: m.start)

    def ids_in(self, text: str) -> frozenset[str]:
        """Return the entities whose names stand in a label or sentence."""
        found = _ids_in(self, unspaced(text))
        return found | _ids_in(self, " ".join(text.split())) if _LATIN_WORDS.search(text) else found

    def listed(self, text: str) -> list[frozenset[str]]:
        """Return the parties that a text names, left to right, each once."""
        return list(dict.fromkeys(frozenset(m.ids) for m in self._known(fold(text)) if m.sure >= 0.9))

    def exact(self, text: str) -> frozenset[str]:
        """Return the entities of this very name."""
        return frozenset(self._ids.get(fold(text).replace(" ", "") if _has_han(text) else fold(text), ()))

    def called(self, mention: Mention) -> str:
        """Return what filings call a party that a question spells in Latin letters; empty where that is not one name.

        Of several parties spelt alike the one is meant that has a short name, by which the filings speak of it.
        """
        names: dict[str, set[str]] = {}
        for name, entity in self._full if mention.how == "latin" else ():
            if entity in mention.ids and _has_han(name):
                names.setdefault(entity, set()).add(name)
        short = [named for all_names in names.values() if (named := {n for n in all_names if not _LEGAL.fullmatch(n)})]
        told = short or (list(names.values()) if len(mention.ids) == 1 else [])
        return min(set.intersection(*told), key=lambda n: (len(n), n), default="") if told else ""

    def _known(self, folded: str) -> list[Mention]:
        squeezed, offsets = _without_blanks(folded)
        matches = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        shortened = any(self._sure[self._words[i]] < 1.0 for i, *_ in matches)
        words = [(w.start, w.end) for w in concept_finder().find(squeezed)] if shortened else []
        spans = [
            (offsets[a], offsets[b - 1] + 1, self._words[i])
            for i, a, b in matches
            if self._sure[self._words[i]] == 1.0 or not any(x < b < y and not _begun(squeezed, b, y) for x, y in words)
        ]
        found: list[Mention] = []
        done = 0
        for start, end, word in sorted(spans, key=lambda s: (s[0], -s[1])):
            if start >= done and _whole_latin(folded, start, end):
                found.append(Mention(start, end, folded[start:end], tuple(self._ids[word]), "name", self._sure[word]))
                done = end
        return found

    def _with_variants(self, mention: Mention) -> Mention:
        """Add the other spellings of a branch: 甲银行乙支行 is 甲银行股份有限公司乙支行."""
        if not any(mention.text.endswith(b) for b in word_file("names")["branch"]):
            return mention
        same = [i for name, i in self._full if name[-3:] == mention.text[-3:] and is_within(mention.text, fold(name))]
        return replace(mention, ids=tuple(dict.fromkeys((*mention.ids, *same))))

    def _branches(self, text: str, folded: str) -> Iterator[Mention]:
        for match in _BRANCH.finditer(folded):
            for cut in range(match.end() - match.start() - 4):
                said = match.group()[cut:]
                ids = [i for name, i in self._full if name[-3:] == said[-3:] and is_within(said, fold(name))]
                if ids:
                    yield Mention(match.start() + cut, match.end(), said, tuple(dict.fromkeys(ids)), "branch", 0.9)
                    break

    def _contracted(self, text: str, folded: str) -> Iterator[Mention]:
        """Yield names made of some characters of one, from its first two on: 江海交控 for 江海交通控股有限公司."""
        done = 0
        for match in _HAN_RUN.finditer(folded):
            for start in range(match.start(), match.end() - CONTRACTED[0] + 1):
                for end in range(min(start + CONTRACTED[1], match.end()), start + CONTRACTED[0] - 1, -1):
                    said = folded[start:end]
                    if start < done or folded.startswith(_places(), end) or said in word_file("names")["regions"]:
                        continue
                    ids = {i: None for bare, i in self._begun(said[:2]) if is_within(said, bare)}
                    if ids and not any(w.role == "concept" and w.start < 2 for w in concept_finder().find(said)):
                        yield Mention(start, end, said, tuple(ids), "short", 0.85)
                        done = end

    def _begun(self, two: str) -> list[tuple[str, str]]:
        """Return the legal names that begin with two characters, without their legal form."""
        if not self._beginnings:
            for name, entity in self._full:
                bare = bare_of(fold(name))
                legal = next((x for x in word_file("names")["legal"] if bare.endswith(x)), "")
                if legal and len(bare) - len(legal) >= CONTRACTED[0]:
                    self._beginnings.setdefault(bare[:2], []).append((bare.removesuffix(legal), entity))
        return self._beginnings.get(two, [])

    def _companies(self, text: str, folded: str) -> Iterator[Mention]:
        for match in _COMPANY.finditer(folded):
            labels = (form.format(match["label"]) for form in _LABELS.get(match["kind"], ("{}公司", "客户{}")))
            ids = next((ids for label in labels if (ids := self._ids.get(label))), {})
            if ids or match["label"].isalpha():
                yield Mention(match.start(), match.end(), match.group(), tuple(ids), "name" if ids else "unknown")

    def _unknown(self, text: str, folded: str) -> Iterator[Mention]:
        for pattern in (ANONYMOUS, _LEGAL):
            for match in pattern.finditer(folded):
                if _ASKS.search(match.group()):
                    continue  # 在哪些城市设有分公司
                letter = _LETTER.fullmatch(match.group())
                ids = tuple(self._ids.get(f"{letter['letter']}公司", ())) if letter else ()  # 客户A is A公司
                how, sure = ("name", 0.9) if ids else ("unknown", 1.0)
                yield Mention(match.start(), match.end(), match.group(), ids, how, sure)

    @cached_property
    def _spelling(self) -> "Spelling":
        """The Latin spellings of the legal names, made for the first Latin words."""
        from qa.parsing.latin import Spelling

        return Spelling(self._full)

    def _latin(self, text: str, folded: str) -> Iterator[Mention]:
        words = list(_LATIN.finditer(text))
        done = 0
        for i, first in enumerate(words):
            for last in reversed(words[i : i + LONGEST_LATIN]):
                said = text[first.start() : last.end()].removesuffix("'s")
                if first.start() < done or said.count(" ") > words.index(last) - i or "of" in (first[0], last[0]):
                    continue
                ids = self._spelling.entities(said)
                if ids:
                    branch = _A_BRANCH.match(text, first.start() + len(said))
                    end = branch.end() if branch else first.start() + len(said)
                    yield Mention(first.start(), end, text[first.start() : end], ids, "latin", 0.9)
                    done = end
                    break


@cache
def _places() -> tuple[str, ...]:
    """Return what the name of a place ends in: 江海智算中心 is no company 江海智算."""
    return tuple(word_file("names")["places"])


@cache
def _roles() -> frozenset[str]:
    """Return the offices that a list of terms may give a party: each filing means another one by them."""
    data = word_file("offices")
    return frozenset(form for forms in (*data["offices"], *data["firms"]) for form in forms)


@cache
def _ordinary() -> frozenset[str]:
    """Return the words that are left of names and name nobody."""
    data = word_file("names")
    return frozenset((*data["words"], *data["trades"]))


def _begun(squeezed: str, start: int, end: int) -> bool:
    """Tell whether a word that is known begins at a place and reaches beyond another: 服务器 in 青山云服务器."""
    return any(w.start == 0 and start + w.end > end for w in concept_finder().find(squeezed[start : end + 4]))


@lru_cache(maxsize=4096)
def _found_in(names: Names, text: str) -> tuple[Mention, ...]:
    return tuple(names._find(text))


@lru_cache(maxsize=65536)
def _ids_in(names: Names, text: str) -> frozenset[str]:
    return frozenset(i for m in names._known(fold(text)) if m.sure >= 0.9 for i in m.ids)


def _has_han(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _without_blanks(text: str) -> tuple[str, Sequence[int]]:
    """Drop blanks beside Chinese characters: `A 公司` is `a公司`."""
    if " " not in text:
        return text, range(len(text))
    kept = [
        i
        for i, c in enumerate(text)
        if c != " " or (0 < i < len(text) - 1 and text[i - 1].isascii() and text[i + 1].isascii())
    ]
    return "".join(text[i] for i in kept), kept


def _whole_latin(text: str, start: int, end: int) -> bool:
    left = (
        start > 0
        and text[start].isascii()
        and text[start].isalnum()
        and text[start - 1].isascii()
        and text[start - 1].isalnum()
    )
    right = (
        end < len(text)
        and text[end - 1].isascii()
        and text[end - 1].isalnum()
        and text[end].isascii()
        and text[end].isalnum()
    )
    return not left and not right


def is_within(short: str, long: str) -> bool:
    """Tell whether a name has the characters of a shorter one in their order."""
    letters = iter(long)
    return all(c in letters for c in short)
