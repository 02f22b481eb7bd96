"""Directives that list what the store holds: facts, a table, a party, who an anonymous party may be."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.answer import Path
from kg.errors import UnknownNameError
from kg.model import Entity, Evidence, Excerpt, Fact, Modality, Party, Quantity, Role, Table
from kg.ontology import load
from kg.period import Period
from notes import syntax
from notes.gathering import Gathered, cut, without_empty
from notes.model import BlockError, Finding, Request, Row
from notes.quantities import unit_of, written
from notes.session import Session, language, limit
from notes.words import named, said
from pilu import Workspace

PERIOD = "period"


def facts(session: Session, request: Request) -> Finding:
    """List facts: one column a role where they are of one class, the roles in one cell where they are of several."""
    wanted = syntax.pairs(request.argument, ("type", "entity", "doc", PERIOD))
    lang, found = language(request), select(session, wanted)
    if not found:
        return Finding(f"{said('nothing', lang)}{said('colon', lang)}{request.argument}", found=False, lang=lang)
    types = sorted({fact.type for fact in found})
    gathered = Gathered()
    if len(types) == 1:
        names = role_order(types[0], found)
        for fact in found:
            gathered.add(
                [_when(fact), *(_said(fact, name, request) for name in names), _meant(fact, lang)], fact.evidence[:1]
            )
        columns = [said("period", lang), *(role_label(types[0], name, lang) for name in names), said("modality", lang)]
    else:
        for fact in found:
            roles = "；".join(
                f"{role_label(fact.type, n, lang)} {_said(fact, n, request)}" for n in role_order(fact.type, [fact])
            )
            gathered.add([type_label(fact.type, lang), _when(fact), roles, _meant(fact, lang)], fact.evidence[:1])
        columns = [said(name, lang) for name in ("type", PERIOD, "values", "modality")]
    rows, evidence, caveats = gathered.shown(limit(request), lang)
    columns, rows = without_empty(columns, rows)
    heading = "、".join(type_label(each, lang) for each in types)
    return Finding(heading, "", columns, rows, evidence, caveats=caveats, lang=lang)


def select(session: Session, wanted: dict[str, str]) -> list[Fact]:
    """Return the facts that a type, party, document and period pick, in document order."""
    type_ = _type(wanted.get("type", ""))
    docs = [wanted["doc"]] if wanted.get("doc") else []
    found = session.workspace.facts(type=type_, docs=docs, entity=wanted.get("entity", ""))
    period = wanted.get(PERIOD, "")
    typed = (fact for fact in found if type_ or fact.type in load().types)
    return [fact for fact in typed if not period or _when(fact) == period]


def _type(name: str) -> str:
    """Return a class by its name or label; raise `BlockError` when the ontology has none."""
    known = load().types
    if not name or name in known or name == "Observation":
        return name
    found = [
        each.name for each in known.values() if name.casefold() in (each.label.zh, each.label.en, each.name.casefold())
    ]
    if not found:
        raise BlockError(f"unknown class {name!r}", hint="docs/ontology.md lists them")
    return found[0]


def type_label(type_: str, lang: str) -> str:
    """Return the name of a class in a language."""
    known = load().types.get(type_)
    return getattr(known.label, lang) if known else type_


def role_label(type_: str, role: str, lang: str) -> str:
    """Return the name of a role in a language."""
    known = load().types.get(type_)
    found = known.roles.get(role) if known else None
    return getattr(found.label, lang) if found else role


def role_order(type_: str, found: Iterable[Fact]) -> list[str]:
    """Return the roles that facts of a class fill, in the order of the ontology."""
    filled = dict.fromkeys(role.name for fact in found for role in fact.roles)
    known = load().types.get(type_)
    order = list(known.roles) if known else []
    return sorted(filled, key=lambda name: order.index(name) if name in order else len(order))


def role_text(role: Role, unit: str = "") -> str:
    """Return the value of a role as the filing says it; amounts of the same kind in `unit`."""
    value = role.value
    if isinstance(value, Quantity):
        fits = unit and unit_of(unit).base == value.unit
        return written(value, role.text, unit if fits else "")
    if isinstance(value, Party):
        return value.name
    return role.text or (value.code if isinstance(value, Period) else str(value))


def _said(fact: Fact, name: str, request: Request) -> str:
    return "、".join(dict.fromkeys(role_text(role, request.option("unit")) for role in fact.all(name)))


def _when(fact: Fact) -> str:
    return fact.qualifiers.period.code if fact.qualifiers.period else ""


def _meant(fact: Fact, lang: str) -> str:
    """Return how a statement is meant where it is not simply asserted, and who else than the filing says it."""
    modality = fact.qualifiers.modality
    return "" if modality is Modality.ASSERTED else named("modalities", modality.value, lang)


def table(session: Session, request: Request) -> Finding:
    """Show one table of a document as it was read, found by words of its caption, section or header."""
    wanted = syntax.pairs(request.argument, ("doc", "caption", "n"))
    listed = session.workspace.find(syntax.required(wanted, "doc"))
    known = session.workspace.database.document(listed.id).tables
    found = [each for each in known if not wanted.get("caption") or wanted["caption"] in _about(each)]
    lang, n = language(request), wanted.get("n", "")
    if not found:
        raise UnknownNameError(
            f"no table of {listed.name} is called {wanted.get('caption', '')!r}", hint="`pilu tables`"
        )
    if len(found) > 1 and not n:
        heads = "; ".join(f"n={k} {each.caption or _heads(each)[0]}" for k, each in enumerate(found, start=1))
        raise BlockError(f"{len(found)} tables are called so: {heads}", hint="add n=")
    if n and not (n.isdecimal() and 1 <= int(n) <= len(found)):
        raise BlockError(f"n={n} is not between 1 and {len(found)}")
    chosen = found[int(n or 1) - 1]
    return _shown(session, chosen, listed.id, lang, limit(request, 200))


def _shown(session: Session, chosen: Table, doc: str, lang: str, most: int) -> Finding:
    quote = session.workspace.show(doc, chosen.start, chosen.end)
    whole = Evidence(
        doc, Excerpt(chosen.start, chosen.end, quote), page=chosen.page, section=chosen.section, speaker=chosen.speaker
    )
    rows, caveats = cut(tuple(Row(tuple(cell.text for cell in row)) for row in chosen.rows), most, lang)
    if chosen.doubtful:
        caveats = (said("uncertain", lang), *caveats)
    unit = said("unit", lang).format(chosen.unit) if chosen.unit else ""
    caption = (chosen.caption or (chosen.section[-1:] or ("",))[0]).rstrip("：:；;，,。")
    text = "，".join(part for part in (caption, unit) if part)
    return Finding(text, "", tuple(_heads(chosen)), rows, (whole,), caveats=caveats, lang=lang)


def _heads(chosen: Table) -> list[str]:
    return [" / ".join(chosen.heads(n)) for n in range(chosen.width)]


def _about(chosen: Table) -> str:
    """Return the words by which a table may be called: caption, sections, header, the labels of its rows."""
    labels = (row[0].text for row in chosen.rows if row)
    return "\n".join([chosen.caption, *chosen.section, *_heads(chosen), *labels])


def entity(session: Session, request: Request) -> Finding:
    """Show what the filings state about a party: its role in each statement, when, and the other values."""
    lang, name = language(request), request.argument
    keys = set(session.workspace.entity_ids(name))
    headings = [_named(session.workspace.library.entity(key), lang) for key in sorted(keys)]
    gathered = Gathered()
    for fact in session.workspace.facts(entity=name):
        if fact.type not in load().types:
            continue  # a bare cell of a table: `table` shows those
        mine = {role.name for role in fact.roles if isinstance(role.value, Party) and role.value.entity in keys}
        values = "；".join(
            f"{role_label(fact.type, other, lang)} {_said(fact, other, request)}"
            for other in role_order(fact.type, [fact])
            if other not in mine
        )
        roles = "、".join(role_label(fact.type, role, lang) for role in sorted(mine))
        cells = [type_label(fact.type, lang), roles, _when(fact), values, _meant(fact, lang)]
        gathered.add(cells, fact.evidence[:1])
    rows, evidence, caveats = gathered.shown(limit(request), lang)
    columns = [said(name, lang) for name in ("type", "role", PERIOD, "values", "modality")]
    columns, rows = without_empty(columns, rows)
    return Finding("；".join(headings), "", columns, rows, evidence, caveats=caveats, lang=lang)


def _named(known: Entity | None, lang: str) -> str:
    """Return name, code and other names of a party."""
    if known is None:
        return ""
    aliases = "、".join(alias.text for alias in known.aliases if alias.text != known.name)
    also = f"{said('aliases', lang)}{said('colon', lang)}{aliases}" if aliases else ""
    return "，".join(part for part in (known.name, known.code, also) if part)


def aliases(session: Session, request: Request) -> Finding:
    """List who an anonymous party may be, with what agrees on both sides and what speaks against it."""
    from kg.identity.wording import against_words

    lang = language(request)
    label = "" if request.argument in ("*", "all", "全部") else request.argument
    gathered = Gathered()
    for party in session.workspace.identities().of(label):
        where = session.sources.listed[party.doc].name
        if not party.candidates:
            gathered.add([party.label, where, "—", "", ""], [])
        for candidate in party.candidates:
            confidence = named("confidences", candidate.sure, lang)
            cells = [
                party.label,
                where,
                candidate.name,
                confidence,
                "；".join(against_words(note, lang) for note in candidate.against),
            ]
            gathered.add(cells, [side for match in candidate.matches for side in (match.left, match.right)])
    rows, evidence, caveats = gathered.shown(limit(request), lang)
    columns, rows = without_empty([said(n, lang) for n in ("label", "document", "name", "confidence", "against")], rows)
    return Finding("", "", columns, rows, evidence, caveats=caveats, lang=lang)


def path(session: Session, request: Request) -> Finding:
    """Find how two parties are connected: each way as a line, each step with its evidence."""
    lang, (first, second) = language(request), syntax.ends(request.argument)
    gathered = Gathered()
    for found in session.workspace.path(first, second, limit(request, 3)):
        stated = facts_of(found, session.workspace)
        gathered.add([way(found, stated, lang)], [fact.evidence[0] for fact in stated.values()])
    if not gathered.rows():
        return Finding(f"{said('nothing', lang)}{said('colon', lang)}{first} → {second}", found=False, lang=lang)
    return Finding(
        f"{first} → {second}", "", (said("paths", lang),), gathered.rows(), tuple(gathered.evidence), lang=lang
    )


def facts_of(found: Path, workspace: Workspace) -> dict[str, Fact]:
    """Return the facts of a path by their IRIs, in the order of its edges."""
    return {edge.fact: fact for edge in found.edges for fact in workspace.library.facts([edge.fact])}


def way(found: Path, stated: Mapping[str, Fact], lang: str) -> str:
    """Write a path: A公司 —买方·销售·卖方— 乙公司 … a fact stands between two parties, marked where it is denied."""
    nodes = found.nodes
    said_so = nodes[0].label
    for first, second in pairwise(found.edges):
        if first.subject != second.subject:
            continue
        type_, roles = nodes[first.subject].label, [edge.predicate.removeprefix("pl:") for edge in (first, second)]
        left, right = (role_label(type_, role, lang) for role in roles)
        meant = _meant(stated[first.fact], lang)
        middle = f"{type_label(type_, lang)}{f'（{meant}）' if meant else ''}"
        said_so += f" —{left}·{middle}·{right}— {nodes[second.object].label}"
    return said_so
