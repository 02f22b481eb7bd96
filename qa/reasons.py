"""Whether sentences explain what a question asks the reason of, or only say again that it is so."""

import re
from collections.abc import Sequence

from qa.changes import says_change
from qa.match import squeezed
from qa.prose import Sentence, manners
from qa.workbench import Workbench

_FIGURE = re.compile(r"\d%|百分点")
LEAST = 0.7  # of a question's words that sentences without a word of cause must explain


def explains(bench: Workbench, said: Sequence[Sentence]) -> bool:
    """Tell whether sentences give a reason: not that of another party's row, and no mere figures of the change."""
    cell = said[0].evidence.cell
    if cell is not None:
        asked = bench.scope.issuers.union(*bench.scope.parties)
        row = bench.names.ids_in(cell.row)
        return not row or bool((row | bench.names.ids_in(said[0].text)) & asked)
    text = "".join(squeezed(s.text) for s in said)
    if manners()["why"][0].search(text):
        return True
    return said[0].words >= LEAST and not (says_change(text) and _FIGURE.search(text))
