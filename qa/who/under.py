"""Figures of a named party that a filing gives under a letter."""

from collections.abc import Callable
from dataclasses import replace

from kg.answer import Status
from qa.evidence.found import Found, Guess
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind
from qa.who.letters import ceiling

OWN = 0.6  # of a question's words that a statement under the party's own name explains


def under_letters(bench: Workbench, solve: Callable[[Workbench], Found | None]) -> Found | None:
    """Ask again for a named party under the letters that it may hide behind, one filing at a time."""
    guesses = letters_of(bench)
    own = [s for ask in bench.question.asks for s in bench.ranked(ask)[:1]] if guesses else []
    if any(s.score.words >= OWN for s in own):
        return None  # the party is written about by its own name: another table is meant, or nothing is said
    for party, candidate in guesses:
        letter = frozenset({party.entity.partition("@")[0]})
        scope = replace(bench.scope, parties=(letter,), docs=frozenset({party.doc}))
        found = solve(replace(bench, scope=scope))
        if found is None or found.status is not Status.ANSWERED:
            continue
        sure = ceiling(bench).get(candidate.confidence.value)
        if sure is None:  # nothing to lean on: the candidate and the words are shown, and that is all
            near = tuple(dict.fromkeys((*found.cells, *(c for item in found.items for c in item.cells))))
            text = _only_maybe(party.label, candidate.name, zh=bench.question.told == "zh")
            shown = ((party, candidate),)
            return Found(Status.NOT_FOUND, cells=near[:3], reason="undisclosed", text=text, guesses=shown)
        return replace(found, confidence=min(found.confidence, sure), guesses=((party, candidate),))
    return None


def letters_of(bench: Workbench) -> list[Guess]:
    """Return the letters of the filings meant that the only party named may hide behind; none where figures and names
    are not asked for."""
    question, scope = bench.question, bench.scope
    if len(scope.parties) != 1 or question.kind.is_text or question.kind is Kind.YESNO:
        return []
    known = (guess for key in sorted(scope.parties[0]) for guess in bench.library.hypotheses_of(key))
    return [(party, candidate) for party, candidate in known if not scope.docs or party.doc in scope.docs]


def _only_maybe(label: str, name: str, *, zh: bool) -> str:
    """Say that what is asked of a name is given only under a letter that may be it."""
    if zh:
        return f"文件没有以{name}之名披露所问内容；{label}可能是它（仅为可能），但不足以作答。"
    return f"The filings do not give this for {name}; {label} may be it (possible), which is not enough for an answer."
