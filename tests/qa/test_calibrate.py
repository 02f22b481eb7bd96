"""The curve from scores to probabilities rises, stays between 0 and 1, and is no surer than what was seen."""

from hypothesis import given
from hypothesis import strategies as st

from qa.calibrate import calibrated, fitted, knots

SEEN = st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=25, max_size=200)


@given(SEEN, st.floats(0, 1), st.floats(0, 1))
def test_more_score_is_never_less_sure(seen, a, b):
    points = fitted(seen)
    low, high = sorted((a, b))
    assert 0 <= calibrated(low, points) <= calibrated(high, points) <= 1


def test_no_surer_than_seen():
    points = fitted([(0.9, n % 10 != 0) for n in range(100)])
    assert calibrated(0.95, points) < 0.9


def test_the_shipped_curve_rises():
    assert list(knots()) == sorted(knots())
    assert [y for _, y in knots()] == sorted(y for _, y in knots())
