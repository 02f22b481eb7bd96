"""What is refused before anything is looked for: advice, and names that nobody knows or that fit several parties."""

from kg.answer import Status
from qa.checks.claims import unheard
from qa.checks.outside import outside
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.filings.titled import of_title
from qa.parsing.names import Mention, is_within


def refused_at_once(bench: Workbench) -> Found | None:
    """Refuse advice, and names that nobody knows or that may be several parties'."""
    if bench.question.opinion:
        return Found(Status.NOT_FOUND, reason="not_a_factual_question")
    refused = _nobody(bench)
    return _nobody(outside(bench, titled.titles)) if refused and (titled := of_title(bench)) else refused


def _nobody(bench: Workbench) -> Found | None:
    """Refuse where a question names somebody unknown, or somebody who may be any of several."""
    if bench.scope.unknown or unheard(bench):
        return Found(Status.NOT_FOUND, reason="unknown_entity", cells=())
    several = next((names for m in bench.question.mentions if len(names := _fitting(bench, m)) > 1), [])
    return Found(Status.AMBIGUOUS, reason="、".join(several)) if several else None


def _fitting(bench: Workbench, mention: Mention) -> list[str]:
    """Return the parties that a spelling or a contraction fits alike, longer forms of one name left out."""
    if mention.how not in ("latin", "short") or set(mention.ids) & bench.scope.all_issuers:
        return []
    names = sorted({e.name for i in mention.ids if (e := bench.library.entity(i))}, key=lambda name: (len(name), name))
    kept: list[str] = []
    for name in names:
        if not any(is_within(shorter, name) for shorter in kept):
            kept.append(name)
    return kept
