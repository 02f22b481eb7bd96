"""Refusals: why there is no answer, and the nearest thing that the filings do say."""

from dataclasses import replace

from kg.answer import Status
from qa.evidence.found import Found
from qa.evidence.lookup import ranked
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind

NEAR = 0.6


def refuse(bench: Workbench) -> Found:
    """Say why not: another period is there, or another party, or nothing of the kind."""
    question, scope = bench.question, bench.scope
    ask = question.asks[0]
    if ask.kind in (Kind.WHY, Kind.HOW, Kind.DEFINE, Kind.YESNO):
        return Found(Status.NOT_FOUND, reason="no_such_fact", prose=tuple(bench.sentences[:2]))
    if scope.periods:
        near = [
            o
            for o in ranked(question, ask, bench.cells, replace(scope, periods=(), since=False))
            if o.score.words >= NEAR
        ]
        if near:
            return Found(Status.NOT_FOUND, reason="out_of_period", cells=tuple(o.cell for o in near[:3]))
    near = ranked(question, ask, bench.cells, scope)
    reason = "undisclosed" if scope.parties and any(o.score.words >= 0.3 for o in near[:3]) else "no_such_fact"
    return Found(Status.NOT_FOUND, reason=reason, cells=tuple(o.cell for o in near[:3]))
