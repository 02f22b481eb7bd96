"""SPARQL on the command line: where a query comes from and how its result is printed."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.errors import UnknownNameError

FOLDER = Path(__file__).parents[2] / "docs" / "queries"


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
        return Path(query).read_text("utf-8-sig")
    return query
