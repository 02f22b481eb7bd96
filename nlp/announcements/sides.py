"""Who makes and who owns: party B is the announcing company or its subsidiary, party A is neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.pattern import Pattern
from nlp import lexicon
from nlp.announcements.family import Family
from nlp.announcements.flat import Flat
from nlp.announcements.offers import AGREED, EARLY, Found, Offers, best, within
from nlp.announcements.parties import Named, Parties
from nlp.announcements.wording import Span

_MEMBERS = 160  # characters behind a bidder in which its partners stand
_SUBJECT = 700  # characters of a stretch in which the award itself is told
_OF_DAUGHTER = Pattern(r"[子孙]公司|下属|所属|控股公司")
_AGENCY = Pattern(
    r"招标|国际投标|代理|咨询|造价|交易中心|采购中心|监理|招投标|物资有限公司|成套设备|交易平台|项目管理|交管办"
)
# who sends or publishes a notice may be an agency
_SENDERS = frozenset({"issued", "issued_of", "noticed", "notice_of", "notice_head", "told", "published", "organised"})
_SIGNED = frozenset({"signed", "signed_any", "signed_subject", "both_signed"})
_FORM = Pattern(r"(?:集团)?(?:股份)?有限(?:责任)?公司")
_Vote = tuple[float, str, Named]  # how far a cue is believed, the cue, and whom it names
_PREFIX = Pattern(
    r"“?(?![^,。;]{0,12}[两二三四五六七八九十]家)(?P<x>[^,。;的“”()\d]{3,24}?(?:有限公司|有限责任公司|管理委员会"
    r"|公司(?![的在与和]|[^,。;]{0,8}公司)|(?:集团|银行|局)(?=\d{4}年)))"
    r"(?:\([^()]*\))?(?:的)?(?=[一-龥\d“])(?!分公司|[^,。;]{0,8}项目部)"
)


@dataclass(frozen=True)
class Sides:
    """Decides on the parties of a contract that a stretch of an announcement states."""

    flat: Flat
    parties: Parties
    offers: Offers
    title: str

    @cached_property
    def family(self) -> Family:
        """Return the announcing company and its subsidiaries."""
        return Family(self.flat, self.parties, self.offers)

    def maker(self, window: Span) -> tuple[Named | None, tuple[Named, ...]]:
        """Return party B, and those who bid with it."""
        found = within(self.offers.makers, window)
        label = next((item for item in found if item.cue == "label"), None)
        if label:
            first = self._ours(label)[0]
            return first, tuple(named for named in label.named if named.party.entity != first.party.entity)
        told = within(self.family.daughters, (window[0], min(window[1], window[0] + _SUBJECT)))
        acting = [item for item in told if _OF_DAUGHTER.search(self.title) or self.family.acts(item)]
        return (self.family.youngest(acting) if acting else self.parties.issuer_named), ()

    def _ours(self, label: Found) -> Sequence[Named]:
        """Return those of a list who are the announcing company, else its subsidiaries, else all."""
        issuer = self.parties.issuer
        ours = [named for named in label.named if issuer and named.party.entity == issuer.entity]
        ours = ours or [named for named in label.named if named.party.entity in self.family.own]
        if ours or not issuer:
            return ours or label.named
        end = self.flat.text.find("\n", label.span[1], label.span[1] + _MEMBERS)
        member = self.parties.first_named({issuer.entity}, (label.span[1], end if end >= 0 else label.span[1]))
        return [member] if member else label.named

    def owner(self, window: Span, makers: Sequence[Named | None]) -> Named | None:
        """Return party A: who is believed most of those who neither make nor announce nor only run the tender."""
        ours = self._ours_beside(makers)
        votes: dict[str, list[_Vote]] = {}
        for item in within(self.offers.owners, window):
            others = [named for named in item.named if named.party.entity not in ours]
            fitting = [named for named in others if not is_agency(named)] or ([] if item.cue in _SENDERS else others)
            for named in fitting[:1]:
                vote = (item.score - item.span[0] / EARLY, item.cue, named)
                votes.setdefault(named.party.entity, []).append(vote)
        chosen = max(_by_full_name(list(votes.values())), key=_worth, default=None)
        if chosen:
            return max(chosen, key=_fullest)[2]
        return self._signed_with(window, makers) or self._owner_in_project(window, ours)

    def _signed_with(self, window: Span, makers: Sequence[Named | None]) -> Named | None:
        """Return the announcing company where an outsider makes, and a contract was signed with that one."""
        issuer, making = self.parties.issuer, {named.party.entity for named in makers if named}
        if not issuer or not making or making & self.family.own:
            return None
        signed = (item for item in within(self.offers.owners, window) if item.cue in _SIGNED)
        met = any(named.party.entity in making for item in signed for named in item.named)
        return self.parties.issuer_named if met else None

    def _ours_beside(self, makers: Sequence[Named | None]) -> set[str]:
        """Return who is no owner: the makers, and the announcing company unless it lets another one make."""
        issuer = self.parties.issuer
        making = {named.party.entity for named in makers if named}
        if issuer and (not making or making & self.family.own):
            making.add(issuer.entity)
        return making

    def _owner_in_project(self, window: Span, ours: set[str]) -> Named | None:
        """Return the party that the project's name begins with: 某某公司2016年第一批…"""
        project = best(within(self.offers.projects, window))
        match = _PREFIX.match(self.flat.text, *project.span) if project else None
        named = self.parties.read(*match.span("x")) if match else []
        return named[0] if named and named[0].party.entity not in ours else None


def _by_full_name(candidates: Sequence[list[_Vote]]) -> list[list[_Vote]]:
    """Return the votes for each party; those for 乙市丙局 count for 甲省乙市丙局 where both are named."""
    fuller = {id(short): full for short in candidates for full in candidates if _is_short_for(short, full)}
    return [votes + fuller.get(id(votes), []) for votes in candidates]


def _is_short_for(short: Sequence[_Vote], full: Sequence[_Vote]) -> bool:
    """Tell whether one name is another without the places before it, or without its legal form: 丙丁公司."""
    name, longer = short[0][2].party.name, full[0][2].party.name
    core = name.removesuffix("公司")
    if longer == name or core not in longer or len(core) < 4:
        return False
    before, behind = longer.split(core, 1)
    places = Pattern(lexicon.load("announcements")["places"])
    whole = not before or bool(places.fullmatch(before))
    return whole and (behind == name.removeprefix(core) or (core != name and bool(_FORM.fullmatch(behind))))


def _fullest(vote: _Vote) -> tuple[int, float]:
    return len(vote[2].party.name), vote[0]


def _worth(votes: Sequence[_Vote]) -> float:
    """Return how far one party is believed: its best cue, and a little for each cue that agrees."""
    return max(score for score, _, _ in votes) + AGREED * len({cue for _, cue, _ in votes})


def is_agency(named: Named) -> bool:
    """Tell whether a party by its name runs tenders for others."""
    return bool(_AGENCY.search(named.party.name))
