"""What announces a role of a contract: patterns as data, found in the flat text, each with how far it is believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.pattern import Pattern
from nlp import lexicon
from nlp.announcements.flat import Flat
from nlp.needed import may_match


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to announce a role."""

    name: str
    score: float
    pattern: Pattern
    title: bool = False  # it is looked for in titles only


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may fill a role: `[start, end)` of the flat text, and the cue that says so."""

    start: int
    end: int
    text: str
    cue: str
    score: float
    at: int  # where the cue begins


@cache
def cues(role: str) -> tuple[Cue, ...]:
    """Return the cues of a role in the order of the data file."""
    data = lexicon.load("announcements")
    return tuple(
        Cue(row["name"], float(row["score"]), Pattern(filled(row["pattern"]), re.MULTILINE), row.get("title", False))
        for row in data[role]
    )


def filled(pattern: str) -> str:
    """Return a pattern with its macros written out; macros may use macros."""
    macros = lexicon.load("announcements")["macros"]
    while "{" in pattern:
        written = re.sub(r"\{([A-Z]+)\}", lambda match: macros[match[1]], pattern)
        if written == pattern:
            break
        pattern = written
    return pattern


def candidates(flat: Flat, role: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield what the cues of a role find in `[start, end)`, cue by cue."""
    for cue in cues(role):
        if cue.title or not may_match(cue.pattern, flat.text, start, end):
            continue
        for match in cue.pattern.finditer(flat.text, start, end):
            low, high = match.span("x")
            if "tail" in match.groupdict() and match["tail"]:
                high = match.end("tail")
            yield Candidate(low, high, flat.text[low:high], cue.name, cue.score, match.start())


def title_candidates(flat: Flat, role: str) -> Iterator[Candidate]:
    """Yield what the title before the body says."""
    for cue in cues(role):
        if cue.title:
            for match in cue.pattern.finditer(flat.text, 0, flat.body):
                low, high = match.span("x")
                yield Candidate(low, high, flat.text[low:high], cue.name, cue.score, match.start())
