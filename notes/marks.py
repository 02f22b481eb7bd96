"""The marks that a rendered result carries in a note: written here, and read back.

A result stands between `<!-- pilu:begin corpus=… -->` and `<!-- pilu:end -->`, the begin mark listing its evidence, one
place a line. A value within a sentence is a span with the same in its attributes. Comments and attributes are invisible
in every reader; their texts are escaped so that no file name can end them early.
"""

import hashlib
import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from kg.pattern import Pattern
from notes.model import Marker, Place

BEGIN, END = "<!-- pilu:begin", "<!-- pilu:end -->"
_BEGIN = Pattern(r"<!-- pilu:begin(?: corpus=(?P<corpus>[0-9a-f]*))?(?P<places>.*?)-->", re.DOTALL)
_PLACE = Pattern(r"(?P<doc>\S+)@(?P<start>\d+):(?P<end>\d+)#(?P<digest>[0-9a-f]+)")
_ATTRIBUTE = Pattern(r'\s(data-[\w-]+|title)="([^"]*)"')
_UNSAFE = Pattern(r"[\s%@#<>\"&|`-]")  # what could end the comment, the attribute, the place or a table cell
SPAN = Pattern(r'<span data-pilu="(?P<request>[^"]*)"(?P<rest>[^>]*)>(?P<shown>.*?)</span>')


def digest(quote: str) -> str:
    """Return the hash by which a quote is known: twelve hex digits of its SHA-256."""
    return hashlib.sha256(quote.encode()).hexdigest()[:12]


def corpus_mark(documents: Iterable[str]) -> str:
    """Return the fingerprint of a corpus: twelve hex digits over the ids of its documents, in any order."""
    return hashlib.sha256("\n".join(sorted(documents)).encode()).hexdigest()[:12]


def begin(marker: Marker) -> list[str]:
    """Return the lines of a begin mark."""
    head = f"{BEGIN} corpus={marker.corpus}"
    if not marker.places:
        return [f"{head} -->"]
    return [head, *(_written(place) for place in marker.places), "-->"]


def read_begin(comment: str) -> Marker | None:
    """Read a begin mark back; None for any other comment."""
    match = _BEGIN.match(comment.strip())
    return Marker(match["corpus"] or "", _places(match["places"])) if match else None


def span(request: str, marker: Marker, *, shown: str, title: str) -> str:
    """Return a value within a sentence; `shown` is Markdown, the rest plain text."""
    evidence = " ".join(map(_written, marker.places))
    attributes = [("data-pilu", request), ("data-corpus", marker.corpus), ("data-evidence", evidence), ("title", title)]
    written = " ".join(f'{name}="{_attribute(value)}"' for name, value in attributes if value)
    return f"<span {written}>{shown}</span>"


def read_span(match: re.Match[str]) -> tuple[str, Marker, str]:
    """Return the request, marker and title of a span that `SPAN` has found."""
    known = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match["rest"])}
    marker = Marker(known.get("data-corpus", ""), _places(known.get("data-evidence", "")))
    return html.unescape(match["request"]), marker, known.get("title", "")


def _written(place: Place) -> str:
    name = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), place.doc)
    return f"{name}@{place.start}:{place.end}#{place.digest}"


def _places(text: str) -> tuple[Place, ...]:
    return tuple(
        Place(unquote(match["doc"]), int(match["start"]), int(match["end"]), match["digest"])
        for match in _PLACE.finditer(text)
    )


def _attribute(text: str) -> str:
    """Return text as an attribute holds it, also within a table cell of Markdown."""
    return html.escape(" ".join(text.split())).replace("|", "&#124;").replace("`", "&#96;").replace("*", "&#42;")
