from kg.model import Evidence, Excerpt
from notes.gathering import Gathered


def place(start, quote="x"):
    return Evidence("d", Excerpt(start, start + 1, quote))


def test_two_loans_with_the_same_figures_stay_two():
    gathered = Gathered()
    gathered.add(["1,000万元"], [place(1)])
    gathered.add(["1,000万元"], [place(5)])
    assert len(gathered.rows()) == 2


def test_what_two_rules_read_at_one_place_is_one_row():
    gathered = Gathered()
    gathered.add(["1,000万元"], [place(1)])
    gathered.add(["1,000万元"], [place(1)])
    assert [row.evidence for row in gathered.rows()] == [(0,)]


def test_rows_without_evidence_are_never_merged():
    gathered = Gathered()
    gathered.add(["a"], [])
    gathered.add(["a"], [])
    assert len(gathered.rows()) == 2


def test_only_the_evidence_of_shown_rows_is_cited():
    gathered = Gathered()
    gathered.add(["a"], [place(1)])
    gathered.add(["b"], [place(5), place(1)])
    gathered.add(["c"], [place(9)])
    rows, evidence, caveats = gathered.shown(2, "en")
    assert [row.evidence for row in rows] == [(0,), (1, 0)]
    assert [each.main.start for each in evidence] == [1, 5]
    assert caveats == ("1 more rows are not shown",)
