"""A pattern is that of `re`, compiled when it is first used."""

import re

import pytest

from kg.pattern import Pattern

TEXT = "甲公司2022年12月、乙公司2023年"


def test_nothing_is_compiled_before_it_is_used():
    pattern = Pattern("(")
    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.search(TEXT)


def test_what_it_finds():
    years, company = Pattern(r"(\d{4})年"), Pattern("[甲乙]公司")
    assert [match[1] for match in years.finditer(TEXT)] == years.findall(TEXT) == ["2022", "2023"]
    assert years.search(TEXT, 8).span() == (15, 20)
    assert years.search(TEXT, 8, 19) is None
    assert (company.match(TEXT).group(), company.match(TEXT, 1), company.fullmatch(TEXT)) == ("甲公司", None, None)
    assert company.sub("其", TEXT, count=1) == "其2022年12月、乙公司2023年"
    assert company.split(TEXT) == ["", "2022年12月、", "2023年"]


def test_flags():
    assert Pattern("ltd", re.IGNORECASE).compiled == re.compile("ltd", re.IGNORECASE)
    assert Pattern("^年$", re.MULTILINE).findall("年\n年") == ["年", "年"]
