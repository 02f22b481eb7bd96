"""One thing that an English question asks, and what its noun is counted or measured with."""

from dataclasses import dataclass, replace

from kg.pattern import Pattern
from qa.english.lexicon import grammar
from qa.english.phrases import BE, Clause, another, clause, noun
from qa.english.pieces import Part, Piece
from qa.parsing.words import concept_finder, meanings, squeeze

_ASIDE = Pattern("（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked: its interrogative, the words between that and the auxiliary, the auxiliary, the words behind."""

    kind: str
    opener: str
    of: list[Piece]
    auxiliary: str
    behind: list[Piece]

    def clause(self) -> Clause:
        """Return what is done, without what is asked of it."""
        done = clause(self.behind if self.auxiliary else self.of, self.auxiliary)
        passive = self.auxiliary in BE or any(p.en == "been" for p in self.behind)
        if passive and self.of and done.does in grammar()["given"]:  # how many patents was it granted
            return replace(done, does=grammar()["given"][done.does])
        return replace(done, does=another(done.does, "objects", noun(self.of))) if self.auxiliary and self.of else done

    def noun(self) -> str:
        """Return the words behind as a noun."""
        return noun([p for p in self.behind if p.part is not Part.AUXILIARY])


def measured(words: str) -> bool:
    """Tell whether the last word of a noun is measured in numbers."""
    words = _ASIDE.sub("", words)
    found = [w for w in concept_finder().find(squeeze(words)) if w.end == len(squeeze(words))]
    kinds = {meanings()[w.value].kind for w in found}
    return bool(kinds - {"", "Text", "Code"}) or words.endswith(tuple(grammar()["measures"]))


def counter(words: str) -> str:
    """Return what the last word of a noun is counted with: 家, 股; 个 where nobody knows."""
    return next((c for c, said in grammar()["counters"].items() if words.endswith(tuple(said))), "个")
