"""Whom a paragraph speaks of: what its sentences say without a name is of the company that one before them opens with.

`扬州乙生物有限公司为公司全资子公司。2020年末净资产23,208万元。` tells the subsidiary's, though the issuer is named.
"""

from bisect import bisect_right

from kg.model import Block, BlockKind, EntityKind, Mention
from kg.pattern import Pattern
from nlp.context import Context

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE})
_COMPANIES = frozenset({EntityKind.ORG, EntityKind.ANONYMOUS})
# what may stand before the company that a sentence is about: numbering, time, connectives
_OPENS = Pattern(
    r"[\s\d（()）①-⑩一二三四五六七八九十、.．：:]*"
    r"(?:(?:截[至止]|自|在|于)?[\s\d年月日度末底至初上下半季—–-]{4,}(?:以来|期间|内|前|后)?[，,]?\s*)?"
    r"(?:报告期内?|目前|同时|此外|另外|因此|综上)?[，,]?\s*"
)


def of_another(context: Context, start: int, besides: frozenset[str] = frozenset()) -> bool:
    """Tell whether the last sentence before `start` in its paragraph that names a company opens with another than the
    issuer; companies of `besides` do not count."""
    block = _block_at(context, start)
    if block is None or context.issuer is None:
        return False
    text, end = context.document.text, start
    while end > block.start:
        begin = max(block.start, text.rfind("。", block.start, end - 1) + 1)
        named = [mention for mention in context.mentions_in(begin, end) if mention.kind in _COMPANIES]
        if named:
            return _opens(text, begin, named[0], besides | {context.issuer.id})
        end = begin
    return False


def _opens(text: str, begin: int, first: Mention, besides: frozenset[str]) -> bool:
    return first.entity not in besides and _OPENS.fullmatch(text, begin, first.start) is not None


def _block_at(context: Context, at: int) -> Block | None:
    blocks = context.once("prose blocks", lambda: [block for block in context.document.blocks if block.kind in _PROSE])
    starts = context.once("prose starts", lambda: [block.start for block in blocks])
    index = bisect_right(starts, at) - 1
    return blocks[index] if index >= 0 and at < blocks[index].end else None
