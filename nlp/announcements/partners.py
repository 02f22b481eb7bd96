"""Who bids or signs together with party B: the other members of a consortium (联合体)."""

from collections.abc import Iterable

from nlp.announcements.offers import Offers, within
from nlp.announcements.parties import Named
from nlp.announcements.wording import Span


def partners(offers: Offers, window: Span, maker: Named | None, listed: Iterable[Named]) -> tuple[Named, ...]:
    """Return the members of the consortium besides party B: those its label lists, then those a stretch names.

    Whom a label calls the owner is no member, whatever stands beside 联合体.
    """
    known = {maker.party.entity} if maker else set()
    known |= {item.named[0].party.entity for item in within(offers.owners, window) if item.cue == "label"}
    members: list[Named] = []
    for named in (*listed, *(named for item in within(offers.partners, window) for named in item.named)):
        if named.party.entity not in known:
            known.add(named.party.entity)
            members.append(named)
    return tuple(members)
