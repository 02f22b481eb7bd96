"""The announcing company's own: which subsidiaries an announcement names are its, and which of them act without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.pattern import Pattern
from nlp.announcements.flat import Flat
from nlp.announcements.offers import Found, Offers
from nlp.announcements.parties import Named, Parties

_WE = Pattern(r"(?:(?<![一-龥])|(?<=[本我与由和,定认知为到]))公司$")
_BRACKET = Pattern(r"\([^()]*\)")
_KINDS = Pattern(r"(?:的|之)?(?:直接|间接|全资|控股|[二三]级|下属|所属|属下|参股|海外|境外|旗下)*$")
_WITH = Pattern(r"及其?|和|与|、|联合|携手")  # 公司与子公司乙 …: the company acts
_SISTER = Pattern(r"(?:\([^()\n]*\))?、(?P<x>[^,。;:、()《“\n]{4,40}公司)")  # 子公司乙(…)、丙 …: both are
_DEALT_WITH = Pattern(r"股东|经营范围")


@dataclass(frozen=True)
class Family:
    """The announcing company and its subsidiaries."""

    flat: Flat
    parties: Parties
    offers: Offers

    @cached_property
    def daughters(self) -> list[Found]:
        """Return the places that name a subsidiary of the announcing company, or of one of its subsidiaries."""
        issuer = self.parties.issuer
        own = {issuer.entity} if issuer else set()
        found: list[Found] = []
        for item in self.offers.makers:
            if item.cue == "daughter" and self._named_before(*self._mother(item)) in {"", *own}:
                found.append(item)
                own |= {named.party.entity for named in item.named}
        return found

    @cached_property
    def own(self) -> set[str]:
        """Return the entities of the announcing company and its subsidiaries."""
        issuer = self.parties.issuer
        daughters = {named.party.entity for item in self.daughters for named in (*item.named, *self._sisters(item))}
        return daughters | ({issuer.entity} if issuer else set())

    def acts(self, daughter: Found) -> bool:
        """Tell whether a subsidiary acts in its sentence without the announcing company."""
        start, end = self._mother(daughter)
        if _DEALT_WITH.search(self.flat.text, start, daughter.at):
            return False
        bare = _BRACKET.sub(lambda match: " " * len(match[0]), self.flat.text[start:end])
        return not any(self._named_before(start, start + match.start()) in self.own for match in _WITH.finditer(bare))

    def youngest(self, daughters: Sequence[Found]) -> Named:
        """Return the first of several subsidiaries, or the one of hers that is told right behind her."""
        chosen = daughters[0].named[0]
        for item in daughters[1:]:
            if self._named_before(*self._mother(item)) == chosen.party.entity:
                chosen = item.named[0]
        return chosen

    def _sisters(self, daughter: Found) -> Iterator[Named]:
        """Yield the subsidiaries that are listed behind one."""
        at = daughter.span[1]
        while match := _SISTER.match(self.flat.text, at):
            yield from self.parties.read(*match.span("x"))
            at = match.end()

    def _mother(self, daughter: Found) -> tuple[int, int]:
        """Return the sentence before a subsidiary, up to the words for what kind of one it is."""
        text = self.flat.text
        start = max(text.rfind(mark, 0, daughter.at) for mark in "。\n;") + 1
        kinds = _KINDS.search(text, start, daughter.at)
        return start, kinds.start() if kinds else daughter.at

    def _named_before(self, start: int, end: int) -> str:
        """Return the party that the words right before a place name, brackets aside; empty where none does."""
        text = self.flat.text
        while end > start and text[end - 1] == ")":
            end = text.rfind("(", start, end)
        issuer = self.parties.issuer
        if issuer and _WE.search(text, start, end):
            return issuer.entity
        named = self.parties.ending_at(end) if end > start else None
        return named.entity if named else ""
