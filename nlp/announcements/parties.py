"""Who a name in an announcement is: the entity of the document, by full name, short name, or as a newcomer."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.model import Entity, Fact, Mention, Party, entity_id
from kg.pattern import Pattern
from kg.values.names import one_spelling
from kg.values.units import alternatives
from nlp import lexicon
from nlp.announcements.flat import Flat
from nlp.announcements.wording import party_span
from nlp.context import Context
from nlp.names import kind_of

_DEFINED = Pattern(r"\((?:以下|下)?(?:或|统|合|简|并|又)*(?:称|简称)(?:为|作)?[:]?(?P<names>[^()\n]{2,50})\)")
_QUOTED = Pattern(r"[“\"‘]([^“”\"‘’]{2,30})[”\"’]")
_LATIN = r"^[一-龥]{0,6}[A-Za-z][A-Za-z0-9&.,'()\-]{3,}$"
_SOME = r"^(?:某|特殊机构).{1,12}$|^(?:客户|单位)[A-Z一二三四甲乙丙丁]$|[A-Z]单位$"  # 某客户, 特殊机构客户, 客户A
_AND = Pattern(
    r"以及|[、/和与及](?!其|社会资本)|(?<=[)])[—-]+(?=[一-龥]{4})"
    r"|(?:(?<=有限公司)|(?<=责任公司)|(?<=有限公司\(联合体牵头人\)))(?!下属|所属|旗下|控股|全资)(?=[^的之及和与、()]{2,12}(?:\([^()]*\))?[^的之及和与、()]{2,14}有限(?:责任)?公司)"
)


@cache
def _ending() -> Pattern:
    """Match what ends as names of organisations do, a last bracket aside."""
    names = lexicon.load("names")
    endings = {*names["strong"], *names["weak"], *names["branches"], *lexicon.load("announcements")["endings"]}
    tail = r"(?:\([^()]*\))?$"
    return Pattern(
        rf"(?:{alternatives(sorted(endings))}|有限合伙\)|Ltd\.?|LTD\.?|LIMITED|Limited){tail}|{_LATIN}|{_SOME}"
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A party where it is named: `[start, end)` of the flat text."""

    start: int
    end: int
    party: Party


@dataclass
class Parties:
    """The parties of one announcement: what each name and short name means here."""

    flat: Flat
    context: Context
    defined: dict[str, str] = field(default_factory=dict)
    learnt: dict[str, Party] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for match in _DEFINED.finditer(self.flat.text):
            owner = self._owner(match.start())
            if owner:
                for name in _QUOTED.findall(match["names"]) or [match["names"]]:
                    self.defined.setdefault(name, owner)

    def learn(self, named: Named) -> None:
        """Remember the short names that a bracket right behind a name gives it."""
        match = _DEFINED.match(self.flat.text, named.end)
        generic = lexicon.words("announcements", "generic")
        for name in _QUOTED.findall(match["names"]) if match else ():
            if name not in generic and name != named.party.name:
                self.learnt.setdefault(name, named.party)

    def _owner(self, bracket: int) -> str:
        """Return the entity's name that ends where a bracket begins."""
        party = self.ending_at(bracket)
        return party.name if party else ""

    def ending_at(self, end: int) -> Party | None:
        """Return the party that is named right before a place of the flat text."""
        at = self.flat.offsets[end - 1] + 1 if end else 0
        before = self.context.mentions_in(at - 120, at)
        if before and before[-1].end == at:
            entity = self.context.by_id[before[-1].entity]
            return Party(entity.name, entity.id)
        short = max((name for name in self.learnt if self.flat.text.endswith(name, 0, end)), key=len, default="")
        return self.learnt.get(short)

    @property
    def issuer(self) -> Party | None:
        """Return the company that announces."""
        entity = self.context.issuer
        return Party(entity.name, entity.id) if entity else None

    @cached_property
    def issuer_named(self) -> Named | None:
        """Return the first place of the body that names the announcing company."""
        party = self.issuer
        if party is None:
            return None
        spans = (self.flat.find((m.start, m.end)) for m in self.context.mentions if m.entity == party.entity)
        first = next((span for span in spans if span and span[0] >= self.flat.body), (-1, -1))
        return Named(*first, party)

    def first_named(self, entities: Container[str], window: tuple[int, int]) -> Named | None:
        """Return the first place within a stretch where one of several parties is named."""
        if window[1] <= window[0]:
            return None
        for mention in self.context.mentions_in(*self.flat.span(*window)):
            span = self.flat.find((mention.start, mention.end)) if mention.entity in entities else None
            if span:
                return Named(*span, Party(self.context.by_id[mention.entity].name, mention.entity))
        return None

    def read(self, start: int, end: int) -> list[Named]:
        """Return the parties that `[start, end)` names: one, or several where it lists full names."""
        span = party_span(self.flat, start, end)
        pieces = list(self._listed(*(span or (start, end))))
        named = [self._named(a, b) for a, b in (party_span(self.flat, a, b) or (0, 0) for a, b in pieces) if b > a]
        return [item for item in named if item]

    def _known(self, start: int, end: int) -> bool:
        return self.context.named(self.flat.text[start:end]) is not None

    def _listed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a list whose parts all end as names do; the whole where one does not."""
        text = self.flat.text[start:end]
        cuts = [match.span() for match in _AND.finditer(text) if _ending().search(text[: match.start()])]
        bounds = [0, *(at for cut in cuts for at in cut), len(text)]
        parts = [(start + bounds[at], start + bounds[at + 1]) for at in range(0, len(bounds), 2)]
        if all(_ending().search(self.flat.text[a:b]) or self._known(a, b) for a, b in parts):
            yield from parts
        elif cuts and self._known(*parts[-1]):
            yield parts[-1]  # 其全资子公司与乙公司: the last is a name, what is before it is not
        else:
            yield start, end

    def _named(self, start: int, end: int) -> Named | None:
        text = self.flat.text[start:end]
        if text in self.learnt:
            return Named(start, end, self.learnt[text])
        entity = self.context.named(text) or self.context.named(self.flat.words(start, end))
        if entity is None and text in self.defined:
            entity = self.context.named(self.defined[text])
        if entity is not None:
            return Named(start, end, Party(entity.name, entity.id))
        if not _ending().search(text):
            return None
        name = self.flat.words(start, end)
        return Named(start, end, Party(name, entity_id(one_spelling(name))))


def with_newcomers(context: Context, facts: Iterable[Fact]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities and mentions of a document with the parties that only its facts know, in order."""
    entities: dict[str, Entity] = {}
    mentions: dict[int, Mention] = {}
    for fact in facts:
        for role in fact.roles:
            if isinstance(role.value, Party) and role.value.entity and role.value.entity not in context.by_id:
                kind = kind_of(role.value.name)
                entities.setdefault(role.value.entity, Entity(role.value.entity, role.value.name, kind))
                if role.start >= 0 and not context.mentions_in(role.start, role.end):
                    mentions.setdefault(role.start, Mention(role.start, role.end, role.text, role.value.entity, kind))
    if not entities:
        return context.entities, context.mentions
    kept = _without_overlap(sorted((*context.mentions, *mentions.values()), key=lambda item: (item.start, -item.end)))
    return (*context.entities, *(entities[key] for key in sorted(entities))), kept


def _without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
