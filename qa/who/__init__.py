"""Who somebody is: the name behind a letter, what is known of a name, whether two are one.

Hypotheses come from `kg.identity`; an answer that leans on one says so, with the words from both sides.
"""

from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.who.by_words import meant_by_words
from qa.who.described import of_count
from qa.who.letters import CEILING, POSSIBLE, who_is
from qa.who.named import introduced, lettered
from qa.who.posts import in_office
from qa.who.ranked import by_number
from qa.who.roles import in_roles
from qa.who.same import same_party
from qa.who.standing import of_standing
from qa.who.under import letters_of, under_letters

__all__ = ["CEILING", "POSSIBLE", "identified", "letters_of", "meant_by_words", "under_letters"]

WAYS = (in_roles, by_number, same_party, lettered, who_is, of_count, in_office, of_standing, introduced)


def identified(bench: Workbench) -> Found | None:
    """Answer who somebody is, what parts they have, or whether two are one; None where nobody asks that."""
    return next((found for way in WAYS if (found := way(bench))), None)
