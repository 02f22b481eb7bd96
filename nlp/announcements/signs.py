"""What speaks for or against a candidate besides its cue: its own words, and those before and behind it, as data."""

from dataclasses import dataclass
from functools import cache

from kg.pattern import Pattern
from nlp import lexicon
from nlp.announcements.cues import filled
from nlp.announcements.flat import Flat
from nlp.announcements.wording import Span

_REACH = 80  # characters of the same sentence that are looked at on either side
_SENTENCE = Pattern(r"[。;\n]")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: where it is looked for, and what it adds to a candidate's score."""

    where: str  # before, own, behind
    pattern: Pattern
    worth: float


@cache
def _signs(role: str) -> tuple[Sign, ...]:
    rows = lexicon.load("announcements")["signs"].get(role, ())
    return tuple(Sign(row["where"], Pattern(filled(row["pattern"])), float(row["worth"])) for row in rows)


def worth(flat: Flat, role: str, span: Span) -> float:
    """Return what the signs at `span` add to the score of a candidate for a role."""
    words = {"before": _before(flat, span[0]), "own": flat.text[slice(*span)], "behind": _behind(flat, span[1])}
    return sum(sign.worth for sign in _signs(role) if sign.pattern.search(words[sign.where]))


def _before(flat: Flat, at: int) -> str:
    return _SENTENCE.split(flat.text[max(0, at - _REACH) : at])[-1]


def _behind(flat: Flat, at: int) -> str:
    return _SENTENCE.split(flat.text[at : at + _REACH], maxsplit=1)[0]
