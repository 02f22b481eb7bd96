"""Words to passages and statements: BM25 over character pairs, in tantivy.

Text is cut into terms here and handed over already cut (`index.tokens`), so that question and document are cut alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import tantivy

from index.tokens import indexed, tokens
from kg.errors import StoreError
from kg.model import Hit

HEAP = 32_000_000  # bytes that the writer may hold before it writes a segment
MOST_TERMS = 64  # of a question; the longest questions are cut to their rarest terms
LARGE = 100_000  # entries; from there on terms that stand nearly everywhere are not looked up
EVERYWHERE = 0.5  # of all entries: their weight is next to nothing, and reading where they stand takes most of the time


class Lexical:
    """A tantivy index with fields kind, doc, id and text. Search sees the last commit."""

    def __init__(self, index: tantivy.Index, schema: tantivy.Schema) -> None:
        self.index = index
        self.schema = schema
        self._writer: tantivy.IndexWriter | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the index in a folder; raise `StoreError` when there is none."""
        schema = _schema()
        if create:
            path.mkdir(parents=True, exist_ok=True)
        elif not (path / "meta.json").is_file():
            raise StoreError(f"no index at {path}", hint="run `pilu rebuild`")
        try:
            return cls(tantivy.Index(schema, str(path)) if create else tantivy.Index.open(str(path)), schema)
        except (ValueError, OSError) as error:
            raise StoreError(f"the index at {path} cannot be opened: {error}", hint="run `pilu rebuild`") from error

    @classmethod
    def in_memory(cls) -> Self:
        """Make an empty index that is gone with the process."""
        schema = _schema()
        return cls(tantivy.Index(schema), schema)

    @property
    def writer(self) -> tantivy.IndexWriter:
        """The one writer, made on first use; it holds the index's lock until `close`."""
        if self._writer is None:
            with _to_disk():
                self._writer = self.index.writer(HEAP, 1)
        return self._writer

    def add(self, doc: str, kind: str, items: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Add what a document has of a kind: an id each, and the texts it is found by."""
        entries = [tantivy.Document(kind=kind, doc=doc, id=key, text=indexed(parts)) for key, parts in items]
        with _to_disk():
            for entry in entries:
                self.writer.add_document(entry)

    def remove(self, doc: str) -> None:
        """Take out all of a document."""
        with _to_disk():
            self.writer.delete_documents_by_term("doc", doc)

    def commit(self) -> None:
        """Make what was added durable and visible."""
        with _to_disk():
            self.writer.commit()
        self.index.reload()

    def close(self) -> None:
        """Let the writer go, with its lock."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _to_disk():
                writer.wait_merging_threads()

    def search(self, query: str, k: int, *, kind: str = "", docs: Sequence[str] = ()) -> list[Hit]:
        """Return the best `k` by BM25, best first; ties by id."""
        words = self._terms(query)
        if not words or k < 1:
            return []
        should = [self._term(word, count) for word, count in words]
        clauses = [(tantivy.Occur.Must, tantivy.Query.boolean_query(should))]
        for field, values in (("kind", [kind] if kind else []), ("doc", list(docs))):
            if values:
                only = tantivy.Query.const_score_query(self._one_of(field, values), 0.0)
                clauses.append((tantivy.Occur.Must, only))
        searcher = self.index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(clauses), k, count=False).hits
        ordered = sorted((-float(score), str(searcher.doc(address).get_first("id"))) for score, address in found)  # type: ignore[arg-type]  # no order_by_field: a float
        return [Hit(key, -less) for less, key in ordered]

    def _one_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        """Return what a field must be: one term is read from where it stands, of several a set of entries is made."""
        if len(values) == 1:
            return tantivy.Query.term_query(self.schema, field, values[0])
        return tantivy.Query.term_set_query(self.schema, field, list(values))

    def frequency(self, term: str) -> int:
        """Return how many passages and statements hold a term of `index.tokens`."""
        return self.index.searcher().doc_freq("text", term)

    def _terms(self, query: str) -> list[tuple[str, int]]:
        """Return the terms that are looked up, and how often each is asked."""
        counted = list(Counter(tokens(query)).items())
        entries = len(self)
        if len(counted) <= MOST_TERMS and entries < LARGE:
            return counted
        known = sorted((self.frequency(word), word, count) for word, count in counted)
        ceiling = EVERYWHERE * entries if entries >= LARGE else entries
        telling = [(word, count) for frequency, word, count in known if 0 < frequency <= ceiling]
        return (telling or counted)[:MOST_TERMS]

    def _term(self, word: str, count: int) -> tuple[tantivy.Occur, tantivy.Query]:
        query = tantivy.Query.term_query(self.schema, "text", word)
        return tantivy.Occur.Should, tantivy.Query.boost_query(query, float(count)) if count > 1 else query

    def __len__(self) -> int:
        return self.index.searcher().num_docs


@contextmanager
def _to_disk() -> Iterator[None]:
    """Raise what goes wrong while tantivy writes, which it tells as a ValueError, as a StoreError."""
    try:
        yield
    except ValueError as error:
        message = f"the index cannot be written: {error}"
        raise StoreError(message, hint="is the folder there, writable, and its disk not full?") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "doc", "id"):
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
