"""分别 gives each party of a list its own figure."""

from kg.model import Evidence, Excerpt
from qa.evidence.respective import respective
from qa.parsing.names import Names

NAMES = Names([("甲乙电子科技有限公司", "one"), ("丙丁数据科技有限公司", "two")])
SAID = "公司与甲乙电子科技有限公司存在仲裁案件，与丙丁数据科技有\n限公司存在诉讼案件，分别涉及金额10万元和2,300.50万元，已结案。"


def of(figure, text=SAID):
    at = text.index(figure)
    return respective(Evidence("d", Excerpt(100, 100 + len(text), text), (100 + at, 100 + at + len(figure))), NAMES)


def test_each_party_has_its_own_figure():
    assert of("10万元") == (frozenset({"one"}), frozenset({"two"}))
    assert of("2,300.50万元") == (frozenset({"two"}), frozenset({"one"}))


def test_without_a_list_nothing_is_said():
    assert of("10万元", SAID.replace("分别", "")) is None
    assert of("10万元", SAID.replace("和2,300.50万元", "")) is None
