"""The one truth on disk: documents, what was understood in them, and what people decided, in one SQLite file.

A document is in the store from the moment its transaction commits, whole, or not at all. Each such commit raises a
counter; graph and index are derived, remember the count they have seen, and ask `changes_since` for the rest.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

from kg.errors import StoreError
from kg.model import (
    UNTYPED,
    Block,
    Document,
    DocumentMeta,
    Entity,
    Extraction,
    Fact,
    Mention,
    Page,
    Party,
    Passage,
    Run,
    Table,
)
from kg.unread import Unread
from pilu import codec

VERSION = 4  # of the schema and of the classes in kg/model.py; raise it when either changes
APPLICATION = 0x50494C55  # "PILU"

SCHEMA = """
CREATE TABLE counter (n INTEGER NOT NULL);
INSERT INTO counter VALUES (0);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, source TEXT NOT NULL, meta TEXT NOT NULL, characters INTEGER NOT NULL,
  facts INTEGER NOT NULL, text BLOB NOT NULL, layout BLOB NOT NULL, mentions BLOB NOT NULL, seen INTEGER NOT NULL);
CREATE TABLE facts (id TEXT PRIMARY KEY, doc TEXT NOT NULL, n INTEGER NOT NULL, type TEXT NOT NULL,
  start INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX facts_doc ON facts (doc, n);
CREATE INDEX facts_start ON facts (doc, start);
CREATE INDEX facts_type ON facts (type, doc, n);
CREATE TABLE entities (id TEXT NOT NULL, doc TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, doc)) WITHOUT ROWID;
CREATE INDEX entities_doc ON entities (doc);
CREATE TABLE names (text TEXT NOT NULL, entity TEXT NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (text, entity, doc)) WITHOUT ROWID;
CREATE INDEX names_doc ON names (doc);
CREATE TABLE parts (entity TEXT NOT NULL, fact TEXT NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (entity, fact)) WITHOUT ROWID;
CREATE INDEX parts_doc ON parts (doc);
CREATE TABLE passages (id TEXT PRIMARY KEY, doc TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX passages_doc ON passages (doc, n);
CREATE TABLE removed (doc TEXT NOT NULL, seen INTEGER NOT NULL);
CREATE TABLE decisions (n INTEGER PRIMARY KEY, day TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
"""

PER_DOCUMENT = ("facts", "entities", "names", "parts", "passages")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list of documents shows it."""

    id: str
    name: str
    meta: DocumentMeta
    characters: int
    facts: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a reader saw in a document, kept as one piece."""

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    pages: tuple[Page, ...]
    runs: tuple[Run, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Something a person decided, on a day; it survives re-ingestion and rebuilds."""

    day: date
    kind: str
    body: str


class Database:
    """One connection to the truth. Many may read while one writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.text = lru_cache(maxsize=16)(self._text)

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the file; raise `StoreError` when it is missing, not ours, or of another version."""
        if not path.is_file() and not create:
            raise _missing(path)
        try:
            connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF;")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} cannot be read as a store: {error}", hint="name another with --store") from error
        if empty and version == 0:
            if not create:
                raise _missing(path)
            _create(connection)
        elif (version, application) != (VERSION, APPLICATION):
            connection.close()
            raise StoreError(
                f"{path} is of version {version}, this Pilu reads version {VERSION}",
                hint="ingest the documents again into a new folder, with --store",
            )
        return cls(connection)

    def close(self) -> None:
        """Close the connection."""
        self.text.cache_clear()
        self.connection.close()

    # --- writing ---------------------------------------------------------------------------------

    def put(self, document: Document, extraction: Extraction, passages: Sequence[Passage], source: str = "") -> int:
        """Write a document in one transaction, in place of one of the same name or bytes; return the new count.

        `source` is the path it was read from.
        """
        facts = {fact.id: fact for fact in extraction.facts}
        with self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            count = self._count_up()
            same = self.connection.execute(
                "SELECT id FROM documents WHERE id = ? OR name = ?", (document.id, document.name)
            )
            for (old,) in same.fetchall():
                self._drop(old, count)
            self._insert_document(document, extraction, source, count)
            self._insert_facts(facts, document.id)
            self._insert_entities(extraction.entities, document.id)
            self.connection.executemany(
                "INSERT OR IGNORE INTO passages VALUES (?, ?, ?, ?)",
                [(p.id, document.id, n, codec.dumps(p)) for n, p in enumerate(passages)],
            )
        self.text.cache_clear()
        return count

    def remove(self, doc: str) -> int:
        """Take a document out, with all that came of it; return the new count."""
        with self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            count = self._count_up()
            self._drop(doc, count)
        self.text.cache_clear()
        return count

    def decide(self, decision: Decision) -> None:
        """Append to the log of decisions."""
        self.connection.execute(
            "INSERT INTO decisions (day, kind, body) VALUES (?, ?, ?)",
            (decision.day.isoformat(), decision.kind, decision.body),
        )

    def _count_up(self) -> int:
        return self.connection.execute("UPDATE counter SET n = n + 1 RETURNING n").fetchone()[0]

    def _drop(self, doc: str, count: int) -> None:
        for table in PER_DOCUMENT:
            self.connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
        self.connection.execute("DELETE FROM documents WHERE id = ?", (doc,))
        self.connection.execute("DELETE FROM removed WHERE doc = ?", (doc,))
        self.connection.execute("INSERT INTO removed VALUES (?, ?)", (doc, count))

    def _insert_document(self, document: Document, extraction: Extraction, source: str, count: int) -> None:
        layout = Layout(document.blocks, document.tables, document.pages, document.runs, document.unread)
        self.connection.execute("DELETE FROM removed WHERE doc = ?", (document.id,))
        self.connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.name,
                os.fsencode(source),
                codec.dumps(document.meta),
                len(document.text),
                len({fact.id for fact in extraction.facts}),
                zlib.compress(document.text.encode(), 1),
                zlib.compress(codec.dumps(layout).encode(), 1),
                zlib.compress(codec.dumps(extraction.mentions, tuple[Mention, ...]).encode(), 1),
                count,
            ),
        )

    def _insert_facts(self, facts: dict[str, Fact], doc: str) -> None:
        self.connection.executemany(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)",
            [
                (key, doc, n, fact.type, fact.evidence[0].main.start, codec.dumps(fact))
                for n, (key, fact) in enumerate(facts.items())
            ],
        )
        self.connection.executemany(
            "INSERT OR IGNORE INTO parts VALUES (?, ?, ?)",
            [
                (role.value.entity, key, doc)
                for key, fact in facts.items()
                for role in fact.roles
                if isinstance(role.value, Party)
            ],
        )

    def _insert_entities(self, entities: Iterable[Entity], doc: str) -> None:
        listed = list(entities)
        self.connection.executemany(
            "INSERT OR REPLACE INTO entities VALUES (?, ?, ?)", [(e.id, doc, codec.dumps(e)) for e in listed]
        )
        names = [(text, e.id, doc) for e in listed for text in (e.name, *(a.text for a in e.aliases)) if text]
        self.connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", names)

    # --- reading ---------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many commits there have been."""
        return self.connection.execute("SELECT n FROM counter").fetchone()[0]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self.connection.execute("SELECT count(*) FROM documents").fetchone()[0]

    def changes_since(self, count: int) -> tuple[list[str], list[str]]:
        """Return the documents written and those removed by later commits, each in order."""
        sql = "SELECT {} FROM {} WHERE seen > ? ORDER BY seen"
        written = self.connection.execute(sql.format("id", "documents"), (count,)).fetchall()
        removed = self.connection.execute(sql.format("doc", "removed"), (count,)).fetchall()
        return [row[0] for row in written], [row[0] for row in removed]

    def documents(self) -> list[Listed]:
        """List the documents by name."""
        rows = self.connection.execute("SELECT id, name, meta, characters, facts FROM documents ORDER BY name, id")
        return [Listed(a, b, codec.loads(DocumentMeta, meta), n, facts) for a, b, meta, n, facts in rows]

    def by_id(self, doc: str) -> bool:
        """Tell whether a document of these very bytes is in the store."""
        return self.connection.execute("SELECT 1 FROM documents WHERE id = ?", (doc,)).fetchone() is not None

    def by_name(self, name: str) -> str | None:
        """Return the id of the document of that name."""
        row = self.connection.execute("SELECT id FROM documents WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def source(self, name: str) -> str | None:
        """Return the path from which the document of that name was read."""
        row = self.connection.execute("SELECT source FROM documents WHERE name = ?", (name,)).fetchone()
        return os.fsdecode(row[0]) if row else None

    def document(self, doc: str) -> Document:
        """Return a whole document."""
        row = self.connection.execute("SELECT id, name, meta, layout FROM documents WHERE id = ?", (doc,)).fetchone()
        layout = codec.loads(Layout, zlib.decompress(row[3]))
        meta = codec.loads(DocumentMeta, row[2])
        seen = (layout.blocks, layout.tables, layout.pages, layout.runs, layout.unread)
        return Document(row[0], row[1], self.text(doc), meta, *seen)

    def _text(self, doc: str) -> str:
        row = self.connection.execute("SELECT text FROM documents WHERE id = ?", (doc,)).fetchone()
        return zlib.decompress(row[0]).decode()

    def mentions(self, doc: str) -> tuple[Mention, ...]:
        """Return where a document names whom."""
        row = self.connection.execute("SELECT mentions FROM documents WHERE id = ?", (doc,)).fetchone()
        return codec.loads(tuple[Mention, ...], zlib.decompress(row[0]))

    def extraction(self, doc: str) -> Extraction:
        """Return all that was understood in a document."""
        rows = self.connection.execute("SELECT body FROM entities WHERE doc = ? ORDER BY id", (doc,))
        entities = tuple(codec.loads(Entity, body) for (body,) in rows)
        return Extraction(doc, entities, self.mentions(doc), tuple(self.facts_where(docs=[doc])))

    def facts(self, ids: Sequence[str]) -> dict[str, Fact]:
        """Return the facts of these ids by them; those not there are left out."""
        found: dict[str, Fact] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            sql = f"SELECT id, body FROM facts WHERE id IN ({','.join('?' * len(part))})"
            found |= {key: _fact(key, body) for key, body in self.connection.execute(sql, part)}
        return found

    def facts_where(self, *, docs: Sequence[str] = (), type_: str = "", entities: Sequence[str] = ()) -> Iterator[Fact]:
        """Yield the facts of these documents, type and parties (empty: any), by document name and place in it."""
        tests, values = ["1"], []
        for column, wanted in (("f.doc", docs), ("f.type", [type_] if type_ else [])):
            if wanted:
                tests.append(f"{column} IN ({','.join('?' * len(wanted))})")
                values += wanted
        if entities:
            tests.append(f"f.id IN (SELECT fact FROM parts WHERE entity IN ({','.join('?' * len(entities))}))")
            values += entities
        sql = "SELECT f.body FROM facts f JOIN documents d ON d.id = f.doc WHERE {} ORDER BY d.name, f.n"
        for (body,) in self.connection.execute(sql.format(" AND ".join(tests)), values):
            yield codec.loads(Fact, body)

    def typed_facts(self) -> Iterator[Fact]:
        """Yield the facts that are of a class of the ontology, not mere figures, by document name and place."""
        sql = f"""SELECT f.body FROM facts f JOIN documents d ON d.id = f.doc
                  WHERE f.type NOT IN ({",".join("?" * len(UNTYPED))}) ORDER BY d.name, f.n"""
        for (body,) in self.connection.execute(sql, UNTYPED):
            yield codec.loads(Fact, body)

    def fact_ids_in(self, doc: str, start: int, end: int, saying: str = "") -> list[str]:
        """Return the facts of a document whose first evidence begins in `[start, end)` and that hold `saying`, in
        order."""
        holding = "AND instr(body, ?)" if saying else ""
        sql = f"SELECT id FROM facts WHERE doc = ? AND start >= ? AND start < ? {holding} ORDER BY start, n"
        return [key for (key,) in self.connection.execute(sql, (doc, start, end, *([saying] if saying else ())))]

    def fact_ids_at(self, places: Sequence[tuple[str, int, int]]) -> list[list[str]]:
        """Return for each of these ranges of documents what `fact_ids_in` returns."""
        found: list[list[str]] = [[] for _ in places]
        sql = f"""WITH place (nth, doc, first, behind) AS (VALUES {",".join(["(?, ?, ?, ?)"] * len(places))})
                  SELECT nth, f.id FROM place p CROSS JOIN facts f ON f.doc = p.doc
                  WHERE f.start >= first AND f.start < behind ORDER BY nth, f.start, f.n"""
        values = [value for nth, place in enumerate(places) for value in (nth, *place)]
        for nth, key in self.connection.execute(sql, values) if places else ():
            found[nth].append(key)
        return found

    def fact_ids_of(self, entities: Sequence[str], most: int | None = None) -> list[str]:
        """Return the facts in which any of these takes part, the first `most`, by document name and place in it."""
        sql = f"""SELECT f.id FROM facts f JOIN documents d ON d.id = f.doc
                  WHERE f.id IN (SELECT fact FROM parts WHERE entity IN ({",".join("?" * len(entities))}))
                  ORDER BY d.name, f.n LIMIT ?"""
        rows = self.connection.execute(sql, (*entities, -1 if most is None else most))
        return [key for (key,) in rows]

    def names(self) -> list[tuple[str, str]]:
        """Return every name with the id of the entity it names, sorted."""
        return self.connection.execute("SELECT DISTINCT text, entity FROM names ORDER BY text, entity").fetchall()

    def entities(self, ids: Sequence[str] = (), docs: Sequence[str] = ()) -> list[tuple[str, Entity]]:
        """Return `(document id, entity as that document knows it)`, by entity and document name."""
        tests, values = ["1"], []
        for column, wanted in (("e.id", ids), ("e.doc", docs)):
            if wanted:
                tests.append(f"{column} IN ({','.join('?' * len(wanted))})")
                values += wanted
        sql = f"""SELECT e.doc, e.body FROM entities e JOIN documents d ON d.id = e.doc
                  WHERE {" AND ".join(tests)} ORDER BY e.id, d.name"""
        return [(doc, codec.loads(Entity, body)) for doc, body in self.connection.execute(sql, values)]

    def passages(self, doc: str) -> list[Passage]:
        """Return the passages of a document in order."""
        rows = self.connection.execute("SELECT body FROM passages WHERE doc = ? ORDER BY n", (doc,))
        return [codec.loads(Passage, body) for (body,) in rows]

    def passages_of(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages of these ids by them; those not there are left out."""
        sql = f"SELECT id, body FROM passages WHERE id IN ({','.join('?' * len(ids))})"
        return {key: codec.loads(Passage, body) for key, body in self.connection.execute(sql, ids)}

    def fact_counts(self) -> dict[str, int]:
        """Return for each entity how many facts it takes part in."""
        return dict(self.connection.execute("SELECT entity, count(*) FROM parts GROUP BY entity"))

    def decisions(self) -> list[Decision]:
        """Return all decisions, oldest first."""
        rows = self.connection.execute("SELECT day, kind, body FROM decisions ORDER BY n")
        return [Decision(date.fromisoformat(day), kind, body) for day, kind, body in rows]


def _fact(key: str, body: str) -> Fact:
    """Read a fact whose id is known, so that it is not worked out again."""
    fact = codec.loads(Fact, body)
    object.__setattr__(fact, "_id", key)
    return fact


def _missing(path: Path) -> StoreError:
    return StoreError(f"no store at {path.parent}", hint="run `pilu ingest PATH` first, or give --store")


def _create(connection: sqlite3.Connection) -> None:
    """Lay out an empty store in one transaction."""
    pragmas = f"PRAGMA application_id={APPLICATION}; PRAGMA user_version={VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {pragmas} COMMIT;")
