"""Where a statement stands, in words: for a footnote, a line of evidence, a Pandoc citation, a tooltip.

Each citation says document, section, page and exact words, the command that shows them, for a PDF a link to the page.
"""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from kg.model import Evidence, Speaker
from notes import escape, marks
from notes.model import Place
from notes.words import named, said
from pilu import Workspace

LONGEST = 300  # characters of a quote in a note; the command shows the rest


class Sources:
    """Cites evidence of one workspace in notes of one folder: links to PDFs are relative to it."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder
        self.listed = {listed.id: listed for listed in workspace.docs()}

    def place(self, evidence: Evidence) -> Place:
        """Return what a marker keeps of evidence."""
        main = evidence.main
        return Place(self._name(evidence.doc), main.start, main.end, marks.digest(main.quote))

    def label(self, evidence: Evidence) -> str:
        """Return the name of the footnote: the same words at the same place have the same name in every note."""
        place = self.place(evidence)
        return f"pilu-{marks.digest(f'{place.doc}|{place.start}|{place.end}|{place.digest}')[:8]}"

    def note(self, evidence: Evidence, lang: str) -> str:
        """Return one line of Markdown: document, section, page, cell, who says it, the exact words, how to see them."""
        listed = self.listed[evidence.doc]
        title = listed.meta.title or listed.name
        title = f"《{title}》" if lang == "zh" and not title.startswith("《") else title
        where = [escape.text(title), escape.text(" › ".join(evidence.section))]
        if evidence.page is not None:
            where.append(said("page", lang).format(evidence.page))
        where += [escape.text(part) for part in _cell(evidence, lang)]
        if evidence.speaker is not Speaker.ISSUER:
            where.append(named("speakers", evidence.speaker.value, lang))
        comma = "，" if lang == "zh" else ", "
        quote = escape.text(said("quote", lang).format(shortened(evidence)))
        ways = said("stop", lang).join(self._ways(evidence, lang))
        lead = f"{comma.join(filter(None, where))}{said('colon', lang)}{quote}"
        return f"{lead}{said('open', lang)}{ways}{said('close', lang)}"

    def citation(self, evidence: Evidence) -> str:
        """Return a citation for Pandoc and Quarto: `[@reply_2024h1, p. 12]`, or with the section for unpaged text."""
        from notes.cite import key_of

        key = key_of(self.listed[evidence.doc], self.listed.values())
        if evidence.page is not None:
            return f"[@{key}, p. {evidence.page}]"
        section = escape.text(evidence.section[-1]) if evidence.section else ""
        return f"[@{key}, {section}]" if section else f"[@{key}]"

    def tooltip(self, evidence: Sequence[Evidence]) -> str:
        """Return evidence as plain words: file, place, quote."""
        places = (f"{self._name(e.doc)} {e.main.start}:{e.main.end} “{shortened(e)}”" for e in evidence)
        return "; ".join(places)

    def command(self, evidence: Evidence) -> str:
        """Return the command line that shows the words in their document."""
        return f"pilu show {shlex.quote(self._name(evidence.doc))} --at {evidence.main.start}:{evidence.main.end}"

    def _ways(self, evidence: Evidence, lang: str) -> list[str]:
        """Return how to see the words: a command, and for a PDF a link to the page."""
        ways = [escape.code(self.command(evidence))]
        target = self.page_link(evidence)
        return [escape.link(said("original", lang), target), *ways] if target else ways

    def page_link(self, evidence: Evidence) -> str:
        """Return the path of a PDF from the note, with its page; empty for other documents."""
        name = self._name(evidence.doc)
        if not name.lower().endswith(".pdf"):
            return ""
        source = self.workspace.database.source(name) or name
        path = Path(os.path.relpath(source, self.folder)).as_posix()
        return f"{path}#page={evidence.page}" if evidence.page else path

    def _name(self, doc: str) -> str:
        return self.listed[doc].name


def shortened(evidence: Evidence) -> str:
    """Return the quote with blanks as one, at most 300 characters around the words that say the value."""
    from pilu.listings import shortened as cut

    excerpt = cut(evidence.main, evidence.focus, LONGEST)
    left = "…" * (excerpt.start > evidence.main.start)
    right = "…" * (excerpt.end < evidence.main.end)
    return f"{left}{' '.join(excerpt.quote.split())}{right}"


def _cell(evidence: Evidence, lang: str) -> list[str]:
    cell = evidence.cell
    if cell is None:
        return []
    parts = (("column", cell.column), ("unit", cell.unit))
    return [said(name, lang).format(value) for name, value in parts if value]
