"""Queries that others write: what may run, and with which prefixes.

A query is cut into tokens, so that words in strings, comments and IRIs are not taken for keywords, and the other way
round. Oxigraph's grammar lets keywords touch what stands beside them (`trueSERVICE<…>` runs), so a bare word that
merely contains a forbidden one is refused too.
"""

import re

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.pattern import Pattern

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
LONGEST = 100_000  # characters

_ESCAPE = Pattern(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = Pattern(
    r"""
      (?P<iri> <[^\x00-\x20<>"{}|^`\\]*> )
    | (?P<comment> \#[^\r\n]* )
    | (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<curie> (?P<prefix> [^\W\d_][\w.-]*)? : (?:[\w.-]|:|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [^\W\d]\w* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def check(query: str) -> str:
    """Return a query that only reads what is here.

    Raises QueryError for updates, SERVICE and FROM, which would reach out or change things, and for what is no query.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query has {len(query):,} characters, at most {LONGEST:,} are read")
    words = _bare_words(query)
    # SPARQL 1.1 §19.2: an escape may write a letter of a keyword. An engine may read it early or late: look both ways.
    unescaped = _bare_words(_ESCAPE.sub(_character, query)) if "\\" in query else []
    for word in (*words, *unescaped):
        if "SERVICE" in word:
            raise QueryError("SERVICE would reach the network", hint="ask for what is in this graph")
    form = _form(words)
    if form in UPDATES:
        raise QueryError(f"{form} changes the graph", hint="queries only read; `pilu ingest` and `pilu remove` write")
    if form not in FORMS:
        raise QueryError("no query was found in the text", hint=f"begin with {', '.join(sorted(FORMS))}")
    if "FROM" in words or "FROM" in unescaped:
        raise QueryError("FROM is not needed: all graphs are asked", hint="GRAPH doc:… { … } asks one document")
    return query


def prepare(query: str) -> str:
    """Return a query with a declaration for each prefix of ours that it uses and does not declare."""
    used, declared = set(), set()
    expecting = False
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "comment" or match[0].isspace():
            continue
        if match.lastgroup == "curie":
            (declared if expecting else used).add(match["prefix"] or "")
        expecting = match.lastgroup == "word" and match[0].upper() == "PREFIX"
    missing = sorted((used - declared) & PREFIXES.keys())
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + query


def _bare_words(query: str) -> list[str]:
    """Return all words that the grammar may take for keywords, in capitals; prefixes of names are among them."""
    words = []
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "word":
            words.append(match[0].upper())
        elif match.lastgroup == "curie" and match["prefix"]:
            words.append(match["prefix"].upper())
    return words


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else ""


def _form(words: list[str]) -> str:
    """Return the keyword that says what the query does: the first after BASE and PREFIX declarations."""
    known = FORMS | UPDATES
    return next((word for word in words if word in known), "")
