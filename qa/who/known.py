"""What filings tell of a party: what it does, what it is to the issuer, what it bought, sold, owes or holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Fact, Party, Quantity, Role
from kg.ontology import load
from kg.period import Period
from kg.values.written import written
from qa.evidence.cells import Cell, cells_of
from qa.evidence.values import period_words
from qa.evidence.workbench import Workbench
from qa.parsing.words import unspaced

# what tells most of a party, by class
TELLING = (
    ("OrganizationProfile", "business"),
    ("Relation", "kind"),
    ("Contract", "amount_max"),
    ("Sale", "amount"),
    ("Purchase", "amount"),
    ("Receivable", "amount"),
    ("Prepayment", "amount"),
    ("CreditLine", "total"),
    ("Loan", "amount"),
    ("Shareholding", "shares"),
    ("ShareReduction", "shares"),
    ("Arbitration", "amount"),
    ("Litigation", "amount"),
)
LONGEST, LONGEST_FIGURE = 48, 20  # characters of a description, of a figure


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a filing tells of a party, in words."""

    fact: Fact
    role: str
    words: str


def known_of(bench: Workbench, keys: Sequence[str]) -> Iterator[Told]:
    """Yield what is known of a party: of each class the newest filing's first statement, of the years asked for."""
    newest = {filing.id: number for number, filing in enumerate(bench.filings)}
    years = {period.start.year for period in bench.scope.periods}
    facts = sorted(bench.library.facts_of(list(keys)), key=lambda fact: newest.get(fact.doc, 0))
    for type_, name in TELLING:
        for fact in facts:
            role = fact.role(name) if fact.type == type_ and _says_it(bench, fact, keys) else None
            period = fact.qualifiers.period
            timely = not years or (period is not None and period.start.year in years)
            if role and timely and (said := _said(role)):
                shown, at = _shown(bench, fact, role)
                lasts = type_ == "Contract" or not isinstance(role.value, Quantity)
                when = "" if lasts else _when(shown, period, bench.question.told)
                yield Told(shown, at, f"{when}{_called(type_, name, bench.question.told)}{said}")
                break


def cells_told(bench: Workbench, told: Sequence[Told]) -> tuple[Cell, ...]:
    """Return the cell of each thing told, once."""
    found = (next((c for c in cells_of(t.fact, bench.names) if c.role == t.role), None) for t in told)
    return tuple(dict.fromkeys(cell for cell in found if cell))


def _says_it(bench: Workbench, fact: Fact, keys: Sequence[str]) -> bool:
    """Tell whether a statement names the party in its own words, and stands between it and an issuer, or it alone."""
    parties = [role for role in fact.roles if isinstance(role.value, Party)]
    own = [role for role in parties if isinstance(role.value, Party) and role.value.entity in keys and role.start >= 0]
    issuers = frozenset().union(*(filing.issuers for filing in bench.filings))
    others = {role.value.entity for role in parties if isinstance(role.value, Party)} - set(keys)
    return bool(own) and others <= issuers


def _shown(bench: Workbench, fact: Fact, role: Role) -> tuple[Fact, str]:
    """Return the statement and role that show a figure: of a table the cell, which is cited with its heads."""
    main = fact.evidence[0].main
    if fact.evidence[0].cell and isinstance(role.value, Quantity):
        for near in bench.library.facts_in(fact.doc, main.start, main.end):
            if near.type == "Observation" and any(r.name == "value" and r.start == role.start for r in near.roles):
                return near, "value"
    return fact, role.name


def _when(fact: Fact, period: Period | None, lang: str) -> str:
    """Return the period of a figure, where the words that are cited with it say its year."""
    cited = fact.evidence[0]
    words = (cited.main.quote, *(each.quote for each in cited.context), cited.cell.column if cited.cell else "")
    if period is None or str(period.end.year) not in unspaced("".join(words)):
        return ""
    return period_words(period, lang) + " " * (lang == "en")


def _said(role: Role) -> str:
    text = unspaced(role.text)
    if isinstance(role.value, Quantity):
        return written(text, role.value) if len(text) <= LONGEST_FIGURE else ""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _called(type_: str, name: str, lang: str) -> str:
    """Return what a role is called, before its value."""
    label = load().types[type_].roles[name].label
    return f"{label.zh}：" if lang == "zh" else f"{label.en}: "
