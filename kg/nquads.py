"""Terms and lines of N-Quads. Text, not objects: a filing has tens of thousands of triples, and the engine loads lines
four times as fast as Python makes quads.

A term is a string as it stands in a line: `<urn:…>`, `"words"`, `"1.50"^^<…decimal>`. Words are escaped here and
nowhere else; names of classes and properties are checked: nothing that a filing says can become but a literal.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from kg.namespaces import PL, PREFIXES, XSD
from kg.pattern import Pattern

_NAME = Pattern(r"[A-Za-z]\w*", re.ASCII)
_DECIMAL, _INTEGER, _DATE = (f'"^^<{XSD}{kind}>' for kind in ("decimal", "integer", "date"))


def iri(value: str) -> str:
    """Return an IRI of ours as a term; hashes and fixed words only, never words of a filing."""
    return f"<{value}>"


@cache
def pl(name: str) -> str:
    """Return a class or property of ours; raise ValueError when it is no name."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name for a class or property: {name!r}")
    return f"<{PL}{name}>"


@cache
def named(curie: str) -> str:
    """Return a class or property of any vocabulary that has a prefix: `rdfs:label`."""
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def hashed(kind: str, *parts: object) -> str:
    """Return the IRI of something without a name of its own: `urn:pilu:KIND:` and a hash of its parts."""
    digest = hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()
    return f"<urn:pilu:{kind}:{digest[:24]}>"


def text(words: str) -> str:
    """Return a string."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


@lru_cache(16384)
def word(words: str) -> str:
    """Return a string that is likely to come again: a unit, a caption, a label."""
    return text(words)


def decimal(value: Decimal) -> str:
    """Return an exact decimal; never an exponent."""
    return f'"{value:f}{_DECIMAL}'


def integer(value: int) -> str:
    """Return a whole number."""
    return f'"{value}{_INTEGER}'


@lru_cache(4096)
def day(value: date) -> str:
    """Return a date."""
    return f'"{value.isoformat()}{_DATE}'


def boolean(value: bool) -> str:
    """Return true or false."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def lines(subject: str, pairs: Iterable[tuple[str, str]], graph: str) -> list[str]:
    """Return one line for each predicate and object."""
    return [f"{subject} {predicate} {value} {graph} .\n" for predicate, value in pairs]


def encode(statements: Iterable[str]) -> bytes:
    """Return lines as what a store loads; NUL and lone surrogates, which RDF cannot hold, are replaced."""
    return "".join(statements).encode("utf-8", "replace").replace(b"\0", "\ufffd".encode())
