"""Facts for tests of identity, out of lines of YAML: `{in: a, Sale: {buyer: E公司, amount: "43.5万元"}, period: 2023}`."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.identity import Known
from kg.model import CellRef, EntityKind, Evidence, Excerpt, Fact, Party, Period, Qualifiers, Role, entity_id
from kg.values.names import is_anonymous
from kg.values.quantity import find_quantities

PARTIES = frozenset(
    [
        "buyer",
        "seller",
        "supplier",
        "party_a",
        "party_b",
        "counterparty",
        "party",
        "other",
        "recipient",
        "payer",
        "payee",
    ]
)
DATES = frozenset({"signed_on", "founded"})


def facts_of(lines: list[dict[str, Any]]) -> list[Fact]:
    """Return the facts of a case, each at a place of its own."""
    return [_fact(line, at * 1000) for at, line in enumerate(lines)]


def _fact(line: dict[str, Any], at: int) -> Fact:
    line = dict(line)
    doc = str(line.pop("in")).ljust(64, "0")
    period = _period(line.pop("period", ""))
    table = line.pop("table", "")
    [(type_, said)] = line.items()
    quote = "\t".join(str(value) for value in said.values())
    roles = [role for name, value in said.items() for role in _roles(name, value, doc, quote, at)]
    cell = CellRef(table, str(next(iter(said.values()))), "", "") if table else None
    return Fact(type_, doc, tuple(roles), (Evidence(doc, Excerpt(at, at + len(quote), quote), cell=cell),), period)


def _roles(name: str, value: Any, doc: str, quote: str, at: int) -> list[Role]:
    if isinstance(value, list):
        return [role for each in value for role in _roles(name, each, doc, quote, at)]
    text = str(value)
    start = at + max(0, quote.find(text))
    return [Role(name, _value(name, text, doc), text, start, start + len(text))]


def _value(name: str, text: str, doc: str) -> Any:
    if name in PARTIES:
        return Party(text, entity_id(text, doc if is_anonymous(text) else ""))
    if name in DATES:
        return Period.at(date.fromisoformat(text))
    found = list(find_quantities(text))
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(text)) else text


def _period(code: Any) -> Qualifiers:
    text = str(code)
    if not text:
        return Qualifiers()
    if len(text) == 4:
        return Qualifiers(Period.year(int(text)))
    if len(text) == 7:
        return Qualifiers(Period.months(int(text[:4]), int(text[5:]), int(text[5:])))
    return Qualifiers(Period.at(date.fromisoformat(text)))


def known_of(facts: list[Fact], **more: str) -> dict[str, Known]:
    """Return the parties of some facts as the workspace knows them; all filings are of one issuer where one is named."""
    docs: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        for role in fact.roles:
            if isinstance(role.value, Party):
                docs.setdefault((role.value.entity, role.value.name), set()).add(fact.doc)
    return {
        entity: Known(entity, name, _kind(name), tuple(sorted(where)), more.get("issuer", ""))
        for (entity, name), where in docs.items()
    }


def _kind(name: str) -> EntityKind:
    if is_anonymous(name):
        return EntityKind.ANONYMOUS
    if "银行" in name:
        return EntityKind.BANK
    return EntityKind.ORG if "公司" in name or len(name) > 3 else EntityKind.PERSON
