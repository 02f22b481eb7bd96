"""When the letter of inquiry on a report came, and which number it has: the letter whose title names that report."""

from collections.abc import Iterator

from kg.answer import Status
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind, Question
from qa.parsing.words import unspaced

LETTER = "InquiryLetter"
SURE = 0.85  # of what a letter says that is told by its title
_LETTER = Pattern(r"问询函(?!的?(?:回复|答复|核查))")
_REPORT = Pattern(r"(?:19|20)\d\d年?(?:第?[一三]季度?|半年度?|年度?)?(?:报告|报)")
_NUMBER = Pattern(r"[文函字]号")
_DAY = Pattern(r"收到|出具|发出|发来|下发|发送|印发|收函")


def of_letter(bench: Workbench) -> Found | None:
    """Answer when the letter on a report was issued or received, or its number; None where it is not that one."""
    question = bench.question
    role = _asked(question)
    reports = list(dict.fromkeys(m.group() for m in _REPORT.finditer(question.folded)))
    if not role or not reports:
        return None
    found = [_of_report(bench, role, _reported(report)) for report in reports]
    if any(cell is None for cell in found):
        return None
    cells = tuple(cell for cell in found if cell)
    items = tuple(item_of(cell, label=report) for cell, report in zip(cells, reports, strict=True))
    kind = "list" if len(items) > 1 else "date" if role == "received" else "string"
    return Found(Status.ANSWERED, items, cells, SURE, kind=kind, met=frozenset({"several"}))


def _of_report(bench: Workbench, role: str, report: Period | None) -> Cell | None:
    """Return what a letter on a report says; None where no letter is on it, or several say it otherwise."""
    cells = (c for c in bench.cells if c.fact.type == LETTER and c.role == role)
    on_it = [c for c in cells if report and report in _titles(bench, c)]
    return on_it[0] if len({c.text for c in on_it}) == 1 else None


def _asked(question: Question) -> str:
    """Return the role of a letter that a question asks for; empty where it asks for something else."""
    if not _LETTER.search(question.folded):
        return ""
    if _NUMBER.search(question.folded) and question.kind in (Kind.WHAT, Kind.NUMBER, Kind.WHICH):
        return "number"
    return "received" if question.kind is Kind.WHEN and _DAY.search(question.folded) else ""


def _titles(bench: Workbench, cell: Cell) -> Iterator[Period]:
    """Yield the periods of the reports that the title of a letter names."""
    titles = (c.text for c in bench.cells if c.fact_id == cell.fact_id and c.role == "title")
    return (p for title in titles for m in _REPORT.finditer(unspaced(title)) if (p := _reported(m.group())))


def _reported(report: str) -> Period | None:
    """Return the period that a report is of: 2024年半年报, 2023年年度报告."""
    said = report.removesuffix("报告").removesuffix("报")
    said = said if said.endswith(("季度", "年度", "年")) else f"{said}度"
    return next((p for *_, p in find_periods(said.replace("年年", "年"))), None)
