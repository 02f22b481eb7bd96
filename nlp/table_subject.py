"""Whom a table is about that names nobody itself: the party that its caption, lead-in or headings begin with.

A restructuring report gives the figures of the target beside those of the issuer: 标的公司最近两年的主要财务数据如下：
A list of what a party is names it in a line of its own: 企业名称, 姓名; so does prose like one, 公司名称：….
A sentence that opens with the issuer ends the search: what stands above it is of nobody below.
"""

from bisect import bisect_right
from collections.abc import Iterator

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
_PROFILE = Pattern(r"(?<![\u4e00-\u9fff])(?:公司|企业|单位|机构|中文)?(?:名称|全称)\s*[：:]\s*")
_LISTED = Pattern(
    r"(?:上市|本)公司(?!章程|规则|协会|监管|治理|信息|收购管理|重大资产重组管理)|发行人|本次(?:交易|重组|发行)(?:完成)?前后"
)
_AS_IF = Pattern("备考(?:合并)?(?:财务)?报[表告]")
_OPENING = Pattern(rf"{_LISTED.pattern}|公司(?!名称|章程|法)")
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
    opening: str | None = None  # the company that the next sentence above the table opens with, of those that do
    for block in reversed(blocks[max(0, after - REACH) : after]):
        if block.kind is BlockKind.TABLE or not _is_above(block, table):
            continue
        for begin, end in _sentences(document.text, block, table):
            leads = block.kind is BlockKind.HEADING or _leads_in(document.text, begin, end, block.end)
            first = _first(document, context, begin, end) if leads else None
            if first is not None:
                return first if "issuer" not in first.roles and first.kind is EntityKind.ORG else None
            if profiled := _profiled(document, context, begin, end):
                return profiled if opening in (None, profiled.id) and "issuer" not in profiled.roles else None
            if _is_of_issuer(document, context, begin, end, leads):
                return None
            opening = opening or _opening(document, context, begin, end)
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


def _sentences(text: str, block: Block, table: Table) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a block above a table, the last first; in a text without line breaks the caption, which
    is no sentence of its own, ends the last."""
    begins = [block.start, *(match.end() for match in _END.finditer(text, block.start, block.end - 1))]
    ends = [*begins[1:], block.end]
    if table.caption_at and begins[-1] < table.caption_at[0] < block.end and _BELOW.search(table.caption):
        begins, ends = [*begins, table.caption_at[0]], [*ends[:-1], table.caption_at[0], block.end]
    yield from zip(reversed(begins), reversed(ends), strict=True)


def _profiled(document: Document, context: Context, begin: int, end: int) -> Entity | None:
    """Return the party whose profile a sentence begins: 公司名称：甲有限公司 注册资本：…."""
    profile = _PROFILE.search(document.text, begin, end)
    named = next(iter(context.mentions_in(profile.end(), end)), None) if profile else None
    return context.by_id.get(named.entity) if profile and named and named.start == profile.end() else None


def _opening(document: Document, context: Context, begin: int, end: int) -> str | None:
    """Return the id of the company that a sentence opens with."""
    named = next((each for each in context.mentions_in(begin, end) if each.kind is EntityKind.ORG), None)
    if named is None or not _BEFORE.fullmatch("".join(document.text[begin : named.start].split())):
        return None
    return named.entity


def _is_of_issuer(document: Document, context: Context, begin: int, end: int, leads: bool) -> bool:
    """Tell whether a sentence above a table speaks of the issuer: it opens with it, leads in and names it, or tells of
    accounts as if the deal had been done, which are the issuer's."""
    if (_LISTED if leads else _AS_IF).search(document.text, begin, end):
        return True
    clause = _BEFORE.match(document.text, begin, end)
    ours = context.issuer is not None and _opening(document, context, begin, end) == context.issuer.id
    return ours or any(_OPENING.match(document.text, at, end) for at in {begin, clause.end() if clause else begin})


def _leads_in(text: str, begin: int, end: int, last: int) -> bool:
    """Tell whether a sentence leads to a table: it says 如下, or is the last of its block and ends like one."""
    return _BELOW.search(text, begin, end) is not None or (
        end == last and _LEADS_IN.search(text[begin:end]) is not None
    )


def _first(document: Document, context: Context, start: int, end: int) -> Entity | None:
    """Return the party that a heading or lead-in begins with, where its figures are what is spoken of."""
    mention = next(iter(context.mentions_in(start, end)), None)
    if mention is None or not _BEFORE.fullmatch("".join(document.text[start : mention.start].split())):
        return None
    return context.by_id.get(mention.entity) if _OF_IT.match(document.text, mention.end) else None
