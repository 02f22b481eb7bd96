"""Alias facts: each place where a filing itself says that a party has another name."""

from collections.abc import Iterator

from kg.model import Block, BlockKind, Document, Evidence, Fact, Mention, Party, Qualifiers, Role
from kg.pattern import Pattern
from nlp.aliases import is_deictic
from nlp.context import Context
from nlp.evidence import excerpt

_DEFINED = Pattern(r"\s?[（(](?:以下|下)?(?:简|合|统)?称\s?[:：为]?\s?(?P<names>[^（）()]{1,60})[）)]")
_NAME = Pattern(r"[^“”\"'‘’「」、，,或和\s][^“”\"'‘’「」、，,或]{0,24}")


def alias_facts(document: Document, context: Context) -> list[Fact]:
    """Return an Alias fact for each short name that the document defines, wherever it does."""
    facts: list[Fact] = []
    for block in document.blocks:
        if block.kind is not BlockKind.FURNITURE and "称" in document.text[block.start : block.end]:
            facts += _of_block(document, context, block)
    return facts


def _of_block(document: Document, context: Context, block: Block) -> Iterator[Fact]:
    view = block.view(document.text)
    for match in _DEFINED.finditer(view.text):
        at = view.offsets[match.start()]
        owner = _owner(context, at)
        if owner is None:
            continue
        for name in _NAME.finditer(match["names"]):
            start, end = (match.start("names") + place for place in name.span())
            where = view.span(start, end), view.span(match.start(), match.end())[1]
            yield _fact(document, context, owner, where, block)


def _owner(context: Context, at: int) -> Mention | None:
    """Return the mention that ends right before the bracket."""
    before = context.mentions_in(at - 120, at)
    if not before or context.document.text[before[-1].end : at].strip() or is_deictic(before[-1].text):
        return None  # 参股的公司（以下称…）names no party
    return before[-1]


def _fact(
    document: Document, context: Context, owner: Mention, where: tuple[tuple[int, int], int], block: Block
) -> Fact:
    (start, end), close = where
    entity = context.by_id[owner.entity]
    name = "".join(document.text[start:end].split())
    roles = (
        Role("party", Party(entity.name, entity.id), owner.text, owner.start, owner.end),
        Role("name", name, name, start, end),
    )
    quoted = excerpt(document, owner.start, close)
    evidence = Evidence(document.id, quoted, focus=(start, end), section=block.section, speaker=block.speaker)
    return Fact("Alias", document.id, roles, (evidence,), Qualifiers(stated_by=block.speaker.value), "alias")
