"""A finding as plain Markdown: tables, lists, callouts, charts, with citations; readable without any plug-in.

What a result consists of: content, caveats, then the evidence, in footnotes named by their words, so that a diff shows
what changed and nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kg.errors import PiluError
from kg.model import Evidence
from kg.pattern import Pattern
from notes import escape
from notes.chart import draw, plot_of
from notes.directives import form_of
from notes.model import BlockError, Finding, Request, Row
from notes.sources import Sources, shortened
from notes.syntax import pairs
from notes.words import message, said

_NUMBER = Pattern(r"[-+(（]*\d[\d,.]*[)）]*[^\d\s]{0,4}|[-—/]")
_PERIOD = Pattern(r"\d{4}(?:[HQ]\d|-\d\d|-\d\d-\d\d.*)?")


@dataclass
class Page:
    """What is shared by the blocks of one note: footnotes defined so far, charts to be written beside it."""

    stem: str = "note"
    defined: set[str] = field(default_factory=set)
    charts: dict[str, str] = field(default_factory=dict)  # file name → SVG


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes findings in one note. In a list or quote, evidence stands below the result instead of in footnotes."""

    sources: Sources
    page: Page
    nested: bool = False

    def lines(self, request: Request, finding: Finding) -> list[str]:
        """Return the lines of a result, without marks."""
        style = request.option("evidence", "inline" if self.nested else "footnotes")
        body = _FORMS[form_of(request)](self, request, finding, _Citer(self.sources, finding, style))
        for caveat in finding.caveats:
            body += ["", *callout("WARNING", escape.text(caveat))]
        return [*body, *self._evidence(finding, style)]

    def _evidence(self, finding: Finding, style: str) -> list[str]:
        if style == "footnotes":
            fresh = [each for each in finding.evidence if self.sources.label(each) not in self.page.defined]
            self.page.defined.update(self.sources.label(each) for each in fresh)
            labelled = {self.sources.label(each): self.sources.note(each, finding.lang) for each in fresh}
            return ["", *(f"[^{label}]: {note}" for label, note in labelled.items())] if labelled else []
        if style == "inline" and finding.evidence:
            notes = [
                f"{n}. {self.sources.note(each, finding.lang)}" for n, each in enumerate(finding.evidence, start=1)
            ]
            return ["", f"{said('evidence', finding.lang)}{said('colon', finding.lang).rstrip()}", "", *notes]
        return []

    def chart(self, request: Request, finding: Finding) -> str:
        """Draw a chart, to be written beside the note; return its file name."""
        plot = plot_of(finding)
        kind = pairs(request.argument, ()).get("kind", "") if request.name == "chart" else ""
        if kind not in ("", "bars", "lines"):
            raise BlockError(f"kind={kind} is unknown", hint="kind=bars or kind=lines")
        asked = repr((request.name, request.argument, sorted(request.options.items())))
        name = f"{self.page.stem}-chart-{sha256(asked.encode()).hexdigest()[:8]}.svg"
        self.page.charts[name] = draw(plot, kind or "bars")
        return name


@dataclass(frozen=True, slots=True)
class _Citer:
    """Writes the citations behind a value, in one style."""

    sources: Sources
    finding: Finding
    style: str

    def of(self, indices: Iterable[int]) -> str:
        cited = [(n, self.finding.evidence[n]) for n in indices]
        if self.style == "footnotes":
            return "".join(f"[^{self.sources.label(each)}]" for _, each in cited)
        if self.style == "cite":
            return " ".join(dict.fromkeys(self.sources.citation(each) for _, each in cited))
        return "".join(f"\\[{n + 1}\\]" for n, _ in cited) if self.style == "inline" else ""

    def all(self) -> str:
        return self.of(range(len(self.finding.evidence)))

    def unplaced(self) -> str:
        """Return the citations that belong to no row, or to all."""
        placed = {n for row in self.finding.rows for n in row.evidence}
        return self.of(n for n in range(len(self.finding.evidence)) if n not in placed)


def callout(kind: str, *lines: str) -> list[str]:
    """Return a callout that GitHub and Obsidian know: NOTE, WARNING or CAUTION."""
    return [f"> [!{kind}]", *(f"> {line}".rstrip() for line in lines)]


