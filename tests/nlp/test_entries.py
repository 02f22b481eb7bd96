"""Cells of words become entries: beside their row's name, under their head, exact."""

from corpus import load
from kg.model import Period
from nlp import understand
from nlp.entries import entries

TEXT = """证券代码：600001

示例科技股份有限公司关于借款的公告

截至2023年12月31日，借款情况如下：

单位：万元

贷款类型\t借款时间\t金额\t担保\t备注
流动资金贷款\t2023/3/21\t1,000.00\t法人担保\t-
国内信用证\t2023/7/3\t306.07\t信用\t循环使用
合计\t\t1,306.07\t\t
"""


def test_every_cell_of_words_is_an_entry(tmp_path):
    path = tmp_path / "loans.txt"
    path.write_text(TEXT, encoding="utf-8")
    document = load(path)
    facts = list(entries(document, understand(document)))
    got = [(f.role("row").text, f.role("column").text, f.role("value").text) for f in facts]
    assert got == [
        ("流动资金贷款", "贷款类型", "流动资金贷款"),
        ("流动资金贷款", "借款时间", "2023/3/21"),
        ("流动资金贷款", "担保", "法人担保"),
        ("国内信用证", "贷款类型", "国内信用证"),
        ("国内信用证", "借款时间", "2023/7/3"),
        ("国内信用证", "担保", "信用"),
        ("国内信用证", "备注", "循环使用"),
        ("合计", "贷款类型", "合计"),
    ]
    assert isinstance(facts[1].role("value").value, Period)
    for fact in facts:
        value = fact.role("value")
        assert document.text[value.start : value.end] == value.text
        assert fact.evidence[0].focus == (value.start, value.end)
