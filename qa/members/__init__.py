"""Which member of a family meets a test, and what of it is asked."""

from qa.found import Found
from qa.members.lines import of_lines
from qa.members.wanted import wanted_in
from qa.workbench import Workbench


def members(bench: Workbench) -> Found | None:
    """Answer with the member of a family that meets the test which the question puts to all; None for others."""
    wanted = wanted_in(bench.question)
    return of_lines(bench, wanted) if wanted and not wanted.time else None
