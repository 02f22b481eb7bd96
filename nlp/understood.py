"""Where the issuer may be understood though nobody is named: not where the filing speaks of another company.

A restructuring report describes the target over whole chapters, and what its tables and sentences say there without a
name is the target's. Whether a filing has such companies, its mentions tell; of whom it speaks at a place, the last
sentence of the section that names either, then the headings, then whatever was named last. A role left open is better
than one filled wrongly.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.model import BlockKind, Document, Entity, EntityKind, Fact, Party, Role
from kg.pattern import Pattern
from nlp.context import Context
from nlp.spoken_of import of_another

_OFTEN = 0.15  # of the issuer's mentions, from which a company has chapters of its own
_LEAST = 3
_LISTED = Pattern(
    r"(?<![A-Z股可比行业内外等的家])上市公司(?!章程|规则|协会|监管|治理|信息|收购管理|重大资产重组管理|股东的净利)"
)
_OF_TARGET = Pattern(r"标的|目标公司|交易对[方手]|拟(?:购买|出售|注入|置[出入])|被(?:收购|合并|吸收)|对手方|评估")
_OF_OTHER_SIDE = Pattern(
    r"(?:交易|合同|签约)?对[方手]|当事人|(?:业主|发包|招标|采购|委托|甲|买|需|发包单位|客户)[方人]?(?:的|基本|简要)*(?:情况|介绍|简介|概况)"
)
_OF_ISSUER = Pattern(r"上市公司|本公司|发行人|^[\s\d一二三四五六七八九十、（().）．第章节]*公司")
_SAID_BY_ISSUER = frozenset({"Claim"})  # the issuer says it, whoever it speaks of
_SENTENCE_END = "。"
_SHORT_HEADING = 24  # characters of a heading that names the other side, and does not merely mention it


@dataclass(frozen=True, slots=True)
class _Cast:
    """Where the prose names the issuer and the companies that it has chapters of, and where its headings begin.

    `of_target`: what the headings say that speak of another; where nobody has chapters, only of the other side.
    """

    places: tuple[int, ...]
    are_issuer: tuple[bool, ...]
    of_target: Pattern
    headings: tuple[int, ...]
    levels: tuple[int, ...]
    heading_ends: tuple[int, ...]


def issuer_at(context: Context, start: int, end: int = -1, besides: frozenset[str] = frozenset()) -> Entity | None:
    """Return the issuer if it may be understood in the words `[start, end)`; None where another company is spoken of.

    Companies of `besides` do not count there: the words give them other parts.
    """
    if context.issuer is None:
        return None
    cast = context.once("cast", lambda: _cast(context))
    meant = context.once(("meant", start, end, besides), lambda: _is_meant(context, cast, start, end, besides))
    return context.issuer if meant else None


def without_misunderstood(facts: Iterable[Fact], context: Context) -> list[Fact]:
    """Return typed facts without the roles in which the issuer is understood where another company is spoken of."""
    if context.issuer is None:
        return list(facts)
    return [_checked(fact, context, context.issuer.id) for fact in facts if not _is_of_another(fact, context)]


def _is_of_another(fact: Fact, context: Context) -> bool:
    """Tell whether 公司, of which it says what it is, is the company that the sentence before opens with."""
    issuer = context.issuer.id if context.issuer else ""
    called = [role for role in fact.roles if isinstance(role.value, Party) and role.value.entity == issuer]
    if fact.type != "OrganizationProfile" or [role.text for role in called] != ["公司"]:
        return False
    return of_another(context, fact.evidence[0].main.start)


def _checked(fact: Fact, context: Context, issuer: str) -> Fact:
    if fact.type in _SAID_BY_ISSUER or not any(_is_understood(role, issuer) for role in fact.roles):
        return fact
    main = fact.evidence[0].main
    if fact.type == "Payment" and fact.rule.startswith("sentence:"):  # whom others pay, the words must say
        if any(mention.entity == issuer for mention in context.mentions_in(main.start, main.end)):
            return fact
        return _without_understood(fact, issuer)
    given = frozenset(role.value.entity for role in fact.roles if isinstance(role.value, Party) and role.start >= 0)
    if issuer_at(context, main.start, main.end, given) is not None:
        return fact
    return _without_understood(fact, issuer)


def _without_understood(fact: Fact, issuer: str) -> Fact:
    return replace(fact, roles=tuple(role for role in fact.roles if not _is_understood(role, issuer)))


def _is_understood(role: Role, issuer: str) -> bool:
    return role.start < 0 and isinstance(role.value, Party) and role.value.entity == issuer


def _rivals(context: Context, issuer: str) -> frozenset[str]:
    """Return the companies that a filing names so often that it must speak of them at length."""
    counts = Counter(mention.entity for mention in context.mentions)
    least = max(_LEAST, _OFTEN * counts[issuer])
    known = context.by_id
    return frozenset(
        identity
        for identity, count in counts.items()
        if count >= least
        and identity != issuer
        and known[identity].kind is EntityKind.ORG
        and "sponsor" not in known[identity].roles
    )


def _cast(context: Context) -> _Cast:
    document, issuer = context.document, context.issuer.id if context.issuer else ""
    rivals = _rivals(context, issuer)
    tables = [(table.start, table.end) for table in document.tables]
    begins = [start for start, _ in tables]
    named = {m.start: m.entity == issuer for m in context.mentions if m.entity in {*rivals, issuer}} if rivals else {}
    for match in _LISTED.finditer(document.text) if rivals else ():
        named.setdefault(match.start(), True)
    prose = [(at, ours) for at, ours in sorted(named.items()) if not _within(at, tables, begins)]
    heads = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    return _Cast(
        tuple(at for at, _ in prose),
        tuple(ours for _, ours in prose),
        _OF_TARGET if rivals else _OF_OTHER_SIDE,
        tuple(block.start for block in heads),
        tuple(block.level for block in heads),
        tuple(block.end for block in heads),
    )


def _within(at: int, tables: list[tuple[int, int]], begins: list[int]) -> bool:
    index = bisect_right(begins, at) - 1
    return index >= 0 and at < tables[index][1]


def _is_meant(context: Context, cast: _Cast, start: int, end: int, besides: frozenset[str]) -> bool:
    here = _named_in(context, start, end, besides)
    if here is not None:
        return here
    if of_another(context, start, besides):
        return False
    heading = bisect_right(cast.headings, start) - 1
    since = cast.headings[heading] if heading >= 0 else 0
    last = bisect_left(cast.places, start) - 1
    if last >= 0 and cast.places[last] >= since:
        return _opens(context.document, cast, last, since)
    if not cast.places and besides:
        return True  # across from the other side stands the issuer
    of_heading = _of_headings(context, cast, heading)
    if of_heading is not None:
        return of_heading
    return _opens(context.document, cast, last, 0) if last >= 0 else True


def _named_in(context: Context, start: int, end: int, besides: frozenset[str]) -> bool | None:
    """Tell whether the words themselves name the issuer, or another company that is none of `besides`."""
    assert context.issuer is not None
    named = {mention.entity for mention in context.mentions_in(start, end)} - besides
    if context.issuer.id in named or _LISTED.search(context.document.text, start, max(start, end)):
        return True
    rivals = context.once("rivals", lambda: _rivals(context, context.issuer.id if context.issuer else ""))
    return False if named & rivals else None


def _opens(document: Document, cast: _Cast, last: int, since: int) -> bool:
    """Tell whether the sentence that holds a place names the issuer first."""
    begin = max(since, document.text.rfind(_SENTENCE_END, 0, cast.places[last]) + 1)
    return cast.are_issuer[bisect_left(cast.places, begin)]


def _of_headings(context: Context, cast: _Cast, heading: int) -> bool | None:
    """Tell of whom the headings speak that a place stands under, the nearest first; None where they do not say."""
    level = 99
    for index in range(heading, -1, -1):
        if cast.levels[index] >= level:
            continue
        level = cast.levels[index]
        begin, end = cast.headings[index], cast.heading_ends[index]
        named = _named_in(context, begin, end, frozenset())
        if named is not None:
            return named
        words = context.document.text[begin:end]
        if cast.of_target.search(words) and (cast.places or len(words) <= _SHORT_HEADING):
            return False
        if _OF_ISSUER.search(words):
            return True
    return None
