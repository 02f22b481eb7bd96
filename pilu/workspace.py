"""A workspace: the database that holds the truth, and the graph and index made from it, behind one object."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import CorpusError, MissingFileError, PiluError, QuestionError, StoreError, UnknownNameError
from kg.legible import legible
from kg.model import Hit
from kg.unread import Unread
from pilu import collector
from pilu.database import Database, Listed
from pilu.library import StoredLibrary
from pilu.lock import WriterLock
from pilu.report import Progress, Report
from pilu.results import Facts, Paths
from pilu.sheets import facts_csv

if TYPE_CHECKING:  # graph and index are opened only by those who need them
    from kg.answer import Answer
    from kg.answer import Path as EvidencePath
    from kg.store import Rows
    from pilu.derived import Derived
    from pilu.filing import Filing
    from pilu.identity import Identities
    from pilu.profile import Profile
    from pilu.roster import Rostered
    from pilu.snapshot import Snapshot
    from pilu.verify import Fault
    from qa.engine import Engine

LONGEST_QUESTION = 2000  # characters


class Workspace:
    """A folder with `pilu.sqlite`, `graph/` and `index/`. Use as a context manager, or `close` it.

    Opening touches nothing: a store is made by the first `ingest`, and other methods raise `StoreError` without one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database: Database | None = None
        self._snapshot: Snapshot | None = None
        self._library: StoredLibrary | None = None
        self._engine: Engine | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the files go; the next use opens them again."""
        self._forget()
        if self._database:
            self._database.close()
            self._database = None

    # --- what is there ---------------------------------------------------------------------------

    @property
    def database(self) -> Database:
        """The truth; raises `StoreError` where there is none."""
        if self._database is None:
            self._database = Database.open(self.folder / "pilu.sqlite")
        return self._database

    @property
    def snapshot(self) -> "Snapshot":
        """Graph and index as readers see them, brought up to date first where they are behind and no one writes."""
        from pilu.snapshot import Manifest, Snapshot

        if self._snapshot is None:
            count, manifest = self.database.count, Manifest.read(self.folder)
            if manifest is None or not manifest.serves(count):
                self._repair()
            try:
                self._snapshot = Snapshot.open(self.folder)
            except StoreError:
                self._repair(anew=True)
                self._snapshot = Snapshot.open(self.folder)
        return self._snapshot

    def _repair(self, *, anew: bool = False) -> None:
        """Bring graph and index up to date, or make them anew, unless another is writing just now."""
        lock = WriterLock(self.folder / "lock")
        if lock.acquire():
            try:
                self._derive(anew=anew)
            finally:
                lock.release()

    def _derive(self, *, anew: bool) -> None:
        from pilu.snapshot import Manifest

        manifest = Manifest.read(self.folder)
        if anew:
            (self.folder / "derived.json").unlink(missing_ok=True)
        with self._derived(manifest.embedder if manifest else ""):
            pass

    def _forget(self) -> None:
        self._snapshot = self._library = self._engine = None

    @property
    def library(self) -> StoredLibrary:
        """The look-ups of question answering, with what they have read once."""
        if self._library is None:
            self._library = StoredLibrary(self.database, self.folder)
        return self._library

    def docs(self) -> list[Listed]:
        """List the documents by name."""
        return self.database.documents()

    def find(self, doc: str) -> Listed:
        """Return the one document that a file name, a path, a unique prefix or an id names; raise otherwise."""
        listed = self.docs()
        name = legible(Path(doc).name)
        for test in (
            lambda each: each.name == doc or each.id == doc,
            lambda each: each.name == name,
            lambda each: each.name.startswith(name) or each.id.startswith(doc),
        ):
            found = [each for each in listed if doc and test(each)]
            if len(found) == 1:
                return found[0]
            if found:
                several = ", ".join(each.name for each in found[:5])
                raise UnknownNameError(f"{doc!r} names several documents: {several}", hint="write more of the name")
        raise UnknownNameError(f"no document {doc!r}", hint="`pilu docs` lists them")

    # --- writing ---------------------------------------------------------------------------------

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        progress: Callable[[Progress], None] | None = None,
        embedder: str | None = None,
    ) -> Report:
        """Read files, folders and globs into the store; a file that cannot be read is reported and skipped.

        `embedder` names another sentence-transformers model for the vectors, kept from then on; a change of it makes
        the index anew. Raises `StoreError` when another ingest is running.
        """
        from pilu.ahead import reading
        from pilu.intake import is_new

        started = time.perf_counter()
        files, failed = _expand(paths)
        written, unchanged = list[str](), list[str]()
        unread: list[tuple[str, Unread]] = []
        facts = 0
        with (
            collector.seldom(),
            self._writing(embedder) as derived,
            reading([path for path in files if is_new(self.database, path)]) as understood,
        ):
            for n, path in enumerate(files, start=1):
                if progress:
                    progress(Progress(n, len(files), path.name))
                try:
                    outcome = self._ingest_file(path, understood, derived, unread)
                except CorpusError as error:
                    failed.append((str(path), error))
                    continue
                (unchanged if outcome is None else written).append(path.name)
                facts += outcome or 0
        seconds = time.perf_counter() - started
        return Report(tuple(written), tuple(unchanged), tuple(failed), tuple(unread), facts, seconds)

    def _ingest_file(
        self, path: Path, understood: "Callable[[Path], Filing]", derived: "Derived", unread: list[tuple[str, Unread]]
    ) -> int | None:
        """Write one file and return its number of facts; None when it stands in the store already."""
        from pilu.intake import digest, free_name

        if self.database.by_id(digest(path)):
            return None
        filing = understood(path)
        name = free_name(self.database, filing.document.name, path)
        unread += [(str(path), each) for each in filing.document.unread]
        return self._write(replace(filing, document=replace(filing.document, name=name)), str(path.resolve()), derived)

    def _write(self, filing: "Filing", source: str, derived: "Derived") -> int:
        """Commit one document, then show it to graph and index. The commit is what makes it exist."""
        document, extraction, cut = filing.document, filing.extraction, filing.passages
        replaced = self.database.by_name(document.name)
        count = self.database.put(document, extraction, cut, source)
        if replaced and replaced != document.id:
            derived.remove(replaced)
        derived.put(document, extraction, cut)
        if derived.pending >= max(64, self.database.size // 4):
            derived.publish(count)
        return len(extraction.facts)

    def remove(self, doc: str) -> Listed:
        """Take a document out, and all that came of it."""
        listed = self.find(doc)
        with self._writing() as derived:
            self.database.remove(listed.id)
            derived.remove(listed.id)
        return listed

    def rebuild(self) -> int:
        """Make graph and index anew from the database; return the number of documents."""
        count = len(self.docs())
        with WriterLock(self.folder / "lock"):
            self._derive(anew=True)
        return count

    @contextmanager
    def _writing(self, embedder: str | None = None) -> "Iterator[Derived]":
        """Hold the writer's lock; graph and index are up to date on entry, published on exit even after an error."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot make the store {self.folder}: {error.strerror}", hint="give --store") from error
        with WriterLock(self.folder / "lock"):
            if self._database is None:
                self._database = Database.open(self.folder / "pilu.sqlite", create=True)
            with self._derived(embedder) as derived:
                yield derived

    @contextmanager
    def _derived(self, embedder: str | None = None) -> "Iterator[Derived]":
        from pilu.derived import Derived

        self._forget()
        derived = Derived.open(self.folder, embedder)
        try:
            derived.bring_up_to_date(self.database)
            try:
                yield derived
            finally:
                if derived.pending and derived.sound:  # else it is restored and done again on the next opening
                    derived.identify(self.database)
                    derived.publish(self.database.count)
        finally:
            derived.close()

    # --- asking ----------------------------------------------------------------------------------

    @property
    def engine(self) -> "Engine":
        """The engine of `qa` over this store, made once."""
        if self._engine is None:
            from kg.ontology import load
            from qa.engine import Engine

            snapshot = self.snapshot
            self._engine = Engine(snapshot.graph, snapshot.index, self.library, load())
        return self._engine

    def ask(self, question: str, *, possible: bool = False) -> "Answer":
        """Answer a question, `possible` also through identities that are no more than that; raise `QuestionError`
        when it is empty or far too long."""
        question = legible(question)
        if not question.strip():
            raise QuestionError("the question is empty", hint="pilu ask QUESTION")
        if len(question) > LONGEST_QUESTION:
            message = f"the question has {len(question):,} characters, at most {LONGEST_QUESTION:,} are read"
            raise QuestionError(message, hint="ask for one thing at a time")
        collector.stay_seldom()
        return self.engine.ask(question, possible=possible)

    def sparql(self, query: str) -> "Rows":
        """Run a query over the union of all graphs, prefixes predeclared; raise `QueryError` for what must not run."""
        from kg.sparql import check, prepare

        return self.snapshot.graph.query(prepare(check(query)))

    def search(self, query: str, k: int = 10, *, docs: Sequence[str] = ()) -> list[Hit]:
        """Return the ids of the best passages for some words."""
        ids = [self.find(doc).id for doc in docs]
        return self.snapshot.index.search(legible(query), k, kind="passage", docs=ids)

    def facts(self, *, type: str = "", docs: Sequence[str] = (), entity: str = "") -> Facts:  # noqa: A002 - its name
        """Return facts by document name and place, as an iterator; `entity` is a name or alias."""
        ids = [self.find(doc).id for doc in docs]
        entities = self.entity_ids(entity) if entity else []
        return Facts(self.database.facts_where(docs=ids, type_=type, entities=entities), self)

    def entity_ids(self, name: str) -> list[str]:
        """Return the ids of all entities of that name or alias, blanks and case aside; raise when none has it."""
        return self.library.parties.called(name)

    def entity(self, name: str) -> "list[Profile]":
        """Return what is known of each party of that name; what rules join across filings is one party."""
        from pilu.profile import profile

        parties = self.library.parties
        groups = sorted({tuple(parties.together([key])) for key in self.entity_ids(name)})
        return [profile(self.database, group, parties.aliases_given(group)) for group in groups]

    def add_alias(self, name: str, text: str, day: date, *, accept: bool = True) -> None:
        """Call an entity by another name from now on, in questions too, or take that back; a dated decision.

        Raises `UnknownNameError` for a name that no filing knows or that several parties bear.
        """
        from pilu.parties import give_alias

        ids = self.entity_ids(name)
        groups = {tuple(self.library.parties.together([key])) for key in ids}
        if len(groups) != 1:
            raise UnknownNameError(f"{name!r} is {len(groups)} parties", hint="give the full name")
        give_alias(self.database, ids, text, day, accept=accept)
        with self._writing() as derived:
            derived.touch()

    def parties(
        self, *, types: Sequence[str] = (), roles: Sequence[str] = (), docs: Sequence[str] = ()
    ) -> "list[Rostered]":
        """Return the parties of documents, those in most facts first: of any of these types (roles or kinds), with
        all of these roles, counted over a party's ids and the letters that it is surely or probably behind."""
        from pilu.roster import Roster, chosen

        ids = [self.find(doc).id for doc in docs]
        listed = Roster(self.database, self.library.parties, self.identities().parties).all(ids)
        return list(chosen(listed, types, roles))

    def identities(self) -> "Identities":
        """Return the anonymous parties with their candidates, decisions applied."""
        from pilu.identity import identities
        from pilu.kept import saved

        return identities(self.database, saved(self.folder, self.database.count))

    def decide(self, label: str, name: str, verdict: str, day: date, *, note: str = "", doc: str = "") -> None:
        """Accept or reject a name for an anonymous party, or that two names are one party, or undo that; the log keeps
        every word.

        Raises `UnknownNameError` for a label or name that no filing knows, or a label of several filings without `doc`.
        """
        from kg.identity import Verdict
        from pilu.identity import record, record_same

        letter = self.identities().letter(label, self.find(doc).id if doc else "")
        if letter:
            record(self.database, letter, name, Verdict(verdict), day, note)
        else:
            record_same(self.database, label, name, Verdict(verdict), day, note)
        with self._writing() as derived:
            derived.touch()

    def path(self, first: str, second: str, k: int = 3) -> "list[EvidencePath]":
        """Return the best evidence paths between two entities, best first."""
        from kg.paths import best_paths

        return best_paths(self.snapshot.graph, self.entity_ids(first), self.entity_ids(second), k)

    def paths(self, first: str, second: str, k: int = 3) -> Paths:
        """Return the same as one object, which notebooks show as a drawing and `plot` draws."""
        return Paths(self.path(first, second, k), self)

    def show(self, doc: str, start: int = 0, end: int | None = None) -> str:
        """Return a stretch of a document's canonical text, all of it by default."""
        return self.database.text(self.find(doc).id)[start:end]

    def verify(self, *, shapes: bool = False) -> "list[Fault]":
        """Read every span of every document again; return what does not hold, with `shapes` also by SHACL."""
        from pilu.verify import misshapen, verify

        return [*verify(self.database), *(misshapen(self.database) if shapes else ())]

    def export(self, format_: str = "turtle") -> Iterator[bytes]:
        """Return the graph as `turtle`, `nquads` or `jsonld`, or the facts as `csv`, in pieces.

        All are sorted: the same documents give the same bytes.
        """
        from kg.export import FORMATS

        if format_ == "csv":
            return facts_csv(self.database)

        return FORMATS[format_](self.snapshot.graph)


def _expand(paths: Iterable[str | Path]) -> tuple[list[Path], list[tuple[str, PiluError]]]:
    """Return the files meant by what was given, each once, and what is not there."""
    import corpus

    files: dict[Path, None] = {}
    failed: list[tuple[str, PiluError]] = []
    for path in paths:
        if not str(path):
            failed.append(("", MissingFileError("''")))
            continue
        try:
            files.update(dict.fromkeys(corpus.expand([Path(path)])))
        except PiluError as error:
            failed.append((str(path), error))
    return list(files), failed
