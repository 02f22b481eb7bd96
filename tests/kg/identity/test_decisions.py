"""Decisions: they hold until undone, an undo leaves the graph's bytes as they were, the log keeps both."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Confidence, IdentityDecision, Verdict, decided, hypotheses, identity_quads, standing
from kg.identity.wording import against_words
from tests.kg.identity.making import facts_of
from tests.kg.identity.test_hypotheses import FACTS, REPLY, flow, known_of
from tests.kg.identity.test_planted import CASES

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


FURTHER = [fact for case in CASES for fact in facts_of(case["facts"])]


def test_a_name_that_a_person_gave_one_letter_is_another_letters_no_more():
    other = next(p for p in PARTIES if p.label == "F公司")
    given = replace(said(Verdict.ACCEPT), party=other.entity, label=other.label)
    found = {p.label: p.candidates for p in hypotheses(KNOWN, FACTS, log=[given])}
    [candidate] = found["E公司"]
    assert (candidate.name, candidate.confidence) == (FAR.name, Confidence.POSSIBLE)
    assert [against_words(note, "en") for note in candidate.against] == [
        f"{FAR.name} was accepted as F公司 of this filing"
    ]


def test_a_name_that_a_person_took_from_a_letter_is_free_for_the_next():
    facts = [*FACTS, flow("Sale", REPLY, "G公司", "4,356.17", at=200)]
    known = known_of(facts)
    rejected = said(Verdict.REJECT)
    names = {p.label: [c.confidence for c in p.candidates] for p in hypotheses(known, facts, log=[rejected])}
    assert names == {"E公司": [], "F公司": [], "G公司": [Confidence.PROBABLE]}
    assert hypotheses(known, facts, log=[rejected, said(Verdict.UNDO)]) == hypotheses(known, facts)


VERDICTS = st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDO])
SAYINGS = st.builds(said, VERDICTS, st.sampled_from([NEAR, FAR]), st.integers(1, 28))


@given(st.sets(st.sampled_from(sorted({fact.doc for fact in FURTHER}))), st.sampled_from([NEAR, FAR]))
def test_no_further_filing_changes_a_decision(docs, other):
    facts = [*FACTS, *(fact for fact in FURTHER if fact.doc in docs)]
    known = known_of(facts)
    for verdict in (Verdict.ACCEPT, Verdict.REJECT):
        parties = decided(hypotheses(known, facts), [said(verdict, other)], known)
        candidates = next(p.candidates for p in parties if p.entity == PARTY.entity)
        names = [c.name for c in candidates if c.decided or verdict is Verdict.REJECT]
        assert names[:1] == [other.name] if verdict is Verdict.ACCEPT else other.name not in names


@given(st.lists(SAYINGS, max_size=8))
def test_undoing_all_that_was_ever_said_leaves_the_bytes(log):
    undone = [said(Verdict.UNDO, other) for other in (NEAR, FAR)]
    assert graph([*log, *undone]) == graph([])


@given(st.lists(SAYINGS, max_size=8), SAYINGS)
def test_an_undone_word_leaves_the_log_as_it_was_about_other_names(log, last):
    others = [entry for entry in log if entry.entity != last.entity]
    assert graph([*others, last, said(Verdict.UNDO, FAR if last.entity == FAR.entity else NEAR)]) == graph(others)
