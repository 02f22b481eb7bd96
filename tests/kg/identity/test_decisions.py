"""Decisions: they hold until undone, an undo leaves the graph's bytes as they were, the log keeps both."""

from datetime import date

from kg.identity import Confidence, IdentityDecision, Verdict, decided, hypotheses, identity_quads, standing
from tests.kg.identity.test_hypotheses import FACTS, known_of

KNOWN = known_of(FACTS)
PARTIES = hypotheses(KNOWN, FACTS)
PARTY = next(p for p in PARTIES if p.label == "E公司")
NEAR = next(k for k in KNOWN.values() if k.name == "北京近水数据有限公司")
FAR = next(k for k in KNOWN.values() if k.name == "上海远山科技有限公司")


def said(verdict: Verdict, other=FAR, day: int = 1) -> IdentityDecision:
    return IdentityDecision(date(2024, 11, day), verdict, PARTY.entity, PARTY.label, other.name, other.entity)


def graph(log) -> str:
    return "".join(sorted(identity_quads(decided(PARTIES, log, KNOWN), standing(log).values())))


def first(log):
    party = next(p for p in decided(PARTIES, log, KNOWN) if p.label == "E公司")
    return party.candidates[0] if party.candidates else None


def test_an_accepted_name_comes_first_even_against_the_figures():
    candidate = first([said(Verdict.ACCEPT, NEAR)])
    assert (candidate.name, candidate.confidence, candidate.decided) == (NEAR.name, Confidence.CERTAIN, "accepted")


def test_a_rejected_name_is_gone():
    assert first([said(Verdict.REJECT)]) is None


def test_undo_leaves_the_graph_as_if_nothing_had_been_decided():
    log = [said(Verdict.ACCEPT), said(Verdict.UNDO, day=2)]
    assert graph(log) == graph([])
    assert graph(log[:1]) != graph([])


def test_the_last_word_counts():
    log = [said(Verdict.ACCEPT), said(Verdict.REJECT, day=2)]
    assert first(log) is None
    assert [d.verdict for d in standing(log).values()] == [Verdict.REJECT]
