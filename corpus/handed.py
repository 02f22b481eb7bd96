"""Heads that stand in the frame above: a title without sides parts the rows of a table from the row that heads them.

So it is in every report on the use of raised funds: the heads of its lower table are the last row of the upper frame,
and the titles of its sections are drawn without any vertical rule, so that each section is a frame of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.frame import SAME_COLUMN, DrawnTable, Part, figure_columns, without_idle_columns
from corpus.tables.grid import Row, header_depth
from corpus.tables.kinds import is_datum
from kg.model import Cell

LONGEST_TITLE = 40  # characters between two frames
FIGURES = 2  # columns of them that want heads; fewer may be a list of names and values
NAMED = 2 / 3  # of the columns have a head

Frame = tuple[DrawnTable, list[Part]]


def handed_down(text: str, frames: Sequence[Frame]) -> Iterator[tuple[DrawnTable, list[Part], Row | None]]:
    """Yield the frames with the heads that the first table of each takes from the frame above, None where it takes
    none; the row that hands its heads down is no row of the upper table any more."""
    given: Row | None = None
    for number, (frame, parts) in enumerate(frames):
        below = frames[number + 1] if number + 1 < len(frames) else None
        taken: Row | None = None
        own = given
        if below and parts and below[1] and _is_title(text[frame.end : below[0].start]):
            above, title = parts[-1]
            heads = own if len(parts) == 1 and own else above.rows[-1]
            taken = _over(heads, above.xs, below[1][0][0])
            if taken and heads is not own:
                parts = [*parts[:-1], (without_idle_columns(replace(above, rows=above.rows[:-1])), title)]
        yield frame, parts, own
        given = taken


def _is_title(between: str) -> bool:
    """Tell whether no more than a short title stands between two frames."""
    bare = between.strip()
    return len(bare) <= LONGEST_TITLE and "\n" not in bare


def _over(heads: Row, xs: Sequence[float], below: DrawnTable) -> Row | None:
    """Return the heads that stand over the columns of a table without a header, None unless they name most of them."""
    if len(xs) != len(heads) + 1 or header_depth(below.rows):
        return None
    if len(figure_columns(below.rows)) < FIGURES:
        return None
    if abs(xs[-1] - below.xs[-1]) > SAME_COLUMN or any(is_datum(cell.text) for cell in heads):
        return None
    found: list[Cell] = []
    for x in below.xs[:-1]:
        at = next((n for n, own in enumerate(xs[:-1]) if abs(own - x) <= SAME_COLUMN), None)
        if at is None:
            return None
        found.append(heads[at])
    named = sum(bool(cell.text) for cell in found)
    return tuple(found) if found[0].text and named >= NAMED * len(found) else None
