"""Which member of a family meets a test, and what of it is asked."""

from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.members.lines import of_lines
from qa.parsing.wanted import EACH, wanted_in


def members(bench: Workbench) -> Found | None:
    """Answer with the member of a family that meets the test which the question puts to all; None for others."""
    question, wanted = bench.question, wanted_in(bench.question)
    if wanted is None or wanted.time or (len(question.mentions) > 1 and EACH.search(question.folded)):
        return None  # of several named, what each has is asked too
    return of_lines(bench, wanted)
