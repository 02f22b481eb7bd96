"""SPARQL on the command line: where a query comes from and how its result is printed."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import CorpusError, QueryError, UnknownNameError
from kg.namespaces import PREFIXES, XSD
from kg.store import Rows, Term
from pilu.jsonlines import line
from pilu.terminal.grids import show_rows
from pilu.terminal.streams import put

_SHIPPED = Path(__file__).parents[1] / "queries"  # in a wheel; a checkout has them in docs
FOLDER = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parents[2] / "docs" / "queries"


def listed(lang: str) -> Iterator[str]:
    """Yield a line for each query that comes with Pilu: its name, and its question in a language."""
    for path in sorted(FOLDER.glob("*.rq")):
        questions = [row[1:].strip() for row in path.read_text("utf-8").splitlines() if row.startswith("#")]
        asked = next((q for q in questions if q.startswith(f"{lang}:")), questions[0] if questions else "")
        yield f"{path.stem}\t{asked.removeprefix(f'{lang}:').strip()}"


def example(name: str) -> str:
    """Return the text of a query that comes with Pilu; raise `UnknownNameError` when there is none of that name."""
    path = FOLDER / f"{Path(name).name}.rq"
    if not path.is_file():
        raise UnknownNameError(f"no query {name!r}", hint="`pilu sparql --examples` lists them")
    return path.read_text("utf-8")


def read(query: str) -> str:
    """Return a query given as itself, as the name of a file, or as - for stdin."""
    if query == "-":
        return sys.stdin.read()
    if "{" not in query and Path(query).is_file():
        try:
            return Path(query).read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CorpusError(query, "is not UTF-8", hint="save it as UTF-8") from error
    return query


def show(rows: Rows, format_: str) -> bool:
    """Print the result of a query; tell whether there was any row. An unknown format is wrong usage."""
    writers = {"table": _table, "json": _json, "csv": _csv, "tsv": _tsv, "turtle": _turtle}
    if format_ not in writers:
        raise typer.BadParameter(f"{format_!r} is not one of {', '.join(writers)}", param_hint="--format")
    for text in writers[format_](rows):
        put(text)
    return len(rows) > 0


def _table(rows: Rows) -> Iterator[str]:
    if rows.rows:
        show_rows(list(rows.variables), [[_short(term) for term in row] for row in rows])
    yield from ()


def _json(rows: Rows) -> Iterator[str]:
    """Yield the SPARQL 1.1 Query Results JSON Format, on one line."""
    bindings = [
        {name: _binding(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        for row in rows
    ]
    yield line({"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}})


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, Literal):
        said = {"type": "literal", "value": term.value}
        if term.language:
            return said | {"xml:lang": term.language}
        return said if term.datatype.value == XSD + "string" else said | {"datatype": term.datatype.value}
    return {"type": "bnode" if isinstance(term, BlankNode) else "uri", "value": term.value}


def _csv(rows: Rows) -> Iterator[str]:
    """Yield the SPARQL 1.1 CSV format: plain values."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows.variables)
    writer.writerows([["" if term is None else term.value for term in row] for row in rows])
    yield file.getvalue().rstrip("\n")


def _tsv(rows: Rows) -> Iterator[str]:
    """Yield the SPARQL 1.1 TSV format: terms as in Turtle."""
    yield "\t".join(f"?{name}" for name in rows.variables)
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)


def _turtle(rows: Rows) -> Iterator[str]:
    """Yield the triples of a CONSTRUCT or DESCRIBE, sorted, one a line."""
    if rows.variables != ("subject", "predicate", "object"):
        raise QueryError("only CONSTRUCT and DESCRIBE give a graph to write as turtle", hint="--format json")
    yield from sorted({f"{' '.join(map(str, row))} ." for row in rows})


def _short(term: Term | None) -> str:
    """Return a term for people: numbers and words bare, IRIs with a prefix."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, base in PREFIXES.items():
            if term.value.startswith(base):
                return f"{prefix}:{term.value[len(base) :]}"
    return term.value
