"""What the notes under a table say of one of its rows: which part of a company it lists, or what is told nowhere.

A table of peers calls a row 甲公司 and its head 毛利率; that it is the margin of one segment, or of the whole company
as that of the segment is not disclosed, stands in the note below: it belongs to the figure as its head does.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.answer import Status
from kg.model import Evidence, Excerpt
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.lookup import Scored
from qa.evidence.prose import Sentence
from qa.evidence.rank import score
from qa.evidence.spare import says_no_more
from qa.evidence.workbench import Workbench
from qa.parsing.match import SURE, explained, squeezed
from qa.parsing.question import Ask
from qa.parsing.words import unspaced

REACH = 1600  # characters behind a row in which the notes of its table begin
_NOTES = Pattern(r"\n[ \t]*(?:[*＊]\s*)?(?:注|附注|备注)\s*\d{0,2}\s*[:：](?P<said>(?:.|\n(?!\s*\n))*)")
_IS_NOTE = Pattern(r"\s*(?:[*＊]\s*)?(?:注|附注|备注)\s*\d{0,2}\s*[:：]")
_CLAUSE = Pattern(r"[^；;。\n]+(?:\n[^；;。\n]+)*")
_OTHER_TEXT = Pattern(
    r"[。：:]|\n\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+、)"
)  # then no rows
_UNTOLD = Pattern(r"未(?:单独)?(?:披露|列示|拆分|区分)(?P<what>[^，,；;。]+)")


def notes_of(bench: Workbench, cell: Cell) -> tuple[Evidence, ...]:
    """Return the clauses of the notes under the table of a cell that name one whom its row or head names."""
    if cell.line_number < 0 or not cell.own:
        return ()
    start = cell.evidence.main.end
    behind = bench.library.text(cell.doc, start, start + REACH)
    return tuple(
        replace(cell.evidence, main=Excerpt(start + at, start + end, behind[at:end]), focus=None, cell=None, context=())
        for at, end in _clauses(behind)
        if bench.names.ids_in(unspaced(behind[at:end])) & cell.own
    )


def _clauses(behind: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the clauses of the notes that follow with nothing but rows before them."""
    at = 0
    while (match := _NOTES.search(behind, at)) and (at or not _OTHER_TEXT.search(behind, 0, match.start())):
        if at and behind[at : match.start()].strip():
            return
        yield from (clause.span() for clause in _CLAUSE.finditer(behind, *match.span("said")))
        at = match.end()


def above(bench: Workbench, sentence: Sentence) -> str:
    """Return the rows that a note is about; nothing where a sentence is none."""
    start = max(0, sentence.start - REACH)
    return bench.library.text(sentence.doc, start, sentence.start) if _IS_NOTE.match(sentence.text) else ""


def under_notes(bench: Workbench, option: Scored, ask: Ask) -> tuple[Scored, tuple[Evidence, ...]]:
    """Return a cell scored as if its head said what the notes under its table say of it, and those notes."""
    notes = notes_of(bench, option.cell)
    if not notes:
        return option, ()
    said = "".join(squeezed(note.main.quote) for note in notes)
    cell = replace(option.cell, about=option.cell.about + said)
    return replace(option, score=score(bench.question, ask, cell, bench.scope)), notes


def untold(bench: Workbench, found: Found) -> str:
    """Return what is asked for and the notes under the table of a looked-up figure say is not disclosed."""
    return next((what for _, what in _denials(bench, found)), "")


def _denials(bench: Workbench, found: Found) -> Iterator[tuple[Evidence, str]]:
    cells = () if found.computation else tuple(c for item in found.items for c in item.cells)
    question, parts = bench.question, [t for t in bench.question.terms if not t.kind]
    for note in (note for cell in cells for note in notes_of(bench, cell)):
        denied = _UNTOLD.search(unspaced(note.main.quote))
        what = squeezed(denied["what"]) if denied else ""
        if any(explained(part, what) >= SURE for part in parts) and says_no_more(question, what):
            yield note, what


def or_untold(bench: Workbench, found: Found) -> Found:
    """Return an outcome, or the refusal that the notes under its table are, with the note."""
    notes = tuple(note for note, _ in _denials(bench, found))
    return Found(Status.NOT_FOUND, cells=found.cells, reason="undisclosed", evidence=notes) if notes else found
