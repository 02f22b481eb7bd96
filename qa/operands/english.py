"""The operands of English questions."""

from qa.operands.asked import Operands
from qa.question import Question


def read(question: Question) -> Operands | None:
    """Return what an English question computes with."""
    return None
