"""Who makes and who owns: party B is the announcing company or its subsidiary, party A is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.announcements.flat import Flat
from nlp.announcements.offers import AGREED, EARLY, Found, Offers, best, within
from nlp.announcements.parties import Named, Parties
from nlp.announcements.wording import Span

_SUBJECT = 700  # characters of a stretch in which the award itself is told
_WE = re.compile(r"(?:(?<![一-龥])|(?<=[本我与由和,定认知为到]))公司$")
_BRACKET = re.compile(r"\([^()]*\)")
_KINDS = re.compile(r"(?:的|之)?(?:直接|间接|全资|控股|[二三]级|下属|所属|参股|海外|境外|旗下)*$")
_WITH = re.compile(r"及其?|和|与|、|联合|携手")  # 公司与子公司乙 …: the company acts
_DEALT_WITH = re.compile(r"股东|经营范围")
_OF_DAUGHTER = re.compile(r"[子孙]公司|下属|所属|控股公司")
_AGENCY = re.compile(
    r"招标|代理|咨询|造价|交易中心|采购中心|监理|招投标|物资有限公司|成套设备|交易平台|项目管理|交管办"
)
# who sends or publishes a notice may be an agency
_SENDERS = frozenset({"issued", "issued_of", "noticed", "notice_of", "notice_head", "told", "published", "organised"})
_PREFIX = re.compile(
    r"“?(?P<x>[^,。;的“”()\d]{3,24}?(?:有限公司|有限责任公司|管理委员会|(?:公司|集团|银行|局)(?=\d{4}年)))"
    r"(?:\([^()]*\))?(?:的)?(?=[一-龥\d“])(?!分公司|[^,。;]{0,8}项目部)"
)


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
            and (self._acts(item) or _OF_DAUGHTER.search(self.title))
        ]
        return (daughters[0] if daughters else self.parties.issuer_named), ()

    def _ours(self, label: Found) -> Sequence[Named]:
        """Return those of a list who are the announcing company, else its subsidiaries, else all."""
        issuer = self.parties.issuer
        ours = [named for named in label.named if issuer and named.party.entity == issuer.entity]
        own = {named.party.entity for item in self.offers.makers if item.cue == "daughter" for named in item.named}
        return ours or [named for named in label.named if named.party.entity in own] or label.named

    def _acts(self, item: Found) -> bool:
        """Tell whether a daughter is one of the announcing company, and acts without it."""
        text = self.flat.text
        start = max(text.rfind(mark, 0, item.at) for mark in "。\n;") + 1
        own = self._own
        if _DEALT_WITH.search(text, start, item.at):
            return False
        at = _KINDS.search(text, start, item.at).start()  # type: ignore[union-attr]  # it matches nothing, at least
        owner = self._named_before(start, at)
        if owner and owner not in own:
            return False  # 乙公司的子公司丙
        bare = _BRACKET.sub(lambda match: " " * len(match[0]), text[start:at])
        return not any(self._named_before(start, start + match.start()) in own for match in _WITH.finditer(bare))

    @cached_property
    def _own(self) -> set[str]:
        """Return the announcing company and its daughters."""
        issuer = self.parties.issuer
        daughters = (found.named for found in self.offers.makers if found.cue == "daughter")
        return {named.party.entity for found in daughters for named in found} | ({issuer.entity} if issuer else set())

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

    def owner(self, window: Span, makers: Sequence[Named | None]) -> Named | None:
        """Return party A: who is believed most of those who neither make nor announce nor only run the tender."""
        issuer = self.parties.issuer
        ours = {named.party.entity for named in makers if named} | ({issuer.entity} if issuer else set())
        votes: dict[str, list[tuple[float, str, Named]]] = {}
        for item in within(self.offers.owners, window):
            others = [named for named in item.named if named.party.entity not in ours]
            fitting = [named for named in others if not is_agency(named)] or ([] if item.cue in _SENDERS else others)
            for named in fitting[:1]:
                vote = (item.score - item.span[0] / EARLY, item.cue, named)
                votes.setdefault(named.party.entity, []).append(vote)
        chosen = max(votes.values(), key=_worth, default=None)
        return max(chosen, key=lambda vote: vote[0])[2] if chosen else self._owner_in_project(window, ours)

    def _owner_in_project(self, window: Span, ours: set[str]) -> Named | None:
        """Return the party that the project's name begins with: 某某公司2016年第一批…"""
        project = best(within(self.offers.projects, window))
        match = _PREFIX.match(self.flat.text, *project.span) if project else None
        named = self.parties.read(*match.span("x")) if match else []
        return named[0] if named and named[0].party.entity not in ours else None


def _worth(votes: Sequence[tuple[float, str, Named]]) -> float:
    """Return how far one party is believed: its best cue, and a little for each cue that agrees."""
    return max(score for score, _, _ in votes) + AGREED * len({cue for _, cue, _ in votes})


def is_agency(named: Named) -> bool:
    """Tell whether a party by its name runs tenders for others."""
    return bool(_AGENCY.search(named.party.name))
