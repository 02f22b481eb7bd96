"""What a pattern cannot do without is read off the pattern, and never turns away a text that it matches."""

import re
from pathlib import Path

import pytest

from kg.pattern import Pattern
from nlp.announcements.cues import cues
from nlp.needed import may_match, needed

CASES = [
    ("签订", [["签订"]]),
    ("签[订署约]", [["签约", "签署", "签订"]]),
    ("甲|乙方", [["乙方", "甲"]]),
    ("(?:甲|乙方)?(?P<x>.{2,9})", []),
    ("[^。]{1,9}(?:中标|承建){2}", [["中标", "承建"]]),
    ("(?:收到|获得).{0,20}?通知书?(?=，)", [["收到", "获得"], ["通知"]]),
    ("(?:公司.*|\\d+)合同", [["合同"]]),
    ("(?<=由)公司(?!的)", [["公司"]]),
    ("(?:与.{2}|同)签", [["与", "同"], ["签"]]),
    ("(?i:ltd)公司", [["公司"]]),
    ("[\\d一二]年", [["年"]]),
]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_words_that_a_pattern_needs(pattern, words):
    assert [sorted(each) for each in needed(Pattern(pattern))] == words


def test_either_case_needs_nothing():
    assert needed(Pattern("ltd", re.IGNORECASE)) == ()


def test_only_the_stretch_counts():
    pattern = Pattern("与(?P<x>.{2})签订")
    assert may_match(pattern, "公司与甲方签订", 0, 7)
    assert not may_match(pattern, "公司与甲方签订", 0, 6)
    assert not may_match(pattern, "公司与甲方签订", 3, 7)


@pytest.mark.parametrize("role", ["party_a", "party_b", "project", "contract"])
def test_no_cue_is_turned_away_from_what_it_finds(role):
    texts = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))]
    lines = [line for text in texts for line in text.split("\n")]
    for cue in cues(role):
        for line in lines:
            if cue.pattern.search(line):
                assert may_match(cue.pattern, line, 0, len(line)), (cue.name, line)
