"""A follow-up takes over what it does not say from the question before."""

import pytest

from qa.parsing.follow import follow
from qa.parsing.names import Names
from qa.parsing.parse import Context

CONTEXT = Context(Names([("甲禾科技有限公司", "a"), ("B公司", "b"), ("A公司", "c")]), 2024)


@pytest.mark.parametrize(
    ("last", "said", "whole"),
    [
        ("A公司2023年的销售金额是多少？", "那2022年呢？", "A公司2022年的销售金额是多少？"),
        ("A公司2023年的销售金额是多少？", "那B公司呢？", "B公司2023年的销售金额是多少？"),
        ("A公司2023年的销售金额是多少？", "那B公司2022年呢？", "B公司2022年的销售金额是多少？"),
        ("2023年的营业收入是多少？", "净利润呢？", "2023年的净利润是多少？"),
        ("2023年的营业收入是多少？", "A公司的销售占比是多少？", "A公司的销售占比是多少？"),
        ("", "那2022年呢？", "那2022年呢？"),
    ],
)
def test_follow(last, said, whole):
    assert follow(last, said, CONTEXT) == whole
