"""Who is in an announcement of frozen shares: those who hold them, and the courts and offices that freeze them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.model import EntityKind, Mention, Party, entity_id
from kg.values.names import one_spelling
from nlp.announcements.flat import Flat
from nlp.announcements.freeze_words import Token, Window, rule
from nlp.context import Context

_KINDS = (EntityKind.ORG, EntityKind.PERSON, EntityKind.BANK)
_BEFORE, _BEHIND = 12, 80  # characters around a name that tell whether it holds shares


class FreezeParties:
    """The holders and the courts of one announcement, wherever they are named."""

    def __init__(self, flat: Flat, context: Context) -> None:
        self.flat = flat
        self.context = context
        spans = ((flat.find((mention.start, mention.end)), mention) for mention in context.mentions)
        self.mentions = [(span, mention) for span, mention in spans if span]
        self.courts = [*self._courts()]
        self.holders = [*self._holders()]

    def _courts(self) -> Iterator[Token]:
        for (start, end), mention in self.mentions:
            if mention.kind is EntityKind.COURT and not rule("not_court").search(self.flat.text[start:end]):
                yield Token("court", start, end, self._party(mention))
        for match in rule("office").finditer(self.flat.text, self.flat.body):
            entity = self.context.named(match[0])
            name = entity.name if entity else match[0]
            yield Token("court", *match.span(), Party(name, entity.id if entity else entity_id(one_spelling(name))))

    def _holders(self) -> Iterator[Token]:
        """Yield each mention of those whose shares are spoken of, once said so anywhere."""
        named = {mention.entity for span, mention in self.mentions if self._holds(span, mention)}
        for (start, end), mention in self.mentions:
            if mention.entity in named:
                yield Token("holder", start, end, self._party(mention))

    def _holds(self, span: tuple[int, int], mention: Mention) -> bool:
        issuer = self.context.issuer
        if mention.kind not in _KINDS or (issuer and mention.entity == issuer.id):
            return False
        if rule("not_holder").search(self.context.by_id[mention.entity].name):
            return False
        text, (start, end) = self.flat.text, span
        behind = rule("holder_behind").search(text[end : end + _BEHIND])
        return bool(behind or rule("holder_before").search(text[max(0, start - _BEFORE) : start]))

    def _party(self, mention: Mention) -> Party:
        return Party(self.context.by_id[mention.entity].name, mention.entity)

    def holder(self, window: Window, at: int) -> list[Token]:
        """Return who holds what stands at a place: the last holder named before in the stretch, else the usual one."""
        inside = [token for token in self.holders if window.start <= token.start < window.end]
        before = [token for token in inside if token.start < at]
        if before or inside:
            return self.in_full([before[-1] if before else inside[0]])
        often = Counter(token.value.entity for token in self.holders if isinstance(token.value, Party))
        if not often:
            return []
        most = max(often, key=lambda entity: (often[entity], entity))
        return self.in_full([t for t in self.holders if isinstance(t.value, Party) and t.value.entity == most][:1])

    def in_full(self, named: Sequence[Token]) -> list[Token]:
        """Return the first place where the announcement gives the longest name of each party."""
        found: list[Token] = []
        for party in named:
            same = [token for token in (*self.holders, *self.courts) if token.value == party.value]
            found.append(max(same, key=lambda token: (token.end - token.start, -token.start)))
        return found
