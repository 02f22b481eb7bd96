"""Small valid documents, entities and facts for the tests of the graph: a test names only what it is about."""

from datetime import date
from decimal import Decimal

from kg.model import (
    Block,
    BlockKind,
    CellRef,
    Document,
    DocumentMeta,
    Entity,
    EntityKind,
    Evidence,
    Excerpt,
    Fact,
    Modality,
    Party,
    Qualifiers,
    Quantity,
    Role,
    Speaker,
    Value,
    entity_id,
)
from kg.period import Period

ISSUER = "甲科技股份有限公司"


def make_document(key: str = "a", words: str = "甲向乙销售服务器。") -> Document:
    blocks = (Block(BlockKind.PARAGRAPH, ((0, len(words)),)),)
    meta = DocumentMeta(kind="announcement", title=f"公告 {key}", issuer=ISSUER, published=date(2024, 5, 1))
    return Document(key * 64, f"{key}.txt", words, meta, blocks, ())


def make_entity(name: str, kind: EntityKind = EntityKind.ORG, scope: str = "") -> Entity:
    return Entity(entity_id(name, scope), name, kind)


def party(name: str, scope: str = "") -> Party:
    return Party(name, entity_id(name, scope))


def money(amount: str, unit: str = "CNY") -> Quantity:
    return Quantity(Decimal(amount), unit)


def make_fact(type_: str, doc: str = "a", at: int = 0, **roles: Value | list[Value]) -> Fact:
    """Build a fact; `period`, `modality`, `stated_by` and `quote` are told apart from the roles."""
    qualifiers = Qualifiers(
        roles.pop("period", None),  # type: ignore[arg-type]
        Modality(roles.pop("modality", "asserted")),
        str(roles.pop("stated_by", "issuer")),
    )
    quote = str(roles.pop("quote", f"原文{at}"))
    cell = CellRef("表", "行", "列", "元")
    evidence = Evidence(
        doc * 64,
        Excerpt(at, at + len(quote), quote),
        focus=(at, at + 1),
        context=(Excerpt(0, 1, "单"),),
        section=("一", "（一）"),
        speaker=Speaker.ISSUER,
        cell=cell,
    )
    filled = []
    for name, values in roles.items():
        for value in values if isinstance(values, list) else [values]:
            words = value.name if isinstance(value, Party) else str(getattr(value, "value", value))
            filled.append(Role(name, value, words, at, at + 1))
    return Fact(type_, doc * 64, tuple(filled), (evidence,), qualifiers, rule=f"test:{type_.lower()}")


YEAR = {year: Period.year(year) for year in range(2020, 2026)}
