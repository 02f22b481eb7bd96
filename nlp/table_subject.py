"""Whom a table is about that names nobody itself: the party that its caption, lead-in or headings begin with.

A restructuring report gives the figures of the target beside those of the issuer: 标的公司最近两年的主要财务数据如下：
A list of what a party is names it in a line of its own: 企业名称, 姓名.
"""

from bisect import bisect_right

from kg.model import Block, BlockKind, Document, Entity, EntityKind, Party, Role, Table, Value
from kg.pattern import Pattern
from nlp.context import Context

PAIR, LINES = 2, 3  # columns of such a list, and the lines among which its name stands
REACH = 12  # blocks before a table among which its lead-in is looked for
_LEADS_IN = Pattern(r"(?:如下|下表|所示|情况)[^。]{0,12}[：:。]?\s*$")
_BELOW, _END = Pattern("如下|下表|下图"), Pattern("。")
_NAME = Pattern("(?:公司|企业|单位|机构|合伙企业)?(?:的)?(?:中文)?(?:名称|全称)|姓名")
_PARTIES = (EntityKind.ORG, EntityKind.BANK, EntityKind.PERSON)
_NUMBER = r"[\s\d一二三四五六七八九十、（().）．①-⑩]*"
_TIME = r"(?:(?:截至|截止)?20\d\d年[\d年月日末度和、至\-~～]*|(?:最近|近)[一二两三]年(?:及一期)?|报告期内?各?期?末?)"
# what may stand before the party: numbering, time, a short clause (本次增资后，)
_BEFORE = Pattern(rf"{_NUMBER}(?:{_TIME}|[^，,。；]{{1,16}}[，,])?[，,]?(?:{_TIME}[，,]?)?")
_OF_IT = Pattern(
    r"\s*(?:的|最近|近[一二两三]年|报告期|主要|合并|经审计|未经审计|财务|20\d\d|资产|利润|现金|[（(、\d]"
    r"|(?![与和同及向为对由将系是])[^。]{1,24}(?:如下|情况|结构|明细|构成|所示|概况))"
)


def table_subject(document: Document, context: Context, table: Table) -> Entity | None:
    """Return the party other than the issuer that the words above a table say it is about, None for none."""
    return context.once(("subject of", id(table)), lambda: _found(document, context, table))


def about(context: Context, table: Table, subject: Value | None) -> list[Role]:
    """Return the role of the party that a table is about, where its row or column names another: its customer, say."""
    whose = table_subject(context.document, context, table)
    if whose is None or (isinstance(subject, Party) and subject.entity == whose.id):
        return []
    return [Role("about", Party(whose.name, whose.id), "")]


def _found(document: Document, context: Context, table: Table) -> Entity | None:
    if named := _named_in(context, table):
        return named if "issuer" not in named.roles else None
    blocks = context.once("blocks", lambda: [b for b in document.blocks if b.kind is not BlockKind.FURNITURE])
    after = bisect_right(blocks, table.start, key=lambda block: block.end)
    for block in reversed(blocks[max(0, after - REACH) : after]):
        if block.kind is BlockKind.TABLE or not _is_above(block, table):
            continue
        at = block.start if block.kind is BlockKind.HEADING else _lead_in(document.text, block)
        if at is not None:
            if table.caption_at and at < table.caption_at[0] < block.end and _BELOW.search(table.caption):
                at = table.caption_at[0]  # of a text without line breaks the caption is no sentence of its own
            first = _first(document, context, at, block.end)
            if first is not None:
                return first if "issuer" not in first.roles and first.kind is EntityKind.ORG else None
    return None


def _named_in(context: Context, table: Table) -> Entity | None:
    """Return the party that a list of names and values is about by a line of its own: 企业名称, 姓名."""
    if table.width != PAIR:
        return None
    named = (
        row[1].text for row in (*table.header, *table.rows)[:LINES] if _NAME.fullmatch("".join(row[0].text.split()))
    )
    return next((entity for text in named if (entity := context.named(text)) and entity.kind in _PARTIES), None)


def _is_above(block: Block, table: Table) -> bool:
    """Tell whether a block stands in the table's own section or introduces one that holds it."""
    return block.section == table.section[: len(block.section)]


def _lead_in(text: str, block: Block) -> int | None:
    """Return where the sentence of a block begins that leads to a table: the last to say 如下, else its last one."""
    begins = [block.start, *(match.end() for match in _END.finditer(text, block.start, block.end - 1))]
    below = [at for at, end in zip(begins, [*begins[1:], block.end], strict=True) if _BELOW.search(text, at, end)]
    return next(reversed(below), begins[-1] if _LEADS_IN.search(text[block.start : block.end]) else None)


def _first(document: Document, context: Context, start: int, end: int) -> Entity | None:
    """Return the party that a heading or lead-in begins with, where its figures are what is spoken of."""
    mention = next(iter(context.mentions_in(start, end)), None)
    if mention is None or not _BEFORE.fullmatch("".join(document.text[start : mention.start].split())):
        return None
    return context.by_id.get(mention.entity) if _OF_IT.match(document.text, mention.end) else None
