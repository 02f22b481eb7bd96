"""Who somebody is: the name behind a letter, what is known of a name, whether two are one.

Hypotheses come from `kg.identity`; an answer that leans on one says so, with the words from both sides.
"""

from qa.found import Found
from qa.who.described import of_count
from qa.who.letters import CEILING, POSSIBLE, who_is
from qa.who.named import introduced, lettered
from qa.who.same import same_party
from qa.who.under import under_letters
from qa.workbench import Workbench

__all__ = ["CEILING", "POSSIBLE", "identified", "under_letters"]


def identified(bench: Workbench) -> Found | None:
    """Answer who somebody is, or whether two are one; None where nobody asks that."""
    return same_party(bench) or lettered(bench) or who_is(bench) or of_count(bench) or introduced(bench)
