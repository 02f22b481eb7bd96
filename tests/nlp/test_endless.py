"""Runs without end, as dumps of other things have them, are read in time in proportion to their length.

A pattern that begins anew at each of a hundred thousand places would take minutes.
"""

import pytest

from corpus.tables.listed import LISTED
from kg.values.names import find_anonymous
from nlp.names import find_organizations
from nlp.readings import Reading

RUN = 100_000


@pytest.mark.parametrize("run", ["1", "1,", "A", "A ", "甲", " ", "A公司"])
def test_names(run):
    text = run * (RUN // len(run))
    assert len(list(find_anonymous(text))) <= RUN
    reading = Reading(text, list(range(len(text))), ())
    assert not any(found.reason == "latin" for found in find_organizations(reading))


@pytest.mark.parametrize("run", [" ", "\t", "　", "甲 "])
def test_lists_of_names_and_figures(run):
    assert LISTED.fullmatch(run * (RUN // len(run))) is None


def test_latin_names_are_whole():
    text = "甲公司与China Example International Trading (Shanghai) Co., Ltd.签订合同"
    [name] = [
        found.text for found in find_organizations(Reading(text, list(range(len(text))), ())) if found.reason == "latin"
    ]
    assert name == "China Example International Trading (Shanghai) Co., Ltd."
