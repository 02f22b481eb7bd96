"""The parties of one document in the making: a draft for each, by the one spelling of its name."""

from dataclasses import dataclass, field

from kg.model import Alias, Entity, EntityKind, entity_id
from kg.pattern import Pattern
from kg.values.names import one_spelling
from nlp.readings import Reading

_FULL = Pattern("有限|股份公司|合伙|事务所")  # a name that has its legal form: 京甲公司 alone is but a short one


@dataclass
class Draft:
    """An entity in the making."""

    name: str
    kind: EntityKind
    scope: str = ""
    code: str = ""
    aliases: dict[str, Alias] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return entity_id(one_spelling(self.name), self.scope)

    def add(self, text: str, reason: str, at: tuple[int, int] | None = None) -> None:
        if text != self.name:
            self.aliases.setdefault(text, Alias(text, reason, at))

    def finished(self) -> Entity:
        aliases = tuple(self.aliases[text] for text in sorted(self.aliases))
        return Entity(self.id, self.name, self.kind, aliases, self.code, tuple(sorted(self.roles)))


@dataclass
class Register:
    """The drafts of one document, by the one spelling of each name."""

    reading: Reading
    scope: str
    drafts: dict[str, Draft] = field(default_factory=dict)
    deictic: dict[str, str] = field(default_factory=dict)  # 保荐机构 → spelling of its name
    described: list[tuple[int, int, str]] = field(default_factory=list)  # places of the reading, with the label

    def put(self, name: str, kind: EntityKind, *, scope: str = "") -> Draft:
        """Return the draft of a name, made when it is new; a second spelling becomes an alias."""
        key = one_spelling(name)
        draft = self.drafts.setdefault(key, Draft(name, kind, scope))
        draft.add(name, "spelling")
        return draft

    def absorb(self, owner: Draft, alias: str) -> bool:
        """Take a short name that stood for itself into its owner; False where it is a full name of another."""
        key = one_spelling(alias)
        held = self.drafts.get(key)
        if held is None or held is owner:
            return held is None
        if _FULL.search(key):
            return False
        owner.code = owner.code or held.code
        owner.aliases |= {text: entry for text, entry in held.aliases.items() if text != owner.name}
        del self.drafts[key]
        return True

    def merge(self, keep: str, other: str, reason: str, at: tuple[int, int] | None = None) -> None:
        """Make the draft of one spelling a name of another's, with all that it had."""
        kept, lost = self.drafts[keep], self.drafts.pop(other)
        kept.add(lost.name, reason, at)
        for alias in lost.aliases.values():
            kept.aliases.setdefault(alias.text, alias)
        kept.roles |= lost.roles
        kept.code = kept.code or lost.code
        self.deictic.update({word: keep for word, key in self.deictic.items() if key == other})