def failure(error: PiluError, lang: str) -> list[str]:
    """Return the one message that stands in place of a result."""
    return callout("CAUTION", f"Pilu：{escape.text(message(error, lang))}")


def _as_callout(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    if not finding.found:
        return callout("WARNING", f"{escape.text(finding.text)}{_gap(cite.all())}")
    return callout("NOTE", f"{escape.text(finding.text)}{_gap(cite.all())}")


def _as_inline(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    value = finding.value if finding.found else finding.text
    return [f"{escape.line(value or finding.text)}{_gap(cite.all())}"]


def _as_list(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    if not finding.found or not finding.rows:
        return _as_callout(writer, request, finding, cite)
    items = []
    for row in finding.rows:
        named = len(finding.columns) > 1
        parts = [
            f"{escape.text(column)}{said('colon', finding.lang)}{escape.text(cell)}" if named else escape.line(cell)
            for column, cell in zip(finding.columns, row.cells, strict=True)
            if cell
        ]
        items.append(f"- {said('stop', finding.lang).join(parts)}{_gap(cite.of(row.evidence))}")
    return [*_heading(finding, cite), *items]


def _as_table(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    if not finding.found or not finding.rows:
        return _as_callout(writer, request, finding, cite)
    cited = [cite.of(row.evidence) for row in finding.rows]
    columns = [
        column or said("values", finding.lang) if len(finding.columns) == 1 else column for column in finding.columns
    ]
    head = [escape.text(column) for column in columns]
    rules = ["---:" if _is_numeric(finding.rows, n) else "---" for n in range(len(columns))]
    rows = [[escape.text(cell) for cell in row.cells] for row in finding.rows]
    if any(cited):
        head, rules = [*head, said("source", finding.lang)], [*rules, "---"]
        rows = [[*row, mark] for row, mark in zip(rows, cited, strict=True)]
    grid = [f"| {' | '.join(row)} |" for row in (head, rules, *rows)]
    return [*_heading(finding, cite), *grid]


def _as_quote(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    """Return the sentence, and below it the exact words that it rests on."""
    lines = [escape.line(finding.text), ""] if finding.text else []
    for n, evidence in enumerate(finding.evidence):
        lines += [">"] * (n > 0) + [f"> {escape.line(shortened(evidence))}{_gap(cite.of([n]))}"]
    return lines if finding.evidence else lines[:1]


def _as_chart(writer: Writer, request: Request, finding: Finding, cite: _Citer) -> list[str]:
    if not finding.found:
        return _as_callout(writer, request, finding, cite)
    name = writer.chart(request, finding)
    rows = said("stop", finding.lang).join(" ".join(filter(None, row.cells)) for row in finding.rows)
    alt = f"{finding.text or '、'.join(finding.columns[1:])}{said('colon', finding.lang)}{rows}"
    cited = _cited_line(finding.evidence, cite, finding.lang)
    return [f"![{escape.text(alt)}]({escape.path(name)})", *cited]


_FORMS = {
    "callout": _as_callout,
    "inline": _as_inline,
    "list": _as_list,
    "table": _as_table,
    "quote": _as_quote,
    "chart": _as_chart,
}


def _heading(finding: Finding, cite: _Citer) -> list[str]:
    """Return the line above a table or list, with the citations that belong to the whole of it."""
    marks = cite.unplaced()
    if not finding.text and not marks:
        return []
    text = f"**{escape.text(finding.text)}**" if finding.text else said("evidence", finding.lang)
    return [f"{text}{_gap(marks)}", ""]


def _cited_line(evidence: Sequence[Evidence], cite: _Citer, lang: str) -> list[str]:
    marks = cite.all()
    return ["", f"{said('evidence', lang)}{said('colon', lang)}{marks}"] if evidence and marks else []


def _gap(marks: str) -> str:
    """Return citations as they follow a text: Pandoc's with a blank before them."""
    return f" {marks}" if marks.startswith("[@") else marks


def _is_numeric(rows: Sequence[Row], n: int) -> bool:
    cells = [row.cells[n] for row in rows if row.cells[n]]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells) and not all(map(_PERIOD.fullmatch, cells))
