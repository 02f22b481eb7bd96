"""Filings set side by side: what is asked of each, and that only figures of one thing contradict each other."""

from pathlib import Path

import pytest
import yaml

from qa.computing.agree import told_and_asked
from qa.parsing.across import per_filing
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "across.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_what_is_asked_of_each_filing(case):
    assert list(per_filing(parse(case["q"], Context(Names([]), 2024)))) == case["asks"]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (
            "新闻里邵氏科技2023年收入3.36亿元，跟督导报告的数字对得上吗？",
            ("新闻里邵氏科技2023年收入是多少？", "督导报告里邵氏科技2023年收入是多少？"),
        ),
        (
            "督导报告说邵氏科技2023年研发投入0.84亿元，核查意见里同年的研发费用具体是多少万元？",
            ("督导报告里邵氏科技2023年研发投入是多少？", "核查意见里邵氏科技2023年研发费用是多少？"),
        ),
        ("督导报告里邵氏科技2023年收入，跟核查意见的数字对得上吗？", ()),
    ],
)
def test_what_is_asked_where_one_filing_is_told(question, asks):
    parsed = parse(question, Context(Names([("邵氏科技", "a")]), 2024))
    end = question.index("，")
    stop = max(question.find(word) for word in ("对得上", "具体"))
    assert told_and_asked(parsed, end, stop) == asks
