"""The objects that the listing commands print, in the shape of `eval/OUTPUTS.md`: keys may be added, never renamed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.model import UNTYPED, Evidence, Excerpt, Fact, Hit, Quantity, Table
from kg.values.names import is_anonymous
from pilu.database import Database, Listed
from pilu.sheets import plain

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

LONGEST_QUOTE = 1500
Object = dict[str, Any]


@dataclass
class Listings:
    """Lists what a database holds. Documents are given by id, parties by entity id; empty means all."""

    database: Database
    subjects: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # type: its subject and object role

    @cached_property
    def names(self) -> dict[str, str]:
        """File names by document id."""
        return {listed.id: listed.name for listed in self.database.documents()}

    def facts(self, *, type_: str = "", docs: Sequence[str] = (), entities: Sequence[str] = ()) -> Iterator[Object]:
        """Yield facts by document and place."""
        for fact in self.database.facts_where(docs=docs, type_=type_, entities=entities):
            yield self.fact(fact)

    def fact(self, fact: Fact) -> Object:
        """Return one fact: its roles as plain keys, the words of the source, where it stands."""
        listed: Object = {"fact": f"urn:pilu:fact:{fact.id}", "type": fact.type, "doc": self.names[fact.doc]}
        subject, object_ = self.subjects.get(fact.type, ("subject", "object"))
        roles = {role.name: _values(fact, role.name) for role in fact.roles}
        for key, role in (("subject", subject), ("object", object_)):
            if role in roles:
                listed[key] = _one(roles[role])
        is_observation = fact.type in UNTYPED
        for name, values in roles.items():
            listed.setdefault(name, values if is_observation and name in ("row", "column") else _one(values))
        listed |= _unit(fact) | _when(fact)
        listed["modality"] = fact.qualifiers.modality.value
        listed["stated_by"] = fact.qualifiers.stated_by
        if fact.qualifiers.scope:
            listed["scope"] = dict(fact.qualifiers.scope)
        words = {name: [r.text for r in fact.all(name) if r.text] for name in roles}
        listed["texts"] = {name: _one(said) for name, said in words.items() if said}
        listed["evidence"] = [self.evidence(each) for each in fact.evidence]
        return listed

    def evidence(self, evidence: Evidence) -> Object:
        """Return where a statement stands, at most 1,500 characters around its focus."""
        return self.excerpt(evidence.doc, shortened(evidence.main, evidence.focus))

    def excerpt(self, doc: str, excerpt: Excerpt) -> Object:
        """Return exact words and where they stand."""
        return {"doc": self.names[doc], "start": excerpt.start, "end": excerpt.end, "quote": excerpt.quote}

    def tables(self, docs: Sequence[str] = ()) -> Iterator[Object]:
        """Yield the tables of documents in order."""
        for doc in docs or list(self.names):
            for table in self.database.document(doc).tables:
                yield {"table": f"urn:pilu:table:{doc[:16]}:{table.start}", "doc": self.names[doc]} | _grid(table)

    def passages(self, hits: Sequence[Hit]) -> Iterator[Object]:
        """Yield found passages in the order found."""
        known = self.database.passages_of([hit.id for hit in hits])
        for hit in hits:
            if passage := known.get(hit.id):
                where = {"doc": self.names[passage.doc], "start": passage.start, "end": passage.end}
                yield where | {"score": round(hit.score, 6), "section": list(passage.section), "text": passage.text}

    def aliases(self, parties: "Sequence[AnonymousParty]", lang: str = "en") -> Iterator[Object]:
        """Yield anonymous parties with who they may be, best first; a numbered label says of which year."""
        for party in sorted(parties, key=lambda each: (self.names[each.doc], each.label, each.period)):
            listed: Object = {"label": party.label, "doc": self.names[party.doc]}
            listed |= {"period": party.period} if party.period else {}
            yield listed | {"candidates": [self._candidate(c, lang) for c in party.candidates]}

    def _candidate(self, candidate: "Candidate", lang: str) -> Object:
        from kg.identity.wording import against_words

        sides = [
            {
                "kind": match.kind,
                "left": self.evidence(match.left),
                "right": self.evidence(match.right),
                "note": match.note,
                "grade": match.grade.value,
            }
            for match in candidate.matches
        ]
        filing = self.names[candidate.matches[0].right.doc] if candidate.matches else ""
        return {
            "name": candidate.name,
            **({"doc": filing} if filing and is_anonymous(candidate.name) else {}),
            **({"period": year} if (year := candidate.entity.partition("@")[2]) else {}),
            "confidence": candidate.confidence.value,
            "score": candidate.score,
            "evidence": sides,
            "against": [against_words(note, lang) for note in candidate.against],
            "decided": candidate.decided,
            "said": candidate.said,
        }


def document_object(listed: Listed) -> Object:
    """Return one document as `pilu docs` prints it."""
    meta = listed.meta
    return {
        "iri": f"urn:pilu:doc:{listed.id}",
        "doc": listed.name,
        "kind": meta.kind,
        "title": meta.title,
        "issuer": meta.issuer,
        "code": meta.code,
        "date": meta.published.isoformat() if meta.published else "",
        "period": meta.period.code if meta.period else "",
        "author": meta.author,
        "speaker": meta.speaker.value,
        "letter": meta.letter,
        "supersedes": meta.supersedes,
        "characters": listed.characters,
        "facts": listed.facts,
    }


def shortened(excerpt: Excerpt, focus: tuple[int, int] | None, longest: int = LONGEST_QUOTE) -> Excerpt:
    """Return at most `longest` characters of an excerpt, with the focus in them; `focus` is an absolute range."""
    if excerpt.end - excerpt.start <= longest:
        return excerpt
    first = max(0, focus[0] - excerpt.start - longest // 2) if focus else 0
    first = min(first, len(excerpt.quote) - longest)
    return Excerpt(excerpt.start + first, excerpt.start + first + longest, excerpt.quote[first : first + longest])


def _values(fact: Fact, name: str) -> list[Any]:
    return list(dict.fromkeys(plain(role) for role in fact.all(name)))


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _unit(fact: Fact) -> Object:
    """Return the unit of an observation's value; of a typed fact the currency of its amounts and the units by role."""
    units = [role.value.unit for role in fact.roles if isinstance(role.value, Quantity)]
    if fact.type == "Observation":
        return {"unit": units[0]} if units else {}
    money = [unit for unit in units if len(unit) == 3 and unit.isupper()]
    named = {role.name: role.value.unit for role in fact.roles if isinstance(role.value, Quantity) and role.value.unit}
    return ({"currency": money[0]} if money else {}) | ({"units": named} if named else {})


def _when(fact: Fact) -> Object:
    period = fact.qualifiers.period
    if period is None:
        return {}
    return {"as_of" if period.is_instant else "period": period.code}


def _grid(table: Table) -> Object:
    return {
        "start": table.start,
        "end": table.end,
        "caption": table.caption,
        "unit": table.unit,
        "header": [[cell.text for cell in row] for row in table.header],
        "rows": [[cell.text for cell in row] for row in table.rows],
        "uncertain": bool(table.doubtful),
        "doubtful": list(table.doubtful),
    }
