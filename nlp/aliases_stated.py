"""Alias facts: where a filing itself says that a party has another name."""

from kg.model import Document, Evidence, Fact, Party, Qualifiers, Role
from nlp.context import Context
from nlp.evidence import LONGEST, excerpt


def alias_facts(document: Document, context: Context) -> list[Fact]:
    """Return an Alias fact for each short name that the document defines in its own words."""
    facts = []
    for entity in context.entities:
        mentions = sorted(m.start for m in context.mentions if m.entity == entity.id)
        for alias in entity.aliases:
            if alias.at is None or alias.reason not in ("defined", "listed-short-name"):
                continue
            start, end = alias.at
            before = [at for at in mentions if at < start and start - at < 160]
            low = before[-1] if before else start
            if end - low > LONGEST:
                continue
            roles = (
                Role("party", Party(entity.name, entity.id), entity.name),
                Role("name", alias.text, alias.text, start, end),
            )
            evidence = Evidence(document.id, excerpt(document, low, end), focus=(start, end))
            facts.append(Fact("Alias", document.id, roles, (evidence,), Qualifiers(), f"alias:{alias.reason}"))
    return facts
