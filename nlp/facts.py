"""All facts of a document, in the order of its text: the one door to the extractors."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Document, Fact
from nlp.aliases_stated import alias_facts
from nlp.aliases_terms import term_facts
from nlp.announcements import announced, without_repeated
from nlp.called import called
from nlp.causes import cause_facts
from nlp.cell_sentences import cell_sentence_facts
from nlp.context import Context
from nlp.cover import cover_facts
from nlp.observations import figures, observe
from nlp.schedules import schedule_facts
from nlp.sentences import sentence_facts
from nlp.settle import settled
from nlp.tables import typed_rows
from nlp.typed_figures import typed_figures, undisclosed
from nlp.understood import without_misunderstood


@dataclass(frozen=True, slots=True)
class _Seen:
    """What makes two facts of one place the same."""

    type: str
    start: int
    end: int
    roles: tuple[tuple[str, str], ...]


def find_facts(document: Document, context: Context) -> tuple[Fact, ...]:
    """Return observations and typed facts of a document, each once, by where they stand."""
    rows = list(typed_rows(document, context))
    cells = list(figures(document, context))
    found = [row.fact for row in rows]
    found += typed_figures(document, context, cells)
    found += undisclosed(document, context)
    found += sentence_facts(document, context)
    found += cell_sentence_facts(document, context, rows)
    found += cause_facts(document, context)
    found += alias_facts(document, context)
    found += term_facts(document, context)
    found += cover_facts(document, context)
    found += schedule_facts(document, context)
    said = announced(document, context)
    found = [*observe(document, context, cells, called(rows)), *without_misunderstood(found, context)]
    kept = without_repeated(settled(found, context), said)
    return tuple(sorted(_once([*kept, *said]), key=_place))


def _place(fact: Fact) -> tuple[int, int, str, str]:
    main = fact.evidence[0].main
    return main.start, main.end, fact.type, fact.rule


def _once(facts: Iterable[Fact]) -> list[Fact]:
    kept: dict[_Seen, Fact] = {}
    for fact in facts:
        main = fact.evidence[0].main
        roles = tuple((role.name, f"@{role.start}" if role.start >= 0 else repr(role.value)) for role in fact.roles)
        kept.setdefault(_Seen(fact.type, main.start, main.end, roles), fact)
    return list(kept.values())
