"""What an announcement offers for each role of a contract: candidates cut to names, read once, left to right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.pattern import Pattern
from nlp.announcements.amounts import Amount, find_amounts, told_amounts
from nlp.announcements.cues import Candidate, candidates, title_candidates
from nlp.announcements.flat import Flat
from nlp.announcements.parties import Named, Parties
from nlp.announcements.signs import worth
from nlp.announcements.wording import Span, project_span, title_span

EARLY = 4000  # characters of distance that weigh as much as one point of a cue
_LEAST = 1.5  # a name believed no more than this is none
_OF_LAST = frozenset({"role_defined"})  # a bracket is about the last of a list
AGREED = 0.6  # what each cue that agrees adds
_JOINT = "联合"  # without this word nobody bids together
_UNTOLD = Pattern(r"[“”‘’《》()、,的项目]")  # what two spellings of one name may differ in


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate whose words were cut to the name, or that names parties."""

    span: Span
    cue: str
    score: float
    named: tuple[Named, ...] = ()
    at: int = 0  # where the cue begins


@dataclass(frozen=True)
class Offers:
    """The candidates of one announcement."""

    flat: Flat
    parties: Parties

    @cached_property
    def owners(self) -> list[Found]:
        """Return who may be party A."""
        return self._of_parties("party_a")

    @cached_property
    def makers(self) -> list[Found]:
        """Return who may be party B; read after the owners, whose short names serve here."""
        return self._of_parties("party_b") if self.owners is not None else []

    @cached_property
    def partners(self) -> list[Found]:
        """Return who may be a member of a consortium; read after the owners, as the makers are."""
        joint = _JOINT in self.flat.text and self.owners is not None
        return self._of_parties("partner") if joint else []

    @cached_property
    def projects(self) -> list[Found]:
        """Return what may be the project's name."""
        return self._of_names("project")

    @cached_property
    def contracts(self) -> list[Found]:
        """Return what may be the contract's title."""
        return self._of_names("contract")

    @cached_property
    def amounts(self) -> list[Amount]:
        """Return what the contract may be worth."""
        return find_amounts(self.flat)

    @cached_property
    def told(self) -> list[Amount]:
        """Return every amount that is told, whatever is said of it."""
        return list(told_amounts(self.flat.text, self.flat.body))

    def amounts_in(self, window: Span) -> list[Amount]:
        """Return the amounts that begin within a stretch."""
        return [item for item in self.amounts if window[0] <= item.start < window[1]]

    def _all(self, role: str) -> Iterable[Candidate]:
        return candidates(self.flat, role, self.flat.body, len(self.flat.text))

    def _of_parties(self, role: str) -> list[Found]:
        """Read the parties twice: short names that the first reading learns serve the second."""
        items = list(self._all(role))
        for item in items:
            for named in self.parties.read(item.start, item.end):
                self.parties.learn(named)
        rows = ((self.parties.read(item.start, item.end)[-1 if item.cue in _OF_LAST else 0 :], item) for item in items)
        found = [
            Found((named[0].start, named[-1].end), item.cue, item.score, tuple(named), item.at)
            for named, item in rows
            if named
        ]
        return sorted(found, key=lambda item: item.span)

    def _of_names(self, role: str) -> list[Found]:
        cut = project_span if role == "project" else title_span
        items = (*self._all(role), *title_candidates(self.flat, role))
        rows = ((cut(self.flat, item.start, item.end), item) for item in items)
        found = [Found(span, item.cue, item.score + worth(self.flat, role, span)) for span, item in rows if span]
        return sorted((item for item in found if item.score > _LEAST), key=lambda item: item.span)

    def agreed(self, found: Sequence[Found]) -> Found | None:
        """Return the best candidate; each further cue that gives the same words counts for them."""
        cues: dict[str, set[str]] = {}
        for item in found:
            cues.setdefault(self.plain(item), set()).add(item.cue)
        return best([replace(item, score=item.score + AGREED * len(cues[self.plain(item)])) for item in found])

    def plain(self, item: Found) -> str:
        """Return the words of a candidate for comparing."""
        return _UNTOLD.sub("", self.flat.text[item.span[0] : item.span[1]])


def within(found: Iterable[Found], window: Span) -> list[Found]:
    """Return the candidates that begin within a stretch."""
    return [item for item in found if window[0] <= item.span[0] < window[1]]


def best(found: Sequence[Found]) -> Found | None:
    """Return the candidate believed most, an early one rather than a late one."""
    return max(found, key=lambda item: (item.score - item.span[0] / EARLY, -item.span[0]), default=None)
