"""A whole note: every block asked and written, everything else as it was, byte for byte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import PiluError, StoreError
from notes import blocks, directives, escape, marks, syntax
from notes.model import Block, BlockError, Finding, Inline, Marker, Place, Spot
from notes.render import Page, Writer, failure
from notes.session import Session
from notes.words import message


@dataclass(frozen=True, slots=True)
class Result:
    """What a block or inline value came to: the text that belongs in the note, and what went wrong, if anything."""

    spot: Spot
    start: int  # the range of the note that the text replaces
    end: int
    text: str
    body: str = ""  # without marks and prefixes
    marker: Marker | None = None
    findings: tuple[Finding, ...] = ()
    errors: tuple[PiluError, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A note after rendering."""

    text: str
    results: tuple[Result, ...]
    charts: dict[str, str]  # file name beside the note → SVG


def render(text: str, session: Session, stem: str = "note") -> Rendered:
    """Return a note with a fresh result below each block; what went wrong stands in its place.

    Rendering the result again returns it unchanged. Raises StoreError where there is no store.
    """
    page = Page(stem)
    results = tuple(_result(text, spot, session, page) for spot in blocks.find(text))
    return Rendered("".join(_parts(text, results)), results, page.charts)


def outside(text: str) -> str:
    """Return what a person wrote: the note without results and without inline values."""
    return "".join(_parts(text, [Result(spot, *_range(text, spot), "") for spot in blocks.find(text)]))


def _parts(text: str, results: Sequence[Result]) -> Iterator[str]:
    at = 0
    for result in results:
        yield text[at : result.start]
        yield result.text
        at = result.end
    yield text[at:]


def _range(text: str, spot: Spot) -> tuple[int, int]:
    """Return the range of a result, with the newline before it and the prefix of its first line."""
    if isinstance(spot, Inline) or spot.start == spot.end:
        return spot.start, spot.end
    before = text.rindex("\n", 0, spot.start) if "\n" in text[: spot.start] else text.rindex("\r", 0, spot.start)
    return (before - 1 if text[before - 1 : before + 1] == "\r\n" else before), spot.end


def _result(text: str, spot: Spot, session: Session, page: Page) -> Result:
    start, end = _range(text, spot)
    if spot.fault:
        return Result(spot, start, end, text[start:end], errors=(BlockError(spot.fault),))
    return _inline(spot, session) if isinstance(spot, Inline) else _block(text, spot, session, page)


def _block(text: str, block: Block, session: Session, page: Page) -> Result:
    writer = Writer(session.sources, page, nested=block.nested)
    lines, findings, errors = _lines(block, session, writer)
    marker = Marker(session.corpus, _places(session, findings))
    newline = _newline(text, block.insert)
    written = [*marks.begin(marker), "", *lines, "", marks.END]
    result = "".join(f"{newline}{block.prefix}{line}".rstrip(" \t") for line in written)
    start, end = _range(text, block)
    return Result(block, start, end, result, "\n".join(lines), marker, tuple(findings), tuple(errors))


def _lines(block: Block, session: Session, writer: Writer) -> tuple[list[str], list[Finding], list[PiluError]]:
    """Carry out the directives of a block one by one: each that fails leaves its message, the others their results."""
    try:
        requests = syntax.parse(block.content, tuple(directives.TABLE))
    except BlockError as error:
        return failure(error, "zh"), [], [error]
    lines: list[str] = []
    findings: list[Finding] = []
    errors: list[PiluError] = []
    for request in requests:
        try:
            finding = directives.run(session, request)
            written = writer.lines(request, finding)
            findings.append(finding)
        except StoreError:
            raise
        except PiluError as error:
            written = failure(error, request.option("lang", "zh"))
            errors.append(error)
        lines += [""] * bool(lines) + written
    return lines, findings, errors


def _inline(spot: Inline, session: Session) -> Result:
    """Answer an inline value: shown in its sentence, its evidence in the tooltip."""
    findings: tuple[Finding, ...] = ()
    errors: tuple[PiluError, ...] = ()
    title = ""
    try:
        request = syntax.inline(spot.request)
        finding = directives.run(session, replace(request, options={**request.options, "as": "inline"}))
        shown = (finding.value if finding.found else "") or finding.text
        findings, title = (finding,), session.sources.tooltip(finding.evidence[:2])
    except StoreError:
        raise
    except PiluError as error:
        shown, errors = f"⚠ {message(error, 'zh')}", (error,)
    marker = Marker(session.corpus, _places(session, findings))
    body = escape.text(shown)
    text = marks.span(spot.request, marker, shown=body, title=title)
    return Result(spot, spot.start, spot.end, text, body, marker, findings, errors)


def _places(session: Session, findings: Sequence[Finding]) -> tuple[Place, ...]:
    """Return the places that results rest on, each once, by document and offset."""
    places = {session.sources.place(each) for finding in findings for each in finding.evidence}
    return tuple(sorted(places, key=lambda place: (place.doc, place.start, place.end)))


def _newline(text: str, at: int) -> str:
    """Return the newline that the note uses after a place, else the first it uses, else a plain one."""
    after = text[at : at + 2]
    for newline in ("\r\n", "\n", "\r"):
        if after.startswith(newline):
            return newline
    return "\r\n" if "\r\n" in text else "\n"
