"""Who makes and who owns: party B is the announcing company or its subsidiary, party A is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.announcements.flat import Flat
from nlp.announcements.offers import Found, Offers, best, within
from nlp.announcements.parties import Named, Parties
from nlp.announcements.wording import Span

_SUBJECT = 700  # characters of a stretch in which the award itself is told
_DEALT_WITH = re.compile(r"(?:公司|[”)])(?:及其?|和|、)|[与向](?!项目)|收到|股东|的全资|经营范围")
_OF_DAUGHTER = re.compile(r"[子孙]公司|下属|所属|控股公司")
_AGENCY = re.compile(r"招标|代理|咨询|造价|交易中心|采购中心|监理|招投标|物资有限公司|成套设备")
_SENDERS = frozenset({"issued", "issued_of", "noticed", "notice_of", "told"})  # who sends a notice may be an agency
_PREFIX = re.compile(r"[^,。;的“”\d]{3,24}?(?:有限公司|有限责任公司|公司(?=\d{4}年))(?=[一-龥\d])")


@dataclass(frozen=True)
class Sides:
    """Decides on the parties of a contract that a stretch of an announcement states."""

    flat: Flat
    parties: Parties
    offers: Offers
    title: str

    def maker(self, window: Span) -> tuple[Named | None, tuple[Named, ...]]:
        """Return party B, and those who bid with it."""
        found = within(self.offers.makers, window)
        label = next((item for item in found if item.cue == "label"), None)
        if label:
            first = self._ours(label)[0]
            return first, tuple(named for named in label.named if named.party.entity != first.party.entity)
        daughters = [
            item.named[0]
            for item in found
            if item.cue == "daughter"
            and item.span[0] < window[0] + _SUBJECT
            and (self._acts(item.span[0]) or _OF_DAUGHTER.search(self.title))
        ]
        return (daughters[0] if daughters else self.parties.issuer_named), ()

    def _ours(self, label: Found) -> Sequence[Named]:
        """Return those of a list who are the announcing company, else its subsidiaries, else all."""
        issuer = self.parties.issuer
        ours = [named for named in label.named if issuer and named.party.entity == issuer.entity]
        own = {named.party.entity for item in self.offers.makers if item.cue == "daughter" for named in item.named}
        return ours or [named for named in label.named if named.party.entity in own] or label.named

    def _acts(self, at: int) -> bool:
        """Tell whether what is named here is the subject of its sentence, and not one that others deal with."""
        text = self.flat.text
        start = max(text.rfind(mark, 0, at) for mark in "。\n;") + 1
        return not _DEALT_WITH.search(text, start, at)

    def owner(self, window: Span, makers: Sequence[Named | None]) -> Named | None:
        """Return party A: the best candidate who neither makes nor announces, nor only runs the tender."""
        issuer = self.parties.issuer
        ours = {named.party.entity for named in makers if named} | ({issuer.entity} if issuer else set())
        fitting = [
            item
            for item in within(self.offers.owners, window)
            if item.named[0].party.entity not in ours and not (item.cue in _SENDERS and is_agency(item.named[0]))
        ]
        chosen = best(fitting)
        return chosen.named[0] if chosen else self._owner_in_project(window, ours)

    def _owner_in_project(self, window: Span, ours: set[str]) -> Named | None:
        """Return the party that the project's name begins with: 某某公司2016年第一批…"""
        project = best(within(self.offers.projects, window))
        match = _PREFIX.match(self.flat.text, *project.span) if project else None
        named = self.parties.read(*match.span()) if match else []
        return named[0] if named and named[0].party.entity not in ours else None


def is_agency(named: Named) -> bool:
    """Tell whether a party by its name runs tenders for others."""
    return bool(_AGENCY.search(named.party.name))
