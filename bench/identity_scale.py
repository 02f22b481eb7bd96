"""Identity over a thousand filings: the largest clusters, what joins ids, how the time grows, short names resolved.

usage: python bench/identity_scale.py FOLDER OF FILINGS [--store DIR]   (writes bench/identity_clusters.md and
bench/identity_short_names.json; the store is kept where one is named, and used again)
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus import load
from kg.identity import Seen, clusters, hypotheses, issuer_keys, same_parties
from kg.identity.labels import LEAST_SHORT, names_around
from kg.identity.same import Same, has_legal_form
from kg.model import Entity, EntityKind, Party, entity_id
from nlp import read
from pilu.database import Database
from pilu.filing import unique
from pilu.identity import _known as known_of

BENCH = Path(__file__).parent
LARGEST, COMPANIES = 50, 300
SIZES = (500, 1000, 2000)


def fill(database: Database, folder: Path) -> None:
    """Read every file of a folder into an empty database."""
    for path in sorted(folder.iterdir()):
        document = load(path)
        database.put(document, unique(read(document)), (), str(path))


def seen_in(database: Database) -> list[Seen]:
    """Return every party as each document knows it."""
    keys = issuer_keys({listed.id: listed.meta for listed in database.documents()})
    return [Seen(doc, keys[doc], entity) for doc, entity in database.entities()]


def growth(database: Database) -> list[tuple[int, int, int, float]]:
    """Return documents, typed facts, hypotheses' parties and seconds of processor for growing parts of the store."""
    order = sorted(listed.id for listed in database.documents())
    facts, known = list(database.typed_facts()), known_of(database)
    rows = []
    for size in SIZES:
        docs = set(order[:size])
        part = [fact for fact in facts if fact.doc in docs]
        ids = {role.value.entity for fact in part for role in fact.roles if isinstance(role.value, Party)}
        inside = {key: each for key, each in known.items() if key in ids}
        started = time.process_time()
        found = hypotheses(inside, part)
        rows.append((len(docs), len(part), len(found), round(time.process_time() - started, 2)))
    return rows


def short_names(seen: list[Seen]) -> dict[str, int]:
    """Hide each company's own definition of its short name and resolve it by what is left: its code, or its shape."""
    gold = _defined(seen)
    full = {s.entity.id: s.entity.name for s in seen if s.entity.kind is EntityKind.ORG}
    around = names_around((short for short, _ in gold.values()), full)
    joined = clusters(
        same_parties([*map(_undefined, seen), *(_note(code, short) for code, (short, _) in gold.items())])
    )
    counts: Counter[str] = Counter(companies=len(gold))
    for short, company in gold.values():
        party = set(joined.get(company.id, (company.id,)))
        key = entity_id(short)
        counts["by code right"] += key in party
        counts["by code wrong"] += key in joined and key not in party
        owners = {owner for each in around.get(short, ()) for owner in joined.get(each, (each,))}
        right = bool(owners) and owners <= party
        counts["by name right"] += right
        counts["by name wrong"] += len(around.get(short, ())) == 1 and not right
        counts["by name several"] += len(around.get(short, ())) > 1 and not right
        counts["short name under four characters"] += len(short) < LEAST_SHORT
    return dict(counts)


def _defined(seen: list[Seen]) -> dict[str, tuple[str, Entity]]:
    """Return short name and company of the first companies by code, as their filings define them."""
    found: dict[str, tuple[str, Entity]] = {}
    for each in sorted(seen, key=lambda s: (s.entity.code, s.doc)):
        entity = each.entity
        given = [a.text for a in entity.aliases if a.reason in ("defined", "listed-short-name") and len(a.text) > 2]
        if "issuer" in entity.roles and entity.code and given and has_legal_form(entity.name):
            found.setdefault(entity.code.partition(".")[0], (min(given, key=lambda text: (len(text), text)), entity))
    return dict(list(found.items())[:COMPANIES])


def _undefined(each: Seen) -> Seen:
    return replace(each, entity=replace(each.entity, aliases=()))


def _note(code: str, short: str) -> Seen:
    """A note of somebody else that gives the short name with its code."""
    return Seen(f"note {code}", "", Entity(entity_id(short), short, EntityKind.ORG, code=code))


def page(seen: list[Seen], same: list[Same], rows: list[tuple[int, int, int, float]]) -> str:
    """Return the page: the largest clusters, every identity by rule, the times."""
    ids = clusters(same)
    members: dict[str, list[Seen]] = {}
    for each in seen:
        members.setdefault(ids.get(each.entity.id, (each.entity.id,))[0], []).append(each)
    ordered = sorted(members.values(), key=lambda g: (-len({s.doc for s in g}), min(s.entity.name for s in g)))
    lines = ["# The largest clusters over the contract announcements", ""]
    lines += [f"{len({s.doc for s in seen}):,} filings, {len(members):,} parties, {len(same)} joined by rule.", ""]
    lines += ["| filings | names | other names |", "|---|---|---|"]
    lines += [_row(group) for group in ordered[:LARGEST]]
    lines += ["", "## Two ids, one party", "", "| reason | name | is | note |", "|---|---|---|---|"]
    lines += [f"| {s.reason} | {s.name} | {s.other_name} | {s.note} |" for s in same]
    lines += ["", "## Time of the hypotheses", "", "| filings | typed facts | anonymous parties | seconds |"]
    lines += ["|---|---|---|---|", *(f"| {a:,} | {b:,} | {c} | {d} |" for a, b, c, d in rows)]
    return "\n".join(lines) + "\n"


def _row(group: list[Seen]) -> str:
    names = sorted({s.entity.name for s in group})
    others = sorted({f"{a.text} ({a.reason})" for s in group for a in s.entity.aliases if a.reason != "spelling"})
    return f"| {len({s.doc for s in group})} | {'、'.join(names)} | {'、'.join(others)} |"


def main() -> None:
    """Fill or open the store, measure, write both files."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--store", type=Path)
    given = arguments.parse_args()
    store = given.store or Path(tempfile.mkdtemp())
    store.mkdir(parents=True, exist_ok=True)
    database = Database.open(store / "pilu.sqlite", create=True)
    if not database.count:
        fill(database, given.folder)
    seen = seen_in(database)
    same = same_parties(seen)
    (BENCH / "identity_clusters.md").write_text(page(seen, same, growth(database)), encoding="utf-8")
    resolved = short_names(seen)
    (BENCH / "identity_short_names.json").write_text(json.dumps(resolved, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(resolved))


if __name__ == "__main__":
    main()
