"""A figure that falls is noticed; a set without data or command is told, not a crash."""

from __future__ import annotations

import pytest
import score
from score_sets import Bench, BrokenError, NoDataError, NotBuiltError


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"qa": {"right": 0.5}}, {"qa": {"right": 0.49}}, 0),
        ({"qa": {"right": 0.5}}, {"qa": {"right": 0.489}}, 1),
        ({"qa": {"right": 0.5}}, {"qa": {}}, 1),
        ({"qa": {"right": 0.5}}, {}, 0),
        ({}, {"qa": {"right": 0.1}}, 0),
    ],
)
def test_drops(before, after, expected):
    assert len(score.drops(before, after)) == expected


@pytest.mark.parametrize(
    ("error", "remark", "broke"),
    [
        (NotBuiltError("pilu check"), "not built yet: pilu check", False),
        (NoDataError("gold"), "no data: gold", False),
        (BrokenError("x"), "FAILED: x", True),
    ],
)
def test_what_cannot_be_measured_is_told(monkeypatch, tmp_path, error, remark, broke):
    def measure(bench):
        raise error

    monkeypatch.setitem(score.SETS, "tables", measure)
    figures, remarks, broken = score.measure(Bench(tmp_path, tmp_path), ["tables"])
    assert (figures, remarks, broken) == ({}, {"tables": remark}, broke)


def test_figures_are_rounded(monkeypatch, tmp_path):
    monkeypatch.setitem(score.SETS, "tables", lambda bench: {"rows": 2 / 3})
    assert score.measure(Bench(tmp_path, tmp_path), ["tables"])[0] == {"tables": {"rows": 0.667}}
