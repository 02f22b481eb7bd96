"""Is what stands in a note still so? Every block is asked again, and the answer compared with the one in the note.

Nothing is written. A result whose value, words and places are the same is unchanged, however much the corpus has grown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from kg.pattern import Pattern
from notes import marks
from notes.model import Block, Inline, Place
from notes.note import Rendered, Result
from notes.session import Session
from notes.words import message, said

LONGEST = 160  # characters of a value in a message


class State(StrEnum):
    """What became of a result."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"  # the answer is another one
    STALE = "stale"  # its evidence is gone, or stands elsewhere now
    BROKEN = "broken"  # the block cannot be carried out
    MISSING = "missing"  # it was never rendered


@dataclass(frozen=True, slots=True)
class Verdict:
    """One block of a note, checked."""

    line: int
    state: State
    message: str = ""
    was: tuple[str, ...] = field(default=())  # evidence of the result in the note
    now: tuple[str, ...] = field(default=())  # evidence of the answer today

    @property
    def is_finding(self) -> bool:
        """Whether someone must look at it."""
        return self.state is not State.UNCHANGED


def check(rendered: Rendered, session: Session, old_text: str, lang: str = "en") -> list[Verdict]:
    """Compare a note with what rendering it gives today; one verdict a block or inline value, in order."""
    return [_verdict(result, session, old_text, lang) for result in rendered.results]


def _verdict(result: Result, session: Session, old_text: str, lang: str) -> Verdict:
    spot = result.spot
    if result.errors:
        return Verdict(spot.line, State.BROKEN, "; ".join(message(error, lang) for error in result.errors))
    if spot.marker is None or result.marker is None:
        return Verdict(spot.line, State.MISSING, said("missing", lang))
    old_body = spot.body if isinstance(spot, Block) else spot.shown
    then, today = spot.marker.places, result.marker.places
    moved = set(then) != set(today)
    if old_body == result.body and not moved:
        return Verdict(spot.line, State.UNCHANGED)
    was = tuple(_was(place, session, spot, old_text) for place in then if place not in today)
    now = tuple(_now(place, result, session) for place in today if place not in then)
    old, new = _values(old_body), _values(result.body)
    if old == new:
        return Verdict(spot.line, State.STALE, said("elsewhere" if moved else "otherwise", lang), was, now)
    if moved and then and not all(finding.found for finding in result.findings):
        return Verdict(
            spot.line, State.STALE, f"{said('gone', lang)}{said('colon', lang)}{_change(old, new)}", was, now
        )
    return Verdict(spot.line, State.CHANGED, _change(old, new), was, now)


# --- what was said: a result without its citations -----------------------------------------------------------------

_REFERENCE = Pattern(r"\[\^pilu-[0-9a-f]+\](?!:)|(?<=\S) ?\[@[^\]]*\]|\\\[\d+\\\]")
_DEFINITION = Pattern(r"\[\^pilu-[0-9a-f]+\]: |\d+\. .*`pilu show |(?:依据|Evidence)[：:]")


def _values(body: str) -> list[str]:
    """Return the lines of a result that say something: citations and evidence left out."""
    lines = (_REFERENCE.sub("", line).strip() for line in body.split("\n") if not _DEFINITION.match(line))
    return [line for line in lines if line]


def _change(old: Sequence[str], new: Sequence[str]) -> str:
    """Return what changed: the first lines that differ, narrowed to the cells or words that do."""
    gone = [line for line in old if line not in new]
    come = [line for line in new if line not in old]
    pairs = [_narrowed(a, b) for a, b in zip_longest(gone, come, fillvalue="")]
    more = f" (and {len(pairs) - 3} more)" if len(pairs) > 3 else ""
    return "; ".join(f"{_cut(a) or '—'} → {_cut(b) or '—'}" for a, b in pairs[:3]) + more


def _narrowed(old: str, new: str) -> tuple[str, str]:
    """Return two rows of a table as their label and the cells that differ; other lines as they are."""
    a, b = _cells(old), _cells(new)
    if len(a) < 2 or len(a) != len(b):
        return _plain(old), _plain(new)
    differ = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    same = [cell for n, cell in enumerate(a) if cell and n not in differ]
    label = next((cell for cell in same if not cell[0].isdigit()), same[0] if same else "")
    lead = f"{_plain(label)} " if label else ""
    return f"{lead}{' '.join(_plain(a[n]) for n in differ)}", " ".join(_plain(b[n]) for n in differ)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] if line.startswith("|") else []


def _plain(line: str) -> str:
    """Return a line of Markdown as its words."""
    return re.sub(r"\\([^\w\s])", r"\1", re.sub(r"^(?:> ?|- )", "", line)).strip("* ")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


# --- both evidences -------------------------------------------------------------------------------------------------


def _was(place: Place, session: Session, spot: Block | Inline, old_text: str) -> str:
    """Return old evidence in words: its quote from the note, and whether it still stands in the corpus."""
    quote = _old_quote(place, spot, old_text)
    return f"{place.doc} {place.start}:{place.end}{f' “{quote}”' if quote else ''} ({_fate(place, session)})"


def _old_quote(place: Place, spot: Block | Inline, old_text: str) -> str:
    """Return the quote that the note gives for a place: in a footnote or line of evidence, or in the tooltip."""
    at = f"{place.start}:{place.end}"
    if isinstance(spot, Inline):
        match = re.search(rf"{re.escape(f'{place.doc} {at}')} “(.*?)”(?:;|$)", spot.title)
        return match[1] if match else ""
    for line in old_text.splitlines():
        if f"--at {at}`" in line and place.doc in line:
            match = re.search(r"“(.*)”[（ ]", line)
            return _plain(match[1]) if match else ""
    return ""


def _fate(place: Place, session: Session) -> str:
    """Return what became of the words at a place."""
    known = {listed.name: key for key, listed in session.sources.listed.items()}
    if place.doc not in known:
        return "the document is gone"
    standing = session.workspace.show(known[place.doc], place.start, place.end)
    if marks.digest(standing) == place.digest:
        return "still there"
    return f"now “{' '.join(standing.split())[:80]}”" if standing else "the document is shorter now"


def _now(place: Place, result: Result, session: Session) -> str:
    for finding in result.findings:
        for evidence in finding.evidence:
            if session.sources.place(evidence) == place:
                return session.sources.tooltip([evidence])
    return f"{place.doc} {place.start}:{place.end}"


def lines_of(name: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what is printed of a note's findings: a line each, below it the evidence then and now."""
    for verdict in verdicts:
        if verdict.is_finding:
            yield f"{name}:{verdict.line}: {verdict.state.value}: {verdict.message}"
            yield from (f"    was {each}" for each in verdict.was[:5])
            yield from (f"    now {each}" for each in verdict.now[:5])
