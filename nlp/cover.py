"""The filing itself as a fact: who issues it, about which company, under which title, as its first page says."""

from kg.model import Document, Evidence, Fact, Party, Qualifiers, Role
from kg.pattern import Pattern
from nlp.context import Context
from nlp.evidence import excerpt

_FRONT = 3000  # characters within which the title of a filing stands
_ISSUED = Pattern(r"(?:公告|报告|报告书|意见|意见书|回复|函|说明书|声明)$")


def cover_facts(document: Document, context: Context) -> list[Fact]:
    """Return the Filing that a document is, where its first page has the title; articles in the press are none."""
    meta = document.meta
    title = "".join(meta.title.split())
    author = context.named(meta.author)
    where = _title_in(document.text[:_FRONT], title) if author and _ISSUED.search(title) else None
    if author is None or where is None:
        return []
    roles = [Role("author", Party(author.name, author.id), meta.author), Role("content", title, title, *where)]
    if context.issuer:
        roles.append(Role("company", Party(context.issuer.name, context.issuer.id), context.issuer.name))
    evidence = Evidence(document.id, excerpt(document, *where), where, speaker=meta.speaker)
    qualifiers = Qualifiers(meta.period, stated_by=meta.speaker.value)
    return [Fact("Filing", document.id, tuple(roles), (evidence,), qualifiers, "cover")]


def _title_in(text: str, title: str) -> tuple[int, int] | None:
    """Return where a title without blanks stands in a text, over lines."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    at = "".join(text[place] for place in places).find(title)
    return (places[at], places[at + len(title) - 1] + 1) if title and at >= 0 else None
