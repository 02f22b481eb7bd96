"""Which sense of an English word is meant: the one that filings use beside the other words of the question.

Our lists have one Chinese word for an English one, first of all that which filings mostly use; an application may be an
申请 or an 应用. The other words of a question find the passages that speak of such things; a sense that none of them
has gives way to one that they do have. So does a word that only the general dictionary knows; where no passage has any
of its senses it stays English, and nothing is found for it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.english.dictionary import glossed
from qa.english.lexicon import grammar, lemmas, said, senses, verbs
from qa.english.phrases import plain, supports
from qa.english.pieces import Part, Piece
from qa.parsing.words import concept_finder, finder, fold, meanings, squeeze

Read = Callable[[str], Sequence[str]]  # squeezed passages that speak of some words, best first
SHORTEST = 4  # letters of an unknown word that is looked up
FIRST = 3  # the first passage weighs a third, each behind it less
LEAST = 0.2  # what passages must weigh that have a sense of an unknown word
SURE = 0.3  # the same of another sense of a known one
_KINDS = ("", "Count")  # of concepts: other measures are what they are called
# what tells how a question is put together is taken by its word
_STRUCTURE = (
    "leads", "extremes", "comparatives", "limits", "flows", "differences", "mutual", "durations", "units", "who",
    "adverbs", "adverbial", "states", "behind", "denials", "unread",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """A Chinese word for an English one, and whether that is a verb."""

    zh: str
    verbal: bool


def as_meant(found: Sequence[Piece], read: Read) -> tuple[list[Piece], int]:
    """Return the pieces of a question in the senses that filings have them in, and how many are no longer our own."""
    meant: list[Piece] = []
    guessed = at = 0
    while at < len(found):
        phrase = _phrase(found[at : at + 2])
        said = _meant(phrase, found, read) if phrase else None
        known = said is not None and said is not phrase
        meant.append(said if said and known else _meant(found[at], found, read))
        guessed += meant[-1] is not found[at]
        at += 2 if known else 1
    return meant, guessed


def _phrase(words: Sequence[Piece]) -> Piece | None:
    """Return two words as the one that the dictionary has for them, where our lists lack one: swine fever."""
    said = " ".join(p.en for p in words)
    plain_words = len(words) == 2 and {p.part for p in words} in ({Part.UNKNOWN}, {Part.UNKNOWN, Part.WORD})
    if not plain_words or not any(glossed(said)):
        return None
    return Piece(Part.UNKNOWN, said, said, words[0].start, words[1].end)


def _meant(piece: Piece, found: Sequence[Piece], read: Read) -> Piece:
    senses_of = list(_others(piece)) if _open(piece) else []
    if not senses_of:
        return piece
    beside = [p for p in found if p.en != piece.en and (p.end <= piece.start or p.start >= piece.end)]
    texts = read(plain(beside))
    if _weight(_own(piece), texts):
        return piece
    best = max(senses_of, key=lambda sense: _weight((sense.zh,), texts))  # the first of those alike
    if _weight((best.zh,), texts) < (LEAST if piece.part is Part.UNKNOWN else SURE):
        return piece
    return replace(piece, part=Part.WORD, zh=best.zh, does=best.zh if best.verbal else "")


def _weight(words: Collection[str], texts: Sequence[str]) -> float:
    return sum(1 / (FIRST + rank) for rank, text in enumerate(texts) if any(word in text for word in words))


def _open(piece: Piece) -> bool:
    """Tell whether a word may mean something else: none that says how the question is put together, and no name."""
    if piece.part is Part.UNKNOWN:
        return len(piece.en) >= SHORTEST and piece.zh.islower() and not supports(piece) and piece.en not in _structure()
    if piece.part is not Part.WORD or not piece.zh or {piece.zh, piece.does, piece.en} & _structure():
        return False
    found = finder().find(fold(piece.zh))
    return all(w.role == "concept" and meanings()[w.value].kind in _KINDS for w in found)


@cache
def _structure() -> frozenset[str]:
    return frozenset(word for part in _STRUCTURE for word in grammar()[part])


def _own(piece: Piece) -> frozenset[str]:
    """Return what our lists say for a piece, in all the words of its meaning; nothing for an unknown one."""
    if piece.part is Part.UNKNOWN:
        return frozenset()
    whole = squeeze(piece.zh)
    known = (w for w in concept_finder().find(whole) if w.end - w.start == len(whole))
    return frozenset({piece.zh, piece.does, *(squeeze(z) for w in known for z in meanings()[w.value].zh)} - {""})


def _others(piece: Piece) -> Iterator[Sense]:
    """Yield the other senses of a piece: those of our lists first, then those of the dictionary.

    What is bent like a verb is looked up as one; a verb with its preposition is looked up by itself too.
    """
    own = _own(piece)
    yield from (sense for sense in _other_heads(piece) if sense.zh not in own)
    head, _, last = piece.en.partition(" ")
    forms = list(lemmas(head)) if last in grammar()["prepositions"] else list(lemmas(piece.en))
    for form in forms:
        bent = form != piece.en and not piece.en.endswith("s")
        nouns, deeds = glossed(form)
        does = verbs().get(form, "")
        told = [Sense(z, z == does) for z in (*senses(form), does) if z and (z == does or not bent)]
        told += [Sense(z, True) for z in deeds] + ([] if bent else [Sense(z, False) for z in nouns])
        yield from (sense for sense in dict.fromkeys(told) if sense.zh not in own)


def _other_heads(piece: Piece) -> Iterator[Sense]:
    """Yield what a phrase is called where its last word has another sense: an action plan is a 行动方案 too."""
    _, blank, last = piece.en.rpartition(" ")
    if not blank or not (ours := said(last)) or not piece.zh.endswith(ours) or piece.zh == ours:
        return
    start = piece.zh.removesuffix(ours)
    yield from (Sense(start + zh, False) for zh in (*senses(last), *glossed(last)[0]) if zh != ours)
