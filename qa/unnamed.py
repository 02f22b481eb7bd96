"""Who a letter is that nobody names: that the filings do not say, and what they do say of it."""

from collections.abc import Iterator, Sequence

from kg.answer import Status
from kg.model import EntityKind, Fact, Party, Quantity, Role
from kg.ontology import load
from kg.values.written import written
from qa.found import Found, Guess
from qa.workbench import Workbench

# what tells most of a party, by class: what it does, what it is to the issuer, what it bought or sold
TELLING = (
    ("OrganizationProfile", "business"),
    ("Relation", "kind"),
    ("Contract", "amount_max"),
    ("Sale", "amount"),
    ("Purchase", "amount"),
)
LONGEST, LONGEST_FIGURE = 48, 20  # characters of a description, of a figure


def unnamed(bench: Workbench, keys: Sequence[str], guesses: Sequence[Guess]) -> Found:
    """Say that no filing names a letter, whom it may be all the same, and what is known of it, each with its words."""
    zh = bench.question.lang == "zh"
    entity = bench.library.entity(keys[0])
    label = entity.name if entity else keys[0]
    told = list(_told(bench, keys))
    parts = [f"文件没有披露{label}是谁" if zh else f"The filings do not say who {label} is"]
    parts += [_maybe(bench, guess, zh=zh) for guess in guesses]
    if told:
        known = ("；" if zh else "; ").join(dict.fromkeys(words for _, words in told))
        parts.append(f"已知：{known}" if zh else f"Known of it: {known}")
    text = ("。" if zh else ". ").join(parts) + ("。" if zh else ".")
    about = tuple(dict.fromkeys(fact for fact, _ in told))
    return Found(Status.NOT_FOUND, reason="undisclosed", text=text, about=about, guesses=tuple(guesses))


def _told(bench: Workbench, keys: Sequence[str]) -> Iterator[tuple[Fact, str]]:
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
                yield fact, f"{_called(type_, name, bench.question.lang)}{said}"
                break


def _says_it(bench: Workbench, fact: Fact, keys: Sequence[str]) -> bool:
    """Tell whether a statement names the party in its own words, and stands between it and an issuer, or it alone."""
    parties = [role for role in fact.roles if isinstance(role.value, Party)]
    own = [role for role in parties if isinstance(role.value, Party) and role.value.entity in keys and role.start >= 0]
    issuers = frozenset().union(*(filing.issuers for filing in bench.filings))
    others = {role.value.entity for role in parties if isinstance(role.value, Party)} - set(keys)
    return bool(own) and others <= issuers


def _said(role: Role) -> str:
    text = "".join(role.text.split())
    if isinstance(role.value, Quantity):
        return written(text, role.value) if len(text) <= LONGEST_FIGURE else ""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _called(type_: str, name: str, lang: str) -> str:
    """Return what a role is called, before its value."""
    label = load().types[type_].roles[name].label
    return f"{label.zh}：" if lang == "zh" else f"{label.en}: "


def _maybe(bench: Workbench, guess: Guess, *, zh: bool) -> str:
    """Say whom a letter may be: a name that only hints point to, or a letter of another filing."""
    _, candidate = guess
    entity = bench.library.entity(candidate.entity.partition("@")[0])
    sure = candidate.confidence.value
    if entity and entity.kind is EntityKind.ANONYMOUS:
        same = f"它是另一份文件中的{candidate.name}（{sure}）"
        return same if zh else f"It is {candidate.name} of another filing ({sure})"
    return f"可能是{candidate.name}（{sure}）" if zh else f"It may be {candidate.name} ({sure})"
