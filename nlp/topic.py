"""Whom a sentence is about that opens with another party than the issuer: what nobody is named for is that party's.

神奇软件现有研发人员133人 says how many the target has, and not how many the issuer has. Where another party is merely
named before, nobody is understood: a role left open is better than one filled wrongly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Party, Role
from kg.pattern import Pattern
from nlp.context import Context
from nlp.marks import CHAR, Marked

_PARTIES = ("Organization", "Anonymous")
_WHEN = f"[{CHAR['Date']}{CHAR['Period']}]"
# what may stand before the party that a sentence is about: numbering, time, connectives
_OPENS = Pattern(
    rf"[\s\d（()）①-⑩一二三四五六七八九十、.．：:]*(?:(?:截至|截止|于|自|在)?\s?{_WHEN}(?:以来|末|底|期间|内|前|后)?[，,]?)*"
    r"(?:报告期内?|目前|同时|此外|其中|另外|因此|综上)?[，,]?\s?"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The party that a sentence is about; None where another party stands in the issuer's way and is not the topic."""

    party: Party | None


def topic_of(marked: Marked, span: tuple[int, int], roles: Sequence[Role], context: Context) -> Topic | None:
    """Return the topic of a sentence, since its last semicolon, up to what a rule matched; None where the issuer is
    understood as ever.

    The issuer is where it is named before, where nobody is, and where the party named is one of the roles.
    """
    issuer = context.issuer.id if context.issuer else ""
    captured = {role.value.entity for role in roles if isinstance(role.value, Party)}
    begin = marked.text.rfind("；", 0, span[0]) + 1
    named = [
        (at, item)
        for at, item in sorted(marked.marks.items())
        if begin <= at < span[1] and isinstance(item.value, Party)
    ]
    if not named or any(item.value.entity == issuer for _, item in named if isinstance(item.value, Party)):
        return None
    at, first = named[0]
    if first.kind not in _PARTIES or not isinstance(first.value, Party) or first.value.entity in captured:
        return None
    opens = _OPENS.fullmatch(marked.text, begin, at) is not None
    return Topic(first.value if opens else None)
